package store

import (
	"context"
	"time"

	"pledgebot/conversation/pledge"
)

// A Card shows the team a pledge as it is. It is never told what happened, only
// that it is behind: whoever draws it reads the pledge and shows its present
// state, so that nothing is lost by a drawing that was, and nothing harmed by one
// too many.
type Card struct {
	Pledge pledge.ID
	Wanted int       // the revision of the pledge that it is to show
	Drawn  int       // the one that it shows; 0 for none
	Told   int       // up to where its thread tells the history; 0 for nothing
	Place  string    // where it stands, as the platform names it; "" while that is not known
	Tried  time.Time // when it was claimed first since it was last drawn, before the present claim: something may have been shown since; zero: nothing was
	Due    time.Time
}

// Waits tells whether there is something to draw or to tell.
func (c Card) Waits() bool { return c.Wanted > c.Drawn || c.Wanted > c.Told }

// DrawingFor is how long nobody else draws a card that was claimed. Whoever
// claims one has to come to an end before.
const DrawingFor = 30 * time.Second

// Cards keeps which cards are behind. A change with Change.Card wants a card
// anew in its own transaction, also while the card is being drawn.
type Cards interface {
	// WantNotice wants a card of a name that is no pledge's, once: where it was
	// wanted before, it is left as it is.
	WantNotice(ctx context.Context, name pledge.ID, due time.Time) error
	// ClaimCards takes up to limit cards that wait and are due, the longest due
	// first. No two claims return the same one within DrawingFor.
	ClaimCards(ctx context.Context, now time.Time, limit int) ([]Card, error)
	// PlaceCard remembers where a card stands, as soon as it is known.
	PlaceCard(ctx context.Context, id pledge.ID, place string) error
	// DrewCard says up to which revisions a claimed card is drawn and its history
	// told, never less than before, and lets go of it. If it is behind again, it
	// is due at once.
	DrewCard(ctx context.Context, id pledge.ID, drawn, told int) error
	// PostponeCard lets go of a claimed card until a time, or until the pledge
	// changes.
	PostponeCard(ctx context.Context, id pledge.ID, until time.Time) error
	// DropCard forgets a card. One that was tried outlives its pledge and waits
	// then, so that what stands there of it can be taken down first.
	DropCard(ctx context.Context, id pledge.ID) error
	// CardAt returns the card that stands at a place.
	CardAt(ctx context.Context, place string) (Card, error)
	// CardOf returns the card of a pledge. Like all that name one, it returns
	// ErrNotFound where there is none.
	CardOf(ctx context.Context, id pledge.ID) (Card, error)
}
