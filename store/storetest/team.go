package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// staffed is the change of somebody's place in the team by one input.
func staffed(in conversation.InputID, by pledge.Person, who conversation.Person, to pledge.Desk, seconds int) store.Change {
	who.Rev++
	who.Desk = &to
	f := pledge.Fact{Rev: who.Rev, Kind: pledge.Staffed, By: by, At: later(seconds), Note: to.String()}
	return store.Change{Input: in, Person: &who, Facts: []pledge.Fact{f}}
}

// join gives somebody a role and returns their row.
func join(t *testing.T, s store.Pledges, who pledge.Person, role pledge.DeskRole) conversation.Person {
	t.Helper()
	c := staffed(conversation.InputID("staffs "+who), "desk:local", look(t, s, store.Query{Person: who}).Person, pledge.Desk{Role: role, Org: "IOM"}, 1)
	commit(t, s, c)
	return *c.Person
}

func team(t rapid.TB, s store.People) []conversation.Person {
	t.Helper()
	all, err := s.Team(ctx)
	ok(t, err)
	return all
}

func teamIsWhoHasARole(t *testing.T, s PledgesAndDeliveries) {
	sameAll(t, "nobody", team(t, s), nil)
	commit(t, s, settled("settles", conversation.Person{ID: "desk:b", Lang: "fr"}, noon))
	commit(t, s, settled("another", conversation.Person{ID: "tty:maria"}, noon))
	b, a := join(t, s, "desk:b", pledge.Reviewer), join(t, s, "desk:a", pledge.Administrator)
	same(t, "what they chose", b.Lang, call.Lang("fr"))
	same(t, "two", team(t, s), []conversation.Person{a, b})
	same(t, "row", look(t, s, store.Query{Person: "desk:b"}).Person, b)
	c := staffed("leaves", "desk:a", b, pledge.Desk{}, 2)
	commit(t, s, c)
	same(t, "one", team(t, s), []conversation.Person{a})
	same(t, "who left", look(t, s, store.Query{Person: "desk:b"}).Person, *c.Person)
}

// commitHoldsWhoItReliesOn: nothing is kept where one of the rows is another.
func commitHoldsWhoItReliesOn(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	a, z := join(t, s, "desk:a", pledge.Reviewer), join(t, s, "desk:z", pledge.Administrator)
	absent := a
	absent.ID = "desk:nobody"
	moved := staffed("moves", "desk:z", a, pledge.Desk{Role: pledge.Editor}, 2)
	moved.ReliesOn = []conversation.Person{z, a, z}
	commit(t, s, moved)
	c := changed("in", p, "desk:a", later(3), answered("title", "A"))
	for name, on := range map[string][]conversation.Person{
		"changed since": {a}, "one of two": {z, a}, "nobody": {absent}, "not yet": {z, {ID: "desk:z", Rev: 9}},
	} {
		c.ReliesOn = on
		if _, err := s.Commit(ctx, c); !errors.Is(err, store.ErrStale) {
			t.Errorf("%s: %v", name, err)
		}
	}
	same(t, "pledge", *look(t, s, store.Query{Pledge: "p", Input: "in"}).Pledge, p)
	c.ReliesOn = []conversation.Person{z, *moved.Person}
	commit(t, s, c)
	self := staffed("itself", "desk:z", z, pledge.Desk{}, 4)
	self.ReliesOn = []conversation.Person{z, *moved.Person}
	commit(t, s, self)
}

// revokedRoleWritesNothingMore: whatever the race, nothing is kept by a role
// after it was taken.
func revokedRoleWritesNothingMore(t *testing.T, s PledgesAndDeliveries) {
	for round := range 8 {
		n := strconv.Itoa(round)
		who := join(t, s, pledge.Person("desk:"+n), pledge.Reviewer)
		pledges := make([]pledge.Pledge, racers)
		for i := 1; i < racers; i++ {
			pledges[i] = draft(t, s, pledge.ID(fmt.Sprint(n, " ", i)), "tty:maria", noon)
		}
		late := make([]bool, racers) // what began when the role was gone
		taken := make(chan struct{})
		errs := race(racers, func(i int) error {
			if i == 0 {
				defer close(taken)
				_, err := s.Commit(ctx, staffed(conversation.InputID("takes "+n), "desk:local", who, pledge.Desk{}, 2))
				return err
			}
			if i > racers/2 {
				<-taken
				late[i] = true
			}
			c := changed(conversation.InputID("accepts "+pledges[i].ID), pledges[i], who.ID, later(3), answered("title", "A"))
			c.ReliesOn = []conversation.Person{who}
			_, err := s.Commit(ctx, c)
			return err
		})
		ok(t, errs[0])
		for i := 1; i < racers; i++ {
			if late[i] || errs[i] != nil {
				wantErr(t, errs[i], store.ErrStale)
				same(t, "facts", len(facts(t, s, pledges[i].ID)), 2)
			}
		}
	}
}

// twoAdministratorsDoNotBothLeave where each relies on the other to stay.
func twoAdministratorsDoNotBothLeave(t *testing.T, s PledgesAndDeliveries) {
	for round := range 4 {
		both := make([]conversation.Person, 2)
		for i := range both {
			both[i] = join(t, s, pledge.Person(fmt.Sprint("desk:", round, " ", i)), pledge.Administrator)
		}
		oneWinner(t, race(2, func(i int) error {
			c := staffed(conversation.InputID(fmt.Sprint("leaves ", round, " ", i)), both[i].ID, both[i], pledge.Desk{}, 2)
			c.ReliesOn = []conversation.Person{both[i], both[1-i]}
			_, err := s.Commit(ctx, c)
			return err
		}))
		same(t, "left", len(team(t, s)), round+1)
	}
}

// erasedLosesTheRole, and whom they gave one keeps it, without their name.
func erasedLosesTheRole(t *testing.T, s people) {
	row := look(t, s, store.Query{Person: leaving}).Person
	commit(t, s, staffed(in(reviewer, "staffs"), reviewer, row, pledge.Desk{Role: pledge.Administrator, Org: "MMC"}, 8))
	row = look(t, s, store.Query{Person: colleague}).Person
	commit(t, s, staffed(in(leaving, "staffs"), leaving, row, pledge.Desk{Role: pledge.Editor, Org: "MMC"}, 9))
	same(t, "before", len(team(t, s)), 2)
	s.erase(t, leaving, 10)
	left := team(t, s)
	same(t, "left", len(left), 1)
	same(t, "who", left[0].ID, colleague)
	if all := s.shown(); strings.Contains(all, store.AddressOf(leaving).User) {
		t.Error("who gave the role is still there")
	}
	all := s.held(t, colleague).Facts
	last := all[len(all)-1]
	same(t, "the last fact", last, pledge.Fact{Rev: row.Rev + 1, Kind: pledge.Staffed, By: pledge.ErasedTeam, At: later(9), Note: "editor MMC"})
	same(t, "done again", s.erase(t, leaving, 10), store.Erased{})
	s.erase(t, colleague, 20)
	sameAll(t, "nobody", team(t, s), nil)
}

func heldTellsWhoWasStaffed(t *testing.T, s people) {
	row := look(t, s, store.Query{Person: colleague}).Person
	c := staffed(in(reviewer, "staffs"), reviewer, row, pledge.Desk{Role: pledge.Editor, Org: "MMC"}, 9)
	commit(t, s, c)
	for _, who := range []pledge.Person{colleague, reviewer} {
		all := s.held(t, who).Facts
		same(t, "the last fact", all[len(all)-1], c.Facts[0])
	}
	same(t, "place", s.held(t, colleague).Person, *c.Person)
}
