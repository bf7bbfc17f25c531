package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// opensHome is what somebody sees of all that waits.
func (w *world) opensHome(user string) string {
	w.t.Helper()
	n := w.srv.Count("views.publish")
	w.srv.Person(user).OpenHome()
	w.await(func() bool { return w.srv.Count("views.publish") > n })
	w.app.Idle()
	return w.srv.Person(user).Home().String()
}

func TestHomeShowsWhatWaits(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.drafts(with(riobamba, map[string][]string{"place_name": {"Loja"}, "title": {"PLANTED words"}}))
		w.clock.Pass(8 * 24 * time.Hour)
		w.submits(riobamba)
		p := w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}}))
		w.keeps(p, pledge.Fact{Kind: pledge.Inquired, Field: "title", Note: "?"})
		late := w.submits(with(riobamba, map[string][]string{"place_name": {"Ambato"}}))
		w.keeps(late, pledge.Fact{Kind: pledge.WasAccepted, Expected: "2026-12-01"})
		w.claims("CLA-2026-0001")
		w.ill = "dialogs"
		home := strings.ReplaceAll(w.opensHome(tom), "\u00a0", " ")
		parts := strings.Split(home, "Waiting for the team")
		contains(t, parts[0], "Taken care of by me", "CLA-2026-0001 · Riobamba, Ecuador · In review since 8 December 2026", "[Open]")
		contains(t, home, "Waiting for the city", "CLA-2026-0002 · Cuenca", "Reports overdue", "CLA-2026-0003 · Ambato, Ecuador · Accepted · report due on 1 December 2026",
			"Drafts untouched for a week", "Loja, Ecuador · untouched since 30 November 2026 · at: ",
			"Database: works", "Conversations: cannot be reached", "Slack: works")
		if strings.Contains(home, "PLANTED") {
			t.Errorf("a draft's words are shown:\n%s", home)
		}
		contains(t, w.opensHome(marie), "Suivis par moi", "Rien pour le moment.", "En attente de l'équipe", "Loja, Équateur")
		w.srv.Person(tom).PressIn(w.srv.Person(tom).Home(), "3.open.1."+string(late.ID))
		w.app.Idle()
		contains(t, w.srv.Person(tom).View().String(), "CLA-2026-0003", "Ambato")
	})
}

// claims has tom take care of a pledge.
func (w *world) claims(reference string) {
	w.t.Helper()
	p := w.found(reference)
	if _, why, err := w.bot.DoAs(w.t.Context(), "test:claims", "slack:"+team+"/"+tom, p.ID, pledge.Claim{}); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
}

func TestHomeListsSome(t *testing.T) {
	t.Parallel()
	w := newWorld(t, socket)
	for range 7 {
		w.submits(riobamba)
	}
	home := w.opensHome(tom)
	if n := strings.Count(home, "CLA-2026-"); n != 5 || !strings.Contains(home, "[Show all]") {
		t.Errorf("%d are shown:\n%s", n, home)
	}
	w.srv.Person(tom).PressIn(w.srv.Person(tom).Home(), "1.search")
	w.app.Idle()
	contains(t, w.srv.Person(tom).View().String(), "CLA-2026-0007", "waiting for the team")
}

func TestHomeOfAStranger(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	w.submits(riobamba)
	home := w.opensHome(eve)
	contains(t, home, "This command is for people of the Call's team.")
	if strings.Contains(home, "CLA-") || strings.Contains(home, "Riobamba") || strings.Contains(home, "Database") {
		t.Errorf("a stranger reads\n%s", home)
	}
}
