package main

import (
	"context"
	"errors"
	"fmt"

	"pledgebot/tools/bench/walk"
)

// How many dialogs are stored before memory is measured, and who walks then.
var memoryDialogs = []int{1_000, 100_000}

const (
	memoryPeople = 128
	greetAtOnce  = 64
)

// memory shows that what the product holds does not grow with the dialogs that
// are stored.
func (b *bench) memory(ctx context.Context) error {
	r, err := b.start(ctx, b.product())
	if err != nil {
		return err
	}
	fmt.Fprintln(b.out, "| dialogs stored | memory after walks of 128 people, MiB | peak MiB |")
	fmt.Fprintln(b.out, "|---:|---:|---:|")
	stored := 0
	for _, n := range memoryDialogs {
		if err := r.phones.Greet(ctx, n-stored, greetAtOnce); err != nil {
			return r.end(err)
		}
		stored = n
		_, err := r.phones.Run(ctx, walk.Load{People: memoryPeople, Warm: b.warm, Measure: b.measure}, nil)
		now, peak, wrong := r.memory()
		if err := errors.Join(err, wrong); err != nil {
			return r.end(err)
		}
		fmt.Fprintf(b.out, "| %d | %.0f | %.0f |\n", n, now, peak)
	}
	return r.end(nil)
}
