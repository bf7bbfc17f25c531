package sql

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Invites = (*DB)(nil)

const (
	inviteColumns = `invites.id, place, country, invites.lang, mail, person, org, made, until, revoked, taken, pledge`

	insertInvite = `
INSERT INTO invites (id, input, n, place, country, lang, mail, person, org, made, until, taker, pledge)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '') ON CONFLICT DO NOTHING`

	takeInvite = `
UPDATE invites SET taker = $2, taken = COALESCE(taken, $3)
WHERE id = $1 AND revoked IS NULL AND (taker = $2 OR taker = '' AND until > $3)
RETURNING ` + inviteColumns + `, '', NULL`

	// The mail is the pledge's from here on.
	useInvite = `
UPDATE invites SET pledge = $3, mail = '' WHERE id = $1 AND taker = $2 AND taken IS NOT NULL AND pledge = '' AND revoked IS NULL`

	revokeInvite = `UPDATE invites SET revoked = $2, mail = '' WHERE id = $1 AND pledge = '' AND revoked IS NULL`

	listInvites = `
SELECT ` + inviteColumns + `, COALESCE(p.state, ''), p.touched FROM invites LEFT JOIN pledges p ON p.id = pledge
ORDER BY made DESC, invites.id LIMIT $1`

	invitesBy = `
SELECT ` + inviteColumns + `, '', NULL FROM invites WHERE person = $1 ORDER BY made, invites.id`

	expireInvites = `DELETE FROM invites WHERE until <= $1 OR revoked <= $1`

	forgetInviter = `UPDATE invites SET person = $3, input = id WHERE person = $1 AND made <= $2`
)

// writeUse uses an invitation for a pledge that is begun.
func writeUse(c store.Change) ([]statement, error) {
	if c.Uses == nil {
		return nil, nil
	}
	return []statement{say(useInvite, c.Uses.Invite, c.Uses.Taker, c.Pledge.ID)}, nil
}

// Invite keeps new invitations, all or none.
func (d *DB) Invite(ctx context.Context, in conversation.InputID, by conversation.Person, all []store.Invite) error {
	err := d.engine.keep(ctx, nil, func(int64) ([]statement, error) {
		rows := []statement{say(holdPerson, by.ID, by.Rev)}
		for n, i := range all {
			rows = append(rows, say(insertInvite, i.ID, in, n, i.Place, i.Country, i.Lang, i.Mail, i.By, i.Org, at(i.Made), at(i.Until)))
		}
		return rows, nil
	})
	if err != nil {
		return fmt.Errorf("invite: %w", err)
	}
	return nil
}

// TakeInvite binds an invitation to the first who takes it.
func (d *DB) TakeInvite(ctx context.Context, u store.Use, now time.Time) (store.Invite, error) {
	var found []store.Invite
	err := list(ctx, d.engine, say(takeInvite, u.Invite, u.Taker, at(now)), &found, invite)
	if err == nil && len(found) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Invite{}, fmt.Errorf("take invitation: %w", err)
	}
	return found[0], nil
}

// RevokeInvite takes back an invitation that was not used yet.
func (d *DB) RevokeInvite(ctx context.Context, id pledge.InviteID, by conversation.Person, now time.Time) error {
	err := d.engine.within(ctx, func(ctx context.Context, s session) error {
		if n, err := s.exec(ctx, say(holdPerson, by.ID, by.Rev)); err != nil || n == 0 {
			return stale(err)
		}
		n, err := s.exec(ctx, say(revokeInvite, id, at(now)))
		if err == nil && n == 0 {
			err = store.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("revoke invitation: %w", err)
	}
	return nil
}

// stale is an error, or that somebody else was first.
func stale(err error) error {
	if err != nil {
		return err
	}
	return store.ErrStale
}

// Invitations lists them, the newest first.
func (d *DB) Invitations(ctx context.Context, limit int) ([]store.Invite, error) {
	var all []store.Invite
	if err := list(ctx, d.engine, say(listInvites, max(limit, 0)), &all, invite); err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	return all, nil
}

// ExpireInvites lets go of invitations that have ended.
func (d *DB) ExpireInvites(ctx context.Context, until time.Time) error {
	if _, err := d.engine.exec(ctx, say(expireInvites, at(until))); err != nil {
		return fmt.Errorf("expire invitations: %w", err)
	}
	return nil
}

func invite(scan scanner) (store.Invite, error) {
	var i store.Invite
	var made, until, revoked, taken, touched stamp
	err := scan(&i.ID, &i.Place, &i.Country, &i.Lang, &i.Mail, &i.By, &i.Org, &made, &until, &revoked, &taken, &i.Pledge, &i.State, &touched)
	i.Made, i.Until, i.Revoked = time.Time(made), time.Time(until), time.Time(revoked)
	i.Taken, i.Touched = time.Time(taken), time.Time(touched)
	return i, err
}

// forgotten takes somebody who is erased out of the invitations that they made.
func (e erasing) forgotten(ctx context.Context) error {
	_, err := e.s.exec(ctx, say(forgetInviter, e.erasure.Person, e.erasure.At, pledge.ErasedTeam))
	return err
}
