package conversation

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// preview shows the record, or the menu where there is no pledge yet.
func (t *turn) preview() {
	if t.s.Pledge == "" {
		if p, ok := t.latest(); ok {
			t.take(p)
		} else {
			t.say(sayNoPledges())
			t.ask(AtMenu)
			return
		}
	}
	t.s.Return = ""
	t.ask(AtPreview)
}

// showPreview is the record as it will be submitted, numbered, with what would
// make it stronger and what can be done.
func (t *turn) showPreview() Reply {
	p := t.pledge()
	t.s.Prompt.Check = pledge.Check(t.m.call, p)
	if !p.Writable() {
		return t.showSent(p)
	}
	r := Reply{Texts: []call.Text{sayPreview()}}
	if p.State == pledge.ChangesRequested {
		r.Texts[0] = sayPreviewAgain()
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
	if p.State == pledge.ChangesRequested {
		r.Texts = append(r.Texts, sayWhatNextAgain())
	} else {
		r.Texts = append(r.Texts, sayWhatNext())
	}
	if len(t.drafting()) > 0 {
		r.Options = append(r.Options, t.option("continue"))
	}
	r.Options = append(r.Options, t.sending(p), t.option("copy"))
	r.offer(t.listed1(call.TemplateKey))
	for _, l := range t.m.set.Langs {
		if l != p.Lang {
			o := Option{ID: "write_" + call.OptionID(l), Label: call.Text{Key: "option.write_in", Args: map[string]call.Arg{"lang": aLangName(l)}}}
			r.Options = append(r.Options, o)
		}
	}
	r.Options = append(r.Options, t.disclosing(p)...)
	if p.State == pledge.Draft {
		r.Options = append(r.Options, t.option("delete"))
	}
	r.Options = append(r.Options, t.minor("back", "help", "save", "menu")...)
	return r
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
			r.offer(t.listed1(key))
		}
	} else if len(questions) == 0 {
		out = append(out, sayComplete())
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
		if f.Ask == call.Asked || !p.Value(f.Key).Empty() || !pledge.Applies(p, &f) {
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
	for _, id := range t.m.call.Coaching(p.Value) {
		out = append(out, call.Say("coach."+id))
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

// showSent is a pledge that the city can read and not change now.
func (t *turn) showSent(p pledge.Pledge) Reply {
	reference := ""
	if p.Submitted != nil {
		reference = p.Submitted.Reference
	}
	r := Reply{Texts: []call.Text{sayPreviewSent(aText(state(p.State)), aWords(reference))}}
	r.Texts = append(r.Texts, t.waiting(p)...)
	r.Texts = append(r.Texts, t.record(p, pledge.Record(t.m.call, p), &Reply{})...)
	r.Options = append(r.Options, t.option("copy"))
	if p.State == pledge.Submitted {
		r.Options = append(r.Options, t.option("recall"))
	}
	r.Options = append(r.Options, t.minor("help", "menu")...)
	return r
}

// waiting says for how long the team has had a pledge, how long it usually
// takes, and who takes care of it.
func (t *turn) waiting(p pledge.Pledge) []call.Text {
	if p.State != pledge.Submitted && p.State != pledge.InReview {
		return nil
	}
	out := []call.Text{sayWithTeam(aDate(p.Submitted.At.Format(time.DateOnly)))}
	if days := t.m.call.Names.ReviewDays; days > 0 {
		out[0] = sayWithTeamDays(aCount(days), aDate(p.Submitted.At.Format(time.DateOnly)))
	}
	if p.Claim != nil {
		out = append(out, sayCare(aText(org(p.Claim.Org))))
	}
	return out
}

// previewOption is a press under the preview or the list of open points.
func (t *turn) previewOption(id call.OptionID) {
	p := t.pledge()
	question, asks := strings.CutPrefix(string(id), askOption)
	switch lang, write := strings.CutPrefix(string(id), "write_"); {
	case asks && t.asked():
		t.opens(pledge.QuestionID(question))
	case id == "todo":
		t.todo()
	case id == "copy":
		t.paper(p)
		t.show()
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
		t.s.Return = t.s.Prompt.At
		t.ask(at)
	}
}

// paper is the pledge as clean text, to be copied and forwarded.
func (t *turn) paper(p pledge.Pledge) {
	city := p.Value(t.m.call.Using(call.UseCity).Key).First()
	paper := Paper{Lang: p.Lang, Texts: []call.Text{sayPaperTitle(aText(t.title(p)), aWords(city))}}
	var lines []call.Text
	for _, e := range pledge.Record(t.m.call, p) {
		if !e.Field.Private && e.Field.Use != call.UseTitle {
			lines = append(lines, sayPaperLine(aText(t.m.label(Place(e.Field.Key))), aAnswer(e.Field.Key, e.Answer.Value)))
		}
	}
	paper.Texts = append(paper.Texts, call.Text{Key: "plain", Args: map[string]call.Arg{"text": aLines(lines)}})
	if p.State == pledge.Draft {
		paper.Texts = append(paper.Texts, sayPaperDraft())
	}
	paper.Texts = append(paper.Texts, sayPaperEnd(aWords(pledge.Check(t.m.call, p))))
	t.reply(Reply{Texts: []call.Text{sayPaper()}, Paper: &paper})
}
