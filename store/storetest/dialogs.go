package storetest

import (
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// ExerciseDialogs proves that what open returns keeps the promises of
// store.Dialogs. Every call of open gives a store without dialogs.
func ExerciseDialogs(t *testing.T, open func(t *testing.T) store.Dialogs) {
	t.Helper()
	exercise(t, open, []promise[store.Dialogs]{
		{"UnknownDialogIsNotFound", unknownDialogIsNotFound},
		{"DialogComesBackWhole", dialogComesBackWhole},
		{"WhatIsLoadedIsACopy", whatIsLoadedIsACopy},
		{"AddressesAreApart", addressesAreApart},
		{"CommitRefusesStaleTurn", commitRefusesStaleTurn},
		{"CommitMayBeRepeated", commitMayBeRepeated},
		{"TwoCommitsOneWinner", twoCommitsOneWinner},
		{"RunStays", runStays},
		{"ForgottenIsNotFound", forgottenIsNotFound},
		{"OwingListsWhatNobodyIsSending", owingListsWhatNobodyIsSending},
		{"OwingKeepsItsLimit", owingKeepsItsLimit},
	})
	t.Run("AgreesWithAModel", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			s := open(t)
			defer shut(s)
			dialogsAgree(r, s)
		})
	})
}

var (
	maria = store.Address{Platform: "tty", User: "maria"}
	ana   = store.Address{Platform: "tty", User: "ana"}
)

// fullDialog has something in every part, to the depth of a reply.
func fullDialog() store.Dialog {
	nested := call.Say("inner")
	reply := conversation.Reply{
		Class: conversation.Receive, Prompt: "s.city.1", At: "city", Multi: true, Long: true,
		Texts: []call.Text{{Key: "outer", Lang: "es", Args: map[string]call.Arg{
			"words":  {As: call.AsWords, Value: "Plaza \"Ñ\" <b>\n\u00a0\x1e"},
			"nested": {As: call.AsNested, Text: &nested},
		}}},
		Options: []conversation.Option{{ID: "yes", Label: nested, Ticked: true}},
		Receipt: &conversation.Receipt{Reference: "CLA-2027-0001", Check: "ABCDE-FGHJK", Expected: "2028-09-30"},
	}
	return store.Dialog{
		Turn: 1, Run: "a run",
		Session: conversation.Session{
			ID: "s", Schema: conversation.Schema, Lang: "ar", Pledge: "p", Asked: 3, Doubt: true,
			Prompt: conversation.Prompt{ID: "s.city.1", At: "city", Ticks: []call.OptionID{"a"}, Seen: 2},
			Shown:  []conversation.ShownPrompt{{Prompt: "s.city.1", At: "city", Mark: 1 << 60}},
			Held:   &conversation.Held{At: "city", Text: "Quito?", Readings: []call.Value{{"EC"}}},
			Notes:  []call.Text{nested},
		},
		Inputs: []store.Input{{ID: "tty:1:1", At: noon}, {ID: "tty:1:2", At: later(1)}},
		Owed:   []store.Owed{{ID: "1", Reply: reply}, {ID: "2"}},
		Taken:  store.Taken{Replica: "r", At: later(2)},
	}
}

func load(t rapid.TB, s store.Dialogs, with store.Address) store.Dialog {
	t.Helper()
	d, _, err := s.Load(ctx, with)
	ok(t, err)
	return d
}

func unknownDialogIsNotFound(t *testing.T, s store.Dialogs) {
	_, _, err := s.Load(ctx, maria)
	wantErr(t, err, store.ErrNotFound)
}

func dialogComesBackWhole(t *testing.T, s store.Dialogs) {
	ok(t, s.Commit(ctx, maria, fullDialog()))
	same(t, "first", load(t, s, maria), fullDialog())
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 2}))
	same(t, "second", load(t, s, maria), store.Dialog{Turn: 2})
}

func whatIsLoadedIsACopy(t *testing.T, s store.Dialogs) {
	given := fullDialog()
	ok(t, s.Commit(ctx, maria, given))
	given.Owed[0].ID = "changed after the commit"
	loaded := load(t, s, maria)
	loaded.Session.Shown[0].At = "changed after the load"
	same(t, "kept", load(t, s, maria), fullDialog())
}

func addressesAreApart(t *testing.T, s store.Dialogs) {
	all := []store.Address{
		maria, ana,
		{Platform: "tg", User: "maria"},
		{Platform: "tty", User: "a:b"},
		{Platform: "tty:a", User: "b"},
		{Platform: "tty", User: "Maria"},
	}
	for i, a := range all {
		ok(t, s.Commit(ctx, a, store.Dialog{Turn: 1, Run: string(rune('a' + i))}))
	}
	for i, a := range all {
		same(t, "dialog", load(t, s, a).Run, string(rune('a'+i)))
	}
}

func commitRefusesStaleTurn(t *testing.T, s store.Dialogs) {
	wantErr(t, s.Commit(ctx, maria, store.Dialog{Turn: 0}), store.ErrStale)
	wantErr(t, s.Commit(ctx, maria, store.Dialog{Turn: 2}), store.ErrStale)
	_, _, err := s.Load(ctx, maria)
	wantErr(t, err, store.ErrNotFound)
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 1, Run: "kept"}))
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 2, Run: "kept"}))
	owed := []store.Owed{{ID: "1"}}
	for _, turn := range []int{-1, 0, 1, 2, 4} {
		wantErr(t, s.Commit(ctx, maria, store.Dialog{Turn: turn, Run: "refused", Owed: owed}), store.ErrStale)
	}
	same(t, "kept", load(t, s, maria), store.Dialog{Turn: 2, Run: "kept"})
	owing, err := s.Owing(ctx, noon, 10)
	ok(t, err)
	same(t, "owing", len(owing), 0)
}

func commitMayBeRepeated(t *testing.T, s store.Dialogs) {
	first, second := fullDialog(), fullDialog()
	second.Turn = 2
	for range 2 {
		ok(t, s.Commit(ctx, maria, first))
	}
	for range 2 {
		ok(t, s.Commit(ctx, maria, second))
	}
	wantErr(t, s.Commit(ctx, maria, first), store.ErrStale)
	same(t, "kept", load(t, s, maria), second)
	same(t, "owing", owing(t, s, 30), map[store.Address]bool{maria: true})
	ok(t, s.Forget(ctx, maria))
	wantErr(t, s.Commit(ctx, maria, second), store.ErrStale)
}

func twoCommitsOneWinner(t *testing.T, s store.Dialogs) {
	for turn := 1; turn <= 20; turn++ {
		errs := race(16, func(i int) error {
			return s.Commit(ctx, maria, store.Dialog{Turn: turn, Run: string(rune('a' + i))})
		})
		winner := oneWinner(t, errs)
		same(t, "kept", load(t, s, maria), store.Dialog{Turn: turn, Run: string(rune('a' + winner))})
	}
}

func runStays(t *testing.T, s store.Dialogs) {
	_, first, err := s.Load(ctx, maria)
	wantErr(t, err, store.ErrNotFound)
	if first == "" {
		t.Fatal("the run has no name")
	}
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 1}))
	_, second, err := s.Load(ctx, maria)
	ok(t, err)
	same(t, "run", second, first)
}

func forgottenIsNotFound(t *testing.T, s store.Dialogs) {
	ok(t, s.Forget(ctx, maria))
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}))
	ok(t, s.Commit(ctx, ana, store.Dialog{Turn: 1}))
	ok(t, s.Forget(ctx, maria))
	_, _, err := s.Load(ctx, maria)
	wantErr(t, err, store.ErrNotFound)
	same(t, "owing", owing(t, s, 30), map[store.Address]bool{})
	same(t, "the other's", load(t, s, ana).Turn, 1)
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 1}))
}

func owing(t rapid.TB, s store.Dialogs, seconds int) map[store.Address]bool {
	t.Helper()
	list, err := s.Owing(ctx, later(seconds), 1000)
	ok(t, err)
	set := map[store.Address]bool{}
	for _, a := range list {
		if set[a] {
			t.Fatalf("%v is listed twice", a)
		}
		set[a] = true
	}
	return set
}

func owingListsWhatNobodyIsSending(t *testing.T, s store.Dialogs) {
	owed := []store.Owed{{ID: "1"}}
	marked := func(seconds int) store.Taken { return store.Taken{Replica: "r", At: later(seconds)} }
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 1, Owed: owed, Taken: marked(10)}))
	ok(t, s.Commit(ctx, ana, store.Dialog{Turn: 1, Owed: owed}))
	ok(t, s.Commit(ctx, store.Address{Platform: "tty", User: "idle"}, store.Dialog{Turn: 1, Taken: marked(0)}))
	same(t, "fresh mark", owing(t, s, 10), map[store.Address]bool{ana: true})
	same(t, "old mark", owing(t, s, 11), map[store.Address]bool{ana: true, maria: true})
	ok(t, s.Commit(ctx, maria, store.Dialog{Turn: 2, Owed: owed, Taken: marked(20)}))
	same(t, "renewed mark", owing(t, s, 11), map[store.Address]bool{ana: true})
	ok(t, s.Commit(ctx, ana, store.Dialog{Turn: 2}))
	same(t, "settled", owing(t, s, 30), map[store.Address]bool{maria: true})
}

func owingKeepsItsLimit(t *testing.T, s store.Dialogs) {
	for i := range 10 {
		with := store.Address{Platform: "tty", User: string(rune('a' + i))}
		ok(t, s.Commit(ctx, with, store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}))
	}
	for limit, want := range map[int]int{0: 0, 1: 1, 9: 9, 10: 10, 11: 10} {
		list, err := s.Owing(ctx, noon, limit)
		ok(t, err)
		same(t, "listed", len(list), want)
	}
}
