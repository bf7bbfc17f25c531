package conversation

import "pledgebot/conversation/call"

// The lines the conversation itself says. Each is declared once, with the
// names of its arguments, and is a function of exactly these: a line whose
// argument is forgotten does not compile. Keys lists them for the test that
// proves every language complete.
var (
	sayHello         = line4("hello.what", "call", "owners", "questions", "minutes")
	sayHelloSafe     = line0("hello.safe")
	sayHelloLanguage = line0("hello.language")
	sayMenu          = line0("menu.ask")
	sayWhy           = line0("why.engage")
	sayWhyDeclared   = line0("why.declaration")
	sayQuestions     = line0("questions.ask")
	sayHelpWords     = line0("help.words")
	sayHelpMenu      = line0("help.menu")
	sayNotUnderstood = line0("not_understood")
	sayChooseOption  = line0("choose_option")
	sayStale         = line0("stale")
	sayGoodbye       = line0("goodbye")
	sayCancelled     = line0("cancelled")

	sayPrivacy      = line4("privacy.notice", "controller", "contact", "months", "years")
	sayPrivacyOn    = line5("privacy.notice_platform", "controller", "platform", "contact", "months", "years")
	sayPrivacyLocal = line0("privacy.local")
	sayPeriods      = line1("privacy.periods", "lines")
	sayRehearsal    = line0("rehearsal.begin")

	sayResume       = line3("resume.draft", "title", "date", "left")
	sayResumeOpen   = line1("resume.open", "points")
	sayResumeOne    = line1("resume.next", "field")
	sayDrafts       = line0("drafts.ask")
	sayPledges      = line0("pledges.ask")
	sayNoPledges    = line0("pledges.none")
	sayUntitled     = line0("untitled")
	sayDraftDetail  = line2("drafts.detail", "date", "left")
	sayDraftReady   = line1("drafts.ready", "date")
	sayDraftDeleted = line1("drafts.deleted", "until")
	sayPledgeDetail = line2("pledges.detail", "state", "reference")

	sayPosition     = line1("position.open", "n")
	sayPositionOf   = line2("position.of", "n", "total")
	sayDraftOf      = line2("position.draft", "title", "place")
	sayKnown        = line1("known", "entity")
	saySoFar        = line1("sentence.so_far", "sentence")
	sayNow          = line1("answer.now", "answer")
	sayNowOwn       = line1("answer.proposal", "answer")
	sayNoted        = line2("noted", "field", "answer")
	sayUnknown      = line0("unknown.kept")
	sayPieceKept    = line1("long.kept", "length")
	sayPieceNone    = line0("long.none")
	sayTickOne      = line0("ticks.one")
	sayExample      = line1("template.example", "sentence")
	saySwitched     = line0("template.kept")
	sayTemplateAsk  = line0("template.ask")
	sayTemplateHelp = line0("template.help")
	sayItems        = line1("group.items", "items")
	sayItemsAsk     = line0("group.ask")
	sayItem         = line2("group.item", "n", "item")
	sayItemsFull    = line1("group.full", "most")

	sayItemsFollowed = line0("group.followed")

	sayCheckOne  = line2("check.one", "typed", "reading")
	sayCheckMany = line1("check.many", "typed")
	sayOffered   = line2("check.offered", "typed", "field")
	sayReading   = line1("check.reading", "reading")

	sayPreview        = line0("preview.header")
	sayPreviewAgain   = line0("preview.again")
	sayPreviewSent    = line2("preview.sent", "state", "reference")
	sayPreviewLine    = line3("preview.line", "n", "label", "value")
	sayPreviewLang    = line1("preview.language", "lang")
	sayDerivedMark    = line0("preview.derived")
	sayCoach          = line1("preview.coach", "hints")
	sayHint           = line1("preview.hint", "hint")
	sayStronger       = line1("preview.stronger", "fields")
	sayStrongerOne    = line2("preview.stronger_one", "n", "label")
	sayRetired        = line1("preview.retired", "lines")
	sayRetiredLine    = line2("preview.retired_line", "label", "value")
	sayGapsLeft       = line1("preview.open", "points")
	sayComplete       = line0("preview.complete")
	sayRehearsing     = line0("preview.rehearsal")
	sayWhatNext       = line0("preview.ask")
	sayWhatNextMember = line0("preview.ask_member")
	sayWhatNextAgain  = line0("preview.ask_again")
	sayPaper          = line0("paper.header")
	sayPaperTitle     = line2("paper.title", "title", "entity")
	sayPaperLine      = line2("paper.line", "label", "value")
	sayPaperEnd       = line1("paper.end", "check")
	sayPaperDraft     = line0("paper.draft")
	sayPaperNumber    = line1("paper.number", "reference")

	sayMissing      = line1("missing", "points")
	sayConfirm      = line2("confirm.ask", "title", "entity")
	sayVoid         = line0("signoff.void")
	sayConfirmAgain = line2("confirm.again", "title", "entity")
	sayConfirmMore  = line2("confirm.detail", "signoff", "check")
	sayReceipt      = line4("receipt.sent", "date", "reference", "check", "expected")
	sayReceiptSoon  = line1("receipt.days", "days")
	sayReceiptNext  = line0("receipt.next")
	sayRehearsed    = line1("receipt.rehearsal", "check")
	sayAgain        = line0("receipt.again")
	sayRecalled     = line0("recalled")

	sayDelete        = line1("delete.ask", "title")
	sayDeleted       = line1("delete.done", "until")
	sayRestored      = line1("restore.done", "title")
	sayTranslate     = line2("translate.ask", "lang", "points")
	sayTranslateNone = line1("translate.ask_none", "lang")
	sayTranslated    = line1("translate.done", "lang")
	sayForwarded     = line1("forward.new", "fields")
	sayForwardedNone = line0("forward.none")
	sayLapses        = line3("lapse.ask", "title", "date", "until")
	sayDraftKept     = line2("lapse.kept", "title", "months")

	sayEdited         = line2("edited.done", "field", "answer")
	sayEditedSince    = line1("edited.since", "field")
	sayEditedApproved = line1("edited.approved", "field")
	sayEditedSent     = line1("edited.sent", "field")
	sayEditedNot      = line1("edited.not_taken", "field")
	sayWaiting        = line0("check.waiting")
	sayForwardedText  = line0("sent.forwarded")
	sayGroup          = line0("group.hello")

	sayClash     = line5("clash.ask", "field", "who", "date", "theirs", "mine")
	sayClashKept = line0("clash.kept")

	sayData        = line1("data.held", "address")
	sayDataYou     = line2("data.you", "lang", "date")
	sayDataPledge  = line2("data.pledge", "title", "state")
	sayDataPledges = line1("data.pledges", "lines")
	sayDataNone    = line0("data.none")
	sayDataMore    = line0("data.more")

	sayForget        = line0("forget.what")
	sayForgetDraft   = line1("forget.draft", "title")
	sayForgetShared  = line1("forget.shared", "title")
	sayForgetStays   = line2("forget.stays", "title", "state")
	sayForgetPledges = line1("forget.pledges", "lines")
	sayForgetHand    = line0("forget.hand_over")
	sayForgetAsk     = line0("forget.ask")
	sayForgetSure    = line0("forget.sure")
	sayForgetInFull  = line0("forget.in_full")
	sayForgetKept    = line0("forget.kept")
	sayForgotten     = line0("forget.done")
	sayForgetNothing = line0("forget.nothing")

	sayHandOver     = line0("hand_over.which")
	sayHandOverCode = line2("hand_over.code", "until", "title")
	sayHandOverLost = line0("hand_over.lost")
	sayHandedOver   = line1("hand_over.done", "title")
	sayHandedOverNo = line0("hand_over.done_untitled")
	sayTakeOver     = line0("take_over.ask")
	sayTookOver     = line1("take_over.done", "title")
	saySucceed      = line1("take_over.succeed", "title")
	sayNotSilent    = line1("take_over.later", "date")
	sayInherited    = line1("hand_over.inherited", "title")
	sayInheritedNo  = line0("hand_over.inherited_untitled")
	sayReseated     = line2("hand_over.reseated", "title", "who")
	sayReseatedNo   = line1("hand_over.reseated_untitled", "who")
	sayReseat       = line3("reseat.told", "who", "title", "date")
	sayReseatWhy    = line1("reseat.why", "note")
	sayReseatAsk    = line0("reseat.ask")
	sayStillYours   = line1("reseat.kept", "title")

	sayAsked              = line2("inquiry.asked", "org", "field")
	sayAskedChange        = line2("inquiry.asked_change", "org", "field")
	sayAskedIn            = line1("inquiry.language", "lang")
	sayAskedHow           = line0("inquiry.how")
	sayChangeHow          = line0("inquiry.how_change")
	sayAskedLater         = line0("inquiry.later")
	saySuggested          = line2("inquiry.suggested", "org", "field")
	saySuggestedHow       = line0("inquiry.how_suggested")
	saySuggestion         = line1("inquiry.suggestion", "answer")
	saySuggestionCopy     = line1("inquiry.suggestion_copy", "answer")
	saySuggestionTaken    = line1("inquiry.taken", "field")
	saySuggestionKept     = line0("inquiry.kept_ours")
	sayToday              = line1("inquiry.today", "answer")
	sayTodayAlso          = line2("inquiry.today_also", "field", "answer")
	sayTodayNone          = line1("inquiry.today_none", "field")
	sayDealt              = line1("inquiry.dealt", "state")
	sayReplyAsk           = line0("inquiry.reply_ask")
	sayReplied            = line1("inquiry.replied", "answer")
	sayWordingKept        = line0("inquiry.wording_kept")
	sayReplyKept          = line0("inquiry.reply_kept")
	sayCorrectedMeanwhile = line0("inquiry.corrected")
	sayRetractedMeanwhile = line0("inquiry.retracted")
	sayList               = line1("inquiry.list", "title")
	sayListLine           = line4("inquiry.line", "n", "field", "question", "state")
	sayAllDealt           = line0("inquiry.all_dealt")
	sayQuestionsLeft      = line0("preview.questions")
	sayWithTeam           = line1("preview.since", "date")
	sayWithTeamDays       = line2("preview.since_days", "days", "date")
	sayCare               = line1("preview.care", "org")

	sayTold      = line1("told.asked", "title")
	sayToldRead  = line1("told.asked_report", "title")
	sayToldMore  = line0("told.asked_more")
	sayClaimed   = line2("told.claimed", "org", "title")
	sayCorrected = line2("told.corrected", "org", "field")
	sayRetracted = line3("told.retracted", "org", "field", "title")
	sayAccepted  = line2("told.accepted", "title", "due")
	sayDeclined  = line2("told.declined", "title", "comment")
	sayBounced   = line2("told.bounced", "title", "reference")

	sayInvited      = line3("invite.hello", "org", "place", "country")
	sayInvitedKnown = line1("invite.known", "lines")
	sayInviteSpent  = line1("invite.spent", "contact")
	sayInviteOnly   = line1("invite.only", "contact")
)

// declared is every line above, by key, with its arguments' names.
var declared map[string][]string

func declare(key string, args ...string) {
	if declared == nil {
		declared = map[string][]string{}
	}
	declared[key] = args
}

func line0(key string) func() call.Text {
	declare(key)
	return func() call.Text { return call.Say(key) }
}

func line1(key, a string) func(call.Arg) call.Text {
	declare(key, a)
	return func(x call.Arg) call.Text {
		return call.Text{Key: key, Args: map[string]call.Arg{a: x}}
	}
}

func line2(key, a, b string) func(_, _ call.Arg) call.Text {
	declare(key, a, b)
	return func(x, y call.Arg) call.Text {
		return call.Text{Key: key, Args: map[string]call.Arg{a: x, b: y}}
	}
}

func line3(key, a, b, c string) func(_, _, _ call.Arg) call.Text {
	declare(key, a, b, c)
	return func(x, y, z call.Arg) call.Text {
		return call.Text{Key: key, Args: map[string]call.Arg{a: x, b: y, c: z}}
	}
}

func line4(key, a, b, c, d string) func(_, _, _, _ call.Arg) call.Text {
	declare(key, a, b, c, d)
	return func(w, x, y, z call.Arg) call.Text {
		return call.Text{Key: key, Args: map[string]call.Arg{a: w, b: x, c: y, d: z}}
	}
}

func line5(key, a, b, c, d, e string) func(_, _, _, _, _ call.Arg) call.Text {
	declare(key, a, b, c, d, e)
	return func(v, w, x, y, z call.Arg) call.Text {
		return call.Text{Key: key, Args: map[string]call.Arg{a: v, b: w, c: x, d: y, e: z}}
	}
}
