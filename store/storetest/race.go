package storetest

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const racers = 12

func twoWritersOneWinner(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	for round := range 10 {
		changes := make([]store.Change, racers)
		for i := range changes {
			in := conversation.InputID(fmt.Sprint(round, " ", i))
			changes[i] = changed(in, p, "tty:maria", later(round), answered("title", string(in)), answered("goal", string(in)))
		}
		winner := oneWinner(t, race(racers, func(i int) error {
			_, err := s.Commit(ctx, changes[i])
			return err
		}))
		v := look(t, s, store.Query{Pledge: "p", Input: changes[winner].Input})
		same(t, "pledge", v.Pledge, changes[winner].Pledge)
		same(t, "already", v.Already, changes[winner].Facts)
		p = *v.Pledge
	}
	same(t, "facts", len(facts(t, s, "p")), 2+10*2)
}

// oneInputRacesWithItself: the same input is decided about in several places,
// each time differently.
func oneInputRacesWithItself(t *testing.T, s PledgesAndDeliveries) {
	for round := range 5 {
		in := conversation.InputID(strconv.Itoa(round))
		change := func(i int) store.Change {
			if i%3 == 0 {
				return settled(in, conversation.Person{ID: pledge.Person(fmt.Sprint("tty:", round, i))}, later(round))
			}
			return changed(in, pledge.Pledge{}, "tty:maria", later(round), created(pledge.ID(fmt.Sprint(round, " ", i))))
		}
		winner := oneWinner(t, race(racers, func(i int) error {
			_, err := s.Commit(ctx, change(i))
			return err
		}))
		same(t, "already", look(t, s, store.Query{Input: in}).Already, change(winner).Facts)
	}
}

func submissionsRaceForNumbers(t *testing.T, s PledgesAndDeliveries) {
	pledges := make([]pledge.Pledge, racers)
	for i := range pledges {
		pledges[i] = draft(t, s, pledge.ID(strconv.Itoa(i)), "tty:maria", noon)
	}
	references := make([]string, racers)
	for i, err := range race(racers, func(i int) error {
		kept, err := s.Commit(ctx, changed(conversation.InputID("submits "+pledges[i].ID), pledges[i], "tty:maria", later(1), submitted()))
		if err == nil {
			references[i] = kept[0].Reference
		}
		return err
	}) {
		ok(t, err)
		found, err := s.Find(ctx, references[i])
		ok(t, err)
		same(t, "holder", found.ID, pledges[i].ID)
	}
	for n := 1; n <= racers; n++ {
		_, err := s.Find(ctx, fmt.Sprintf("CLA-2027-%04d", n))
		ok(t, err)
	}
}

func claimNeverGivesTwice(t *testing.T, s PledgesAndDeliveries) {
	const many = 120
	all := make([]store.Delivery, many)
	for i := range all {
		all[i] = due(strconv.Itoa(i), "tty:ana", i%5)
	}
	plan(t, s, "plans", all...)
	var mu sync.Mutex
	given := map[string]int{}
	for _, err := range race(racers, func(int) error {
		for {
			claimed, err := s.Claim(ctx, "tty", later(9), 7)
			if err != nil || len(claimed) == 0 {
				return err
			}
			mu.Lock()
			for _, d := range claimed {
				given[d.Key] += d.Attempts
			}
			mu.Unlock()
		}
	}) {
		ok(t, err)
	}
	same(t, "given", len(given), many)
	for key, times := range given {
		same(t, "attempts of "+key, times, 1)
	}
}

// lookSeesOneMoment: the pledge and the list, read while both change, agree.
func lookSeesOneMoment(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	last := conversation.InputID("new p")
	for _, err := range race(4, func(i int) error {
		for n := range 40 {
			if i == 0 {
				in := conversation.InputID(fmt.Sprint("in ", n))
				c := changed(in, p, "tty:maria", later(n), answered("title", string(in)))
				if _, err := s.Commit(ctx, c); err != nil {
					return err
				}
				p = *c.Pledge
				continue
			}
			v, err := s.Look(ctx, store.Query{Person: "tty:maria", Pledge: "p", Mine: true, Input: "in 39"})
			if err != nil {
				return err
			}
			if v.Pledge.Rev != v.Mine[0].Rev || (v.Pledge.Rev == 41) != (len(v.Already) == 1) {
				return fmt.Errorf("revisions %d and %d, %d facts at once", v.Pledge.Rev, v.Mine[0].Rev, len(v.Already))
			}
		}
		return nil
	}) {
		ok(t, err)
	}
	same(t, "by the first input", len(look(t, s, store.Query{Input: last}).Already), 2)
}
