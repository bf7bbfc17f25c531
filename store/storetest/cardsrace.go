package storetest

import (
	"strconv"
	"sync"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

func cardIsNeverClaimedTwice(t *testing.T, s PledgesAndDeliveries) {
	const many = 60
	for i := range many {
		wants(t, s, pledge.Pledge{}, pledge.ID(strconv.Itoa(i)), i%5)
	}
	var mu sync.Mutex
	given := map[pledge.ID]int{}
	for _, err := range race(racers, func(int) error {
		for {
			claimed, err := s.ClaimCards(ctx, later(9), 7)
			if err != nil || len(claimed) == 0 {
				return err
			}
			mu.Lock()
			for _, c := range claimed {
				given[c.Pledge]++
			}
			mu.Unlock()
		}
	}) {
		ok(t, err)
	}
	same(t, "given", len(given), many)
	for id, times := range given {
		same(t, "times of "+string(id), times, 1)
	}
}

// noChangeIsMissed: whoever draws reads the pledge, while it goes on changing.
// Once nothing waits, the card shows the last revision.
func noChangeIsMissed(t *testing.T, s PledgesAndDeliveries) {
	const changes = 30
	p := wants(t, s, pledge.Pledge{}, "p", 0)
	shows := 0
	draw := func() (bool, error) {
		claimed, err := s.ClaimCards(ctx, later(changes), 9)
		if err != nil || len(claimed) == 0 {
			return false, err
		}
		v, err := s.Look(ctx, store.Query{Pledge: "p"})
		if err != nil {
			return false, err
		}
		shows = v.Pledge.Rev
		return true, s.DrewCard(ctx, "p", shows, shows)
	}
	changing := make(chan struct{})
	for _, err := range race(2, func(i int) error {
		if i == 0 {
			defer close(changing)
			for n := 1; n <= changes; n++ {
				c := changed(conversation.InputID(strconv.Itoa(n)), p, "tty:maria", later(n), answered("title", strconv.Itoa(n)))
				c.Card = true
				if _, err := s.Commit(ctx, c); err != nil {
					return err
				}
				p = *c.Pledge
			}
			return nil
		}
		for {
			_, err := draw()
			select {
			case <-changing:
				return err
			default:
				if err != nil {
					return err
				}
			}
		}
	}) {
		ok(t, err)
	}
	for drawn := true; drawn; {
		var err error
		drawn, err = draw()
		ok(t, err)
	}
	same(t, "shown", shows, p.Rev)
	same(t, "card", cardOfP(t, s).Waits(), false)
}
