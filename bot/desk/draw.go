package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Channel is where the team reads. A place names a card in it.
type Channel interface {
	// Ready fails while nothing may be shown there, new or anew.
	Ready(ctx context.Context) error
	// Post shows a card for the first time.
	Post(ctx context.Context, c Card) (place string, err error)
	// Redraw shows a card in its place. ErrGone means that it stands there no more.
	Redraw(ctx context.Context, place string, c Card) error
	// Tell adds lines below a card, which tell its story up to a revision.
	Tell(ctx context.Context, place string, told int, story []Line) error
	// Found looks for a card that may have been posted since a time; "" for none.
	Found(ctx context.Context, id pledge.ID, since time.Time) (place string, err error)
	// TakeDown removes a card; one that is gone is no error.
	TakeDown(ctx context.Context, place string) error
	// Told looks up to which revision the story below a card goes.
	Told(ctx context.Context, place string) (told int, err error)
}

// ErrGone means that a card was taken away.
var ErrGone = errors.New("the card is gone")

// drawMost is how many cards one round draws.
const drawMost = 20

// redoAfter is when a card that could not be drawn is tried again.
const redoAfter = 15 * time.Second

// DrawDue brings the cards in the channel to what the pledges are. It ends with
// the first that fails; what is left is drawn in a later round. A card is claimed
// when its turn has come: the time that a claim holds is for one.
func (d *Desk) DrawDue(ctx context.Context, to Channel) error {
	for range drawMost {
		late := d.now().Add(lateAfter)
		cards, err := d.cards.ClaimCards(ctx, d.now().UTC(), 1)
		if err != nil {
			return fmt.Errorf("claim card: %w", err)
		}
		if len(cards) == 0 {
			return nil
		}
		if err := d.draw(ctx, to, drawing{Card: cards[0], late: late}); err != nil {
			return err
		}
	}
	return nil
}

// A drawing is a card that was claimed.
type drawing struct {
	store.Card
	late time.Time // from when on nothing is posted: another may have claimed it before it stands
}

// again tells whether something may have been shown by an attempt before.
func (c drawing) again() bool { return !c.Tried.IsZero() }

// lateAfter leaves a call of the channel the time that it may take, before the claim
// ends.
const lateAfter = store.DrawingFor / 2

func (d *Desk) draw(ctx context.Context, to Channel, c drawing) error {
	drawn, told, err := d.show(ctx, to, c)
	if errors.Is(err, errErased) {
		err = d.takeDown(ctx, to, c)
		if err == nil {
			return nil
		}
	}
	if err != nil {
		return errors.Join(fmt.Errorf("draw card: %w", err), d.cards.PostponeCard(ctx, c.Pledge, d.now().UTC().Add(redoAfter)))
	}
	return d.cards.DrewCard(ctx, c.Pledge, drawn, told)
}

// show draws one card and goes on with its story. After an attempt whose end
// nobody knows, what may have been shown is looked for first.
func (d *Desk) show(ctx context.Context, to Channel, c drawing) (drawn, told int, err error) {
	if strings.HasPrefix(string(c.Pledge), digests) {
		return c.Wanted, c.Wanted, d.showDigest(ctx, to, c)
	}
	view, err := d.pledges.Look(ctx, store.Query{Pledge: c.Pledge})
	if err != nil {
		return 0, 0, err
	}
	if view.Pledge == nil {
		return 0, 0, errErased
	}
	facts, err := d.pledges.Facts(ctx, c.Pledge)
	if err != nil {
		return 0, 0, err
	}
	p := *view.Pledge
	facts = until(p.Rev, facts)
	card := d.Card(p, facts)
	kin, err := d.kin(ctx, d.in(d.lang), p)
	if err != nil {
		return 0, 0, err
	}
	card.Lines = append(card.Lines, kin...)
	place, fresh, err := d.place(ctx, to, c, card)
	if err != nil || fresh {
		return p.Rev, p.Rev, err // a fresh card is the whole state, and needs no story
	}
	if told = c.Told; c.again() {
		below, err := to.Told(ctx, place)
		if err != nil {
			return 0, 0, err
		}
		told = max(told, below)
	}
	if story := d.Story(p, facts, told); len(story) > 0 {
		err = to.Tell(ctx, place, p.Rev, story)
	}
	return p.Rev, p.Rev, err
}

// until leaves out what became true after a revision: the pledge was read before
// its history. The drawing that it has wanted tells of it.
func until(rev int, facts []pledge.Fact) []pledge.Fact {
	return slices.DeleteFunc(slices.Clone(facts), func(f pledge.Fact) bool { return f.Rev > rev })
}

// showDigest shows what happened until a morning; nothing where nothing did.
func (d *Desk) showDigest(ctx context.Context, to Channel, c drawing) error {
	from, until, ok := d.span(c.Pledge)
	if !ok {
		return nil // there are no digests any more
	}
	card, some, err := d.digest(ctx, c.Pledge, from, until)
	if err != nil || !some {
		return err
	}
	_, _, err = d.place(ctx, to, c, card)
	return err
}

// errLate says that a drawing took so long that another may have begun.
var errLate = errors.New("the drawing took too long")

// errErased says that a card's pledge is no more.
var errErased = errors.New("the pledge was erased")

// takeDown removes what the channel shows of an erased pledge.
func (d *Desk) takeDown(ctx context.Context, to Channel, c drawing) (err error) {
	place := c.Place
	if place == "" {
		if place, err = to.Found(ctx, c.Pledge, c.Tried); err != nil {
			return err
		}
	}
	if place != "" {
		if err = to.TakeDown(ctx, place); err != nil {
			return err
		}
	}
	return d.cards.DropCard(ctx, c.Pledge)
}

// place sees to it that the card stands somewhere and shows the present state.
func (d *Desk) place(ctx context.Context, to Channel, c drawing, card Card) (place string, fresh bool, err error) {
	if err = to.Ready(ctx); err != nil {
		return "", false, err
	}
	if place = c.Place; place == "" && c.again() {
		if place, err = to.Found(ctx, c.Pledge, c.Tried); err != nil {
			return "", false, err
		}
		if place != "" {
			if err = d.cards.PlaceCard(ctx, c.Pledge, place); err != nil {
				return "", false, err
			}
		}
	}
	if place != "" {
		if err = to.Redraw(ctx, place, card); !errors.Is(err, ErrGone) {
			return place, false, err
		}
	}
	if !d.now().Before(c.late) {
		return "", false, errLate
	}
	if place, err = to.Post(ctx, card); err != nil {
		return "", false, err
	}
	return place, true, d.cards.PlaceCard(ctx, c.Pledge, place)
}
