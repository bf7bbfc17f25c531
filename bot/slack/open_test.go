package slack_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/pledge"
)

func TestOpeningEndsRecall(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(marie, "open.1")
		view := w.srv.Person(marie).View()
		contains(t, view.String(), "CLA-2026-0001", "Riobamba", "La personne référente de la ville", "Pays : Équateur", "El Municipio de Riobamba")
		if got := w.now(p.ID); got.State != pledge.InReview {
			t.Errorf("it is %s", got.State)
		}
		if strings.Contains(view.String(), "[Page suivante]") {
			w.srv.Person(marie).PressIn(view, "open.2")
			w.app.Idle()
			contains(t, w.srv.Person(marie).View().String(), "Page 2")
		}
	})
}

// TestWhatIsNotSentIsNotShown plants words in what a city has not sent.
func TestWhatIsNotSentIsNotShown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		p = w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Recalled})
		p = w.keeps(p, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: []string{"PLANTED words"}})
		w.draw()
		card := w.card(tom)
		contains(t, card.String(), "Taken back by the city on")
		for _, word := range []string{"PLANTED", "viviendas", "[Open]", "[Accept]"} {
			if strings.Contains(card.String(), word) {
				t.Errorf("the card of a draft says %q", word)
			}
		}
		w.srv.Person(tom).Command("/pledges", "CLA-2026-0001")
		w.srv.Person(tom).Command("/pledges", "export json")
		w.app.Idle()
		for _, m := range append(w.srv.Person(tom).Messages(channel), w.srv.Person(tom).Messages(w.srv.Person(tom).DM())...) {
			if strings.Contains(m.String()+m.Text, "PLANTED") {
				t.Errorf("it is shown in %s", m)
			}
		}
		if strings.Contains(w.log.String(), "PLANTED") {
			t.Error("it stands in the log")
		}
		q := w.keeps(p, pledge.Fact{Kind: pledge.WasSubmitted, Reference: p.Submitted.Reference, Check: pledge.Check(product.Call, p), Expected: "2028-11-30"})
		w.draw()
		contains(t, w.card(tom).String(), "PLANTED")
		contains(t, w.srv.Person(tom).Read(channel), "sent it again", "PLANTED")
		_ = q
	})
}

// TestWhatIsChangedForAQuestionIsSentFirst: until then no card, page or file has
// it.
func TestWhatIsChangedForAQuestionIsSentFirst(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		p = w.keeps(p, pledge.Fact{Kind: pledge.Inquired, Field: "title", Note: "Forty?"})
		w.keeps(p, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: []string{"PLANTED words"}})
		w.draw()
		w.presses(tom, "open.1")
		w.srv.Person(tom).Command("/pledges", "export csv")
		w.app.Idle()
		var shown strings.Builder
		for _, c := range w.srv.Calls() {
			for _, v := range c.Params {
				shown.WriteString(v)
			}
		}
		for _, f := range w.files() {
			shown.Write(f.Bytes)
		}
		if strings.Contains(shown.String(), "PLANTED") || !strings.Contains(shown.String(), "Viviendas para familias") {
			t.Errorf("shown:\n%s", shown.String())
		}
	})
}

// TestWordsDoNothing: what a city writes is shown to the letter.
func TestWordsDoNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		hostile := "<!channel> <@U0TOM> <https://evil.example|safe> & `code` *bold* :smile: \u202etxt"
		answers := map[string]string{"title": hostile, "commitment": hostile, "place_name": hostile}
		all := map[string][]string{}
		for k, v := range answers {
			all[k] = []string{v}
		}
		p := w.submits(with(riobamba, all))
		w.draw()
		w.presses(tom, "open.1")
		w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Recalled})
		w.draw()
		if got := w.srv.Mentions(); len(got) != 0 {
			t.Errorf("people are called: %+v", got)
		}
		contains(t, w.srv.Person(tom).View().String(), "<!channel> <@U0TOM> <https://evil.example|safe> & `code` *bold* :smile: txt")
	})
}
