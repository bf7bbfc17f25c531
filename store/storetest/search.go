package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// ExerciseSearches proves that what open returns keeps the promises of
// store.Searches. Every call of open gives an empty store.
func ExerciseSearches(t *testing.T, open func(t *testing.T) PledgesAndDeliveries) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndDeliveries]{
		{"WordsBeginWords", wordsBeginWords},
		{"ConditionsNarrowTogether", conditionsNarrowTogether},
		{"FoundIsWhatWasSent", foundIsWhatWasSent},
		{"DraftsAndRehearsalsAreNotFound", draftsAndRehearsalsAreNotFound},
		{"TakenBackIsFoundByItsPlaceAlone", takenBackIsFoundByItsPlaceAlone},
		{"PagesFollowEachOther", pagesFollowEachOther},
		{"DroppedIsNotFound", droppedIsNotFound},
		{"RefusedChangeIsNotFound", refusedChangeIsNotFound},
		{"SilentIsWhoHasDoneNothing", silentIsWhoHasDoneNothing},
		{"UnindexedCanBeIndexed", unindexedCanBeIndexed},
	})
	t.Run("AgreesWithAModel", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			s := open(t)
			defer shut(s)
			searchesAgree(r, s)
		})
	})
}

// sends has a pledge submitted, to be found by what is given.
func sends(t rapid.TB, s store.Pledges, id pledge.ID, seconds int, what store.Searchable) pledge.Pledge {
	t.Helper()
	c := changed(conversation.InputID("sends "+id), pledge.Pledge{}, "tty:maria", later(seconds), created(id), submitted())
	c.Searchable = &what
	p, _ := pledge.Number(*c.Pledge, c.Facts, commit(t, s, c)[1].Reference)
	return p
}

// happens keeps facts of a pledge that somebody caused.
func happens(t rapid.TB, s store.Pledges, p pledge.Pledge, by pledge.Person, seconds int, facts ...pledge.Fact) pledge.Pledge {
	t.Helper()
	c := changed(conversation.InputID(fmt.Sprint("happens ", p.ID, " ", p.Rev)), p, by, later(seconds), facts...)
	commit(t, s, c)
	return *c.Pledge
}

func search(t rapid.TB, s store.Searches, q store.Search) []store.Found {
	t.Helper()
	all, err := s.Search(ctx, q, 0, 99)
	ok(t, err)
	return all
}

func ofFound(all []store.Found) (ids []pledge.ID) {
	for _, f := range all {
		ids = append(ids, f.Pledge)
	}
	return ids
}

func wordsBeginWords(t *testing.T, s PledgesAndDeliveries) {
	sends(t, s, "p", 1, store.Searchable{Words: `Río Cauca: "Viviendas" para 40 familias, 100% l’eau d_accueil Œuvre Ελλάδα co2`})
	for words, want := range map[string]int{
		"rio": 1, "RÍO cau": 1, "viv familias": 1, `"viviendas"`: 1, "40": 1, "100%": 1, "eau": 1, "L'EAU": 1, "accueil": 1, "d_acc": 1,
		"ελλαδα": 1, "CO2": 1, "": 1, "  cauca  ": 1, `viviendas*`: 1, "NOT cauca": 0, "cauca OR mar": 0,
		"iviendas": 0, "familias mar": 0, "%": 0, "_": 0, `"`: 0, "'": 0, "():*!&|": 0, `\`: 0, "viv%das": 0,
	} {
		if got := len(search(t, s, store.Search{Words: words})); got != want {
			t.Errorf("%q finds %d", words, got)
		}
	}
}

func conditionsNarrowTogether(t *testing.T, s PledgesAndDeliveries) {
	sends(t, s, "a", 1, store.Searchable{Country: "EC", Priorities: []string{"1", "4", "health"}, Words: "water"})
	b := sends(t, s, "b", 2, store.Searchable{Country: "EC", Priorities: []string{"2"}, Words: "water"})
	c := sends(t, s, "c", 3, store.Searchable{Country: "SN", Priorities: []string{"4"}, Words: "work"})
	happens(t, s, b, "desk:ada", 4, pledge.Fact{Kind: pledge.WasAccepted, Expected: "2029-06-30"})
	happens(t, s, c, "desk:ada", 5, pledge.Fact{Kind: pledge.Claimed})
	for _, x := range []struct {
		by   store.Search
		want []pledge.ID
	}{
		{store.Search{}, []pledge.ID{"b", "c", "a"}},
		{store.Search{Oldest: true}, []pledge.ID{"a", "c", "b"}},
		{store.Search{Country: "EC"}, []pledge.ID{"b", "a"}},
		{store.Search{Country: "EC", Words: "wat", Priority: "4"}, []pledge.ID{"a"}},
		{store.Search{Priority: "health"}, []pledge.ID{"a"}},
		{store.Search{Priority: "%"}, nil},
		{store.Search{Priority: "_"}, nil},
		{store.Search{States: []pledge.State{pledge.Submitted, pledge.InReview}}, []pledge.ID{"c", "a"}},
		{store.Search{States: []pledge.State{pledge.Accepted}, DueTo: "2029-06-30"}, []pledge.ID{"b"}},
		{store.Search{DueFrom: "2029-06-01", DueTo: "2029-06-30"}, []pledge.ID{"b"}},
		{store.Search{DueFrom: "2029-07-01"}, nil},
		{store.Search{DueTo: "2029-06-29"}, nil},
		{store.Search{ClaimedBy: "desk:ada"}, []pledge.ID{"c"}},
		{store.Search{ClaimedBy: "desk:ada", Country: "EC"}, nil},
	} {
		sameAll(t, shown(x.by), ofFound(search(t, s, x.by)), x.want)
	}
}

func foundIsWhatWasSent(t *testing.T, s PledgesAndDeliveries) {
	p := sends(t, s, "p", 1, store.Searchable{Place: "Riobamba", Country: "EC", Title: "Viviendas", Priorities: []string{"4"}, Words: "viviendas"})
	p = happens(t, s, p, "desk:ada", 2, pledge.Fact{Kind: pledge.Claimed}, pledge.Fact{Kind: pledge.Inquired, Field: "title"})
	happens(t, s, p, "tty:maria", 3, answered("title", "Casas"))
	want := store.Found{
		Pledge: "p", Reference: "CLA-2027-0001", State: pledge.ChangesRequested, Place: "Riobamba", Country: "EC", Title: "Viviendas",
		Since: later(2), ClaimedBy: "desk:ada",
	}
	same(t, "found", search(t, s, store.Search{Words: "viviendas"}), []store.Found{want})
	sameAll(t, "what was not sent", search(t, s, store.Search{Words: "casas"}), nil)
}

func draftsAndRehearsalsAreNotFound(t *testing.T, s PledgesAndDeliveries) {
	draft(t, s, "draft", "tty:maria", noon)
	rehearse(t, s, "practice")
	sameAll(t, "found", search(t, s, store.Search{}), nil)
	c := changed("new", pledge.Pledge{}, "tty:maria", noon, created("p"))
	c.Searchable = &store.Searchable{Words: "secret"}
	if _, err := s.Commit(ctx, c); err == nil {
		t.Error("a draft can be found")
	}
}

func takenBackIsFoundByItsPlaceAlone(t *testing.T, s PledgesAndDeliveries) {
	p := sends(t, s, "p", 1, store.Searchable{Place: "Quito", Country: "EC", Title: "Agua", Priorities: []string{"4"}, Words: "Quito agua"})
	c := changed("recalls", p, "tty:maria", later(2), pledge.Fact{Kind: pledge.Recalled})
	c.Searchable = &store.Searchable{Place: "Quito", Country: "EC", Words: "Quito"}
	commit(t, s, c)
	happens(t, s, *c.Pledge, "tty:maria", 3, answered("title", "Otra cosa"))
	for _, q := range []store.Search{{Words: "agua"}, {Words: "otra"}, {Priority: "4"}} {
		sameAll(t, shown(q), search(t, s, q), nil)
	}
	got := search(t, s, store.Search{Words: "quito"})
	same(t, "pledges", ofFound(got), []pledge.ID{"p"})
	same(t, "state and title", []string{string(got[0].State), got[0].Title}, []string{"draft", ""})
}

func pagesFollowEachOther(t *testing.T, s PledgesAndDeliveries) {
	for i := range 5 {
		sends(t, s, pledge.ID(fmt.Sprint("p", i)), 1+i/2, store.Searchable{Words: "water"})
	}
	var all []pledge.ID
	for skip := 0; skip < 6; skip += 2 {
		page, err := s.Search(ctx, store.Search{Words: "water"}, skip, 2)
		ok(t, err)
		all = append(all, ofFound(page)...)
	}
	same(t, "pages", all, []pledge.ID{"p4", "p3", "p2", "p1", "p0"})
	page, err := s.Search(ctx, store.Search{}, -1, -1)
	ok(t, err)
	sameAll(t, "of nothing", page, nil)
}

func droppedIsNotFound(t *testing.T, s PledgesAndDeliveries) {
	p := sends(t, s, "p", 1, store.Searchable{Place: "Quito", Words: "water"})
	happens(t, s, p, "tty:maria", 2, pledge.Fact{Kind: pledge.Recalled})
	done, err := s.Erase(ctx, call.Default(), store.Erasure{Person: "tty:maria", At: later(3)})
	ok(t, err)
	same(t, "dropped", done.Dropped, []pledge.ID{"p"})
	sameAll(t, "found", search(t, s, store.Search{}), nil)
}

func refusedChangeIsNotFound(t *testing.T, s PledgesAndDeliveries) {
	p := sends(t, s, "p", 1, store.Searchable{Words: "water"})
	happens(t, s, p, "desk:ada", 2, pledge.Fact{Kind: pledge.Looked})
	late := changed("late", p, "tty:maria", later(3), pledge.Fact{Kind: pledge.Recalled})
	late.Searchable = &store.Searchable{Words: "late"}
	_, err := s.Commit(ctx, late)
	wantErr(t, err, store.ErrStale)
	same(t, "state", search(t, s, store.Search{Words: "water"})[0].State, pledge.InReview)
}

func silentIsWhoHasDoneNothing(t *testing.T, s PledgesAndDeliveries) {
	silent := func(seconds int) []store.Silence {
		t.Helper()
		all, err := s.Silent(ctx, later(seconds), 9)
		ok(t, err)
		return all
	}
	p := sends(t, s, "p", 1, store.Searchable{})
	sends(t, s, "nobody's", 1, store.Searchable{})
	p = happens(t, s, p, "desk:ada", 5, pledge.Fact{Kind: pledge.Claimed})
	sameAll(t, "not yet", silent(4), nil)
	same(t, "silent", silent(5), []store.Silence{{Pledge: "p", Seen: 2}})
	p = happens(t, s, p, "desk:bob", 7, pledge.Fact{Kind: pledge.Looked})
	same(t, "another's act", silent(6), []store.Silence{{Pledge: "p", Seen: 2}})
	p = happens(t, s, p, "desk:ada", 8, pledge.Fact{Kind: pledge.Inquired, Field: "title"})
	sameAll(t, "it is the city's turn", silent(99), nil)
	p = happens(t, s, p, "desk:bob", 12, pledge.Fact{Kind: pledge.Retracted, About: p.Questions[0].ID})
	same(t, "it is back", p.State, pledge.InReview)
	same(t, "silent since", silent(12), []store.Silence{{Pledge: "p", Seen: 4}})
	sameAll(t, "not before", silent(11), nil)
	p = happens(t, s, p, "tty:maria", 20, submitted())
	sameAll(t, "the city has sent lately", silent(19), nil)
	same(t, "silent again", silent(20), []store.Silence{{Pledge: "p", Seen: 4}})
	happens(t, s, p, "", 21, pledge.Fact{Kind: pledge.Released})
	sameAll(t, "released", silent(99), nil)
}

func unindexedCanBeIndexed(t *testing.T, s PledgesAndDeliveries) {
	draft(t, s, "draft", "tty:maria", noon)
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	unindexed := func() []pledge.ID {
		t.Helper()
		all, err := s.Unindexed(ctx, 9)
		ok(t, err)
		return all
	}
	same(t, "unindexed", unindexed(), []pledge.ID{"p"})
	sameAll(t, "found", search(t, s, store.Search{}), nil)
	now := happens(t, s, p, "desk:ada", 2, pledge.Fact{Kind: pledge.Claimed})
	wantErr(t, s.Index(ctx, p, store.Searchable{Words: "water"}), store.ErrStale)
	same(t, "unindexed still", unindexed(), []pledge.ID{"p"})
	ok(t, s.Index(ctx, now, store.Searchable{Words: "water"}))
	sameAll(t, "unindexed", unindexed(), nil)
	same(t, "found", ofFound(search(t, s, store.Search{Words: "water", ClaimedBy: "desk:ada"})), []pledge.ID{"p"})
	silent, err := s.Silent(ctx, later(2), 9)
	ok(t, err)
	same(t, "silent", silent, []store.Silence{{Pledge: "p", Seen: 2}})
}

// searchesAgree: pledges of any words and states, and searches for any of them.
func searchesAgree(r *rapid.T, s PledgesAndDeliveries) {
	words := rapid.SampledFrom([]string{"agua", "águas", "AGUADULCE", "mar", "l'eau", "100%", "m_r"})
	countries, priorities := rapid.SampledFrom([]string{"EC", "SN"}), rapid.SampledFrom([]string{"1", "4", "14"})
	fates := rapid.SampledFrom([]pledge.FactKind{pledge.Looked, pledge.Claimed, pledge.Inquired, pledge.WasAccepted})
	dates := rapid.SampledFrom([]string{"", "2029-01-31", "2029-06-30"})
	begins := map[string][]string{"agu": {"agua", "águas", "AGUADULCE"}, "mar": {"mar"}, "eau": {"l'eau"}, "100": {"100%"}, "m": {"mar", "m_r"}, "x": nil}
	type known struct {
		store.Found
		what store.Searchable
	}
	var all []known
	for i := range rapid.IntRange(1, 6).Draw(r, "pledges") {
		id := pledge.ID(fmt.Sprint("p", i))
		what := store.Searchable{Country: countries.Draw(r, "country"), Priorities: []string{priorities.Draw(r, "priority")}, Words: words.Draw(r, "word")}
		at := rapid.IntRange(1, 3).Draw(r, "sent")
		p := sends(r, s, id, at, what)
		p = happens(r, s, p, "desk:ada", at+1, pledge.Fact{Kind: fates.Draw(r, "fate"), Field: "title", Expected: dates.Draw(r, "due")})
		k := known{what: what, Found: store.Found{Pledge: id, State: p.State, Since: p.Since()}}
		if p.Decided != nil {
			k.Due = p.Decided.Due
		}
		if p.Claim != nil {
			k.ClaimedBy = p.Claim.By
		}
		all = append(all, k)
	}
	q := store.Search{Oldest: rapid.Bool().Draw(r, "oldest")}
	for _, narrow := range []func(){
		func() { q.Words = rapid.SampledFrom([]string{"agu", "mar", "eau", "100", "m", "x"}).Draw(r, "words") },
		func() { q.Country = countries.Draw(r, "in") },
		func() { q.Priority = priorities.Draw(r, "of") },
		func() { q.States = []pledge.State{pledge.InReview, pledge.Accepted} },
		func() { q.DueFrom = dates.Draw(r, "from") },
		func() { q.DueTo = dates.Draw(r, "to") },
		func() { q.ClaimedBy = "desk:ada" },
	} {
		if rapid.IntRange(0, 2).Draw(r, "narrows") == 0 {
			narrow()
		}
	}
	var want []known
	for _, k := range all {
		if (q.Words == "" || slices.Contains(begins[q.Words], k.what.Words)) &&
			(q.Country == "" || q.Country == k.what.Country) &&
			(q.Priority == "" || q.Priority == k.what.Priorities[0]) &&
			(q.States == nil || slices.Contains(q.States, k.State)) &&
			(q.DueFrom == "" && q.DueTo == "" || k.Due != "" && k.Due >= q.DueFrom && (q.DueTo == "" || k.Due <= q.DueTo)) &&
			(q.ClaimedBy == "" || q.ClaimedBy == k.ClaimedBy) {
			want = append(want, k)
		}
	}
	slices.SortFunc(want, func(a, b known) int {
		c := cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Pledge, b.Pledge))
		if q.Oldest {
			return c
		}
		return -c
	})
	var ids []pledge.ID
	for _, k := range want {
		ids = append(ids, k.Pledge)
	}
	sameAll(r, shown(q), ofFound(search(r, s, q)), ids)
}
