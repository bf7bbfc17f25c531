package slack_test

import (
	"testing"

	"pledgebot/conversation/pledge"
)

// TestAMailThatIsRefusedIsTold in the thread, with the server's words shown to the
// letter, and not to the city.
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
		if err != nil || len(due) > 0 {
			t.Errorf("the city is told %+v, %v", due, err)
		}
	})
}
