package conversation

import (
	"cmp"
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// opened greets: a newcomer with what this is, somebody known with where they
// stopped. Nothing is reset.
func (t *turn) opened(e Opened) {
	if e.Checked != nil {
		t.s.Lang = cmp.Or(t.s.Lang, e.Lang)
		t.checksPaper(*e.Checked)
		return
	}
	if e.Code != "" {
		t.s.Lang = cmp.Or(t.s.Lang, e.Lang)
		t.someLang()
		if _, _, ok := pledge.SeatCoded(e.Code); ok {
			t.welcomed(e)
			return
		}
		if pledge.IsInvite(e.Code) {
			t.invited(e)
			return
		}
		t.bring(e.Code)
		return
	}
	if e.Asked && e.Lang != "" && e.Lang != t.s.Lang && t.v.Me.Lang != "" && t.v.Me.Rev > 0 {
		t.s.Prompt = Prompt{}
		t.language(e.Lang)
		return
	}
	if t.s.Lang == "" || e.Asked && e.Lang != "" {
		t.s.Lang = e.Lang
	}
	if p, ok := t.latest(); ok && t.s.Lang == "" {
		t.s.Lang = p.Lang
	}
	if t.s.Lang == "" {
		t.someLang()
		t.s.Then = ""
		t.ask(AtLanguage)
		return
	}
	if p, ok := t.latest(); ok {
		t.take(p)
		t.say(t.resumeLines(p)...)
	} else if len(t.v.Mine) == 0 {
		t.say(t.hello(), sayHelloSafe())
	}
	t.ask(AtMenu)
}

// hello says what this is, and how long it takes.
func (t *turn) hello() call.Text {
	names := t.m.call.Names
	return sayHello(
		aWords(call.In(names.Call, t.s.Lang)), aWords(call.In(names.Owners, t.s.Lang)), aCount(t.questions()), aNumber(minutes),
	)
}

// minutes is how long the guided conversation takes.
const minutes = 15

// questions is the length of the guided way through the longest template that
// the promise counts: four slots.
func (t *turn) questions() int {
	n := 2 // the template and the confirmation
	for _, f := range t.m.call.Fields {
		if f.Ask == call.Asked && f.Stage != call.Reporting && f.If == nil && len(t.m.call.FilledBy(f.Key)) == 0 {
			n++
		}
	}
	return n + 4
}

func (t *turn) showLanguage() Reply {
	r := Reply{Texts: []call.Text{sayHelloLanguage()}}
	for _, l := range t.m.set.Langs {
		r.Options = append(r.Options, t.langOption(l))
	}
	return r
}

func (t *turn) langOption(l call.Lang) Option {
	return Option{ID: call.OptionID(l), Label: call.Text{Key: "option.lang", Args: map[string]call.Arg{"lang": aLang(l)}}}
}

func (t *turn) showMenu() Reply {
	r := Reply{Texts: []call.Text{sayMenu()}}
	if len(t.withQuestions()) > 0 {
		r.Options = append(r.Options, t.option("todo"))
	}
	if _, ok := t.latest(); ok {
		r.Options = append(r.Options, t.option("continue"))
	}
	if t.expected() {
		r.Options = append(r.Options, t.option("report"))
	}
	for _, id := range []call.OptionID{"draft", "pledges", "practise", "why", "questions", "take_part"} {
		r.Options = append(r.Options, t.option(id))
	}
	if len(t.v.Mine) == 0 {
		for _, l := range t.m.set.Langs {
			if l != t.s.Lang {
				r.Options = append(r.Options, t.langOption(l))
			}
		}
	} else {
		r.Options = append(r.Options, t.option("language"))
	}
	r.Options = append(r.Options, t.option("data"), t.option("help"))
	return r
}

// menu is a press in the menu.
func (t *turn) menu(id call.OptionID) {
	switch {
	case id == "draft", id == "practise":
		t.s.Pledge, t.v.Pledge = "", nil
		t.s.Rehearsal, t.s.Fresh, t.s.Return, t.s.Code = id == "practise", false, "", ""
		t.s.Then, t.s.Offered = "", nil
		t.s.Begun = t.now
		if t.v.Me.Noticed.IsZero() {
			t.ask(AtPrivacy)
			return
		}
		t.beginDraft()
	case id == "why":
		t.say(sayWhy(), sayWhyDeclared())
		t.show()
	case id == "questions":
		t.ask(AtQuestions)
	case id == "todo":
		t.todo()
	case id == "report":
		t.report()
	case id == "take_part":
		t.takePart()
	case slices.Contains(t.m.set.Langs, call.Lang(id)):
		t.language(call.Lang(id))
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// beginDraft asks the first question of a new draft. The draft itself is made
// by the first answer.
func (t *turn) beginDraft() {
	if t.s.Rehearsal {
		t.say(sayRehearsal())
	}
	city := t.m.call.Using(call.UseCity).Key
	if v := t.known()[city]; !v.Empty() {
		t.s.Notes = append(t.s.Notes, sayKnown(aEntity(v.First(), t.known()[t.m.call.Using(call.UsePlace).Key].First())))
		t.s.Change = Place(city)
	} else if t.s.Invited != nil {
		t.s.Notes = append(t.s.Notes, t.prefilled())
		t.s.Change = Place(t.m.call.Using(call.UsePlace).Key)
	}
	t.advanceFirst()
}

func (t *turn) advanceFirst() {
	if pending := t.pendingKeys(t.pledge()); len(pending) > 0 {
		t.ask(Place(pending[0]))
	}
}

// changeNoted goes back to what was noted or carried over.
func (t *turn) changeNoted() {
	at := t.s.Change
	t.s.Change = ""
	if t.s.Pledge == "" {
		t.s.Fresh = true
		t.advanceFirst()
		return
	}
	t.ask(at)
}

// faqs are the questions people ask, by the option that answers each.
var faqs = []call.OptionID{
	"binding", "who_reads", "cost", "gain", "change_withdraw", "missed", "new_mayor", "official", "mailbox", "years",
}

func (t *turn) showQuestions() Reply {
	r := Reply{Texts: []call.Text{sayQuestions()}}
	for _, id := range faqs {
		r.Options = append(r.Options, Option{ID: id, Label: call.Say("faq." + string(id) + ".ask")})
	}
	r.Options = append(r.Options, t.minor("menu")...)
	return r
}

func (t *turn) question(id call.OptionID) {
	if !slices.Contains(faqs, id) {
		t.say(sayChooseOption())
		t.show()
		return
	}
	t.say(call.Say("faq." + string(id) + ".answer"))
	t.show()
}

// privacy is the notice before the first stored answer.
func (t *turn) privacy() call.Text {
	set := t.m.set
	contact := aWords(cmp.Or(set.Contact, set.Controller))
	months, years := aNumber(PeriodOf(DraftUntouched).Months), aNumber(PeriodOf(PledgeEnded).Years)
	switch {
	case set.Controller == "":
		return sayPrivacyLocal()
	case set.Platform == "":
		return sayPrivacy(aWords(set.Controller), contact, months, years)
	}
	return sayPrivacyOn(aWords(set.Controller), aWords(set.Platform), contact, months, years)
}
