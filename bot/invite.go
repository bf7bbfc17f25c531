package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// admit looks behind a code that somebody brings, with a link or typed: what an
// invitation knows goes with the event. A wrong one is told as one that leads
// nowhere, whatever is wrong with it.
func (b *Bot) admit(ctx context.Context, u Update, e conversation.Event) (conversation.Event, error) {
	opened, ok := e.(conversation.Opened)
	if said, typed := e.(conversation.Said); typed {
		opened, ok = conversation.Opened{Code: strings.TrimPrefix(said.Text, "/start ")}, true
		_, invites := pledge.InviteSecret(opened.Code)
		_, _, seats := pledge.SeatCoded(opened.Code)
		_, _, verifies := pledge.Verifies(said.Text)
		if !invites && !seats && !verifies && !b.handed(opened.Code) {
			return e, nil
		}
	}
	var err error
	reference, check, verifies := pledge.Verifies(opened.Code)
	switch {
	case !ok || opened.Code == "":
		return e, nil
	case verifies:
		opened.Checked, err = b.checked(ctx, u, reference, check)
		return opened, err
	case b.seats(opened.Code):
		opened.Offered, err = b.offered(ctx, u, opened.Code)
		opened.Proven = opened.Offered != nil
		return opened, err
	case pledge.IsInvite(opened.Code):
		opened.Invited, err = b.invited(ctx, u, opened.Code)
		return opened, err
	case b.machine.Closed():
		if opened.Proven, err = b.proves(ctx, opened.Code); err != nil || opened.Proven {
			return opened, err
		}
	}
	return e, nil
}

// handed tells whether a typed text is a code that has to be looked at first.
func (b *Bot) handed(code string) bool {
	_, _, ok := pledge.Coded(code)
	return ok && b.machine.Closed()
}

// proves tells whether a code hands a pledge over.
func (b *Bot) proves(ctx context.Context, code string) (bool, error) {
	id, secret, ok := pledge.Coded(code)
	if !ok {
		return false, nil
	}
	v, err := b.pledges.Look(ctx, store.Query{Pledge: id})
	if err != nil {
		return false, fmt.Errorf("look: %w", err)
	}
	return v.Pledge != nil && pledge.Hands(*v.Pledge, secret, b.now().UTC()), nil
}

// invited takes an invitation, or finds it taken by the same person before; nil
// where the code leads nowhere, or has to wait after too many that did.
func (b *Bot) invited(ctx context.Context, u Update, code string) (*conversation.Invited, error) {
	if b.invites == nil {
		return nil, nil //nolint:nilnil // no invitation is no error
	}
	if waits, err := b.guesses(ctx, u.From, 0); err != nil || waits {
		return nil, err
	}
	i, err := b.take(ctx, u.From, code)
	switch {
	case errors.Is(err, store.ErrNotFound):
		_, err = b.guesses(ctx, u.From, 1)
		return nil, err
	case err != nil:
		return nil, err
	}
	return &conversation.Invited{
		Code: code, Org: i.Org, Lang: i.Lang, Place: i.Place, Country: i.Country, Mail: i.Mail, Used: i.Pledge != "",
	}, nil
}

func (b *Bot) take(ctx context.Context, who store.Address, code string) (store.Invite, error) {
	secret, ok := pledge.InviteSecret(code)
	if !ok {
		return store.Invite{}, store.ErrNotFound
	}
	return b.invites.TakeInvite(ctx, useOf(secret, who), b.now().UTC())
}

func useOf(secret string, who store.Address) store.Use {
	return store.Use{Invite: pledge.InviteOf(secret), Taker: pledge.Taker(secret, who.Person())}
}

// How often somebody, and everybody together, may bring a code that leads
// nowhere.
var (
	guessesOfOne = store.Rate{Every: time.Minute / 5, Burst: 5}
	guessesOfAll = store.Rate{Every: time.Minute / 50, Burst: 50}
)

// guesses counts codes that led nowhere, and tells whether there were too many.
func (b *Bot) guesses(ctx context.Context, who store.Address, n int) (bool, error) {
	mine, err := b.limits.Reserve(ctx, "invite "+string(who.Person()), guessesOfOne, n, b.now())
	if err != nil {
		return false, fmt.Errorf("count guesses: %w", err)
	}
	all, err := b.limits.Reserve(ctx, "invite", guessesOfAll, n, b.now())
	if err != nil {
		return false, fmt.Errorf("count guesses: %w", err)
	}
	return mine > 0 || all > 0, nil
}

// begins lets the invitation vouch for a draft that is begun with it. It is
// looked at again: the team may have taken it back.
func (b *Bot) begins(ctx context.Context, s conversation.Session, u Update, do *conversation.Do) (*store.Use, error) {
	create, ok := do.Command.(pledge.Create)
	if !ok || create.Rehearsal || s.Invited == nil || b.invites == nil {
		return nil, nil //nolint:nilnil // without an invitation
	}
	i, err := b.take(ctx, u.From, s.Invited.Code)
	if errors.Is(err, store.ErrNotFound) || i.Pledge != "" {
		return nil, nil //nolint:nilnil // without an invitation
	}
	if err != nil {
		return nil, err
	}
	create.Vouched = &pledge.Vouched{Org: i.Org, Of: call.Value{i.Place, i.Country}}
	do.Command = create
	secret, _ := pledge.InviteSecret(s.Invited.Code)
	use := useOf(secret, u.From)
	return &use, nil
}

// expireInvites lets go of invitations that ended long ago.
func (b *Bot) expireInvites(ctx context.Context, now time.Time) error {
	if b.invites == nil {
		return nil
	}
	return b.invites.ExpireInvites(ctx, expired(conversation.InviteEnded, now))
}
