package slack

import "context"

// Idle waits until all is shown that follows from what was taken.
func (s *Slack) Idle() {
	for range atOnce {
		s.room <- struct{}{}
	}
	for range atOnce {
		<-s.room
	}
}

// Reads waits for a turn at the rate of what is looked up.
func (s *Slack) Reads(ctx context.Context) error {
	return s.client.turn(ctx, "slack:read", s.opts.Rates.Read)
}
