package crashtest

import (
	"net/url"
	"testing"
	"time"
)

// through puts a proxy before each store.
func (w *stage) through() (redis, postgres *proxy) {
	w.t.Helper()
	u, err := url.Parse(w.database)
	if err != nil {
		w.t.Fatal(err)
	}
	redis, postgres = newProxy(w.t, w.dialogs), newProxy(w.t, u.Host)
	u.Host = postgres.address()
	w.dialogs, w.pledges = redis.address(), u.String()
	return redis, postgres
}

// arrive ends a test: everybody arrives, and all is as they meant it.
func (w *stage) arrive() {
	w.t.Helper()
	w.empty()
	w.t.Logf("%d people, %d answers looked up", len(w.people), w.audit())
}

// TestStoreAway: Redis and then Postgres are away while people walk on. Nothing
// is lost, and everybody arrives when they are back.
func TestStoreAway(t *testing.T) {
	t.Parallel()
	for name, which := range map[string]func(redis, postgres *proxy) *proxy{
		"redis":    func(redis, _ *proxy) *proxy { return redis },
		"postgres": func(_, postgres *proxy) *proxy { return postgres },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newStage(t, 1, nil)
			gone := which(w.through())
			w.start(w.places[0], w.byWebhook())
			w.gather()
			time.Sleep(700 * time.Millisecond) // they are under way
			gone.leave()
			time.Sleep(*away)
			gone.comeBack()
			time.Sleep(300 * time.Millisecond)
			w.arrive()
		})
	}
}

// TestConnectionsCut: connections are cut before a store hears of a request,
// before it can answer and after it has, again and again.
func TestConnectionsCut(t *testing.T) {
	t.Parallel()
	w := newStage(t, 1, nil)
	redis, postgres := w.through()
	w.start(w.places[0], w.byWebhook())
	want := fewer(*turns)
	for _, p := range []*proxy{redis, postgres} {
		left := 1 + w.random.IntN(20)
		p.draw(func(at moment) bool { // under the proxy's lock
			if p.cuts[at] >= want {
				return false
			}
			left--
			if left > 0 {
				return false
			}
			left = 5 + w.lot(20)
			return true
		})
	}
	w.gather()
	enough := func() bool {
		for _, p := range []*proxy{redis, postgres} {
			for _, n := range p.done() {
				if n < want {
					return false
				}
			}
		}
		return true
	}
	for began := time.Now(); !enough() && !w.over(began); time.Sleep(lookEvery) {
	}
	if !enough() {
		t.Errorf("cut before requests, before answers and after: Redis %v, Postgres %v", redis.done(), postgres.done())
	}
	redis.draw(nil)
	postgres.draw(nil)
	w.arrive()
	t.Logf("cut before requests, before answers and after: Redis %v, Postgres %v", redis.done(), postgres.done())
}

// TestRedisLoses: Redis loses all that it holds, or holds again what it held some
// seconds before, at random moments. That costs people questions, and never an
// answer.
func TestRedisLoses(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(w *stage){
		"all": func(w *stage) { w.redis.flush() },
		"the newest": func(w *stage) {
			w.redis.copy()
			time.Sleep(time.Duration(50+w.lot(350)) * time.Millisecond) // up to eight seconds on its clock
			w.redis.rollBack()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newStage(t, 1, nil)
			w.forgetful = true
			w.start(w.places[0], w.byWebhook())
			w.gather()
			for range fewer(*turns) {
				time.Sleep(time.Duration(w.lot(500)) * time.Millisecond)
				lose(w)
				if t.Failed() {
					break
				}
			}
			w.arrive()
		})
	}
}
