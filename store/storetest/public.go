package storetest

import (
	"fmt"
	"reflect"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// published makes a pledge of which everybody may read something from a day on.
func published(t *testing.T, s PledgesAndDeliveries, id pledge.ID, day string) store.Public {
	t.Helper()
	p := commitNew(t, s, id)
	what := store.Public{
		Pledge: id, Reference: "CLA-2027-" + string(id), From: day, Status: pledge.Accepted, Since: day, Place: "Riobamba", Country: "EC", City: "El Municipio de Riobamba",
		Areas: []string{"4"}, Lang: "es", Wordings: map[call.Lang]pledge.Wording{"es": {Title: "Viviendas", Text: "Cuarenta <b>viviendas</b>.", By: pledge.ByCity}},
		Named: map[call.FieldKey]call.Value{"head_of_government": {"Alcaldesa"}},
	}
	c := changed(conversation.InputID("publish:"+string(id)), p, "tg:1", later(1), answered("title", "Homes"))
	c.Publishes, c.Public = true, &what
	commit(t, s, c)
	return what
}

// commitNew keeps a new pledge.
func commitNew(t *testing.T, s PledgesAndDeliveries, id pledge.ID) pledge.Pledge {
	t.Helper()
	c := changed(conversation.InputID("new:"+string(id)), pledge.Pledge{}, "tg:1", noon, created(id))
	commit(t, s, c)
	return *c.Pledge
}

func public(t *testing.T, s PledgesAndDeliveries, on string, below store.Page, limit int) []store.Public {
	t.Helper()
	all, err := s.Published(ctx, on, below, limit)
	ok(t, err)
	return all
}

func publishedIsWhatTheLastChangeSaid(t *testing.T, s PledgesAndDeliveries) {
	want := published(t, s, "a", "2027-03-02")
	if got := public(t, s, "2027-03-02", store.Page{}, 9); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := public(t, s, "2027-03-01", store.Page{}, 9); len(got) != 0 {
		t.Errorf("before its day: %+v", got)
	}
	v, err := s.Look(ctx, store.Query{Pledge: "a"})
	ok(t, err)
	c := changed("elsewhere", *v.Pledge, "tg:1", later(2), answered("title", "Houses"))
	commit(t, s, c)
	if got := public(t, s, "2027-03-02", store.Page{}, 9); len(got) != 1 {
		t.Errorf("after another change: %+v", got)
	}
	c = changed("pulled back", *c.Pledge, "tg:1", later(3), answered("title", "Homes"))
	c.Publishes = true
	commit(t, s, c)
	if got := public(t, s, "2027-03-02", store.Page{}, 9); len(got) != 0 {
		t.Errorf("after it was pulled back: %+v", got)
	}
}

func publishedIsListedLatestFirst(t *testing.T, s PledgesAndDeliveries) {
	for i, day := range []string{"2027-03-01", "2027-03-03", "2027-03-02", "2027-03-02", "2027-04-01"} {
		published(t, s, pledge.ID(fmt.Sprint(i)), day)
	}
	var got []string
	for below := (store.Page{}); ; {
		page := public(t, s, "2027-03-31", below, 2)
		if len(page) == 0 {
			break
		}
		for _, p := range page {
			got, below = append(got, string(p.Pledge)), store.Page{From: p.From, Reference: p.Reference}
		}
	}
	if want := []string{"1", "3", "2", "0"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func publishedGoesWithItsPledge(t *testing.T, s PledgesAndDeliveries) {
	published(t, s, "a", "2027-03-02")
	v, err := s.Look(ctx, store.Query{Pledge: "a"})
	ok(t, err)
	ok(t, s.Drop(ctx, "a", v.Pledge.Rev))
	if got := public(t, s, "2027-03-02", store.Page{}, 9); len(got) != 0 {
		t.Errorf("the pledge is gone, and this is left: %+v", got)
	}
}
