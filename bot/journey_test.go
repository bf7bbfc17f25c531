package bot_test

import (
	"slices"
	"sync"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// plainly is the template path without any trouble: what every other way
// through it must come to.
func plainly(t *testing.T) (kept string, seen []string) {
	t.Helper()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does(templatePath...)
	return w.kept(ana.address), texts(w.phones.shownTo(ana.address))
}

func TestHandleIsOncePerInput(t *testing.T) {
	t.Parallel()
	wantKept, wantSeen := plainly(t)
	for name, again := range map[string]func(*person, bot.Update){
		"one after another": func(p *person, u bot.Update) {
			for range 10 {
				p.handled(u)
			}
		},
		"all at once": func(p *person, u bot.Update) {
			var all sync.WaitGroup
			for range 10 {
				all.Go(func() { p.handled(u) })
			}
			all.Wait()
		},
		"also after the replies": func(p *person, u bot.Update) {
			p.hands(u)
			for range 9 {
				p.hands(u)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			for _, line := range templatePath {
				again(ana, ana.update(ana.event(line)))
				if d := w.dialog(ana.address); d.Turn == 0 || len(d.Inputs) != ana.inputs {
					t.Fatalf("%q: the dialog knows %d inputs of %d", line, len(d.Inputs), ana.inputs)
				}
				ana.delivered()
			}
			same(t, "kept", w.kept(ana.address), wantKept)
			sameLines(t, "seen", texts(w.phones.shownTo(ana.address)), wantSeen)
		})
	}
}

// Presses that come at once are taken one after another: none is lost by being
// decided on what the other one found.
func TestNoInputIsLostAmongThoseThatComeAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba")
	yes := true
	var all sync.WaitGroup
	for _, id := range []call.OptionID{"1", "2", "3", "4", "5", "6"} {
		u := ana.update(conversation.Chose{Prompt: ana.reads().Prompt, Option: id, Wanted: &yes})
		all.Go(func() { ana.handled(u) })
	}
	all.Wait()
	ana.delivered()
	ana.does("/choose done")
	want := call.Value{"1", "2", "3", "4", "5", "6"}
	if got := w.mine(ana.address)[0].Value("priorities"); !slices.Equal(got, want) {
		t.Errorf("ticked %v, want %v", got, want)
	}
}

func TestOrderPerAddressIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inside, release := make(chan struct{}), make(chan struct{})
	var hold sync.Once
	tap := &tap{before: func(_ int, call string) error {
		if call == "Dialogs.Load ana" {
			hold.Do(func() {
				close(inside)
				<-release
			})
		}
		return nil
	}}
	b := w.bot(tap.on)
	ana, bob := w.person("ana", b), w.person("bob", b)
	first, second := ana.update(conversation.Opened{Lang: "en"}), ana.update(conversation.Opened{Lang: "en"})
	var both sync.WaitGroup
	both.Go(func() { ana.handled(first) })
	<-inside
	both.Go(func() { ana.handled(second) })
	bob.does(templatePath...) // nobody else waits for ana
	if begun := count(tap.made(), "Dialogs.Load ana"); begun != 1 {
		t.Errorf("%d of ana's inputs were begun while her first was not done", begun)
	}
	close(release)
	both.Wait()
	var order []conversation.InputID
	for _, in := range w.dialog(ana.address).Inputs {
		order = append(order, in.ID)
	}
	if want := []conversation.InputID{first.ID, second.ID}; !slices.Equal(order, want) {
		t.Errorf("handled in the order %v, want %v", order, want)
	}
}

func TestTwoReplicasOneStoreOneWinner(t *testing.T) {
	t.Parallel()
	wantKept, wantSeen := plainly(t)
	w := newWorld(t)
	replicas := []*bot.Bot{w.bot(), w.bot()}
	ana := w.person("ana", replicas[0])
	for _, line := range templatePath {
		u := ana.update(ana.event(line))
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				b := replicas[i%2]
				if err := b.Handle(t.Context(), u); err != nil {
					t.Errorf("%q: handle: %v", line, err)
				}
				if err := b.Deliver(t.Context(), ana.address); err != nil {
					t.Errorf("%q: deliver: %v", line, err)
				}
			})
		}
		all.Wait()
		if owed := w.dialog(ana.address).Owed; len(owed) > 0 {
			t.Fatalf("%q: %d replies are owed when everybody has delivered", line, len(owed))
		}
	}
	same(t, "kept", w.kept(ana.address), wantKept)
	sameLines(t, "seen", texts(w.phones.shownTo(ana.address)), wantSeen)
}

// handled brings an update to the Bot and shows nothing yet.
func (p *person) handled(u bot.Update) {
	if err := p.b.Handle(p.w.t.Context(), u); err != nil {
		p.w.t.Errorf("handle %s: %v", u.ID, err)
	}
}

func count(calls []string, name string) int {
	n := 0
	for _, c := range calls {
		if c == name {
			n++
		}
	}
	return n
}
