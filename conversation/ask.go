package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// ask puts a question anew: earlier buttons are stale from here on.
func (t *turn) ask(at Place) {
	at = t.within(at)
	if !at.checking() && at != AtClash && at != AtLanguage {
		t.s.Held = nil
	}
	if t.offerWaiting(at) {
		return
	}
	if len(t.s.Notes) == 0 {
		t.s.Change = ""
	}
	if at == AtMenu || at == AtPreview || at == AtOpen {
		t.s.Return = ""
	}
	t.open(at, t.ticked(at))
	t.show()
}

// show puts the open question on the screen as it stands.
func (t *turn) show() {
	if !t.askable(t.s.Prompt.At.base()) {
		t.open(AtMenu, nil) // nothing is open, or it is no longer asked
	}
	at := t.s.Prompt.At
	if t.s.Prompt.ID == "" {
		t.s.Asked++
		t.s.Prompt.ID = t.promptID(at)
	}
	t.notes()
	_, asking := at.question()
	f, aside := t.m.aside(at)
	var r Reply
	switch {
	case at == AtLanguage:
		r = t.showLanguage()
	case at == AtPrivacy:
		r = Reply{Texts: []call.Text{t.privacy()}, Options: []Option{t.option("continue")}}
	case at == AtMenu:
		r = t.showMenu()
	case at == AtQuestions:
		r = t.showQuestions()
	case at == AtDrafts:
		r = t.showDrafts()
	case at == AtPreview:
		r = t.showPreview()
	case at == AtOpen:
		r = t.showOpen()
	case at == AtConfirm:
		r = t.showConfirm()
	case at == AtClash:
		r = t.showClash()
	case at == AtDelete:
		r = t.showYesNo(sayDelete(aText(t.title(t.pledge()))))
	case at == AtLapse:
		r = t.showLapse()
	case at == AtPeople:
		r = t.showPeople()
	case at == AtMember:
		r = t.showMember()
	case at == AtOut:
		r = t.showOut()
	case at == AtReseat:
		r = t.showReseat()
	case at == AtRequest:
		r = t.showRequest()
	case at == AtCard:
		r = t.showCard()
	case at == AtComplete:
		r = t.showComplete()
	case at == AtScan:
		r = Reply{Texts: []call.Text{sayScanAsk(aNumber(pledge.ScanMost >> 20))}, Options: t.minor("back", "help", "menu")}
	case at == AtHistory, at == AtChange:
		if t.facts == nil && !t.still {
			t.recount(t.s.Prompt.Change)
			return
		}
		r = t.showHistory()
	case at == AtVersions && t.still:
		r = t.stillVersions()
	case at == AtVersions && t.facts == nil:
		t.recountVersions(t.s.Prompt.Over)
		return
	case at == AtVersions:
		r = t.showVersions()
	case at == AtAbandon:
		r = t.showAbandon()
	case at == AtRemarks:
		r = t.showRemarks()
	case at == AtRemark:
		r = t.showRemark()
	case at == AtFlag:
		r = t.showFlag()
	case at == AtBlocking:
		r = t.showYesNo(sayBlockingAsk())
	case at == AtAdvised:
		r = t.showAdvised()
	case at == AtHelped:
		r = t.showHelped()
	case at == AtDisclose:
		r = t.showYesNo(sayDisclose())
	case at == AtTranslate:
		r = t.showYesNo(t.translateAsk())
	case at == AtConsents:
		r = t.showConsents()
	case at == AtNudge:
		r = t.showNudge()
	case at == AtNotMe:
		r = t.showNotMe()
	case at == AtReports:
		r = t.showReports()
	case at == AtReminders:
		r = t.showReminders()
		at = t.s.Prompt.At // it may be suspended meanwhile
	case at == AtZone:
		r = t.showZones()
	case at == AtHalt:
		r = t.showHalt()
	case at == AtEdition:
		r = t.showEdition()
		at = t.s.Prompt.At // nothing may wait for an answer any more
	case at == AtForget:
		r = t.showForget()
	case at == AtErase:
		r = t.showErase()
	case at == AtHandOver:
		r = t.showHandOver()
	case at == AtTakeOver:
		r = t.showTakeOver()
	case at.checking():
		r = t.showCheck()
	case asking:
		r = t.showQuestion()
	case aside:
		r = t.showAside(f)
	case at == Place(call.TemplateKey):
		r = t.showTemplates()
	default:
		r = t.showField()
	}
	r.Prompt, r.At = t.s.Prompt.ID, at
	t.reply(r)
}

// askable tells whether a place can be asked: the Call has it, and so has the
// team's list.
func (t *turn) askable(at Place) bool {
	if _, ok := at.question(); ok {
		_, asked := t.inquired(at)
		return asked && t.pledge().Writable()
	}
	_, _, ok := t.m.field(at)
	return ok || fixed[at]
}

// notes says what was noted of the answer before, with a way to change it.
func (t *turn) notes() {
	t.says = append(t.s.Notes, t.says...)
	t.s.Notes = nil
}

// showField is the question about a field, a slot or a part of a group.
func (t *turn) showField() Reply {
	at := t.s.Prompt.At
	key, f, _ := t.m.field(at)
	if (f.Kind == call.Groups || f.Kind == call.Group) && f.Stage != call.SignOff {
		return t.showGroup(f)
	}
	p := t.pledge()
	a := p.Answers[key]
	r := Reply{Expects: f.Kind, Form: t.form(key), Long: f.Long && (a.Open || a.Value.Empty()), Multi: f.Kind == call.SomeOf}
	r.Texts = append(append(t.position(key), t.soFar(key)...), t.followed(at)...)
	r.Texts = append(r.Texts, t.present(at, f, a)...)
	r.Texts = append(r.Texts, t.m.fieldText(at, "ask"))
	if f.Kind != call.OneOf && f.Kind != call.YesNo && f.Kind != call.SomeOf || f.Limits.Own > 0 {
		r.Texts = append(r.Texts, t.m.fieldText(at, "expect"))
	}
	r.Options = t.fieldOptions(at, f, a)
	return r
}

// soFar is the growing sentence before each slot.
func (t *turn) soFar(key call.FieldKey) []call.Text {
	id, _, ok := t.m.call.Slot(key)
	if !ok {
		return nil
	}
	tpl, _ := t.m.call.Template(id)
	return []call.Text{saySoFar(aText(inLang(pledge.Sentence(t.m.call, t.pledge(), tpl, "sentence"), t.pledge().Lang)))}
}

// inLang marks a text as one of the pledge's language, whatever the interface's.
func inLang(text call.Text, lang call.Lang) call.Text {
	text.Lang = lang
	return text
}

// present is the answer that stands now, when a question is put again.
func (t *turn) present(at Place, f call.Field, a pledge.Answer) []call.Text {
	value := a.Value
	if group, n, part, ok := at.splitPart(); ok {
		value = nil
		if items := t.pledge().Value(group); n <= len(items) {
			if v := call.Parts(items[n-1])[string(part)]; v != "" {
				value = call.Value{v}
			}
		}
		return presentAnswer(sayNow, at, value)
	}
	switch {
	case f.Stage == call.SignOff && !value.Empty() && a.Check != pledge.Check(t.m.call, t.pledge()):
		return append(presentAnswer(sayNow, at, value), sayVoid())
	case a.Open:
		return presentAnswer(sayNow, at, pledge.Pieces(value))
	case f.Kind == call.SomeOf && !a.Derived:
		return nil
	case a.Derived && t.pledge().Template() == call.OwnWords:
		return presentAnswer(sayNowOwn, at, value)
	}
	return presentAnswer(sayNow, at, value)
}

func presentAnswer(say func(call.Arg) call.Text, at Place, v call.Value) []call.Text {
	if v.Empty() {
		return nil
	}
	return []call.Text{say(aAnswer(call.FieldKey(at), v))}
}

func (t *turn) plan() []call.FieldKey { return pledge.Plan(t.m.call, t.pledge()) }

func (t *turn) planned(key call.FieldKey) bool { return slices.Contains(t.plan(), key) }

// form is the shape that a slot's words take.
func (t *turn) form(key call.FieldKey) string {
	_, slot, _ := t.m.call.Slot(key)
	return slot.Form
}

// advance goes on after an answer: back to where the person came from, or to
// the first question of the plan that still wants an answer, or to the preview.
func (t *turn) advance() {
	back := t.s.Return
	t.s.Return = ""
	if t.signing() {
		t.submit()
		return
	}
	if back != "" {
		if back == AtOpen && len(t.openPoints()) == 0 && !t.asked() {
			back = AtPreview
		}
		t.ask(back)
		return
	}
	for _, key := range t.drafting() {
		if key != t.currentKey() {
			t.ask(Place(key))
			return
		}
	}
	if t.asked() {
		t.ask(AtOpen)
		return
	}
	t.ask(AtPreview)
}

// drafting are the questions before the preview that still want an answer.
func (t *turn) drafting() []call.FieldKey {
	return slices.DeleteFunc(t.pendingKeys(t.pledge()), t.signs)
}

// signs tells whether a question is the sign-off.
func (t *turn) signs(key call.FieldKey) bool {
	f, _ := t.m.call.Field(key)
	return f.Stage == call.SignOff
}

func (t *turn) currentKey() call.FieldKey {
	at := t.s.Prompt.At.base()
	if at == Place(call.TemplateKey) {
		return call.TemplateKey
	}
	key, _, _ := t.m.field(at)
	return key
}
