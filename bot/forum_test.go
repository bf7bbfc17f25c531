package bot_test

import (
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// dated is a process under a calendar in which the day of a forum is known.
func (w *world) dated(key call.ForumKey, day string) *bot.Bot {
	c := *product.Call
	c.Forums = []call.Forum{{Key: key, Start: day, Certainty: call.Scheduled}}
	return w.bot(func(p *bot.Parts) {
		p.Machine = conversation.New(&c, conversation.Settings{Langs: product.Texts.Langs()})
		p.Copy, p.Second = "mail:city", "mail:second"
	})
}

// TestACityIsInvitedToAnUpdate ten weeks before a forum whose day is put into the calendar,
// once; what it sends is an update, and the reminders of its report come as before.
func TestACityIsInvitedToAnUpdate(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	b := w.dated("grf_3", "2027-12-13")
	w.until("2027-10-04 14:00") // the calendar was changed since
	w.runs(b)
	w.wants(ana, 0)
	w.until("2027-10-04 15:00")
	for range 3 {
		w.runs(b)
	}
	w.wants(ana, 1)
	text := spaced(w.nudged(ana)[0].Text)
	for _, want := range []string{"Coming up: Global Refugee Forum, from 13 December 2027.", "It is voluntary, and the report itself stays due on 30 July 2028.", "What your city has promised"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	ana.b = b
	ana.does(append([]string{"/choose report"}, reporting[1:]...)...)
	if p := w.mine(ana.address)[0]; p.Progress == nil || !p.Progress.Interim || p.Due() != "2028-07-30" {
		t.Errorf("what was sent is %+v", p.Progress)
	}
}

// TestAnInvitationIsNobodysDuty: who is not reached in the chat is not written to by mail,
// and the team is not asked.
func TestAnInvitationIsNobodysDuty(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	b := w.dated("grf_3", "2027-12-13")
	w.phones.before = func(store.Address, bot.Message) error { return &bot.SendError{Fate: bot.Gone, Err: errAway} }
	w.until("2027-10-04 15:00")
	for range 3 {
		w.runs(b)
	}
	p := w.mine(ana.address)[0]
	if mails, err := w.db.Claim(t.Context(), "mail", w.clock.now(), 9); err != nil || len(mails) > 0 || p.Task != nil {
		t.Errorf("mails: %+v, %v; the team has the task %+v", mails, err, p.Task)
	}
	w.phones.before = nil
	ana.does("/open en")
	w.until("2028-05-02 15:00")
	w.runs(b)
	w.wants(ana, 1)
	if p = w.mine(ana.address)[0]; p.State != pledge.Accepted {
		t.Errorf("it is %s", p.State)
	}
}
