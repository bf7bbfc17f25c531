package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// How often the product is started, and how often it is asked whether it is
// ready.
const (
	starts   = 10
	askEvery = 2 * time.Millisecond
)

// ready measures the time from the start of the product until it says that it
// is ready, with a database that is new and one that is not.
func (b *bench) ready(ctx context.Context) error {
	var all []time.Duration
	for range starts {
		took, err := b.readyOnce(ctx)
		if err != nil {
			return err
		}
		all = append(all, took)
	}
	slices.Sort(all)
	fmt.Fprintf(b.out, "ready after %.0f ms (median of %d starts, each on a new database; %.0f to %.0f)\n",
		millis(all[len(all)/2]), starts, millis(all[0]), millis(all[len(all)-1]))
	return nil
}

func (b *bench) readyOnce(ctx context.Context) (time.Duration, error) {
	r, err := b.launch(ctx, b.product(), direct)
	if err != nil {
		return 0, err
	}
	err = r.awaitReady(ctx)
	return clock.Now().Sub(r.began), r.end(err)
}

// awaitReady waits until the product says that it is ready.
func (r *running) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startFor)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+r.private+"/readyz", nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err == nil {
			_ = answer.Body.Close() // its status says all
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-clock.After(askEvery):
		case err := <-r.ended:
			return errors.Join(errors.New("the product has ended"), err)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
