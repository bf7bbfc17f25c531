package storetest

import (
	"strconv"
	"testing"

	"pledgebot/store"
)

// aside is an update that holds what no text column takes.
func aside(key string, seconds int) store.Aside {
	return store.Aside{Key: key, Platform: "tg", User: "7", Raw: []byte("{\"a\":\"\x00\xff\"}"), Why: "panic", At: later(seconds)}
}

func asidesComeBackWhole(t *testing.T, s PledgesAndDeliveries) {
	ok(t, s.SetAside(ctx, aside("second", 2)))
	ok(t, s.SetAside(ctx, aside("first", 1)))
	all, err := s.Asides(ctx, store.Aside{}, 10)
	ok(t, err)
	same(t, "set aside", all, []store.Aside{aside("first", 1), aside("second", 2)})
	none, err := s.Asides(ctx, store.Aside{}, 0)
	ok(t, err)
	same(t, "of none", len(none), 0)
}

func asideKeyIsOnce(t *testing.T, s PledgesAndDeliveries) {
	ok(t, s.SetAside(ctx, aside("k", 1)))
	ok(t, s.SetAside(ctx, aside("k", 2)))
	all, err := s.Asides(ctx, store.Aside{}, 10)
	ok(t, err)
	same(t, "set aside", all, []store.Aside{aside("k", 1)})
}

func asideIsTakenOutOnce(t *testing.T, s PledgesAndDeliveries) {
	for i := range 3 {
		ok(t, s.SetAside(ctx, aside(strconv.Itoa(i), i)))
	}
	ok(t, s.TakeOut(ctx, "1"))
	wantErr(t, s.TakeOut(ctx, "1"), store.ErrNotFound)
	all, err := s.Asides(ctx, store.Aside{}, 10)
	ok(t, err)
	same(t, "left", len(all), 2)
}

// asidesAreListedOnePageAfterAnother, also where several are of one moment, and
// where what was listed has been taken out.
func asidesAreListedOnePageAfterAnother(t *testing.T, s PledgesAndDeliveries) {
	for i := range 7 {
		ok(t, s.SetAside(ctx, aside(strconv.Itoa(i), i/3)))
	}
	var last store.Aside
	keys := ""
	for {
		page, err := s.Asides(ctx, last, 2)
		ok(t, err)
		if len(page) == 0 {
			break
		}
		last = page[len(page)-1]
		for _, a := range page {
			keys += a.Key
		}
		ok(t, s.TakeOut(ctx, last.Key))
	}
	same(t, "listed", keys, "0123456")
}
