package walk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// patience is how long one conversation may take.
const patience = time.Minute

// A walker is one person on one walk.
type walker struct {
	phones       *Phones
	person       *telegramtest.Person
	bell         chan struct{} // something has changed
	sent         int64
	acknowledged atomic.Int64
	steps        []step
	see          func(reply telegramtest.Shown) // is told of every reply; nil for nobody
}

// meet gives a new person a phone.
func (p *Phones) meet() (who *walker, leave func()) {
	id := p.last.Add(1)
	who = &walker{phones: p, person: p.api.Person(id, "en"), bell: make(chan struct{}, 1), steps: route(p.clock.Now())}
	p.people.Store(id, who)
	return who, func() { p.people.Delete(id) }
}

func (w *walker) ring() {
	select {
	case w.bell <- struct{}{}:
	default:
	}
}

// walk goes the whole route. Each step is told with the time until its reply.
func (w *walker) walk(ctx context.Context, took func(time.Duration)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for i := range w.steps {
		if err := w.take(ctx, i, took); err != nil {
			return err
		}
	}
	return nil
}

// take does one step and waits for its reply and its acknowledgement. A bot that
// asks the same again, or asks whether the answer was meant for another
// question, gets the answer once more.
func (w *walker) take(ctx context.Context, i int, took func(time.Duration)) error {
	before, began := w.person.Last(), w.phones.clock.Now()
	if err := w.send(w.steps[i], before); err != nil {
		return err
	}
	for replied := false; !replied || w.acknowledged.Load() < w.sent; {
		select {
		case <-w.bell:
		case <-ctx.Done():
			return fmt.Errorf("after %q the phone shows %q: %w", w.steps[i].on, w.person.Last().Text, context.Cause(ctx))
		}
		if replied {
			continue
		}
		if replied = w.replied(i, before); replied {
			took(w.phones.clock.Now().Sub(began))
			continue
		}
		if s := w.again(i, before); s != (step{}) {
			w.phones.strays.Add(1)
			before, began = w.person.Last(), w.phones.clock.Now()
			if err := w.send(s, before); err != nil {
				return err
			}
		}
	}
	return nil
}

// misplaced is asked by a bot that takes an answer for another question's.
const misplaced = "Shall I take it as your answer"

// again is what a person does who was not understood; nothing where the bot has
// not replied yet.
func (w *walker) again(i int, before telegramtest.Shown) step {
	now := w.person.Last()
	switch {
	case now.ID == before.ID: // buttons that were pressed may go
		return step{}
	case strings.Contains(now.Text, misplaced):
		return step{press: "No"}
	case i > 0 && strings.Contains(now.Text, w.steps[i].on):
		return w.steps[i]
	}
	return step{}
}

func (w *walker) send(s step, on telegramtest.Shown) error {
	w.sent++
	if s.say != "" {
		w.person.Says(s.say)
		return nil
	}
	data := s.finds(on)
	if data == "" {
		return fmt.Errorf("there is no button %q under %q", s.press, on.Text)
	}
	w.person.PressesOn(on.ID, data)
	return nil
}

// replied tells whether the phone shows what follows from a step.
func (w *walker) replied(i int, before telegramtest.Shown) bool {
	if i+1 < len(w.steps) {
		now := w.person.Last()
		if !changed(now, before) || !strings.Contains(now.Text, w.steps[i+1].on) {
			return false
		}
		if w.see != nil {
			w.see(now)
		}
		return true
	}
	return slices.ContainsFunc(w.person.Screen(), func(m telegramtest.Shown) bool {
		return !m.Own && strings.Contains(m.Text, received)
	})
}
