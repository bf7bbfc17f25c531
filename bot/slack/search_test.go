package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

func TestAListIsReadInPrivate(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		for range 10 {
			w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}, "title": {"Agua"}}))
		}
		w.srv.Person(tom).Command("/pledges", "viviendas cuen")
		w.app.Idle()
		list := w.srv.Person(tom).View()
		contains(t, list.String(), "What you asked for: “viviendas cuen”", "CLA-2026-0011 · Cuenca, Ecuador · Submitted since 30 November 2026 · Agua", "[Open]")
		if strings.Contains(list.String(), "Riobamba") || strings.Contains(list.String(), "Next page") {
			t.Errorf("it lists %s", list)
		}
		w.srv.Person(tom).Command("/pledges", "ecuador waiting")
		w.app.Idle()
		w.srv.Person(tom).PressIn(w.srv.Person(tom).View(), "search.2")
		w.app.Idle()
		list = w.srv.Person(tom).View()
		contains(t, list.String(), "CLA-2026-0001 · Riobamba", "[Previous page]")
		w.srv.Person(tom).PressIn(list, "open.1."+string(w.found("CLA-2026-0001").ID))
		w.app.Idle()
		contains(t, w.srv.Person(tom).View().String(), "El Municipio de Riobamba", "[Back to the list]")
		w.srv.Person(tom).PressIn(w.srv.Person(tom).View(), "search")
		w.app.Idle()
		contains(t, w.srv.Person(tom).View().String(), "Ecuador · waiting for the team")
		if n := w.srv.Count("chat.postMessage") + w.srv.Count("chat.postEphemeral"); n > 0 {
			t.Errorf("%d messages", n)
		}
	})
}

// TestAListHasNothingUnsent plants words in what a city has not sent.
func TestAListHasNothingUnsent(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		q := w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}}))
		q = w.keeps(q, pledge.Fact{Kind: pledge.Inquired, Field: "title", Note: "?"})
		w.keeps(q, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: []string{"PLANTED words"}})
		w.clock.Pass(time.Second)
		p = w.keeps(p, pledge.Fact{Kind: pledge.Recalled})
		w.keeps(p, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: []string{"PLANTED words"}})
		for typed, want := range map[string]string{"planted": "", "viviendas": "Cuenca", "ecuador": "Riobamba"} {
			before := w.srv.Person(tom).View().ID
			w.srv.Person(tom).Command("/pledges", typed)
			w.app.Idle()
			view := w.srv.Person(tom).View()
			if want == "" && (view.ID != before || !strings.Contains(w.srv.Person(tom).Read(w.srv.Person(tom).DM()), "Nothing fits")) {
				t.Errorf("%s finds %s", typed, view)
			}
			if want != "" {
				contains(t, view.String(), want)
			}
			if strings.Contains(view.String(), "PLANTED") || typed == "viviendas" && strings.Contains(view.String(), "Riobamba") {
				t.Errorf("%s shows %s", typed, view)
			}
		}
	})
}
