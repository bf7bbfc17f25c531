package store_test

import (
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestHowFarAnInvitationHasCome: after two weeks without anything it is silent,
// until it ends or something comes of it.
func TestHowFarAnInvitationHasCome(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	made := time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)
	fresh := store.Invite{Made: made, Until: made.Add(90 * day)}
	taken, begun, sent, revoked := fresh, fresh, fresh, fresh
	taken.Taken = made.Add(10 * day)
	begun.Taken, begun.State, begun.Touched = taken.Taken, pledge.Draft, made.Add(20*day)
	sent.Taken, sent.State, sent.Touched = taken.Taken, pledge.InReview, made.Add(20*day)
	revoked.Revoked = made.Add(day)
	for name, tc := range map[string]struct {
		i     store.Invite
		after time.Duration
		want  store.InviteState
	}{
		"new":                    {fresh, 0, store.Invited},
		"of thirteen days":       {fresh, 14*day - 1, store.Invited},
		"of two weeks":           {fresh, 14 * day, store.Silent},
		"nobody took it":         {fresh, 90 * day, store.Lapsed},
		"taken":                  {taken, 23 * day, store.Opened},
		"taken and left":         {taken, 24 * day, store.Silent},
		"taken, at the end":      {taken, 91 * day, store.Silent},
		"begun":                  {begun, 33 * day, store.Drafting},
		"begun and left":         {begun, 34 * day, store.Silent},
		"sent":                   {sent, 200 * day, store.Pledged},
		"taken back":             {revoked, day, store.Revoked},
		"taken back, at the end": {revoked, 90 * day, store.Revoked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tc.i.Stands(made.Add(tc.after)); got != tc.want {
				t.Errorf("it is %s", got)
			}
		})
	}
}
