package team

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// A Kind is what people do in Slack.
type Kind string

// The kinds.
const (
	Presses  Kind = "presses"
	Forms    Kind = "forms"
	Commands Kind = "commands"
)

// Kinds are all of them.
var Kinds = []Kind{Presses, Forms, Commands}

// A Result is what came of some work.
type Result struct {
	Took    map[Kind][]time.Duration // until the acknowledgement or until Slack gave up, in the measured time, in order of length
	Failed  map[Kind]map[string]int  // by Slack's word, in the measured time
	Became  map[string]int           // facts of which an acknowledgement has told, by kind, in all
	Unclear int                      // presses without an acknowledgement, in all
}

func newResult() Result {
	r := Result{Took: map[Kind][]time.Duration{}, Failed: map[Kind]map[string]int{}, Became: map[string]int{}}
	for _, k := range Kinds {
		r.Failed[k] = map[string]int{}
	}
	return r
}

// The phases of some work.
type phase int

const (
	warming phase = iota
	measuring
	ending
)

// Edge begins the measured time, and ends it the next time.
func (o *Office) Edge() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.phase++
}

func (o *Office) is(p phase) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.phase == p
}

// Work has everybody work on what was prepared, from one pledge to the next,
// until the measured time ends.
func (o *Office) Work(ctx context.Context) (Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for _, m := range o.members {
		all.Go(func() {
			if err := m.work(ctx); err != nil {
				cancel(fmt.Errorf("%s: %w", m.person.ID(), err))
			}
		})
	}
	all.Wait()
	for _, took := range o.result.Took {
		slices.Sort(took)
	}
	return o.result, errors.Join(context.Cause(ctx), o.problems())
}

func (m *member) work(ctx context.Context) error {
	for !m.office.is(ending) {
		if err := m.next(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Visit has one person take care of one pledge.
func (o *Office) Visit(ctx context.Context) error {
	return errors.Join(o.members[0].next(ctx), o.problems())
}

// next takes the pledge whose turn it is. One that was left in the middle, after
// Slack had no answer, is nobody's any more.
func (m *member) next(ctx context.Context) error {
	select {
	case c := <-m.office.cards:
		err := m.visit(ctx, c)
		if errors.Is(err, errUnanswered) {
			m.person.CloseAll()
			return nil
		}
		m.office.cards <- c
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// errUnanswered means that Slack has told somebody that it did not work.
var errUnanswered = errors.New("not acknowledged")

// did notes how something was acknowledged, and the fact that it was for; "" for
// none.
func (m *member) did(k Kind, becomes string, out slacktest.Outcome) error {
	times, err := m.office.note(k, becomes, out)
	if see := m.office.See; err == nil && times > 0 && see != nil {
		return see(becomes, times)
	}
	return err
}

func (o *Office) note(k Kind, becomes string, out slacktest.Outcome) (times int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.phase == measuring {
		o.result.Took[k] = append(o.result.Took[k], out.Latency)
		if !out.OK {
			o.result.Failed[k][out.Failed]++
		}
	}
	switch {
	case out.Errors != nil:
		return 0, fmt.Errorf("a form is refused: %v", out.Errors)
	case !out.OK:
		o.result.Unclear++
		return 0, errUnanswered
	case becomes != "":
		o.result.Became[becomes]++
	}
	return o.result.Became[becomes], nil
}
