package redis

import (
	"context"
	"time"

	"pledgebot/store"
)

// slack is how long a full bucket is still kept: the clocks of replicas and of
// Redis differ, and after a pause nobody knows yet how fast it fills.
const slack = time.Hour

// Reserve takes n turns of a bucket and returns how long to wait before the
// first of them. After ErrAway they may have been taken: asking again is safe and
// waits longer. Times count to the microsecond.
func (s *Store) Reserve(ctx context.Context, bucket string, r store.Rate, n int, now time.Time) (time.Duration, error) {
	every := max(0, (r.Every + time.Microsecond - 1).Microseconds())
	tolerance := every * int64(max(r.Burst, 1)-1)
	wait, err := s.run(ctx, reserveScript, s.keys.limit(bucket),
		now.UnixMicro(), every, tolerance, max(n, 0), slack.Milliseconds()).Int64()
	if err != nil {
		return 0, failed(ctx, "reserve turns", err)
	}
	return time.Duration(wait) * time.Microsecond, nil
}

// Pause empties a bucket until a time. A shorter pause changes nothing.
func (s *Store) Pause(ctx context.Context, bucket string, until time.Time) error {
	return failed(ctx, "pause bucket", s.run(ctx, pauseScript, s.keys.limit(bucket),
		until.UnixMicro(), slack.Milliseconds()).Err())
}
