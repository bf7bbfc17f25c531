package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Staff gives somebody a place in the mechanism team, or takes it where the
// place has no role. Like a command it happens once for an input.
func (b *Bot) Staff(ctx context.Context, in conversation.InputID, by pledge.Actor, who pledge.Person, to pledge.Desk) ([]pledge.Fact, pledge.Refusal, error) {
	return b.staff(ctx, in, asker{actor: by}, who, to)
}

// StaffAs is Staff by a person of the team, by the role that their row gives
// them at the moment of the write.
func (b *Bot) StaffAs(ctx context.Context, in conversation.InputID, by, who pledge.Person, to pledge.Desk) ([]pledge.Fact, pledge.Refusal, error) {
	return b.staff(ctx, in, asker{actor: pledge.Actor{Person: by}, kept: true}, who, to)
}

func (b *Bot) staff(ctx context.Context, in conversation.InputID, by asker, who pledge.Person, to pledge.Desk) ([]pledge.Fact, pledge.Refusal, error) {
	return b.once(ctx, in, store.Query{Person: by.actor.Person}, func(v store.View) (store.Change, pledge.Refusal, error) {
		of, err := b.pledges.Look(ctx, store.Query{Person: who})
		if err != nil {
			return store.Change{}, "", fmt.Errorf("look: %w", err)
		}
		team, rows, err := b.team(ctx)
		if err != nil {
			return store.Change{}, "", err
		}
		was := deskOf(of.Person)
		team[who] = was // as it is changed
		actor, rests := by.in(v)
		if refusal := team.Staff(actor, who, to); refusal != "" || was == to {
			return store.Change{}, refusal, nil
		}
		if was.Role == pledge.Administrator {
			if other, found := rows[team.Administrator(who)]; found {
				rests = append(rests, other) // who may leave at the same time
			}
		}
		c := b.staffed(actor, of.Person, to)
		c.ReliesOn = rests
		return c, "", nil
	})
}

// staffed keeps somebody's new place.
func (b *Bot) staffed(by pledge.Actor, was conversation.Person, to pledge.Desk) store.Change {
	is := was
	is.Rev, is.Desk = was.Rev+1, &to
	return store.Change{
		Person: &is,
		Facts:  []pledge.Fact{{Rev: is.Rev, Kind: pledge.Staffed, By: by.Person, Org: by.Org, At: b.now().UTC(), Note: to.String()}},
	}
}

// deskOf is where a person stands in the team.
func deskOf(p conversation.Person) pledge.Desk {
	if p.Desk == nil {
		return pledge.Desk{}
	}
	return *p.Desk
}

// team is everybody who has a role, and their rows.
func (b *Bot) team(ctx context.Context) (pledge.Team, map[pledge.Person]conversation.Person, error) {
	all, err := b.people.Team(ctx)
	if err != nil {
		return nil, nil, err
	}
	team, rows := pledge.Team{}, map[pledge.Person]conversation.Person{}
	for _, p := range all {
		team[p.ID], rows[p.ID] = deskOf(p), p
	}
	return team, rows, nil
}

// SeedDesk makes people administrators of the team when the service starts. It
// never takes a role, and gives one to nobody about whom the team has decided
// otherwise, unless no administrator is left. It may be repeated, and done by
// several replicas at once.
func (b *Bot) SeedDesk(ctx context.Context, orgs map[pledge.Person]string) error {
	team, _, err := b.team(ctx)
	if err != nil {
		return err
	}
	for _, who := range slices.Sorted(maps.Keys(orgs)) {
		v, err := b.pledges.Look(ctx, store.Query{Person: who})
		if err != nil {
			return fmt.Errorf("look: %w", err)
		}
		if v.Person.Desk != nil && team.Administrator("") != "" {
			continue
		}
		in := conversation.InputID(fmt.Sprintf("sys:seed:%s:%d", who, v.Person.Rev))
		_, refusal, err := b.Staff(ctx, in, pledge.Actor{}, who, pledge.Desk{Role: pledge.Administrator, Org: orgs[who]})
		if err == nil && refusal != "" {
			err = fmt.Errorf("make %s an administrator: %s", who, refusal)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
