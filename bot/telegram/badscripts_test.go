package telegram_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
)

// played are the cases that are more than one text. Each begins at the question
// for a number, where nothing has to change. What is told by raw JSON is sent by
// newer servers or odd clients.
var played = map[string]func(a *awaited){
	"UNI-016": func(a *awaited) { // half a character; the other half was never sent
		a.raw(`"text":"bad \ud83d end"`)
		a.wants("problem.whole_number")
	},
	"LIF-007": func(a *awaited) { a.does("/continue"); a.asks() },
	"TYP-010": func(a *awaited) { a.does("👍"); a.wants("problem.whole_number") },
	"TYP-016": func(a *awaited) {
		a.raw(`"via_bot":{"id":5,"is_bot":true},"text":"NaN"`)
		a.wants("problem.whole_number")
	},
	"TYP-019": func(a *awaited) { a.raw(`"pinned_message":{"message_id":3,"date":1}`); a.silent() },
	"TYP-025": func(a *awaited) {
		a.w.srv.Raw(`{"telepathy":{"from":{"id":7},"thought":"40"}}`)
		a.w.settle()
		a.silent()
	},
	"CMD-001": func(a *awaited) {
		a.does("/start")
		if _, ok := buttonOf(a.Last(), "continue"); !ok || a.lastAsked() != conversation.AtMenu {
			a.t.Errorf("offers %v", a.Last().Buttons)
		}
		a.does("*continue")
		a.asks()
	},
	"CMD-010": func(a *awaited) { a.keeps = false; a.does("/skip"); a.wants("unknown.kept") },
	"CMD-013": func(a *awaited) {
		a.does("/submit")
		a.wants("missing")
		if _, ok := buttonOf(a.Last(), "slot.number"); !ok || a.mine()[0].Submitted != nil {
			a.t.Errorf("offers %v", a.Last().Buttons)
		}
	},
	"CMD-019": func(a *awaited) {
		a.does("/menu /preview")
		if a.lastAsked() != conversation.AtMenu {
			a.t.Errorf("asks %s", a.lastAsked())
		}
	},
	"BTN-007": func(a *awaited) { // a message that is gone comes with the date 0
		a.PressesOn(1<<40, a.stale.Data)
		a.w.settle()
		a.wants("stale")
		a.asks()
	},
	"BTN-010": func(a *awaited) {
		for range 30 {
			a.PressesOn(a.staleAt, a.stale.Data)
		}
		a.w.settle()
		a.asks()
	},
	"BTN-013": func(a *awaited) { // a channel's post comes from a bot's id
		a.w.srv.Raw(`{"message":{"message_id":9,"from":{"id":136817688,"is_bot":true},"chat":{"id":136817688,"type":"private"},"text":"40"}}`)
		a.w.settle()
		a.silent()
	},
	"RPL-001": func(a *awaited) {
		a.keeps = false
		id := a.Says("40")
		a.w.settle()
		shown, facts := len(a.Screen()), len(a.facts())
		for range 10 {
			a.w.srv.Again(id)
			a.w.settle()
		}
		if a.answer("p5-plan.number") != "40" || len(a.Screen()) != shown || len(a.facts()) != facts {
			a.t.Errorf("repeats lead to %q", a.Last().Text)
		}
	},
	"LNG-001": func(a *awaited) {
		lang, pledged := a.lang, a.mine()[0].Lang
		for _, other := range product.Texts.Langs() {
			a.does("/language " + string(other))
			a.lang = other
			a.does("/continue")
			a.asks()
		}
		if a.mine()[0].Lang != pledged || pledged != lang {
			a.t.Errorf("the pledge is in %s, was in %s", a.mine()[0].Lang, pledged)
		}
	},
	"LNG-004": func(a *awaited) {
		a.w.srv.Raw(`{"message":{"message_id":900,"from":{"id":7,"language_code":"de"},"chat":{"id":7,"type":"private"},"text":"NaN"}}`)
		a.w.settle()
		a.wants("problem.whole_number")
	},
	"INV-007": func(a *awaited) {
		a.does("/start abc+/=%20")
		if a.lastAsked() != conversation.AtMenu {
			a.t.Errorf("asks %s", a.lastAsked())
		}
	},
	"CBD-001": forgery, "CBD-004": forgery, "CBD-007": forgery, "CBD-010": forgery, "CBD-013": forgery,
}

// forgery presses the case's data.
func forgery(a *awaited) {
	var data string
	if err := json.Unmarshal(a.bad.Payload, &data); err != nil {
		a.t.Fatal(err)
	}
	a.Forges(data)
	a.w.settle()
	a.wants("stale")
	a.asks()
}

// An awaited is a person whose answer to the question for a number is awaited.
type awaited struct {
	*person
	t       *testing.T
	bad     badInput
	keeps   bool  // nothing of the pledge changes
	since   int64 // the newest message before the case
	staleAt int64 // a message of some screens ago, with a button it had
	stale   telegramtest.Button
}

// TestBadInputsPlayed: what is more than one text, in every language.
func TestBadInputsPlayed(t *testing.T) {
	t.Parallel()
	cases := badInputs(t)
	for name, play := range played {
		for i, lang := range product.Texts.Langs() {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, setup{mode: modes[i%2]})
				a := &awaited{person: w.person(7, lang), t: t, bad: cases[name], keeps: true}
				a.does(choosing[:len(choosing)-2]...)
				a.staleAt = a.Last().ID
				a.stale, _ = buttonOf(a.Last(), "3")
				a.does("*5", "*done", "*p5-plan")
				a.since = a.top()
				before := a.pledges()
				play(a)
				if after := a.pledges(); a.keeps && after != before {
					t.Errorf("%s: %s\nthe pledge is\n%s\nwas\n%s", a.bad.Input, a.bad.Expected, after, before)
				}
				if len(w.noticed()) > 0 || len(w.asides.kept()) > 0 || a.Waits() > 0 {
					t.Errorf("%s: %v, %d set aside, %d presses wait", a.bad.Input, w.noticed(), len(w.asides.kept()), a.Waits())
				}
			})
		}
	}
}

func (a *awaited) pledges() string {
	var b strings.Builder
	for _, p := range a.mine() {
		text, err := json.Marshal(p.Answers)
		if err != nil {
			a.t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// raw sends a private message with a part in it that the fake's people have not.
func (a *awaited) raw(part string) {
	a.w.srv.Raw(`{"message":{"message_id":900,"from":{"id":7},"chat":{"id":7,"type":"private"},` + part + `}}`)
	a.w.settle()
}

// last is what the newest turn owed.
func (a *awaited) last() conversation.Reply {
	turns := a.w.dialogs.of(a.address())
	owed := turns[len(turns)-1].owed
	return owed[len(owed)-1].Reply
}

func (a *awaited) lastAsked() conversation.Place { return a.last().At }

// wants is what the newest answer says first, in the person's language.
func (a *awaited) wants(key string) {
	a.t.Helper()
	if got := a.last().Texts[0].Key; got != key {
		a.t.Errorf("%s: says %s, want %s: %s", a.bad.Input, got, key, a.bad.Expected)
	}
	if want := flat(looks(a.lang, a.last())); flat(a.Last().Text) != want {
		a.t.Errorf("%s: shows %q, want %q", a.bad.Input, a.Last().Text, want)
	}
}

// asks holds while the question for the number is the newest on the screen.
func (a *awaited) asks() {
	a.t.Helper()
	if at := a.lastAsked(); at != "p5-plan.number" {
		a.t.Errorf("%s: asks %s", a.bad.Input, at)
	}
	if want := flat(looks(a.lang, a.last())); flat(a.Last().Text) != want {
		a.t.Errorf("%s: shows %q, want %q", a.bad.Input, a.Last().Text, want)
	}
}

// silent holds while nothing was said.
func (a *awaited) silent() {
	a.t.Helper()
	if news := a.shown(a.since); len(news) > 0 {
		a.t.Errorf("%s: says %q", a.bad.Input, news[0].Text)
	}
}
