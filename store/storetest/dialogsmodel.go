package storetest

import (
	"errors"
	"reflect"
	"strconv"

	"pgregory.net/rapid"

	"pledgebot/store"
)

// dialogsAgree lets a store and a map do the same things.
func dialogsAgree(t *rapid.T, s store.Dialogs) {
	model := map[store.Address]store.Dialog{}
	users := rapid.SampledFrom([]store.Address{maria, ana, {Platform: "tg", User: "1"}})
	t.Repeat(map[string]func(*rapid.T){
		"commit": func(t *rapid.T) {
			with := users.Draw(t, "with")
			d := store.Dialog{Turn: model[with].Turn + rapid.SampledFrom([]int{1, 1, 1, 0, 2, -1}).Draw(t, "step")}
			d.Run = strconv.Itoa(rapid.IntRange(0, 99).Draw(t, "run"))
			if rapid.Bool().Draw(t, "owed") {
				d.Owed = []store.Owed{{ID: "1"}}
			}
			if seconds := rapid.IntRange(0, 5).Draw(t, "taken"); seconds > 0 {
				d.Taken = store.Taken{Replica: "r", At: later(seconds)}
			}
			err := s.Commit(ctx, with, d)
			if d.Turn > 0 && reflect.DeepEqual(d, model[with]) {
				ok(t, err) // it is stored already
				return
			}
			if d.Turn != model[with].Turn+1 {
				wantErr(t, err, store.ErrStale)
				return
			}
			ok(t, err)
			model[with] = d
		},
		"owing": func(t *rapid.T) {
			before := rapid.IntRange(0, 6).Draw(t, "before")
			want := map[store.Address]bool{}
			for with, d := range model {
				if len(d.Owed) > 0 && d.Taken.At.Before(later(before)) {
					want[with] = true
				}
			}
			same(t, "owing", len(owing(t, s, before)), len(want))
			for with := range owing(t, s, before) {
				same(t, with.User, want[with], true)
			}
		},
		"": func(t *rapid.T) {
			for _, with := range []store.Address{maria, ana} {
				d, _, err := s.Load(ctx, with)
				if errors.Is(err, store.ErrNotFound) {
					err = nil
				}
				ok(t, err)
				same(t, "dialog", d, model[with])
			}
		},
	})
}
