package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// ExerciseInvites proves that what open returns keeps the promises of
// store.Invites. Every call of open gives an empty store.
func ExerciseInvites(t *testing.T, open func(t *testing.T) PledgesAndDeliveries) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndDeliveries]{
		{"InviteComesBackWhole", inviteComesBackWhole},
		{"InvitesAreListedNewestFirst", invitesAreListedNewestFirst},
		{"InputInvitesOnce", inputInvitesOnce},
		{"InvitingHoldsTheRight", invitingHoldsTheRight},
		{"TakenIsBound", takenIsBound},
		{"WhatCannotBeTakenIsNotFound", whatCannotBeTakenIsNotFound},
		{"TwoTakersOneWinner", twoTakersOneWinner},
		{"UsedOnceWithThePledge", usedOnceWithThePledge},
		{"UsesRaceForOnePledge", usesRaceForOnePledge},
		{"RevokingRacesWithUse", revokingRacesWithUse},
		{"EndedInvitesAreLetGo", endedInvitesAreLetGo},
		{"ErasedInviterIsNowhere", erasedInviterIsNowhere},
	})
}

// host is who of the team invites.
const host pledge.Person = "slack:T1/U606393939"

// inviting is an invitation of a city, valid for ten hours.
func inviting(name string, seconds int) store.Invite {
	return store.Invite{
		ID: pledge.InviteID("hash of " + name), Place: name, Country: "PE", Lang: "es", Mail: name + "@example.org",
		By: host, Org: "UCLG", Made: later(seconds), Until: later(seconds).Add(10 * time.Hour),
	}
}

// invited keeps invitations of some cities, a second apart.
func invited(t *testing.T, s PledgesAndDeliveries, names ...string) conversation.Person {
	t.Helper()
	by := join(t, s, host, pledge.Reviewer)
	for i, name := range names {
		ok(t, s.Invite(ctx, conversation.InputID("invites "+name), by, []store.Invite{inviting(name, i)}))
	}
	return by
}

func use(name, taker string) store.Use {
	return store.Use{Invite: pledge.InviteID("hash of " + name), Taker: taker}
}

func take(t *testing.T, s store.Invites, u store.Use, seconds int) store.Invite {
	t.Helper()
	i, err := s.TakeInvite(ctx, u, later(seconds))
	ok(t, err)
	return i
}

func invites(t *testing.T, s store.Invites) []store.Invite {
	t.Helper()
	all, err := s.Invitations(ctx, 100)
	ok(t, err)
	return all
}

// begun is a draft that is begun with an invitation.
func begun(id pledge.ID, u store.Use, seconds int) store.Change {
	c := changed(conversation.InputID("begins "+id), pledge.Pledge{}, "tg:7", later(seconds), created(id))
	c.Uses = &u
	return c
}

func inviteComesBackWhole(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima")
	want := inviting("Lima", 0)
	same(t, "listed", invites(t, s), []store.Invite{want})
	want.Taken = later(5)
	same(t, "taken", take(t, s, use("Lima", "ana"), 5), want)
	same(t, "listed when taken", invites(t, s), []store.Invite{want})
}

func invitesAreListedNewestFirst(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima", "Cuzco", "Puno")
	all, err := s.Invitations(ctx, 2)
	ok(t, err)
	same(t, "listed", all, []store.Invite{inviting("Puno", 2), inviting("Cuzco", 1)})
}

func inputInvitesOnce(t *testing.T, s PledgesAndDeliveries) {
	by := invited(t, s, "Lima")
	again := inviting("Cuzco", 1)
	wantErr(t, s.Invite(ctx, "invites Lima", by, []store.Invite{again}), store.ErrStale)
	wantErr(t, s.Invite(ctx, "another", by, []store.Invite{again, inviting("Lima", 2)}), store.ErrStale)
	same(t, "listed", len(invites(t, s)), 1)
}

func invitingHoldsTheRight(t *testing.T, s PledgesAndDeliveries) {
	by := invited(t, s, "Lima")
	commit(t, s, staffed("leaves", "desk:local", by, pledge.Desk{}, 2))
	wantErr(t, s.Invite(ctx, "late", by, []store.Invite{inviting("Cuzco", 3)}), store.ErrStale)
	wantErr(t, s.RevokeInvite(ctx, inviting("Lima", 0).ID, by, later(3)), store.ErrStale)
	same(t, "listed", invites(t, s), []store.Invite{inviting("Lima", 0)})
}

func takenIsBound(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima")
	first := take(t, s, use("Lima", "ana"), 5)
	same(t, "again, and late", take(t, s, use("Lima", "ana"), 1<<20), first)
	_, err := s.TakeInvite(ctx, use("Lima", "ben"), later(6))
	wantErr(t, err, store.ErrNotFound)
}

func whatCannotBeTakenIsNotFound(t *testing.T, s PledgesAndDeliveries) {
	by := invited(t, s, "Lima", "Cuzco", "Puno")
	ok(t, s.RevokeInvite(ctx, inviting("Cuzco", 1).ID, by, later(9)))
	take(t, s, use("Puno", "ana"), 9)
	ok(t, s.RevokeInvite(ctx, inviting("Puno", 2).ID, by, later(10)))
	for name, try := range map[string]struct {
		use store.Use
		at  time.Time
	}{
		"never made":         {use("Quito", "ana"), later(11)},
		"none":               {store.Use{Taker: "ana"}, later(11)},
		"too late":           {use("Lima", "ana"), inviting("Lima", 0).Until},
		"revoked":            {use("Cuzco", "ana"), later(11)},
		"revoked when taken": {use("Puno", "ana"), later(11)},
	} {
		if _, err := s.TakeInvite(ctx, try.use, try.at); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantErr(t, s.RevokeInvite(ctx, inviting("Cuzco", 1).ID, by, later(12)), store.ErrNotFound)
	same(t, "when it was revoked, and its mail", func() [2]any {
		i := invites(t, s)[1]
		return [2]any{i.Revoked, i.Mail}
	}(), [2]any{later(9), ""})
}

func twoTakersOneWinner(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima", "Cuzco", "Puno", "Tacna")
	for _, name := range []string{"Lima", "Cuzco", "Puno", "Tacna"} {
		errs := race(racers, func(i int) error {
			_, err := s.TakeInvite(ctx, use(name, fmt.Sprint("taker ", i)), later(9))
			if errors.Is(err, store.ErrNotFound) {
				return store.ErrStale
			}
			return err
		})
		take(t, s, use(name, fmt.Sprint("taker ", oneWinner(t, errs))), 10)
	}
}

func usedOnceWithThePledge(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima")
	for name, u := range map[string]store.Use{"not taken": use("Lima", "ana"), "never made": use("Quito", "ana"), "by nobody": use("Lima", "")} {
		if _, err := s.Commit(ctx, begun("p", u, 3)); !errors.Is(err, store.ErrStale) {
			t.Errorf("%s: %v", name, err)
		}
	}
	take(t, s, use("Lima", "ana"), 4)
	_, err := s.Commit(ctx, begun("p", use("Lima", "ben"), 5))
	wantErr(t, err, store.ErrStale)
	same(t, "nothing is kept", look(t, s, store.Query{Pledge: "p"}).Pledge, (*pledge.Pledge)(nil))
	commit(t, s, begun("p", use("Lima", "ana"), 6))
	_, err = s.Commit(ctx, begun("q", use("Lima", "ana"), 7))
	wantErr(t, err, store.ErrStale)
	i := invites(t, s)[0]
	same(t, "what it was used for", []any{i.Pledge, i.State, i.Touched, i.Mail}, []any{pledge.ID("p"), pledge.Draft, later(6), ""})
	old := changed("amends", *look(t, s, store.Query{Pledge: "p"}).Pledge, "tg:7", later(8), answered("title", "A"))
	old.Uses = &store.Use{Invite: i.ID, Taker: "ana"}
	if _, err := s.Commit(ctx, old); err == nil || errors.Is(err, store.ErrStale) {
		t.Errorf("used for an old pledge: %v", err)
	}
}

func usesRaceForOnePledge(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima")
	take(t, s, use("Lima", "ana"), 4)
	winner := oneWinner(t, race(racers, func(i int) error {
		_, err := s.Commit(ctx, begun(pledge.ID(fmt.Sprint("p", i)), use("Lima", "ana"), 5))
		return err
	}))
	same(t, "pledge", invites(t, s)[0].Pledge, pledge.ID(fmt.Sprint("p", winner)))
	same(t, "pledges", len(listed(t, s)), 1)
}

// revokingRacesWithUse: one of the two holds, and never both.
func revokingRacesWithUse(t *testing.T, s PledgesAndDeliveries) {
	by := invited(t, s, "Lima", "Cuzco", "Puno", "Tacna")
	for _, name := range []string{"Lima", "Cuzco", "Puno", "Tacna"} {
		take(t, s, use(name, "ana"), 9)
		oneWinner(t, race(2, func(i int) error {
			if i == 0 {
				_, err := s.Commit(ctx, begun(pledge.ID(name), use(name, "ana"), 10))
				return err
			}
			err := s.RevokeInvite(ctx, pledge.InviteID("hash of "+name), by, later(10))
			if errors.Is(err, store.ErrNotFound) {
				return store.ErrStale
			}
			return err
		}))
	}
	for _, i := range invites(t, s) {
		if i.Revoked.IsZero() == (i.Pledge == "") {
			t.Errorf("%s: revoked %v, used for %q", i.Place, i.Revoked, i.Pledge)
		}
	}
}

func endedInvitesAreLetGo(t *testing.T, s PledgesAndDeliveries) {
	by := invited(t, s, "Lima", "Cuzco", "Puno")
	ok(t, s.RevokeInvite(ctx, inviting("Puno", 2).ID, by, later(60)))
	ok(t, s.ExpireInvites(ctx, later(59)))
	same(t, "all are there", len(invites(t, s)), 3)
	ok(t, s.ExpireInvites(ctx, later(60)))
	same(t, "the revoked one is gone", len(invites(t, s)), 2)
	ok(t, s.ExpireInvites(ctx, inviting("Lima", 0).Until))
	same(t, "left", invites(t, s), []store.Invite{inviting("Cuzco", 1)})
}

// erasedInviterIsNowhere, and the invitation stays the team's.
func erasedInviterIsNowhere(t *testing.T, s PledgesAndDeliveries) {
	invited(t, s, "Lima")
	h, err := s.Held(ctx, host)
	ok(t, err)
	same(t, "held", h.Invites, []store.Invite{inviting("Lima", 0)})
	_, err = s.Erase(ctx, nil, store.Erasure{Person: host, At: later(30)})
	ok(t, err)
	h, err = s.Held(ctx, host)
	ok(t, err)
	sameAll(t, "held after it", h.Invites, nil)
	left := invites(t, s)[0]
	if strings.Contains(shown(left), "606393939") || left.By != pledge.ErasedTeam {
		t.Errorf("left: %s", shown(left))
	}
	take(t, s, use("Lima", "ana"), 31)
}
