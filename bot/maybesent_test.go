package bot_test

import (
	"testing"
	"time"

	"pledgebot/bot/bottest"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
)

func TestSweepPutsBackReceiptsAndGivesUpNudges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	me := conversation.Person{ID: ana.address.Person(), Rev: 1, Lang: "en"}
	settled := pledge.Fact{Kind: pledge.Settled, Rev: 1, By: me.ID, At: w.clock.now()}
	due := func(key string, c conversation.Class) store.Delivery {
		return store.Delivery{Key: key, Recipient: me.ID, Class: c, Due: w.clock.now(), State: store.Due}
	}
	if _, err := w.db.Commit(t.Context(), store.Change{
		Input: "in", Person: &me, Facts: []pledge.Fact{settled},
		Deliveries: []store.Delivery{due("nudge", conversation.Nudge), due("receipt", conversation.Receive)},
	}); err != nil {
		t.Fatal(err)
	}
	claim := func() (keys []string) {
		claimed, err := w.db.Claim(t.Context(), "tty", w.clock.now(), 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range claimed {
			keys = append(keys, d.Key)
		}
		return keys
	}
	sameLines(t, "claimed by who dies", claim(), []string{"receipt", "nudge"})
	w.clock.pass(30 * time.Second)
	w.sweeps(w.bot())
	sameLines(t, "due while it may still be on its way", claim(), nil)
	w.clock.pass(time.Millisecond)
	w.sweeps(w.bot())
	sameLines(t, "due again", claim(), []string{"receipt"})
	if stuck, err := w.db.Stuck(t.Context(), w.clock.now().Add(time.Hour)); err != nil || len(stuck) != 1 || stuck[0].Key != "receipt" {
		t.Errorf("on their way: %+v, %v", stuck, err)
	}
	if err := w.db.Finish(t.Context(), "nudge", store.Sent, time.Time{}); err != nil {
		t.Errorf("the nudge's end is not left open: %v", err)
	}
}

// On one machine several people may talk at terminals of their own, to one
// file. What a terminal cannot show is no trouble of its: the other one will.
func TestTerminalsThatShareAFile(t *testing.T) {
	t.Parallel()
	file := newWorld(t)
	terminal := func(name string) *person {
		w := &world{t: t, clock: file.clock, db: file.db, dialogs: memory.New(), log: &bottest.Journal{}}
		w.phones = &phones{platform: "tty", only: name}
		return w.person(name, w.bot())
	}
	ana, bob := terminal("ana"), terminal("bob")
	ana.does(templatePath...)
	bob.w.sweeps(bob.b)
	bob.does("/open en")
	p := file.mine(ana.address)[0]
	file.decides(bob.b, "cli:1", p.ID, pledge.Accept{Check: p.Submitted.Check})
	n := len(ana.w.phones.shownTo(ana.address))
	for range 3 {
		for _, p := range []*person{bob, ana} {
			if err := p.b.DeliverDue(t.Context(), string(p.address.Person())); err != nil {
				t.Errorf("%s's terminal delivers with %v", p.address.User, err)
			}
			file.clock.pass(time.Minute)
			p.w.sweeps(p.b)
		}
	}
	sameLines(t, "shown to ana", ana.w.fields(ana, n), []string{"consents"})
	for _, p := range []*person{bob, ana} {
		same(t, p.address.User+"'s log", p.w.log.String(), "")
	}
}
