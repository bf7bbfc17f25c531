package bot_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

// Whatever is on a screen is in the stores: the dialog owes it, and what it
// says of a pledge can be found.
func TestNothingIsShownBeforeTheCommit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	receipts := 0
	w.phones.before = func(to store.Address, m bot.Message) error {
		owes := func(o store.Owed) bool {
			return o.Reply.Prompt == m.Prompt && (o.Reply.Receipt == nil) == (m.Receipt == nil)
		}
		if d := w.dialog(to); !slices.ContainsFunc(d.Owed, owes) {
			t.Errorf("shown and not owed: %s", m.Text)
		}
		if m.Receipt != nil {
			receipts++
			if p, err := w.db.Find(t.Context(), m.Receipt.Reference); err != nil || p.Submitted.Check != m.Receipt.Check {
				t.Errorf("a receipt was shown of what is not kept: %v", err)
			}
		}
		return nil
	}
	ana.does(templatePath...)
	if receipts != 1 {
		t.Errorf("%d receipts", receipts)
	}
}

// A failed commit shows nothing, whichever of the two it is.
func TestNothingIsShownOfWhatWasNotKept(t *testing.T) {
	t.Parallel()
	for _, fails := range []string{"Pledges.Commit", "Dialogs.Commit ana"} {
		t.Run(fails, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			away := false
			tap := &tap{before: func(_ int, call string) error {
				if away && call == fails {
					return errAway
				}
				return nil
			}}
			ana := w.person("ana", w.bot(tap.on))
			ana.does("/open en", "/choose draft", "/choose continue")
			before, u := len(w.phones.shownTo(ana.address)), ana.update(ana.event("Riobamba"))
			away = true
			if err := ana.b.Handle(t.Context(), u); !errors.Is(err, errAway) {
				t.Errorf("handled with %v", err)
			}
			ana.delivered()
			if after := len(w.phones.shownTo(ana.address)); after != before {
				t.Errorf("%d messages were shown", after-before)
			}
		})
	}
}

func TestRepliesComeInOrderAndOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inside, release := make(chan struct{}), make(chan struct{})
	var hold sync.Once
	w.phones.before = func(store.Address, bot.Message) error {
		hold.Do(func() {
			close(inside)
			<-release
		})
		return nil
	}
	first, second := w.bot(), w.bot()
	ana := w.person("ana", first)
	deliver := func(b *bot.Bot) {
		if err := b.Deliver(t.Context(), ana.address); err != nil {
			t.Error(err)
		}
	}
	ana.handled(ana.update(ana.event("/open en")))
	var all sync.WaitGroup
	all.Go(func() { deliver(first) })
	<-inside // the first message is on its way
	var want []string
	for range 5 {
		ana.handled(ana.update(ana.event("hello")))
	}
	for _, o := range w.dialog(ana.address).Owed {
		want = append(want, string(o.Reply.Prompt)+" "+o.ID)
	}
	for range 10 {
		all.Go(func() { deliver(first) })
		all.Go(func() { deliver(second) })
	}
	for range 1000 {
		runtime.Gosched() // lets those in a hurry run ahead
	}
	close(release)
	all.Wait()
	got := w.phones.shownTo(ana.address)
	if len(got) != len(want) {
		t.Fatalf("%d messages of %d", len(got), len(want))
	}
	for i, m := range got {
		if !strings.HasPrefix(want[i], string(m.Prompt)+" ") {
			t.Errorf("message %d is %s, want %s", i, m.Prompt, want[i])
		}
	}
	if d := w.dialog(ana.address); len(d.Owed) > 0 || d.Taken != (store.Taken{}) {
		t.Errorf("left: %d owed, taken %+v", len(d.Owed), d.Taken)
	}
}

// secrets are words that a person may write and no log may hold.
var secrets = []string{"Riobamba", "chrysanthemum", "migration@riobamba.gob.ec"}

func TestRefusedReplyIsDropped(t *testing.T) {
	t.Parallel()
	for _, fate := range []bot.Fate{bot.Rejected, bot.Gone} {
		t.Run(string(fate), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			refuse := false
			w.phones.before = func(_ store.Address, m bot.Message) error {
				if refuse && strings.Contains(m.Text, "chrysanthemum") {
					return &bot.SendError{Fate: fate, Err: fmt.Errorf("cannot parse %q", m.Text)}
				}
				return nil
			}
			ana.does(drafting...)
			before := len(w.phones.shownTo(ana.address))
			refuse = true
			ana.does("/choose entity_name", "The City of chrysanthemum Riobamba", "menu")
			got := w.phones.shownTo(ana.address)[before:]
			if len(got) != 2 || got[0].Field != "entity_name" || got[1].Field != "menu" {
				t.Errorf("shown after the refusal: %v", texts(got))
			}
			if d := w.dialog(ana.address); len(d.Owed) > 0 {
				t.Errorf("%d replies are still owed", len(d.Owed))
			}
			for _, sh := range w.dialog(ana.address).Session.Shown {
				if sh.Mark == 0 {
					t.Errorf("%s counts as shown", sh.Prompt)
				}
			}
			log := w.log.String()
			if !strings.Contains(log, string(fate)) {
				t.Errorf("the log does not say that a reply was lost: %q", log)
			}
			for _, secret := range secrets {
				if strings.Contains(log, secret) {
					t.Errorf("%q is in the log: %s", secret, log)
				}
			}
		})
	}
}

// A message that could not be sent is still owed and comes later, before what
// came after it.
func TestReplyThatFailedIsShownLater(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]error{
		"nothing was shown":  &bot.SendError{Fate: bot.Retry, Err: errAway},
		"not before a while": &bot.SendError{Fate: bot.Throttled, After: time.Minute, Err: errAway},
		"nobody knows":       errAway,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			ana.does("/open en")
			w.phones.before = func(store.Address, bot.Message) error { return trouble }
			ana.handled(ana.update(ana.event("/choose draft")))
			if err := ana.b.Deliver(t.Context(), ana.address); !errors.Is(err, errAway) {
				t.Errorf("delivered with %v", err)
			}
			ana.handled(ana.update(conversation.Said{Text: "menu", Mark: w.phones.mark()}))
			w.phones.before = nil
			ana.delivered()
			var fields []string
			for _, m := range w.phones.shownTo(ana.address) {
				fields = append(fields, m.Field)
			}
			if want := []string{"menu", "privacy", "menu"}; !slices.Equal(fields, want) {
				t.Errorf("shown %v, want %v", fields, want)
			}
		})
	}
}
