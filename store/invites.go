package store

import (
	"context"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// An Invite invites a city to make a pledge, and fills in what is known of it.
// Its link is kept nowhere, and of who takes it only what the link makes of them.
type Invite struct {
	ID      pledge.InviteID
	Place   string
	Country string
	Lang    call.Lang
	Mail    string        // "" where it is not known, or asked by now
	By      pledge.Person // who of the team made it
	Org     string        // which vouches for the city; "" for the whole team
	Made    time.Time
	Until   time.Time    // when it can be taken no more
	Revoked time.Time    // zero unless it was taken back
	Taken   time.Time    // by the first who followed the link
	Pledge  pledge.ID    // that it was used for; "" for none
	State   pledge.State // of that pledge; "" where there is none
	Touched time.Time    // when that was last changed
}

// InviteState is how far an invitation has come.
type InviteState string

// The states. Silent is one with which nothing happens any more.
const (
	Invited  InviteState = "invited"
	Opened   InviteState = "opened"
	Drafting InviteState = "drafting"
	Silent   InviteState = "silent"
	Pledged  InviteState = "pledged" // what came of it was sent
	Lapsed   InviteState = "lapsed"  // nobody took it in time
	Revoked  InviteState = "revoked"
)

// InviteStates lists them all.
var InviteStates = []InviteState{Invited, Opened, Drafting, Silent, Pledged, Lapsed, Revoked}

// Stands is how far an invitation has come at a time.
func (i Invite) Stands(now time.Time) InviteState {
	state, last := Invited, i.Made
	switch {
	case i.State != "" && i.State != pledge.Draft:
		return Pledged
	case !i.Revoked.IsZero():
		return Revoked
	case i.State != "":
		state, last = Drafting, i.Touched
	case !i.Taken.IsZero():
		state, last = Opened, i.Taken
	case !now.Before(i.Until):
		return Lapsed
	}
	if now.Sub(last) >= pledge.SilentDays*24*time.Hour {
		return Silent
	}
	return state
}

// A Use is the pledge of a change being begun with an invitation.
type Use struct {
	Invite pledge.InviteID
	Taker  string // see pledge.Taker
}

// Invites keeps invitations. A change with Change.Uses uses one in its own
// transaction, once: it must be taken by that person and not taken back.
type Invites interface {
	// Invite keeps new invitations, all or none. Their maker's row must still be as
	// it was when it gave the right, and the input must have made none before;
	// otherwise ErrStale.
	Invite(ctx context.Context, in conversation.InputID, by conversation.Person, all []Invite) error
	// TakeInvite binds an invitation to the first who takes it, and finds it again
	// for them. Whatever else stands against it is ErrNotFound.
	TakeInvite(ctx context.Context, u Use, at time.Time) (Invite, error)
	// RevokeInvite takes back one that was not used yet; by is as in Invite. One
	// that is used, taken back already or not there is ErrNotFound.
	RevokeInvite(ctx context.Context, id pledge.InviteID, by conversation.Person, at time.Time) error
	// Invitations lists them, the newest first, at most limit.
	Invitations(ctx context.Context, limit int) ([]Invite, error)
	// ExpireInvites lets go of those that could not be taken any more, or were
	// taken back, at a time.
	ExpireInvites(ctx context.Context, at time.Time) error
}
