package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/bot/slack"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// planted is a draft whose words nobody of the team may see.
var planted = with(riobamba, map[string][]string{
	"place_name": {"Loja"}, "title": {"PLANTED title"}, "commitment": {"PLANTED commitment"}, "description": {"PLANTED description"},
})

// leaks fails where a planted word has gone to Slack or into the log.
func (w *world) leaks() {
	w.t.Helper()
	for _, c := range w.srv.Calls() {
		for name, v := range c.Params {
			if strings.Contains(v, "PLANTED") {
				w.t.Errorf("%s sends %s = %s", c.Method, name, v)
			}
		}
	}
	for _, who := range []string{tom, marie, ines, eve} {
		if view := w.srv.Person(who).View().String(); strings.Contains(view, "PLANTED") {
			w.t.Errorf("%s reads\n%s", who, view)
		}
	}
	if strings.Contains(w.log.String(), "PLANTED") {
		w.t.Error("it stands in the log")
	}
}

// offersHelp has somebody press the button beside the only draft that rests.
func (w *world) offersHelp(user string, p pledge.Pledge) {
	w.t.Helper()
	contains(w.t, w.opensHome(user), "Loja, ")
	w.srv.Person(user).PressIn(w.srv.Person(user).Home(), "4.help."+string(p.ID))
	w.app.Idle()
}

// asks has tom bring a press that stands on no button, and returns what is said to it.
func (w *world) asks(press desk.Press) string {
	w.t.Helper()
	by := desk.Person{ID: slack.Person(team, tom), Lang: "en"}
	out, err := w.desk.Take(w.t.Context(), conversation.InputID("test:"+string(press.Verb)+w.clock.Now().String()), by, press)
	if err == nil && out.More != nil {
		out, err = out.More(w.t.Context())
	}
	if err != nil || out.Form != nil {
		w.t.Errorf("%+v leads to %+v, %v", press, out.Form, err)
	}
	return out.Said
}

// Help is offered beside a draft that rests, previewed in the city's language and
// taken back in time; of the draft itself nothing is shown.
func TestHelpIsOffered(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.drafts(planted)
		w.clock.Pass(8 * 24 * time.Hour)
		w.offersHelp(tom, p)
		person := w.srv.Person(tom)
		contains(t, person.View().String(), "Offer help", "Loja, Ecuador", "A few words, if you like")
		person.Type(person.View(), "words", "words", "Shall we look at it together?")
		w.sends(person)
		contains(t, person.View().String(), "In Spanish, the language of the city's contact person",
			"CGLU, del equipo del Llamado, le ofrece ayuda con su borrador (Loja).", "Shall we look at it together?", "Texto original en inglés")
		if w.now(p.ID).HelpedWith != nil {
			t.Fatal("it was offered before it was sent")
		}
		w.sends(person)
		w.app.Idle()
		told := w.told(tom)
		contains(t, told[0].String(), "It goes to the city in 10 seconds.", "[Take it back]")
		person.Press(told[0], "reconsider")
		w.app.Idle()
		contains(t, w.told(tom)[1].String(), "Taken back.")
		if w.now(p.ID).HelpedWith != nil {
			t.Error("it is offered still")
		}

		w.offersHelp(tom, p)
		w.sends(person)
		w.sends(person)
		w.app.Idle()
		if got := w.now(p.ID); !got.Helped() || !got.Touched.Equal(p.Touched) {
			t.Errorf("helped with %+v, touched %s", got.HelpedWith, got.Touched)
		}
		home := w.opensHome(marie)
		contains(t, home, "aide proposée le 8")
		if strings.Contains(home, "Proposer de l'aide") {
			t.Errorf("help is offered again:\n%s", home)
		}
		w.leaks()
	})
}

// Nothing but an offer of help can be asked of a draft, whatever somebody presses.
func TestADraftIsNobodysBusiness(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.drafts(planted)
		w.clock.Pass(8 * 24 * time.Hour)
		w.draw()
		if n := w.srv.Count("chat.postMessage"); n > 0 {
			t.Errorf("%d cards are posted", n)
		}
		w.submits(riobamba)
		w.draw()
		for _, verb := range desk.Verbs {
			switch verb {
			case desk.Help, desk.Search, desk.Invite, desk.Revoke:
				continue // of no pledge, or of what may be known of a draft
			case desk.Reconsider:
				contains(t, w.asks(desk.Press{Verb: verb, Pledge: p.ID}), "The time for that is over.")
				continue
			case desk.Open, desk.Ask, desk.Change, desk.Suggest, desk.Claim, desk.Release, desk.Accept, desk.Decline, desk.Retract, desk.Correct,
				desk.Preview, desk.Vouch, desk.Reseat, desk.Scan:
			}
			contains(t, w.asks(desk.Press{Verb: verb, Pledge: p.ID, Page: 1}), "This is not open to you.")
		}
		if rev := w.now(p.ID).Rev; rev != p.Rev {
			t.Errorf("the draft is at revision %d, and was at %d", rev, p.Rev)
		}
		w.leaks()
	})
}

// A draft that its city shows has a card and can be read, as it stands, until the
// city no longer shows it.
func TestADraftIsShown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.drafts(planted)
		p = w.does(p, pledge.Disclose{})
		w.draw()
		card := w.card(tom).String()
		contains(t, card, "Loja, Ecuador", "Draft, shown to the team by the city since 30 November 2026; not sent yet", "[Open]", "[Offer help]")
		if strings.Contains(card, "[Claim]") || strings.Contains(card, "[Accept]") || strings.Contains(card, "PLANTED") {
			t.Errorf("the card of a draft:\n%s", card)
		}
		w.presses(tom, "open.1")
		contains(t, w.srv.Person(tom).View().String(), "Draft", "PLANTED title", "PLANTED commitment")
		w.does(p, pledge.Amend{Field: "title", Value: []string{"A shorter title"}, Seen: p.Answers["title"].Rev})
		w.presses(marie, "open.1")
		contains(t, w.srv.Person(marie).View().String(), "Brouillon", "A shorter title")

		w.presses(marie, "help")
		person := w.srv.Person(marie)
		if out := person.Submit(person.View()); len(out.Errors) == 0 {
			t.Errorf("nothing is said, and that is taken: %+v", out)
		}
		person.Type(person.View(), "words", "words", "Pour quelle date ?")
		w.sends(person)
		contains(t, person.View().String(), "le escribe sobre el borrador que usted muestra al equipo (Loja)", "Pour quelle date ?")
		w.sends(person)
		w.app.Idle()

		p = w.does(w.now(p.ID), pledge.Conceal{})
		w.draw()
		contains(t, w.card(tom).String(), "A draft that the city no longer shows")
		contains(t, w.srv.Person(tom).Read(channel), "Loja no longer shows its draft.")
		if card := w.card(tom).String(); strings.Contains(card, "[") {
			t.Errorf("there is something to press:\n%s", card)
		}
		contains(t, w.asks(desk.Press{Verb: desk.Open, Pledge: p.ID, Page: 1}), "This is not open to you.")
		w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.WasSubmitted, Check: pledge.Check(product.Call, p), Expected: "2028-11-30"})
		w.draw()
		contains(t, w.card(tom).String(), "CLA-2026-0001 · Loja, Ecuador", "Submitted")
	})
}
