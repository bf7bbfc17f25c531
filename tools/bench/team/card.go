package team

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// A card is one pledge as it stands in the channel while nobody takes care of it
// and while somebody does. It is redrawn long after a press: people press on what
// they have seen.
type card struct{ free, taken slacktest.Message }

// Posted waits until a number of cards stand in the channel, and tells when each
// was posted.
func (o *Office) Posted(ctx context.Context, n int) ([]time.Time, error) {
	all, err := o.await(ctx, n, "chat.postMessage", "Claim")
	var at []time.Time
	for _, m := range all {
		seconds, micros, _ := strings.Cut(m.TS, ".")
		s, wrong := strconv.ParseInt(seconds, 10, 64)
		us, wrongToo := strconv.ParseInt(micros, 10, 64)
		if wrong != nil || wrongToo != nil {
			return nil, fmt.Errorf("%q is no time of a message", m.TS)
		}
		at = append(at, time.Unix(s, us*int64(time.Microsecond)))
	}
	return at, err
}

// Prepare waits for a number of cards and has each claimed and released, so that
// both of its faces are known.
func (o *Office) Prepare(ctx context.Context, n int) error {
	free, err := o.await(ctx, n, "chat.postMessage", "Claim")
	if err != nil {
		return err
	}
	for i, m := range free {
		if err := o.member(i).press(m, "claim"); err != nil {
			return err
		}
	}
	taken, err := o.await(ctx, n, "chat.update", "Release")
	if err != nil {
		return err
	}
	o.cards = make(chan *card, n)
	for i, m := range taken {
		if err := o.member(i).press(m, "release"); err != nil {
			return err
		}
		o.cards <- &card{free: free[i], taken: m}
	}
	return nil
}

func (o *Office) member(i int) *member { return o.members[i%len(o.members)] }

// await waits until a number of cards have a button. To look at all of them is
// dear, and is done once a method was called often enough.
func (o *Office) await(ctx context.Context, n int, method, button string) (cards []slacktest.Message, err error) {
	err = o.srv.Await(ctx, func() bool {
		if o.srv.Count(method) < n {
			return false
		}
		cards = nil
		for _, m := range o.members[0].person.Messages(channel) {
			if m.Thread == "" && !m.Ephemeral && strings.Contains(m.Lines, "["+button+"]") {
				cards = append(cards, m)
			}
		}
		return len(cards) >= n
	})
	if err != nil {
		err = fmt.Errorf("%d of %d cards have a button %q: %w", len(cards), n, button, err)
	}
	return cards, err
}
