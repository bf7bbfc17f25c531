package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// sends sends the window that lies on top, which must be taken.
func (w *world) sends(p *slacktest.Person) {
	w.t.Helper()
	if out := p.Submit(p.View()); !out.OK {
		w.t.Fatalf("%+v", out)
	}
}

// speaks settles the language of the city's person.
func (w *world) speaks(who pledge.Person, lang call.Lang) {
	w.t.Helper()
	p := conversation.Person{ID: who, Rev: 1, Lang: lang}
	_, err := w.db.Commit(w.t.Context(), store.Change{
		Input: "test:lang", Person: &p, Facts: []pledge.Fact{{Rev: 1, Kind: pledge.Settled, By: who, At: w.clock.Now(), Lang: lang}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestAQuestionIsPreviewedAsTheCityWillReadIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.speaks(owner, "fr")
		w.draw()
		w.presses(tom, "ask")
		person := w.srv.Person(tom)
		form := person.View()
		contains(t, form.String(), "Ask the city", "On which points?", "Or in your own words")
		person.Choose(form, "fields", "fields", "commitment", "description")
		person.Choose(form, "standard", "standard", "how_many")
		w.sends(person)
		preview := person.View()
		contains(t, preview.String(), "In French, the language of the city's contact person", "de l'équipe de l'Appel")
		if got := w.now(p.ID); len(got.Questions) != 0 {
			t.Fatal("it was asked before it was sent")
		}
		if out := person.Submit(preview); !out.OK || person.View().ID != "" {
			t.Fatalf("%+v, and %s", out, person.View())
		}
		w.app.Idle()
		got := w.now(p.ID)
		if len(got.Questions) != 1 || got.Questions[0].Standard != "how_many" || got.Questions[0].Field != "commitment" || got.State != pledge.ChangesRequested {
			t.Fatalf("%s: %+v", got.State, got.Questions)
		}
		w.draw()
		contains(t, w.card(tom).String(), "With the city")
		contains(t, person.Read(channel), "UCLG asks about")
		told := w.told(tom)
		if len(told) != 1 {
			t.Fatalf("told %v", told)
		}
		contains(t, told[0].String(), "It goes to the city in 10 seconds.", "[Take it back]")
		due, err := w.db.Claim(t.Context(), "tg", w.clock.Now().Add(9*time.Second), 10)
		if err != nil || len(due) != 0 {
			t.Errorf("%d deliveries went out at once, %v", len(due), err)
		}
		person.Press(told[0], "retract")
		w.app.Idle()
		if got := w.now(p.ID); got.Questions[0].Open() || got.State != pledge.InReview {
			t.Errorf("%s, with %+v", got.State, got.Questions)
		}
		due, err = w.db.Claim(t.Context(), "tg", w.clock.Now().Add(time.Minute), 10)
		if err != nil || len(due) != 1 || due[0].Facts[0].Kind != pledge.Inquired {
			t.Errorf("%+v is told, %v", due, err) // and finds the question closed
		}
	})
}

func TestAQuestionNeedsOneOfTwo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.presses(marie, "ask")
		person := w.srv.Person(marie)
		form := person.View()
		person.Choose(form, "fields", "fields", "title")
		out := person.Submit(form)
		if !strings.Contains(out.Errors["words"], "l'une des deux") {
			t.Errorf("%+v", out)
		}
		person.Type(person.View(), "words", "words", "Quel est le calendrier ?")
		if out := person.Submit(person.View()); !out.OK {
			t.Errorf("%+v", out)
		}
		contains(t, person.View().String(), "Quel est le calendrier ?")
	})
}

func TestASuggestionIsPreviewed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(marie, "suggest")
		person := w.srv.Person(marie)
		person.Choose(person.View(), "fields", "fields", "title")
		w.sends(person)
		person.Type(person.View(), "wording", "wording", "40 viviendas para familias recién llegadas")
		w.sends(person)
		contains(t, person.View().String(), "Viviendas para familias recién llegadas", "40 viviendas para familias recién llegadas")
		w.sends(person)
		w.app.Idle()
		if got := w.now(p.ID).Questions; len(got) != 1 || !got[0].Suggests() {
			t.Errorf("%+v", got)
		}
	})
}

func TestADeclineIsPreviewedWithItsReason(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(ines, "decline")
		person := w.srv.Person(ines)
		person.Choose(person.View(), "reason", "reason", "not_compacts")
		person.Type(person.View(), "words", "words", "Si el compromiso nombra a las personas refugiadas, volveremos a leerlo.")
		w.sends(person)
		contains(t, person.View().String(), "no se refiere a los objetivos de los dos Pactos Mundiales", "volveremos a leerlo")
		w.sends(person)
		if got := w.now(p.ID); got.State != pledge.Declined {
			t.Errorf("it is %s", got.State)
		}
	})
}
