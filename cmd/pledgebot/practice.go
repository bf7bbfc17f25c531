package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// practiceDatabase is where pledges are kept that were made under a clock of one's own, so
// that no real store ever holds a day that has not come.
const practiceDatabase = "sqlite:pledgebot-practice.db"

// A movableClock goes as time does, and can be put forward.
type movableClock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *movableClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

// forward puts the clock to a moment that has not come, and does nothing for another.
func (c *movableClock) forward(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = max(c.ahead, time.Until(to))
}

// A practice is the conversation under a movable clock: its person plays the team as well.
// What it says of itself goes to another stream than the conversation.
type practice struct {
	*handler
	p     *product
	clock *movableClock
	said  io.Writer
}

// begin puts the clock to where it was left, and says how it is moved.
func (r *practice) begin(ctx context.Context) error {
	err := r.p.db.All(ctx, func(pl pledge.Pledge) error {
		facts, err := r.p.db.Facts(ctx, pl.ID)
		if len(facts) > 0 {
			r.clock.forward(facts[len(facts)-1].At)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("read the clock: %w", err)
	}
	_, err = fmt.Fprintf(r.said, "Practice, in %s: nothing goes to anybody. /clock shows the time, /clock next goes to the next reminder, /clock 2028-12-01 to a day; /accept accepts what you have sent.\n",
		strings.TrimPrefix(practiceDatabase, "sqlite:"))
	return err
}

// Handle takes the words that move the clock or speak for the team, and leaves all else to
// the conversation.
func (r *practice) Handle(ctx context.Context, u bot.Update) error {
	said, _ := u.Event.(conversation.Said)
	word, rest, _ := strings.Cut(strings.TrimSpace(said.Text), " ")
	var err error
	switch word {
	case "/clock":
		err = r.travel(ctx, strings.TrimSpace(rest))
	case "/accept":
		err = r.accept(ctx)
	default:
		return r.handler.Handle(ctx, u)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.said, "It is %s UTC.\n", r.clock.now().UTC().Format("Monday 2006-01-02 15:04"))
	return err
}

// travel goes to a day, or to the next reminder, and does on the way all that a service
// would have done.
func (r *practice) travel(ctx context.Context, to string) error {
	end := r.clock.now().AddDate(10, 0, 0)
	switch day, err := time.Parse("2006-01-02 15:04", to+" 12:00"); {
	case to == "":
		return nil
	case to != "next" && (err != nil || day.Before(r.clock.now()) || day.After(end)):
		_, err = fmt.Fprintln(r.said, "The clock goes forward, to a day such as 2028-12-01 within ten years.")
		return err
	case to != "next":
		end = day
	}
	for {
		next, err := r.next(ctx)
		switch {
		case err != nil:
			return err
		case next.IsZero() || next.After(end):
			if to == "next" {
				_, err = fmt.Fprintln(r.said, "No reminder is to come.")
				return err
			}
			r.clock.forward(end)
			return r.catchUp(ctx)
		}
		r.clock.forward(next)
		if err := r.catchUp(ctx); err != nil || to == "next" {
			return err
		}
	}
}

// next is when something about reminders is next to be done; zero for never.
func (r *practice) next(ctx context.Context) (time.Time, error) {
	var first time.Time
	err := r.p.db.All(ctx, func(pl pledge.Pledge) error {
		if _, _, at := pl.Upcoming(r.p.call, r.clock.now()); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
		return nil
	})
	return first, err
}

// catchUp does all that has come due: first what was missed is noted.
func (r *practice) catchUp(ctx context.Context) error {
	return errors.Join(r.Remind(ctx), r.Remind(ctx), r.Expire(ctx), r.DeliverDue(ctx, r.to))
}

// accept accepts what this person has sent, and lets the time pass after which they are told.
func (r *practice) accept(ctx context.Context) error {
	var sent []pledge.Pledge
	err := r.p.db.All(ctx, func(pl pledge.Pledge) error {
		if string(pl.Owner()) == r.to && pledge.Possible(pledge.Accept{}, pl.State) {
			sent = append(sent, pl)
		}
		return nil
	})
	if err == nil && len(sent) == 0 {
		_, err = fmt.Fprintln(r.said, "Nothing waits for the team.")
	}
	for _, pl := range sent {
		for _, cmd := range []pledge.Command{pledge.Look{}, pledge.Accept{Check: pl.Submitted.Check}} {
			_, why, failed := r.Do(ctx, conversation.InputID("practice:"+rand.Text()), team, pl.ID, cmd)
			if _, looks := cmd.(pledge.Look); why != "" && !looks { // it may have been opened before
				failed = fmt.Errorf("%s was refused: %s", pl.Submitted.Reference, why)
			}
			err = errors.Join(err, failed)
		}
	}
	r.clock.forward(r.clock.now().Add(time.Minute))
	return errors.Join(err, r.catchUp(ctx))
}
