package slack_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestAMailThatIsRefusedIsTold in the thread, with the server's words shown to the
// letter, and to the owner of the pledge.
func TestAMailThatIsRefusedIsTold(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		why := "550 <pledges@mechanism.example>: *no* such mailbox"
		if _, refusal, err := w.bot.Do(t.Context(), "sys:bounced:1", pledge.Actor{}, p.ID, pledge.Bounce{Why: why}); refusal != "" || err != nil {
			t.Fatal(refusal, err)
		}
		w.draw()
		contains(t, w.srv.Person(marie).Read(channel), "could not be delivered to the mechanism's mailbox and is not sent again. The mail server says: "+why)
		due, err := w.db.Claim(t.Context(), "tg", w.clock.Now(), 10)
		if err != nil || len(due) != 1 || due[0].Recipient != p.Owner() || due[0].Facts[0].Kind != pledge.Bounced {
			t.Errorf("told are %+v, %v", due, err)
		}
	})
}

// TestTheDigestNamesWhatIsMissing: what a mailbox has refused, and what could not be
// brought for an hour or longer, mail and cards.
func TestTheDigestNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	refused, late := w.submits(riobamba), w.submits(with(riobamba, map[string][]string{"place_name": {"Loja"}}))
	if _, _, err := w.bot.Do(t.Context(), "sys:bounced:1", pledge.Actor{}, refused.ID, pledge.Bounce{Why: "550"}); err != nil {
		t.Fatal(err)
	}
	w.keepsWaiting(late, 6)
	w.draw()
	undrawn := w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}}))
	w.putsOff()
	w.morning(1, 8)
	got := w.digests()
	if len(got) != 1 {
		t.Fatalf("%d digests", len(got))
	}
	contains(t, got[0], "Mail refused by the mailbox: CLA-2026-0001 · Riobamba, Ecuador", "Mail not delivered yet: CLA-2026-0002 · Loja, Ecuador",
		"Card not up to date yet: "+undrawn.Submitted.Reference+" · Cuenca, Ecuador")
	w.morning(2, 8)
	if got = w.digests(); len(got) != 2 || !strings.Contains(got[1], "Mail not delivered yet: CLA-2026-0002") || strings.Contains(got[1], "refused") {
		t.Errorf("the next morning: %v", got)
	}
}

// putsOff has the cards that wait tried once, and put off for days.
func (w *world) putsOff() {
	w.t.Helper()
	cards, err := w.db.ClaimCards(w.t.Context(), w.clock.Now(), 100)
	if err != nil || len(cards) != 1 {
		w.t.Fatalf("%d cards wait, %v", len(cards), err)
	}
	if err := w.db.PostponeCard(w.t.Context(), cards[0].Pledge, w.clock.Now().AddDate(0, 0, 7)); err != nil {
		w.t.Fatal(err)
	}
}

// keepsWaiting has the mail of a pledge wait after so many attempts.
func (w *world) keepsWaiting(p pledge.Pledge, attempts int) {
	w.t.Helper()
	_, err := w.db.Commit(w.t.Context(), store.Change{
		Input: "test:mail", Facts: []pledge.Fact{{Pledge: p.ID, Rev: p.Rev + 1, Kind: pledge.Looked, At: w.clock.Now()}}, Pledge: new(pledge.Fold(p, pledge.Fact{Rev: p.Rev + 1, Kind: pledge.Looked, At: w.clock.Now()})),
		Deliveries: []store.Delivery{{Key: "mail", Pledge: p.ID, Recipient: "mail:mechanism", Class: conversation.Receive, Due: w.clock.Now(), State: store.Due, Attempts: attempts}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
