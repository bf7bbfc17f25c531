package main

import (
	"context"
	"errors"

	"pledgebot/tools/bench/walk"
)

// tripWalks is how many walks round trips are counted in.
const tripWalks = 20

// trips counts round trips to the stores per update, with one person walking.
func (b *bench) trips(ctx context.Context, p program) (redis, postgres float64, err error) {
	var all []*proxy
	r, err := b.startVia(ctx, p, func(address string) (string, error) {
		x, err := newProxy(ctx, address)
		if err != nil {
			return "", err
		}
		all = append(all, x)
		return x.address(), nil
	})
	defer func() {
		for _, x := range all {
			x.close()
		}
	}()
	if err != nil {
		return 0, 0, err
	}
	if len(all) != 2 {
		return 0, 0, r.end(errors.New("round trips are counted over TCP only"))
	}
	err = r.phones.Walk(ctx, 1) // connections are made and statements prepared
	before := [2]int64{all[0].trips.Load(), all[1].trips.Load()}
	err = errors.Join(err, r.phones.Walk(ctx, tripWalks))
	updates := float64(tripWalks * walk.Steps)
	postgres = float64(all[0].trips.Load()-before[0]) / updates
	redis = float64(all[1].trips.Load()-before[1]) / updates
	return redis, postgres, r.end(err)
}
