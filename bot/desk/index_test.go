package desk_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// An archive holds pledges that no search finds yet.
type archive struct {
	library
	facts map[pledge.ID][]pledge.Fact
	stale map[pledge.ID]bool // changed by somebody else, again and again
	kept  map[pledge.ID]store.Searchable
}

func (a *archive) Look(ctx context.Context, q store.Query) (store.View, error) {
	p := a.pledge(q.Pledge)
	v, err := a.library.Look(ctx, q)
	v.Pledge = &p
	return v, err
}

func (a *archive) pledge(id pledge.ID) (p pledge.Pledge) {
	for _, f := range a.facts[id] {
		p = pledge.Fold(p, f)
	}
	return p
}

func (a *archive) All(_ context.Context, yield func(pledge.Pledge) error) error {
	for id := range a.facts {
		if err := yield(a.pledge(id)); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) Facts(_ context.Context, id pledge.ID) ([]pledge.Fact, error) {
	return a.facts[id], nil
}

func (a *archive) Unindexed(_ context.Context, limit int) (ids []pledge.ID, err error) {
	for id := range a.facts {
		if _, done := a.kept[id]; !done && len(ids) < limit {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (a *archive) Index(_ context.Context, p pledge.Pledge, s store.Searchable) error {
	if a.stale[p.ID] {
		return store.ErrStale
	}
	a.kept[p.ID] = s
	return nil
}

// history is a pledge with a title, and what happened to it then.
func history(id pledge.ID, then ...pledge.Fact) []pledge.Fact {
	all := append([]pledge.Fact{
		{Kind: pledge.Created, Lang: "en"},
		{Kind: pledge.Answered, Field: "place_name", Value: call.Value{"Quito"}},
		{Kind: pledge.Answered, Field: "title", Value: call.Value{"Water"}},
		{Kind: pledge.Answered, Field: "contact_name", Value: call.Value{"Maria"}},
		{Kind: pledge.WasSubmitted, Reference: "CLA-2026-0001"},
	}, then...)
	for i := range all {
		all[i].Pledge, all[i].Rev, all[i].By, all[i].At = id, i+1, "tty:maria", time.Unix(int64(i), 0)
	}
	return all
}

// TestIndexReadsWhatWasSent, and nothing of a draft or of a person.
func TestIndexReadsWhatWasSent(t *testing.T) {
	t.Parallel()
	other := pledge.Fact{Kind: pledge.Answered, Field: "title", Value: call.Value{"PLANTED"}}
	a := &archive{kept: map[pledge.ID]store.Searchable{}, stale: map[pledge.ID]bool{"stale": true}, facts: map[pledge.ID][]pledge.Fact{
		"sent":    history("sent"),
		"asked":   history("asked", pledge.Fact{Kind: pledge.Inquired, Field: "title"}, other),
		"recalls": history("recalls", pledge.Fact{Kind: pledge.Recalled}, other),
		"stale":   history("stale"),
	}}
	for i := range 250 { // more than are indexed at a time
		id := pledge.ID(fmt.Sprint("p", i))
		a.facts[id] = history(id)
	}
	d := deskOn(t, a, a)
	if err := d.Index(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(a.kept) != len(a.facts)-1 {
		t.Errorf("%d of %d are indexed", len(a.kept), len(a.facts))
	}
	for id, want := range map[pledge.ID]store.Searchable{
		"sent":    {Place: "Quito", Title: "Water", Words: "Quito\nWater"},
		"asked":   {Place: "Quito", Title: "Water", Words: "Quito\nWater"},
		"recalls": {Place: "Quito", Words: "Quito"},
	} {
		if got := fmt.Sprintf("%+v", a.kept[id]); got != fmt.Sprintf("%+v", want) {
			t.Errorf("%s is found by %s, not %+v", id, got, want)
		}
	}
}

type broken struct{ *archive }

func (broken) Index(context.Context, pledge.Pledge, store.Searchable) error { return store.ErrAway }

func TestIndexTellsOfAStoreThatIsAway(t *testing.T) {
	t.Parallel()
	a := &archive{facts: map[pledge.ID][]pledge.Fact{"sent": history("sent")}}
	if err := deskOn(t, a, broken{a}).Index(context.Background()); !errors.Is(err, store.ErrAway) {
		t.Error(err)
	}
}
