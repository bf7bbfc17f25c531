package store

import (
	"context"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Holding is everything the database holds about one person.
type Holding struct {
	Person     conversation.Person // zero but for its ID where nothing is kept
	Pledges    []pledge.Pledge     // on which they hold a seat, in the order of creation
	Facts      []pledge.Fact       // that they caused or that are about them, the oldest first
	Deliveries []Delivery          // to them, by due time
	Asides     []Aside             // from them, the oldest first
	Invites    []Invite            // that they made, the oldest first
}

// Empty tells whether nothing at all is held.
func (h Holding) Empty() bool {
	return h.Person.Rev == 0 && len(h.Pledges)+len(h.Facts)+len(h.Deliveries)+len(h.Asides)+len(h.Invites) == 0
}

// An Erasure takes a person out of what was kept until a moment. What came
// after it is of somebody who has come back, and stays.
type Erasure struct {
	Person pledge.Person `json:"person"`
	At     time.Time     `json:"at"`
}

// Erased is what an erasure did.
type Erased struct {
	Dropped []pledge.ID // drafts and rehearsals that nobody else held a seat on: gone
	Kept    []pledge.ID // pledges that stay without the person
	Vacant  []pledge.ID // those of Kept on which nobody holds a seat any more
}

// A Match is somebody whom a search found.
type Match struct {
	Person  pledge.Person
	Pledges []pledge.ID // where what was looked for stands; none where it is the person's own id
}

// People keeps what is held about persons, and lets go of it.
type People interface {
	// Held reads all that is held about a person, at one moment.
	Held(ctx context.Context, p pledge.Person) (Holding, error)
	// Erase takes a person out in one transaction, as pledge.Erase says for each
	// pledge. Their own row, the deliveries to them and their updates set aside
	// go, a draft that nobody else holds a seat on goes whole, and no key keeps an
	// id of theirs. It may be repeated: what is done already is left alone.
	Erase(ctx context.Context, c *call.Call, e Erasure) (Erased, error)
	// Team lists everybody who has a role in the mechanism team, by their names.
	Team(ctx context.Context) ([]conversation.Person, error)
	// FindPeople finds persons by what a letter names: the person's id, with or without
	// its platform, or words of the personal fields of pledges they hold a seat
	// on: a name, an address. It gives at most limit.
	FindPeople(ctx context.Context, c *call.Call, words string, limit int) ([]Match, error)
}
