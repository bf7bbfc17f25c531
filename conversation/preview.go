package conversation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// preview shows the record, or where no draft waits, all that there is to choose from.
func (t *turn) preview() {
	if t.s.Pledge == "" {
		p, ok := t.latest()
		if !ok {
			t.pledges()
			return
		}
		t.take(p)
	}
	t.s.Return = ""
	t.ask(AtPreview)
}

// showPreview is the record as it will be submitted, numbered, with what would
// make it stronger and what can be done.
func (t *turn) showPreview() Reply {
	p := t.pledge()
	t.s.Prompt.Check = pledge.Check(t.m.call, p)
	if !p.Writable() || !t.writesSome(p) {
		return t.showSent(p)
	}
	r := Reply{Texts: append(t.changedSince(p), sayPreview())}
	switch {
	case p.Progress != nil:
		r.Texts = append(r.Texts[:len(r.Texts)-1], t.reporting(p)...)
	case p.State == pledge.ChangesRequested:
		r.Texts[len(r.Texts)-1] = sayPreviewAgain()
	case p.Standing != nil:
		r.Texts = append(r.Texts[:len(r.Texts)-1], t.revising(p)...)
	}
	if p.Rehearsal {
		r.Texts = append(r.Texts, sayRehearsing())
	}
	if p.Shown() {
		r.Texts = append(r.Texts, sayDisclosedSince(aDate(p.Disclosed.Format(time.DateOnly))))
	}
	if p.Lang != t.s.Lang {
		r.Texts = append(r.Texts, sayPreviewLang(aLangName(p.Lang)))
	}
	entries := pledge.Record(t.m.call, p)
	r.Texts = append(r.Texts, t.record(p, entries, &r)...)
	r.Texts = append(r.Texts, t.advice(p, entries, &r)...)
	if lines := t.remarksOf(p); len(lines) > 0 {
		r.Texts = append(r.Texts, sayRemarksOpen(aLines(lines)))
	}
	switch {
	case !t.owns(p):
		r.Texts = append(r.Texts, sayWhatNextMember())
	case p.State == pledge.ChangesRequested:
		r.Texts = append(r.Texts, sayWhatNextAgain())
	case p.Progress != nil:
		r.Texts = append(r.Texts, sayReportNext())
	case p.Standing != nil:
		r.Texts = append(r.Texts, sayReviseAsk())
	default:
		r.Texts = append(r.Texts, sayWhatNext())
	}
	if len(t.drafting()) > 0 {
		r.Options = append(r.Options, t.option("continue"))
	}
	if !t.owns(p) {
		r.Options = append(append(r.Options, t.copies(p)...), t.option("remarks"), t.option("history"))
		r.Options = append(append(r.Options, t.succeeding(p)...), t.option("leave"))
		r.Options = append(r.Options, t.minor("back", "help", "save", "menu")...)
		return r
	}
	r.Options = append(append(r.Options, t.sending(p)), t.copies(p)...)
	if p.Progress == nil {
		r.offer(t.listed1(call.TemplateKey))
	}
	r.Options = append(r.Options, t.owning(p)...)
	r.Options = append(r.Options, t.minor("back", "help", "save", "menu")...)
	return r
}

// owning are the options of a draft that its owner alone has.
func (t *turn) owning(p pledge.Pledge) []Option {
	var out []Option
	if !p.Rehearsal && p.ID != "" {
		out = append(out, t.option("involve"))
	}
	if len(p.Seats) > 1 || len(p.Remarks) > 0 {
		out = append(out, t.option("remarks"))
	}
	if p.ID != "" {
		out = append(out, t.option("history"))
	}
	for _, l := range t.m.set.Langs {
		if l != p.Lang && p.Progress == nil {
			out = append(out, Option{ID: "write_" + call.OptionID(l), Label: call.Text{Key: "option.write_in", Args: map[string]call.Arg{"lang": aLangName(l)}}})
		}
	}
	out = append(out, t.disclosing(p)...)
	if p.State == pledge.Draft {
		out = append(out, t.option("delete"))
	}
	switch {
	case t.abandonable(p) && p.Progress != nil:
		out = append(out, t.option("leave_report"))
	case t.abandonable(p):
		out = append(out, t.option("abandon"))
	}
	if several(p) {
		out = append(out, t.option("versions"))
	}
	return append(out, t.halting(p)...)
}

// record lists the answers with numbers; each number is an option that changes
// its answer.
func (t *turn) record(p pledge.Pledge, entries []pledge.Entry, r *Reply) []call.Text {
	var lines []call.Text
	for i, e := range entries {
		lines = append(lines, t.line(i+1, p, e))
		o := t.listed1(e.Field.Key)
		o.Listed = true
		r.Options = append(r.Options, o)
	}
	if len(lines) == 0 {
		return nil
	}
	return []call.Text{{Key: "plain", Args: map[string]call.Arg{"text": aLines(lines)}}}
}

func (t *turn) line(n int, p pledge.Pledge, e pledge.Entry) call.Text {
	value := aText(inLang(call.Text{Key: "plain", Args: map[string]call.Arg{"text": aAnswer(e.Field.Key, e.Answer.Value)}}, p.Lang))
	line := sayPreviewLine(aNumber(n), aText(t.m.label(Place(e.Field.Key))), value)
	if e.Answer.Derived && e.Field.Ask == call.Derived && p.Writable() {
		line = call.Text{Key: "plain", Args: map[string]call.Arg{"text": aTextsJoined(line, sayDerivedMark())}}
	}
	if e.Answer.Office != "" {
		line = sayGivenBy(aText(line), aWords(e.Answer.Office))
	}
	return line
}

func (t *turn) listed1(key call.FieldKey) Option {
	return Option{ID: t.m.option(key), Label: t.m.label(Place(key))}
}

// advice is what the coach says, what is still open, and what else may be said.
func (t *turn) advice(p pledge.Pledge, entries []pledge.Entry, r *Reply) []call.Text {
	var out []call.Text
	questions := openQuestions(p)
	if len(questions) > 0 {
		out = append(out, sayQuestionsLeft())
		r.Options = append(r.Options, t.option("todo"))
	}
	if points := t.openPoints(); len(points) > 0 {
		out = append(out, sayGapsLeft(aTexts(t.m.labels(points))))
		for _, key := range points {
			if t.writes(p, key) {
				r.offer(t.listed1(key))
			}
		}
	} else if len(questions) == 0 {
		out = append(out, sayComplete(), sayPaperEnd(aWords(t.s.Prompt.Check)))
	}
	if hints := t.hints(p, entries); len(hints) > 0 {
		lines := make([]call.Text, len(hints))
		for i, hint := range hints {
			lines[i] = sayHint(aText(hint))
		}
		out = append(out, sayCoach(aLines(lines)))
	}
	var more []call.Text
	n := len(r.Options)
	for _, f := range t.m.call.Fields {
		if f.Ask == call.Asked || f.Ask == call.Later || !p.Value(f.Key).Empty() || !pledge.Applies(p, &f) || !t.writes(p, f.Key) {
			continue
		}
		n++
		more = append(more, sayStrongerOne(aNumber(n), aText(t.m.label(Place(f.Key)))))
		o := t.listed1(f.Key)
		o.Listed, o.Spare = true, true
		r.Options = append(r.Options, o)
	}
	if len(more) > 0 {
		out = append(out, sayStronger(aTexts(more)))
	}
	return append(out, t.retired(p)...)
}

// hints are the coach's, at most three, and those on single answers.
func (t *turn) hints(p pledge.Pledge, entries []pledge.Entry) []call.Text {
	var out []call.Text
	for _, e := range entries {
		out = append(out, t.m.call.Hints(*e.Field, e.Answer.Value)...)
	}
	if p.Progress == nil {
		for _, id := range t.m.call.Coaching(p.Value) {
			out = append(out, call.Say("coach."+id))
		}
	}
	return out[:min(len(out), hintsMost)]
}

const hintsMost = 3

// retired are answers whose question the Call no longer asks; they stay readable.
func (t *turn) retired(p pledge.Pledge) []call.Text {
	var lines []call.Text
	for _, key := range pledge.Retired(t.m.call, p) {
		label := t.m.label(Place(key))
		label.Else = "retired.label"
		lines = append(lines, sayRetiredLine(aText(label), call.Arg{As: call.AsList, Values: p.Value(key)}))
	}
	if len(lines) == 0 {
		return nil
	}
	return []call.Text{sayRetired(aLines(lines))}
}

// previewOption is a press under the preview or the list of open points.
func (t *turn) previewOption(id call.OptionID) {
	p := t.pledge()
	question, asks := strings.CutPrefix(string(id), askOption)
	lang, write := strings.CutPrefix(string(id), "write_")
	owners := write || slices.Contains([]call.OptionID{"recall", "delete", "disclose", "conceal"}, id)
	switch {
	case owners && !t.owns(p):
		t.say(sayChooseOption())
		t.show()
	case asks && t.asked():
		t.opens(pledge.QuestionID(question))
	case id == "todo":
		t.todo()
	case id == "copy":
		t.paper(p)
		t.show()
	case id == "print" && t.printed(p, SheetPaper) != nil:
		t.print(p)
	case id == "calendar" && t.printed(p, SheetCalendar) != nil && dated(p):
		t.calendar(p)
	case id == "card" && p.Seats[t.v.Me.ID] == pledge.Approver:
		t.ask(AtCard)
	case id == "history" && t.writesSome(p):
		t.recount("")
	case id == "remarks" && p.Seats[t.v.Me.ID] != "":
		t.ask(AtRemarks)
	case id == "still_mine" && t.owns(p) && p.Reseats():
		t.do(pledge.Keep{})
	case id == "take_over" && len(t.succeeding(p)) > 0:
		t.succeed(p)
	case id == "leave":
		t.askAbout(AtOut, t.v.Me.ID)
	case id == "edition" && t.owns(p) && wordedAnew(p):
		t.ask(AtEdition)
	case id == "consents" && t.owns(p) && pledge.Possible(pledge.Permit{}, p.State):
		t.ask(AtConsents)
	case id == "reminders" && t.reminds(p):
		t.ask(AtReminders)
	case t.halt(id), t.revises(id):
	case id == "recall":
		t.do(pledge.Recall{})
	case !p.Writable():
		t.say(sayChooseOption())
		t.show()
	case id == "delete":
		t.ask(AtDelete)
	case id == "disclose":
		t.ask(AtDisclose)
	case id == "conceal":
		t.do(pledge.Conceal{})
	case write && slices.Contains(t.m.set.Langs, call.Lang(lang)):
		t.open(AtTranslate, nil)
		t.s.Prompt.Lang = call.Lang(lang)
		t.show()
	default:
		at, ok := t.m.place(id, p.Template())
		if !ok {
			t.say(sayChooseOption())
			t.show()
			return
		}
		if key, _, field := t.m.field(at); (field || at == Place(call.TemplateKey)) && !t.writes(p, cmp.Or(key, call.FieldKey(at))) {
			t.say(sayNotYours())
			t.show()
			return
		}
		t.s.Return = t.s.Prompt.At
		t.ask(at)
	}
}
