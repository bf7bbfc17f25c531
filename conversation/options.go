package conversation

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// option is one of the fixed options, by its id.
func (t *turn) option(id call.OptionID) Option {
	return Option{ID: id, Label: call.Say("option." + string(id))}
}

// offer adds an option that is not there yet.
func (r *Reply) offer(o Option) {
	if !slices.ContainsFunc(r.Options, func(x Option) bool { return x.ID == o.ID }) {
		r.Options = append(r.Options, o)
	}
}

// minor options stand under most prompts and are shown small.
func (t *turn) minor(ids ...call.OptionID) []Option {
	out := make([]Option, len(ids))
	for i, id := range ids {
		out[i] = t.option(id)
		out[i].Minor = true
	}
	return out
}

// fieldOptions are what can be pressed under a question.
func (t *turn) fieldOptions(at Place, f call.Field, a pledge.Answer) []Option {
	var out []Option
	switch f.Kind {
	case call.OneOf, call.SomeOf:
		for _, id := range f.Choices.Options {
			out = append(out, Option{ID: id, Label: t.m.choice(at, id), Tick: f.Kind == call.SomeOf, Ticked: f.Kind == call.SomeOf && slices.Contains(t.s.Prompt.Ticks, id)})
		}
		out = append(append(out, t.own(f)...), t.restOption(at)...)
	case call.YesNo:
		out = append(out, t.option("yes"), t.option("no"))
	case call.Date:
		out = append(out, t.dates(f)...)
	}
	if f.Kind == call.SomeOf {
		out = append(out, t.option("done"))
	}
	if f.Stage == call.SignOff {
		out = append(out, t.signingOptions()...)
	}
	proposed := a.Derived && f.Ask == call.Asked && t.pledge().Template() == call.OwnWords
	if (proposed || a.Rewrite) && !a.Value.Empty() {
		out = append(out, t.option("keep"))
	}
	if a.Open {
		out = append(out, t.option("done"), t.option("undo"))
	}
	if group, n, _, ok := at.splitPart(); ok && n <= len(t.pledge().Value(group)) && t.m.offered(group) {
		out = append(out, t.option("remove"))
	}
	return append(out, t.minorOptions(at, f, a)...)
}

// own are the ticks in the person's own words.
func (t *turn) own(f call.Field) []Option {
	var out []Option
	for _, id := range t.s.Prompt.Ticks {
		if !slices.Contains(f.Choices.Options, id) {
			label := call.Text{Key: "plain", Args: map[string]call.Arg{"text": aWords(string(id))}}
			out = append(out, Option{ID: id, Label: label, Tick: true, Ticked: true})
		}
	}
	return out
}

func (t *turn) minorOptions(at Place, f call.Field, a pledge.Answer) []Option {
	ids := []call.OptionID{"skip"}
	if _, _, _, part := at.splitPart(); f.Required && a.Value.Empty() && !part {
		ids = []call.OptionID{"unknown"}
	}
	if t.follows(at) { // each is answered, if only with "not measured"
		ids = nil
	}
	if t.s.Change != "" && t.s.Change != at {
		ids = append([]call.OptionID{"change"}, ids...)
	}
	ids = append(ids, "back", "help")
	if t.s.Pledge != "" {
		ids = append(ids, "preview", "save")
	}
	return t.minor(append(ids, t.involving("menu")...)...)
}

// offered tells whether a field is one that nobody has to answer.
func (m *Machine) offered(key call.FieldKey) bool {
	f, _ := m.call.Field(key)
	return f.Ask != call.Asked
}

// dates are a few likely answers to a question about the future.
func (t *turn) dates(f call.Field) []Option {
	today, err := time.Parse(time.DateOnly, t.v.Today)
	if err != nil || f.Limits.Years == 0 {
		return nil
	}
	var out []Option
	for years := 1; years <= 3; years++ {
		iso := itoa(today.Year()+years) + "-12"
		out = append(out, Option{ID: call.OptionID(iso), Label: call.Text{Key: "option.date", Args: map[string]call.Arg{"date": aDate(iso)}}})
	}
	return out
}

// ticked is what a choice of several starts with: the present answer.
func (t *turn) ticked(at Place) []call.OptionID {
	_, f, ok := t.m.field(at)
	if !ok || f.Kind != call.SomeOf {
		return nil
	}
	var out []call.OptionID
	for _, v := range t.pledge().Value(f.Key) {
		out = append(out, call.OptionID(v))
	}
	return out
}

// chose takes a press. One on an old prompt changes nothing and shows the
// present state; only a receipt that was pressed for again is given again.
func (t *turn) chose(e Chose) {
	if e.Prompt != t.s.Prompt.ID || e.Prompt == "" {
		if e.Option == "submit" && t.sent() && t.shownAt(e.Prompt) == AtConfirm {
			t.receipt(true)
			return
		}
		if e.Option == "erase_now" && t.nothingHeld() { // it was pressed twice
			t.out = []Effect{Forget{}}
			return
		}
		t.say(sayStale())
		if t.s.Prompt.At == "" {
			t.ask(AtMenu)
			return
		}
		t.show()
		return
	}
	t.pressed(e.Option, e.Wanted)
}

func (t *turn) shownAt(id PromptID) Place {
	for _, sh := range t.s.Shown {
		if sh.Prompt == id {
			return sh.At
		}
	}
	return ""
}

// pressed does what an option of the open prompt means.
func (t *turn) pressed(id call.OptionID, wanted *bool) {
	at := t.s.Prompt.At
	if w, ok := words[id]; ok {
		t.word(w, call.Meaning{})
		return
	}
	if id == "involve" {
		t.involve()
		return
	}
	if id == "change" && t.s.Change != "" {
		t.changeNoted()
		return
	}
	_, asking := at.question()
	switch {
	case at == AtLanguage:
		t.language(call.Lang(id))
	case at == AtMenu:
		t.menu(id)
	case at == AtQuestions:
		t.question(id)
	case at == AtDrafts:
		t.draft(id)
	case at == AtPreview, at == AtOpen:
		t.previewOption(id)
	case at == AtConfirm && id == "complete":
		t.ask(AtComplete)
	case at == AtConfirm:
		t.show()
	case at == AtClash:
		t.clash(id)
	case at == AtLapse:
		t.lapse(id)
	case at == AtPeople:
		t.people(id)
	case at == AtMember:
		t.member(id)
	case at == AtOut:
		t.dismisses(id)
	case at == AtReseat:
		t.reseat(id)
	case at == AtRequest:
		t.requested(id)
	case at == AtCard:
		t.card(id)
	case at == AtHistory:
		t.history(id)
	case at == AtChange:
		t.change(id)
	case at == AtRemarks:
		t.remarks(id)
	case at == AtRemark:
		t.remark(id)
	case at == AtFlag:
		t.flags(id)
	case at == AtBlocking:
		t.blocks(id)
	case at == AtAdvised:
		t.weigh(id)
	case at == AtComplete:
		t.complete(id)
	case at == AtDecision && id == "no_number":
		t.ask(AtMenu)
	case at == AtDecision && id == "name_signer":
		t.ask(AtSigner)
	case at == AtJoin && id == "not_join":
		t.notJoining()
	case at == AtHelped:
		t.answerHelp(id)
	case at == AtDelete, at == AtTranslate, at == AtDisclose, at == AtAbandon:
		t.decide(id)
	case at == AtConsents:
		t.consents(id)
	case at == AtNudge:
		t.nudgeOption(id)
	case at == AtNotMe:
		t.notMe(id)
	case at == AtReports:
		t.reportsOption(id)
	case at == AtReminders:
		t.remindersOption(id)
	case at == AtZone:
		t.zone(id)
	case at == AtHalt:
		t.halts(id)
	case at == AtEdition:
		t.edition(id)
	case at == AtVersions:
		t.versionOption(id)
	case at == AtForget, at == AtErase:
		t.leaving(id)
	case at == AtHandOver:
		t.handOver(id)
	case at == AtTakeOver && id == "take_over":
		t.takeOver()
	case at.checking():
		t.checked(id)
	case asking:
		t.questionOption(id)
	case at == Place(call.TemplateKey):
		t.chooseTemplate(id)
	default:
		t.fieldOption(at, id, wanted)
	}
}

// fieldOption is a press under a question about a field.
func (t *turn) fieldOption(at Place, id call.OptionID, wanted *bool) {
	_, f, ok := t.m.field(at)
	switch {
	case !ok:
		t.ask(AtMenu)
	case t.signingOption(id):
	case id == "rest_under_way" && len(t.restOption(at)) > 0:
		t.takeRest(at)
	case id == "remove":
		t.removeItem(at)
	case id == "keep":
		a := t.pledge().Answers[f.Key]
		t.amend(pledge.Amend{Field: f.Key, Value: a.Value, Seen: t.s.Prompt.Seen})
	case f.Kind == call.Group || f.Kind == call.Groups:
		t.groupOption(f, id)
	case f.Kind == call.SomeOf && (slices.Contains(f.Choices.Options, id) || slices.Contains(t.s.Prompt.Ticks, id)):
		t.tick(id, wanted)
	case f.Kind == call.OneOf && slices.Contains(f.Choices.Options, id), f.Kind == call.YesNo && (id == "yes" || id == "no"):
		t.give(at, call.Value{string(id)}, "")
	case f.Kind == call.Date:
		t.read(at, call.Meaning{Text: string(id)}, string(id))
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// tick sets or clears one option; without a wanted state it turns it over. The
// prompt stays the same, so a double tap is harmless.
func (t *turn) tick(id call.OptionID, wanted *bool) {
	has := slices.Contains(t.s.Prompt.Ticks, id)
	want := !has
	if wanted != nil {
		want = *wanted
	}
	ticks := slices.DeleteFunc(slices.Clone(t.s.Prompt.Ticks), func(o call.OptionID) bool { return o == id })
	if want {
		ticks = append(ticks, id)
	}
	t.s.Prompt.Ticks = ticks
	t.show()
}
