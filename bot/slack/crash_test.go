package slack_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// errDied is what everything says once the process is dead.
var errDied = errors.New("the process has died")

// A life is a process that dies at one of the points it passes: before or after
// a call of Slack or of the store.
type life struct {
	mu     sync.Mutex
	left   int // points that are still passed
	dead   bool
	deaths int
}

// passes tells whether the process lives on after a point.
func (l *life) passes() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dead {
		return false
	}
	l.left--
	if l.left == 0 {
		l.dead = true
		l.deaths++
	}
	return !l.dead
}

func (l *life) over() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dead
}

func (l *life) again() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead = false
}

// through makes a call with a point before it and one after it.
func through[T any](l *life, call func() (T, error)) (T, error) {
	var none T
	if !l.passes() {
		return none, errDied
	}
	out, err := call()
	if !l.passes() {
		return none, errDied
	}
	return out, err
}

type mortalCalls struct {
	http.RoundTripper
	life *life
}

func (m mortalCalls) RoundTrip(r *http.Request) (*http.Response, error) {
	return through(m.life, func() (*http.Response, error) { return m.RoundTripper.RoundTrip(r) })
}

type mortalPledges struct {
	store.Pledges
	life *life
}

func (m mortalPledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	return through(m.life, func() (store.View, error) { return m.Pledges.Look(ctx, q) })
}

func (m mortalPledges) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	return through(m.life, func() ([]pledge.Fact, error) { return m.Pledges.Commit(ctx, c) })
}

type mortalCards struct {
	store.Cards
	life *life
}

func (m mortalCards) ClaimCards(ctx context.Context, now time.Time, limit int) ([]store.Card, error) {
	return through(m.life, func() ([]store.Card, error) { return m.Cards.ClaimCards(ctx, now, limit) })
}

func (m mortalCards) PlaceCard(ctx context.Context, id pledge.ID, place string) error {
	_, err := through(m.life, func() (any, error) { return nil, m.Cards.PlaceCard(ctx, id, place) })
	return err
}

func (m mortalCards) DrewCard(ctx context.Context, id pledge.ID, drawn, told int) error {
	_, err := through(m.life, func() (any, error) { return nil, m.Cards.DrewCard(ctx, id, drawn, told) })
	return err
}

func (m mortalCards) PostponeCard(ctx context.Context, id pledge.ID, until time.Time) error {
	_, err := through(m.life, func() (any, error) { return nil, m.Cards.PostponeCard(ctx, id, until) })
	return err
}

// A loop is the whole way of one pledge over the desk, taken again from where it
// broke off.
type loop struct {
	*world
	p     pledge.Pledge
	death string // where
}

// revive begins a process anew, once nobody waits for the dead one.
func (l *loop) revive() {
	l.app.Idle()
	if l.life.over() {
		l.stop()
		_ = l.app.Drain(context.Background())
		l.life.again()
		l.clock.Pass(store.DrawingFor + time.Second)
		l.begin()
	}
}

// until repeats what somebody does until it is so.
func (l *loop) until(what string, so func() bool, do func()) {
	l.t.Helper()
	for range 5 {
		l.revive()
		if so() {
			return
		}
		do()
	}
	l.t.Fatalf("%s: it never came to that\n%s", what, l.log.String())
}

// shows draws until the card is up to date.
func (l *loop) shows() {
	l.t.Helper()
	l.until("draw", func() bool {
		c, err := l.db.CardOf(l.t.Context(), l.p.ID)
		return err == nil && !c.Waits()
	}, func() {
		if err := l.desk.DrawDue(l.t.Context(), l.app); err != nil {
			l.clock.Pass(time.Minute)
		}
	})
}

func (l *loop) press(action string) { l.srv.Person(tom).Press(l.card(tom), action) }

// asks fills in the form as far as it is open, and sends it; what is open stays
// open until it is taken.
func (l *loop) asks() {
	person := l.srv.Person(tom)
	switch view := person.View(); {
	case view.ID == "":
		l.press("ask")
	case strings.Contains(view.String(), "What the city will read"):
		person.Submit(view)
	default:
		person.Choose(view, "fields", "fields", "title")
		person.Choose(view, "standard", "standard", "how_many")
		person.Submit(person.View())
	}
}

// TestNothingIsTwiceWhereverItDies: one card, one question, each line of the
// story once, wherever the process dies on the way.
func TestNothingIsTwiceWhereverItDies(t *testing.T) {
	t.Parallel()
	step := 1
	if testing.Short() {
		step = 9
	}
	at := 1
	for ; ; at += step {
		w := newWorldThatDies(t, at)
		w.walks()
		if w.life.deaths == 0 {
			break
		}
	}
	t.Logf("it died at every %d. of %d points", step, at-1)
	if at < 80 {
		t.Errorf("there are only %d points", at-1)
	}
}

func newWorldThatDies(t *testing.T, at int) *loop {
	t.Helper()
	w := newWorld(t, requests)
	w.life = &life{left: at}
	w.stop()
	w.begin()
	return &loop{world: w, death: "dead at point " + strconv.Itoa(at)}
}

// walks is a submission, a claim, a question, the answer to it, and acceptance.
func (l *loop) walks() {
	l.t.Helper()
	l.p = l.submits(riobamba)
	l.shows()
	l.until("claim", func() bool { return l.now(l.p.ID).Claim != nil }, func() { l.press("claim") })
	l.shows()
	for range 3 { // form, preview, sent
		l.until("ask", func() bool { return len(l.now(l.p.ID).Questions) > 0 }, l.asks)
	}
	l.shows()
	q := l.now(l.p.ID)
	q = l.keeps(q, pledge.Fact{Kind: pledge.Replied, About: q.Questions[0].ID, Value: []string{"40 in all"}})
	l.keeps(q, pledge.Fact{Kind: pledge.WasSubmitted, Reference: q.Submitted.Reference, Check: q.Submitted.Check, Expected: "2028-11-30"})
	l.shows()
	l.until("accept", func() bool { return l.now(l.p.ID).State == pledge.Accepted }, func() { l.press("accept") })
	l.shows()

	page := l.srv.Person(tom).Read(channel)
	for _, once := range []string{"takes care of this pledge.", "asks about", "answers about", "sent it again", "accepted the pledge."} {
		if n := strings.Count(page, once); n != 1 {
			l.t.Errorf("%s: %q stands %d times:\n%s", l.death, once, n, page)
		}
	}
	l.card(tom)
	facts, err := l.db.Facts(l.t.Context(), l.p.ID)
	if err != nil {
		l.t.Fatal(err)
	}
	for _, kind := range []pledge.FactKind{pledge.Claimed, pledge.Inquired, pledge.WasAccepted} {
		if n := len(slices.DeleteFunc(slices.Clone(facts), func(f pledge.Fact) bool { return f.Kind != kind })); n != 1 {
			l.t.Errorf("%s: %d times %s", l.death, n, kind)
		}
	}
}
