package storetest

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/store"
)

// ExerciseLimits proves that what open returns keeps the promises of
// store.Limits. Every call of open gives limits of which nothing is used up.
func ExerciseLimits(t *testing.T, open func(t *testing.T) store.Limits) {
	t.Helper()
	exercise(t, open, []promise[store.Limits]{
		{"BurstThenOnceEvery", burstThenOnceEvery},
		{"BucketRefills", bucketRefills},
		{"SeveralTurnsAtOnce", severalTurnsAtOnce},
		{"NoTurnsTakeNothing", noTurnsTakeNothing},
		{"PauseEmptiesTheBucket", pauseEmptiesTheBucket},
		{"PauseIsNeverShortened", pauseIsNeverShortened},
		{"BucketsAreApart", bucketsAreApart},
		{"NoRateIsNoLimit", noRateIsNoLimit},
		{"RacersKeepTheRate", racersKeepTheRate},
	})
	t.Run("AgreesWithAModel", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			s := open(t)
			defer shut(s)
			limitsAgree(r, s)
		})
	})
}

// perChat is three at once, then one a second.
var perChat = store.Rate{Every: time.Second, Burst: 3}

// waits wants each of a row of reservations of one turn to wait some seconds.
func waits(t rapid.TB, s store.Limits, bucket string, at time.Time, seconds ...int) {
	t.Helper()
	for i, want := range seconds {
		same(t, "wait "+strconv.Itoa(i+1), reserve(t, s, bucket, perChat, 1, at), time.Duration(want)*time.Second)
	}
}

func reserve(t rapid.TB, s store.Limits, bucket string, r store.Rate, n int, at time.Time) time.Duration {
	t.Helper()
	wait, err := s.Reserve(ctx, bucket, r, n, at)
	ok(t, err)
	return wait
}

func burstThenOnceEvery(t *testing.T, s store.Limits) {
	waits(t, s, "a", noon, 0, 0, 0, 1, 2, 3)
	same(t, "in between", reserve(t, s, "a", perChat, 1, noon.Add(1500*time.Millisecond)), 2500*time.Millisecond)
}

func bucketRefills(t *testing.T, s store.Limits) {
	waits(t, s, "a", noon, 0, 0, 0, 1)
	waits(t, s, "a", later(2), 0, 1)
	waits(t, s, "a", later(5), 0, 0, 1)
	waits(t, s, "a", later(1000), 0, 0, 0, 1) // never fuller than full
	waits(t, s, "a", later(990), 12)          // a clock that is behind
}

func severalTurnsAtOnce(t *testing.T, s store.Limits) {
	same(t, "in a burst", reserve(t, s, "a", perChat, 3, noon), time.Duration(0))
	waits(t, s, "a", noon, 1)
	same(t, "over the burst", reserve(t, s, "b", perChat, 5, noon), time.Duration(0))
	waits(t, s, "b", noon, 3)
}

func noTurnsTakeNothing(t *testing.T, s store.Limits) {
	for _, n := range []int{0, -1} {
		same(t, "full", reserve(t, s, "a", perChat, n, noon), time.Duration(0))
	}
	waits(t, s, "a", noon, 0, 0, 0)
	same(t, "empty", reserve(t, s, "a", perChat, 0, noon), time.Second)
	waits(t, s, "a", noon, 1)
}

func pauseEmptiesTheBucket(t *testing.T, s store.Limits) {
	ok(t, s.Pause(ctx, "a", later(10)))
	waits(t, s, "a", noon, 10, 11)
	ok(t, s.Pause(ctx, "b", later(10)))
	waits(t, s, "b", later(10), 0, 1) // nothing was saved up
	ok(t, s.Pause(ctx, "c", later(10)))
	waits(t, s, "c", later(12), 0, 0, 0, 1)
	ok(t, s.Pause(ctx, "d", later(-60)))
	waits(t, s, "d", noon, 0, 0, 0, 1)
}

func pauseIsNeverShortened(t *testing.T, s store.Limits) {
	ok(t, s.Pause(ctx, "a", later(10)))
	ok(t, s.Pause(ctx, "a", later(5)))
	waits(t, s, "a", noon, 10)
	ok(t, s.Pause(ctx, "a", later(5)))
	waits(t, s, "a", noon, 11)
	ok(t, s.Pause(ctx, "a", later(30)))
	waits(t, s, "a", noon, 30)
}

func bucketsAreApart(t *testing.T, s store.Limits) {
	for _, bucket := range []string{"a", "A", "a:b", "a:{b}", ""} {
		waits(t, s, bucket, noon, 0, 0, 0, 1)
	}
	ok(t, s.Pause(ctx, "a", later(60)))
	waits(t, s, "A", noon, 2)
}

func noRateIsNoLimit(t *testing.T, s store.Limits) {
	for range 5 {
		same(t, "wait", reserve(t, s, "a", store.Rate{}, 1, noon), time.Duration(0))
	}
	for i := range 3 {
		same(t, "no burst", reserve(t, s, "b", store.Rate{Every: time.Second}, 1, noon), time.Duration(i)*time.Second)
	}
}

func racersKeepTheRate(t *testing.T, s store.Limits) {
	const racers, each = 8, 20
	got := make([][]time.Duration, racers)
	for _, err := range race(racers, func(i int) error {
		for range each {
			wait, err := s.Reserve(ctx, "a", perChat, 1, noon)
			if err != nil {
				return err
			}
			got[i] = append(got[i], wait)
		}
		return nil
	}) {
		ok(t, err)
	}
	all := slices.Sorted(slices.Values(slices.Concat(got...)))
	for i, wait := range all {
		same(t, "turn "+strconv.Itoa(i+1), wait, time.Duration(max(0, i-perChat.Burst+1))*time.Second)
	}
	same(t, "turns", len(all), racers*each)
}
