package bot_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// The team that reads pledges.
var team = pledge.Actor{Person: "desk:team", Role: pledge.Reviewer, Org: "UCLG"}

// submitted is somebody whose only pledge has been submitted.
func (w *world) submitted(name string) *person {
	w.t.Helper()
	p := w.person(name, w.bot())
	p.does(templatePath...)
	w.clock.pass(time.Minute)
	return p
}

// decides carries out a decision of the team.
func (w *world) decides(b *bot.Bot, in conversation.InputID, id pledge.ID, cmd pledge.Command) []pledge.Fact {
	w.t.Helper()
	facts, refusal, err := b.Do(w.t.Context(), in, team, id, cmd)
	if err != nil || refusal != "" {
		w.t.Fatalf("%T: %q, %v", cmd, refusal, err)
	}
	return facts
}

func (w *world) due(b *bot.Bot) {
	w.t.Helper()
	if err := b.DeliverDue(w.t.Context(), w.phones.platform); err != nil {
		w.t.Fatalf("deliver what is due: %v", err)
	}
}

// news is the text of what somebody was shown after the first n messages.
func (w *world) news(p *person, n int) string {
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	return plain.Replace(strings.Join(texts(w.phones.shownTo(p.address)[n:]), "\n"))
}

// decisions are what the team may do with a submitted pledge, each with words
// that the city has to read and the question that it leads to.
func decisions(p pledge.Pledge) map[string]struct {
	cmd   pledge.Command
	reads []string
	field string
} {
	return map[string]struct {
		cmd   pledge.Command
		reads []string
		field string
	}{
		"accept":  {pledge.Accept{Check: p.Submitted.Check}, []string{"30 July 2028", "has been accepted"}, "consents"},
		"ask":     {pledge.Inquire{Field: "commitment", Note: "Is 40 in total?"}, []string{"Is 40 in total?", "UCLG"}, "question"},
		"decline": {pledge.Decline{Note: "Not in the scope of the Call."}, []string{"Not in the scope of the Call."}, "menu"},
		"claim":   {pledge.Claim{}, []string{"UCLG", p.Value("title").First()}, "menu"},
		"suggest": {
			pledge.Suggest{Field: "title", Value: call.Value{"Forty homes for families"}, Seen: p.Answers["title"].Rev},
			[]string{"UCLG", "Forty homes for families", "Today it reads: " + p.Value("title").First()},
			"question",
		},
	}
}

func TestDecisionIsToldToTheCityOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"accept", "ask", "decline", "claim", "suggest"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.submitted("ana")
			n, p := len(w.phones.shownTo(ana.address)), w.mine(ana.address)[0]
			d := decisions(p)[name]
			facts := w.decides(ana.b, "desk:1", p.ID, d.cmd)
			again := w.decides(ana.b, "desk:1", p.ID, d.cmd)
			if len(facts) == 0 || len(again) != len(facts) || again[0].Rev != facts[0].Rev {
				t.Errorf("the same input gave %+v, then %+v", facts, again)
			}
			for range 3 {
				w.due(ana.b)
				w.due(w.bot())
				w.clock.pass(time.Hour)
				w.sweeps(w.bot())
			}
			sameLines(t, "shown", w.fields(ana, n), []string{d.field})
			for _, words := range d.reads {
				if got := w.news(ana, n); strings.Count(got, words) != 1 {
					t.Errorf("%q is not said once: %s", words, got)
				}
			}
		})
	}
}

func TestDoIsOncePerInputAmongMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	n, p := len(w.phones.shownTo(ana.address)), w.mine(ana.address)[0]
	var all sync.WaitGroup
	for range 8 {
		b := w.bot()
		all.Go(func() {
			w.decides(b, "desk:1", p.ID, pledge.Accept{Check: p.Submitted.Check})
			if err := b.DeliverDue(t.Context(), "tty"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	after := w.mine(ana.address)[0]
	if after.State != pledge.Accepted || after.Rev != p.Rev+1 {
		t.Errorf("it is %s at revision %d, was at %d", after.State, after.Rev, p.Rev)
	}
	sameLines(t, "shown", w.fields(ana, n), []string{"consents"})
}

// Everybody with a seat is told, each in their own dialog.
func TestEverySeatIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	p := w.mine(ana.address)[0]
	p.Seats["tty:bob"], p.Seats["tty:eve"] = pledge.Owner, pledge.Owner
	_, facts, _ := pledge.Apply(product.Call, product.Texts, p, w.clock.now(), team, pledge.Look{})
	told := bot.Follow(product.Call, p, []pledge.Fact{facts[0], {Kind: pledge.Inquired, At: w.clock.now()}})
	var to []string
	for _, d := range told {
		if d.Class != conversation.Receive || d.State != store.Due || len(d.Facts) != 1 {
			t.Errorf("delivery %+v", d)
		}
		to = append(to, string(d.Recipient))
	}
	slices.Sort(to)
	sameLines(t, "told", to, []string{"tty:ana", "tty:bob", "tty:eve"})
	if quiet := bot.Follow(product.Call, p, facts); len(quiet) > 0 {
		t.Errorf("that somebody looked is told: %+v", quiet)
	}
}

// That somebody takes care of a pledge is told for the first time only, and
// that nobody does any more not at all.
func TestClaimIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.mine(w.submitted("ana").address)[0]
	var told []pledge.FactKind
	for _, cmd := range []pledge.Command{pledge.Claim{}, pledge.Release{}, pledge.Claim{}} {
		w.clock.pass(time.Hour)
		after, facts, _ := pledge.Apply(product.Call, product.Texts, p, w.clock.now(), team, cmd)
		for _, d := range bot.Follow(product.Call, after, facts) {
			for _, f := range d.Facts {
				told = append(told, f.Kind)
			}
		}
		p = after
	}
	if !slices.Equal(told, []pledge.FactKind{pledge.Claimed}) {
		t.Errorf("told: %v", told)
	}
}

// News waits while a question is open, and is told between two questions.
func TestNewsDoesNotBreakIntoAQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	first := w.mine(ana.address)[0]
	ana.does("/choose draft", "/choose 2", "/choose done", "/choose own")
	open, n := ana.reads(), len(w.phones.shownTo(ana.address))
	w.decides(ana.b, "desk:1", first.ID, pledge.Accept{Check: first.Submitted.Check})
	for range 5 {
		w.due(ana.b)
		w.clock.pass(10*time.Minute - time.Millisecond)
		if early, err := w.db.Claim(t.Context(), "tty", w.clock.now(), 1); err != nil || len(early) > 0 {
			t.Fatalf("due again too early: %+v, %v", early, err)
		}
		w.clock.pass(time.Millisecond)
	}
	sameLines(t, "shown while a question is open", w.fields(ana, n), nil)
	ana.does("The city will open a second desk for advice on work and skills by 2028.")
	if got := ana.reads(); got.Field == open.Field || got.Field == "menu" {
		t.Errorf("after the answer: %s", got.Text)
	}
	ana.does("menu")
	n = len(w.phones.shownTo(ana.address))
	w.due(ana.b)
	sameLines(t, "shown", w.fields(ana, n), []string{"consents"})
	if got := w.news(ana, n); !strings.Contains(got, first.Value("title").First()) {
		t.Errorf("told of another pledge: %s", got)
	}
	w.clock.pass(time.Hour)
	w.due(ana.b)
	sameLines(t, "shown again", w.fields(ana, n), []string{"consents"})
}

// A delivery that fails comes again, and the others do not wait for it.
func TestOneFailureHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bob, ana := w.submitted("bob"), w.submitted("ana")
	for i, p := range []*person{bob, ana} {
		pl := w.mine(p.address)[0]
		w.decides(p.b, conversation.InputID([]string{"desk:1", "desk:2"}[i]), pl.ID, pledge.Accept{Check: pl.Submitted.Check})
		w.clock.pass(time.Second)
	}
	n, m := len(w.phones.shownTo(ana.address)), len(w.phones.shownTo(bob.address))
	w.phones.before = func(to store.Address, _ bot.Message) error {
		if to == bob.address {
			return &bot.SendError{Fate: bot.Retry, Err: errAway}
		}
		return nil
	}
	if err := w.bot().DeliverDue(t.Context(), "tty"); !errors.Is(err, errAway) {
		t.Errorf("delivered with %v", err)
	}
	sameLines(t, "shown to ana", w.fields(ana, n), []string{"consents"})
	w.phones.before = nil
	for range 3 {
		w.clock.pass(time.Minute)
		b := w.bot()
		w.sweeps(b)
		w.due(b)
	}
	sameLines(t, "shown to bob", w.fields(bob, m), []string{"consents"})
	sameLines(t, "shown to ana", w.fields(ana, n), []string{"consents"})
}

// News that a replica left to another one to show is told by the time it is shown,
// not before: dialogs that are lost in between lose no news.
func TestNewsIsToldOnceItIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	p := w.mine(ana.address)[0]
	slow := w.person("ana", w.bot())
	slow.inputs = ana.inputs
	slow.handled(slow.update(slow.event("/menu")))
	n := len(w.phones.shownTo(ana.address))
	w.decides(ana.b, "desk:1", p.ID, pledge.Inquire{Field: "commitment", Note: "Is 40 in total?"})
	w.due(ana.b)
	sameLines(t, "shown while another replica is sending", w.fields(ana, n), nil)
	w.dialogs = memory.New()
	w.due(w.bot())
	if got := w.news(ana, n); strings.Count(got, "Is 40 in total?") != 1 {
		t.Errorf("after a loss this was shown: %q", got)
	}
	w.clock.pass(time.Minute)
	w.due(w.bot())
	sameLines(t, "shown", w.fields(ana, n), []string{"question"})
}
