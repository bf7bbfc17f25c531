package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// words are the options that mean the same under every prompt.
var words = map[call.OptionID]call.Word{
	"back": call.WordBack, "skip": call.WordSkip, "help": call.WordHelp, "save": call.WordSave,
	"cancel": call.WordCancel, "unknown": call.WordUnknown, "submit": call.WordSubmit,
	"continue": call.WordContinue, "menu": call.WordMenu, "done": call.WordDone, "undo": call.WordUndo,
	"preview": call.WordPreview, "language": call.WordLanguage, "pledges": call.WordPledges,
	"data": call.WordData,
}

// settling words answer the open question; they are taken only by the prompt
// that the person was looking at.
var settling = map[call.Word]bool{
	call.WordSkip: true, call.WordUnknown: true, call.WordDone: true, call.WordUndo: true,
	call.WordYes: true, call.WordNo: true, call.WordSubmit: true, call.WordContinue: true,
}

// word does what a word means here.
func (t *turn) word(w call.Word, m call.Meaning) {
	switch w {
	case call.WordBack:
		t.back()
	case call.WordSkip, call.WordUnknown:
		t.skip()
	case call.WordHelp:
		t.help()
	case call.WordSave:
		t.say(sayGoodbye())
		t.s.Prompt, t.s.Held = Prompt{}, nil
		t.reply(Reply{})
		t.out = append(t.out, Close{})
	case call.WordCancel:
		t.cancel()
	case call.WordSubmit:
		t.submit()
	case call.WordContinue:
		t.proceedFrom()
	case call.WordMenu:
		t.ask(AtMenu)
	case call.WordDone:
		t.done()
	case call.WordUndo:
		t.undo()
	case call.WordPreview, call.WordEdit:
		t.preview()
	case call.WordLanguage:
		t.language(m.Lang)
	case call.WordStart:
		t.opened(Opened{})
	case call.WordPledges:
		t.pledges()
	case call.WordPledge:
		t.beginOrResume()
	case call.WordPrivacy:
		t.say(t.privacy(), periods())
		t.show()
	case call.WordReminders:
		t.reminders()
	case call.WordReport:
		t.report()
	case call.WordVerify:
		t.say(sayVerifyHow())
		t.again()
	case call.WordData:
		t.data()
	case call.WordForget:
		t.forget()
	case call.WordYes, call.WordNo:
		t.pressed(call.OptionID(w), nil)
	}
}

// skip leaves a question for later, as does "I don't know yet": a required one
// without an answer stays an open point.
func (t *turn) skip() {
	key, f, ok := t.m.field(t.s.Prompt.At)
	_, _, _, part := t.s.Prompt.At.splitPart()
	_, asking := t.s.Prompt.At.question()
	_, aside := t.m.aside(t.s.Prompt.At)
	switch {
	case asking:
		t.later()
	case aside:
		t.show()
	case t.s.Prompt.At == Place(call.TemplateKey), t.follows(t.s.Prompt.At):
		t.say(sayChooseOption())
		t.brief = true
		t.show()
	case !ok:
		t.show()
	case part:
		t.nextPart()
	case f.Required && t.pledge().Value(key).Empty():
		t.amend(pledge.Amend{Field: key, Unknown: true, Seen: t.s.Prompt.Seen})
	default:
		t.advance()
	}
}

// cancel leaves the question and changes nothing.
func (t *turn) cancel() {
	t.say(sayCancelled())
	switch {
	case t.s.Return != "":
		at := t.s.Return
		t.s.Return = ""
		t.ask(at)
	case t.s.Prompt.At == AtMenu:
		t.show()
	default:
		t.ask(AtMenu)
	}
}

// back goes to the question before; what was answered is kept.
func (t *turn) back() {
	at := t.s.Prompt.At
	base := at.base()
	_, _, answering := t.m.field(base)
	_, aside := t.m.aside(at)
	id, asking := at.question()
	switch group, _, _, part := base.splitPart(); {
	case base != at:
		t.ask(base)
	case asking && at == replyPlace(id):
		t.ask(questionPlace(id))
	case asking:
		t.ask(AtOpen)
	case part && t.previousPart():
	case part && t.s.Return == "" && t.planned(group):
		t.ask(Place(group))
	case at == AtVersions && t.s.Prompt.Over > 0:
		t.recountVersions(0)
	case at == AtChange: // whatever it would lead to once it is put back
		t.ask(AtHistory)
	case t.s.Return != "":
		back := t.s.Return
		t.s.Return = ""
		t.ask(back)
	case above[at] != "":
		t.ask(above[at])
	case aside:
		t.ask(AtMenu)
	case answering || at == Place(call.TemplateKey) || at == AtPreview || at == AtOpen:
		t.before()
	default:
		t.ask(AtMenu)
	}
}

// above are the places that "back" leads to from those that stand in no plan.
var above = map[Place]Place{
	AtConfirm: AtPreview, AtPeople: AtPreview, AtParts: AtPeople, AtMember: AtPeople, AtOut: AtPeople, AtGivenBy: AtPeople,
	AtComplete: AtConfirm, AtScan: AtComplete, AtSigner: AtDecision, AtOffice: AtReference, AtCard: AtPreview, AtSendBack: AtCard,
	AtRemindOn: AtNudge, AtCouncil: AtNudge, AtNotMe: AtPreview, AtReports: AtPreview, AtAbandon: AtPreview, AtMove: AtReminders, AtZone: AtReminders, AtReminders: AtPreview, AtMailCode: AtConsents, AtConsents: AtPreview, AtWithdraw: AtPreview, AtSuspend: AtPreview, AtHalt: AtPreview, AtObjection: AtEdition,
	AtHistory: AtPreview, AtRemarks: AtPreview, AtRemark: AtRemarks, AtRespond: AtRemarks, AtFlag: AtRemarks, AtRemarkText: AtFlag, AtBlocking: AtRemarkText,
}

// before asks the planned question that comes before the open one; the last
// one before the preview where the open one is none of the plan.
func (t *turn) before() {
	if t.signing() {
		t.ask(AtPreview)
		return
	}
	plan := t.plan()
	i := slices.Index(plan, t.currentKey())
	if i < 0 {
		i = len(plan)
	}
	for _, key := range slices.Backward(plan[:i]) {
		if !t.signs(key) {
			t.ask(Place(key))
			return
		}
	}
	t.ask(AtMenu)
}

// help explains the open question and puts it again.
func (t *turn) help() {
	at := t.s.Prompt.At.base()
	switch _, _, ok := t.m.field(at); {
	case ok:
		t.say(t.m.fieldText(at, "help"), sayHelpWords())
	case at == Place(call.TemplateKey):
		t.say(sayTemplateHelp(), sayHelpWords())
	default:
		t.say(sayHelpMenu(), sayHelpWords())
	}
	t.show()
}

// proceedFrom is "continue": past a notice, back into the draft, on from a
// question that has its answer. One that has none is put again: who lost it from
// sight asks for it so.
func (t *turn) proceedFrom() {
	switch t.s.Prompt.At {
	case AtPrivacy:
		me := t.v.Me
		me.Noticed, me.Lang = t.now, t.s.Lang
		t.out = []Effect{Settle{Person: me}}
	case AtMenu, AtQuestions, AtDrafts, AtLanguage, "":
		t.resumeAny()
	case AtLapse, AtHelped, AtNudge:
		t.resume()
	case AtPreview, AtOpen:
		t.s.Return = ""
		if len(t.drafting()) > 0 {
			t.advance()
			return
		}
		t.submit()
	default:
		if key, _, ok := t.m.field(t.s.Prompt.At); ok && !t.pledge().Value(key).Empty() {
			t.skip()
			return
		}
		t.show()
	}
}

// language changes the interface's language, or asks which. The pledge's own
// text keeps its language.
func (t *turn) language(l call.Lang) {
	if l == "" {
		if t.s.Prompt.At != AtLanguage {
			t.s.Then = t.s.Prompt.At
		}
		t.ask(AtLanguage)
		return
	}
	if t.s.Prompt.At != AtLanguage {
		t.s.Then = ""
	}
	me := t.v.Me
	me.Lang = l
	t.out = []Effect{Settle{Person: me}}
}
