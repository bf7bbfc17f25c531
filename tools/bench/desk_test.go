package main

import (
	"fmt"
	"testing"

	"pledgebot/tools/bench/team"
)

// One person takes care of one pledge by either way, and each fact of which Slack
// was told is in the database by then.
func TestTheDeskIsWorkedAt(t *testing.T) { //nolint:paralleltest // its Redis is emptied for each
	b := benchFor(t)
	err := b.built(t.Context(), func() error {
		for _, way := range []team.Way{team.Requests, team.Socket} {
			t.Run(string(way), func(t *testing.T) { b.worksAtTheDesk(t, way) })
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func (b *bench) worksAtTheDesk(t *testing.T, way team.Way) {
	office := team.Open(clock, way, 2)
	defer office.Close()
	r, err := b.startDesk(t.Context(), office)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	office.See = func(kind string, times int) error {
		told++
		kept, err := r.kept(kind)
		if err == nil && kept != times {
			err = fmt.Errorf("%d facts %q were acknowledged and %d are kept", times, kind, kept)
		}
		return err
	}
	err = r.prepare(t.Context(), office, 2)
	if err == nil {
		err = office.Visit(t.Context())
	}
	if err := r.end(err); err != nil {
		t.Error(err)
	}
	if told != 8 { // two pledges are claimed and released; one again, and its city is asked and no longer asked
		t.Errorf("told of %d facts", told)
	}
}
