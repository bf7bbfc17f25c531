package telegram_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// invites keeps an invitation for a day and returns what stands in its link.
func (w *world) invites(letter string) string {
	w.t.Helper()
	secret := letter + strings.Repeat("q", 25)
	i := store.Invite{
		ID: pledge.InviteOf(secret), Place: "Riobamba", Country: "EC", Lang: "es", Mail: "canary@riobamba.example",
		Org: "IOM", Made: w.clock.Now(), Until: w.clock.Now().Add(24 * time.Hour),
	}
	_, _, err := w.bot.Staff(w.t.Context(), "staffs", pledge.Actor{}, "desk:rita", pledge.Desk{Role: pledge.Reviewer})
	if err == nil {
		var v store.View
		if v, err = w.db.Look(w.t.Context(), store.Query{Person: "desk:rita"}); err == nil {
			err = w.db.Invite(w.t.Context(), conversation.InputID("invites "+letter), v.Person, []store.Invite{i})
		}
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return pledge.InviteCode(secret)
}

func (w *world) taken() (n int) {
	w.t.Helper()
	all, err := w.db.Invitations(w.t.Context(), 99)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, i := range all {
		if !i.Taken.IsZero() {
			n++
		}
	}
	return n
}

// TestInvitation: the link opens the bot in the city's language, for one person,
// in a private chat only.
func TestInvitation(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, luis := w.person(7, "en"), w.person(8, "en")
		payload := w.invites("a")
		g := w.srv.Group(-100, "Mayor's office")
		g.Joins(luis.Person)
		luis.In(g).Says("/start " + payload)
		luis.In(g).Says("/start@test_bot " + payload)
		w.settle()
		if w.taken() > 0 {
			t.Fatal("it was taken in a group")
		}
		ana.does("/start "+payload, "*continue", "Municipalidad de Riobamba")
		if mine := ana.mine(); len(mine) != 1 || !pledge.Verified(product.Call, mine[0]) || mine[0].Lang != "es" {
			t.Errorf("ana has %+v", mine)
		}
		luis.does("/start " + payload)
		if got := luis.Last().Text; !strings.HasPrefix(got, "This invitation cannot be used:") || len(luis.mine()) > 0 {
			t.Errorf("luis reads %q", got)
		}
		if strings.Contains(w.log.String(), "anary") || strings.Contains(w.log.String(), payload[4:]) {
			t.Errorf("the log tells %s", w.log)
		}
	})
}

// TestAnInvitationOfNoUse is answered the same, whatever is wrong with it.
func TestAnInvitationOfNoUse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	late := w.invites("a")
	w.clock.Pass(24 * time.Hour)
	answers := map[string]bool{}
	for id, payload := range map[int64]string{7: late, 8: strings.Replace(late, "a", "b", 1), 9: late[:12], 10: late + "_"} {
		p := w.person(id, "en")
		p.does("/start " + payload)
		answers[p.Last().Text] = true
		if strings.Contains(p.Last().Text, "Riobamba") {
			t.Errorf("%s tells of the city", payload)
		}
	}
	if len(answers) != 1 || w.taken() > 0 {
		t.Errorf("%d answers, %d taken: %v", len(answers), w.taken(), answers)
	}
}

// TestStrangerStaysOutside where nobody begins without an invitation.
func TestStrangerStaysOutside(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, settings: conversation.Settings{Langs: product.Texts.Langs(), InviteOnly: true, Contact: "team@example.org"}})
		eve := w.person(7, "fr")
		for _, text := range []string{"/start", "Bonjour", "/draft", "/mydata"} {
			eve.does(text)
			if got := eve.Last(); len(got.Buttons) > 0 || !strings.Contains(got.Text, "team@example.org") {
				t.Errorf("after %s: %q", text, got.Text)
			}
		}
		if h, err := w.db.Held(t.Context(), "tg:7"); err != nil || !h.Empty() {
			t.Errorf("held: %+v, %v", h, err)
		}
	})
}
