package sql_test

import (
	"context"
	"sync/atomic"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
)

// A pair asks two databases on the same file in turn, as two processes would.
type pair struct {
	dbs   [2]*sql.DB
	asked atomic.Int64
}

func (p *pair) next() *sql.DB { return p.dbs[p.asked.Add(1)%2] }

func (p *pair) Look(ctx context.Context, q store.Query) (store.View, error) {
	return p.next().Look(ctx, q)
}

func (p *pair) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	return p.next().Commit(ctx, c)
}

func (p *pair) Facts(ctx context.Context, id pledge.ID) ([]pledge.Fact, error) {
	return p.next().Facts(ctx, id)
}

func (p *pair) Since(ctx context.Context, after store.Point) ([]store.Caused, error) {
	return p.next().Since(ctx, after)
}

func (p *pair) Find(ctx context.Context, reference string) (pledge.Pledge, error) {
	return p.next().Find(ctx, reference)
}

func (p *pair) All(ctx context.Context, yield func(pledge.Pledge) error) error {
	return p.next().All(ctx, yield)
}

func (p *pair) Swept(ctx context.Context) (time.Time, error) { return p.next().Swept(ctx) }

func (p *pair) SetSwept(ctx context.Context, at time.Time) error { return p.next().SetSwept(ctx, at) }

func (p *pair) Claim(ctx context.Context, platform string, now time.Time, limit int) ([]store.Delivery, error) {
	return p.next().Claim(ctx, platform, now, limit)
}

func (p *pair) Finish(ctx context.Context, key string, s store.DeliveryState, due time.Time) error {
	return p.next().Finish(ctx, key, s, due)
}

func (p *pair) SetAside(ctx context.Context, a store.Aside) error { return p.next().SetAside(ctx, a) }

func (p *pair) Asides(ctx context.Context, after store.Aside, limit int) ([]store.Aside, error) {
	return p.next().Asides(ctx, after, limit)
}

func (p *pair) TakeOut(ctx context.Context, key string) error { return p.next().TakeOut(ctx, key) }

func (p *pair) Stuck(ctx context.Context, before time.Time) ([]store.Delivery, error) {
	return p.next().Stuck(ctx, before)
}

func (p *pair) Held(ctx context.Context, who pledge.Person) (store.Holding, error) {
	return p.next().Held(ctx, who)
}

func (p *pair) Erase(ctx context.Context, c *call.Call, e store.Erasure) (store.Erased, error) {
	return p.next().Erase(ctx, c, e)
}

func (p *pair) Team(ctx context.Context) ([]conversation.Person, error) { return p.next().Team(ctx) }

func (p *pair) FindPeople(ctx context.Context, c *call.Call, words string, limit int) ([]store.Match, error) {
	return p.next().FindPeople(ctx, c, words, limit)
}

func (p *pair) WantNotice(ctx context.Context, name pledge.ID, due time.Time) error {
	return p.next().WantNotice(ctx, name, due)
}

func (p *pair) ClaimCards(ctx context.Context, now time.Time, limit int) ([]store.Card, error) {
	return p.next().ClaimCards(ctx, now, limit)
}

func (p *pair) PlaceCard(ctx context.Context, id pledge.ID, place string) error {
	return p.next().PlaceCard(ctx, id, place)
}

func (p *pair) DrewCard(ctx context.Context, id pledge.ID, drawn, told int) error {
	return p.next().DrewCard(ctx, id, drawn, told)
}

func (p *pair) PostponeCard(ctx context.Context, id pledge.ID, until time.Time) error {
	return p.next().PostponeCard(ctx, id, until)
}

func (p *pair) DropCard(ctx context.Context, id pledge.ID) error { return p.next().DropCard(ctx, id) }

func (p *pair) CardAt(ctx context.Context, place string) (store.Card, error) {
	return p.next().CardAt(ctx, place)
}

func (p *pair) CardOf(ctx context.Context, id pledge.ID) (store.Card, error) {
	return p.next().CardOf(ctx, id)
}

func (p *pair) Search(ctx context.Context, q store.Search, skip, limit int) ([]store.Found, error) {
	return p.next().Search(ctx, q, skip, limit)
}

func (p *pair) Silent(ctx context.Context, since time.Time, limit int) ([]store.Silence, error) {
	return p.next().Silent(ctx, since, limit)
}

func (p *pair) Unindexed(ctx context.Context, limit int) ([]pledge.ID, error) {
	return p.next().Unindexed(ctx, limit)
}

func (p *pair) Index(ctx context.Context, l pledge.Pledge, s store.Searchable) error {
	return p.next().Index(ctx, l, s)
}

func (p *pair) Invite(ctx context.Context, in conversation.InputID, by conversation.Person, all []store.Invite) error {
	return p.next().Invite(ctx, in, by, all)
}

func (p *pair) TakeInvite(ctx context.Context, u store.Use, at time.Time) (store.Invite, error) {
	return p.next().TakeInvite(ctx, u, at)
}

func (p *pair) RevokeInvite(ctx context.Context, id pledge.InviteID, by conversation.Person, at time.Time) error {
	return p.next().RevokeInvite(ctx, id, by, at)
}

func (p *pair) Invitations(ctx context.Context, limit int) ([]store.Invite, error) {
	return p.next().Invitations(ctx, limit)
}

func (p *pair) ExpireInvites(ctx context.Context, at time.Time) error {
	return p.next().ExpireInvites(ctx, at)
}

func (p *pair) Published(ctx context.Context, on string, below store.Page, limit int) ([]store.Public, error) {
	return p.next().Published(ctx, on, below, limit)
}

func (p *pair) Drop(ctx context.Context, id pledge.ID, rev int) error {
	return p.next().Drop(ctx, id, rev)
}

func (p *pair) Close() error {
	for _, d := range p.dbs {
		if err := d.Close(); err != nil {
			return err
		}
	}
	return nil
}
