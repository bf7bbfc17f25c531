package storetest

import (
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

func lookFindsNothingWhereNothingIs(t *testing.T, s PledgesAndDeliveries) {
	all := store.Query{Person: "tty:ana", Pledge: "q", Mine: true, Input: "no such"}
	nothing := store.View{Person: conversation.Person{ID: "tty:ana"}}
	same(t, "in an empty store", look(t, s, all), nothing)
	draft(t, s, "p", "tty:maria", noon)
	commit(t, s, settled("settles", conversation.Person{ID: "tty:maria"}, noon))
	same(t, "of somebody else", look(t, s, all), nothing)
	same(t, "without a question", look(t, s, store.Query{}), store.View{})
	same(t, "facts of no pledge", len(facts(t, s, "")), 0)
}

func lookFindsWhatTheInputCaused(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	c := changed("in", p, "tty:maria", later(1), answered("title", "A"), answered("goal", "B"), answered("why", "C"))
	same(t, "kept", commit(t, s, c), c.Facts)
	same(t, "already", look(t, s, store.Query{Person: "tty:maria", Input: "in"}).Already, c.Facts)

	lang := settled("chooses", conversation.Person{ID: "tty:maria", Lang: "fr"}, later(2))
	same(t, "kept", commit(t, s, lang), lang.Facts)
	same(t, "already settled", look(t, s, store.Query{Input: "chooses"}).Already, lang.Facts)

	both := changed("both", *c.Pledge, "tty:maria", later(3), answered("title", "D"))
	more := settled("", conversation.Person{ID: "tty:maria", Rev: 1, Lang: "es"}, later(3))
	both.Person, both.Facts = more.Person, append(both.Facts, more.Facts...)
	commit(t, s, both)
	v := look(t, s, store.Query{Person: "tty:maria", Pledge: "p", Input: "both"})
	same(t, "already both", v.Already, both.Facts)
	same(t, "pledge", v.Pledge, both.Pledge)
	same(t, "person", v.Person, *both.Person)
	same(t, "history of the pledge", len(facts(t, s, "p")), 6)
}

func seatsDecideMine(t *testing.T, s PledgesAndDeliveries) {
	mine := func(person pledge.Person) []pledge.ID {
		t.Helper()
		return ids(look(t, s, store.Query{Person: person, Mine: true}).Mine)
	}
	reseat := func(in conversation.InputID, p pledge.Pledge, seats map[pledge.Person]pledge.Seat) pledge.Pledge {
		t.Helper()
		c := changed(in, p, "tty:maria", later(1), answered("title", string(in)))
		c.Pledge.Seats, c.Reseated = seats, true
		commit(t, s, c)
		return *c.Pledge
	}
	p := draft(t, s, "p", "tty:maria", noon)
	draft(t, s, "q", "tty:ana", noon)
	same(t, "of the owner", mine("tty:maria"), []pledge.ID{"p"})
	same(t, "not asked for", len(look(t, s, store.Query{Person: "tty:maria"}).Mine), 0)

	p = reseat("invites", p, map[pledge.Person]pledge.Seat{"tty:maria": pledge.Owner, "tty:ana": "reader", "tg:1": "adviser"})
	same(t, "of a guest", mine("tg:1"), []pledge.ID{"p"})
	same(t, "of two pledges", len(mine("tty:ana")), 2)
	p = reseat("hands over", p, map[pledge.Person]pledge.Seat{"tty:maria": "reader", "tty:ana": pledge.Owner})
	same(t, "after leaving", len(mine("tg:1")), 0)
	same(t, "of the former owner", mine("tty:maria"), []pledge.ID{"p"})
	reseat("empties", p, map[pledge.Person]pledge.Seat{})
	same(t, "of nobody", mine("tty:ana"), []pledge.ID{"q"})
}

// mineIsLastChangedFirst, and has deleted drafts and rehearsals too.
func mineIsLastChangedFirst(t *testing.T, s PledgesAndDeliveries) {
	a := draft(t, s, "a", "tty:maria", later(1))
	draft(t, s, "b", "tty:maria", later(2))
	draft(t, s, "d", "tty:maria", later(4))
	draft(t, s, "c", "tty:maria", later(4))
	rehearse(t, s, "r")
	commit(t, s, changed("deletes", a, "tty:maria", later(9), pledge.Fact{Kind: pledge.WasDeleted}))
	got := ids(look(t, s, store.Query{Person: "tty:maria", Mine: true}).Mine)
	same(t, "mine", got, []pledge.ID{"a", "c", "d", "b", "r"})
}

func pledgeComesBackWhole(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	text := "Ñandú \"quoted\" \\ <b>&amp;\n\tسلام\u2028 \x00 '; --"
	c := changed("in", p, "tty:maria", later(1),
		answered("words", text), answered("list", "one", "", "two\x1ethree"),
		pledge.Fact{Kind: pledge.Answered, Field: "unknown", Unknown: true},
		pledge.Fact{Kind: pledge.Answered, Field: "piece", Value: call.Value{"a"}, Open: true},
		pledge.Fact{Kind: pledge.Inquired, Field: "words", Note: "why?", Org: "team"},
		pledge.Fact{Kind: pledge.WasAccepted, Expected: "2029-06-30", Org: "team"},
		pledge.Fact{Kind: pledge.Clashed, Field: "words", Value: call.Value{"lost"}})
	commit(t, s, c)
	v := look(t, s, store.Query{Person: "tty:maria", Pledge: "p", Mine: true})
	same(t, "pledge", v.Pledge, c.Pledge)
	same(t, "mine", v.Mine, []pledge.Pledge{*c.Pledge})
}
