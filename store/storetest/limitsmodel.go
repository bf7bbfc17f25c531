package storetest

import (
	"time"

	"pgregory.net/rapid"

	"pledgebot/store"
)

// A credit is a bucket the other way round: how much time has been saved up
// since it was last looked at. A turn costs what its rate says.
type credit struct {
	saved time.Duration
	at    time.Time
}

// limitsAgree lets a store and a sum of credits do the same things. Each bucket
// has one rate; time goes on.
func limitsAgree(t *rapid.T, s store.Limits) {
	rates := map[string]store.Rate{"a": perChat, "b": {Every: 40 * time.Millisecond, Burst: 1}, "c": {Every: 3 * time.Second, Burst: 20}}
	model := map[string]credit{}
	for bucket, r := range rates {
		model[bucket] = credit{saved: r.Every * time.Duration(r.Burst), at: noon}
	}
	buckets := rapid.SampledFrom([]string{"a", "b", "c"})
	now := noon
	t.Repeat(map[string]func(*rapid.T){
		"reserve": func(t *rapid.T) {
			bucket, n := buckets.Draw(t, "bucket"), rapid.IntRange(0, 5).Draw(t, "turns")
			r, c := rates[bucket], model[bucket]
			c.saved = min(c.saved+now.Sub(c.at), r.Every*time.Duration(r.Burst))
			c.at = now
			same(t, "wait", reserve(t, s, bucket, r, n, now), max(0, r.Every-c.saved))
			c.saved -= r.Every * time.Duration(n)
			model[bucket] = c
		},
		"pause": func(t *rapid.T) {
			bucket := buckets.Draw(t, "bucket")
			until := now.Add(time.Duration(rapid.IntRange(-1000, 20_000).Draw(t, "pause")) * time.Millisecond)
			ok(t, s.Pause(ctx, bucket, until))
			c := model[bucket]
			c.saved = min(c.saved, rates[bucket].Every-until.Sub(c.at))
			model[bucket] = c
		},
		"wait": func(t *rapid.T) {
			now = now.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "milliseconds")) * time.Millisecond)
		},
	})
}
