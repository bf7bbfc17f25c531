package pledge

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// A Seat is a place on a pledge. The city owns the pledge; people hold seats.
type Seat string

// The seats.
const (
	Owner       Seat = "owner"       // the drafter and focal point
	Contributor Seat = "contributor" // writes the text, or some sections of it
	Adviser     Seat = "adviser"     // reads it and remarks on it
	Approver    Seat = "approver"    // reads it and signs it off for the city
	Reader      Seat = "reader"      // reads it
)

// Seats lists those to which the owner lets somebody in.
var Seats = []Seat{Contributor, Adviser, Approver, Reader}

// A Member is somebody who was let in.
type Member struct {
	Office   string         `json:"office,omitempty"`   // for which they write, as they named it
	Sections []call.Section `json:"sections,omitempty"` // that a contributor may write; none: all
	At       time.Time      `json:"at"`
}

// OpeningID names an offer of a seat inside its pledge: "<rev>.<n>" of the fact
// that made it.
type OpeningID string

// An Opening is a seat that waits for whoever brings its code first. The code
// itself is kept nowhere.
type Opening struct {
	ID       OpeningID      `json:"id"`
	Hash     string         `json:"hash"`
	Seat     Seat           `json:"seat,omitempty"`
	Sections []call.Section `json:"sections,omitempty"`
	Field    call.FieldKey  `json:"field,omitempty"` // of the one question that it asks, instead of a seat
	At       time.Time      `json:"at"`
}

// OpenHours is how long such a code can be used.
const OpenHours = 72

// OpenUntil is the last moment at which a code that was made at a moment can be used.
func OpenUntil(at time.Time) time.Time { return at.Add(OpenHours * time.Hour) }

// A Request is somebody asking for a seat.
type Request struct {
	By     Person    `json:"by"`
	Office string    `json:"office"`
	At     time.Time `json:"at"`
}

// Writes tells whether a person of the city may give an answer: the owner every
// one, a contributor those of their sections, and nobody else signs off.
func (p Pledge) Writes(c *call.Call, who Person, key call.FieldKey) bool {
	switch p.Seats[who] {
	case Owner:
		return true
	case Contributor:
		f, _ := c.Field(key)
		mine := p.Members[who].Sections
		return f.Stage != call.SignOff && (len(mine) == 0 || slices.Contains(mine, c.Section(key)))
	case Adviser, Approver, Reader:
	}
	return false
}

// WritesSome tells whether a person of the city writes any of the answers.
func (p Pledge) WritesSome(who Person) bool {
	return p.Seats[who] == Owner || p.Seats[who] == Contributor
}

// openingHash is what is kept of the secret of an offer.
func openingHash(id ID, secret string) string {
	return digest("seat "+string(id)+" "+secret, 2)
}

// PassedOn is the code that a fact lets its owner pass on; "" where the secret is of
// none.
func PassedOn(f Fact, secret string) string {
	switch {
	case (f.Kind == Offered || f.Kind == Reseated) && f.Check == hash(f.Pledge, secret):
		return Code(f.Pledge, secret)
	case (f.Kind == Involved || f.Kind == Consulted) && f.Check == openingHash(f.Pledge, secret):
		return SeatCode(f.Pledge, secret)
	}
	return ""
}

// Opens finds the offer of a seat that a secret takes now.
func Opens(p Pledge, secret string, now time.Time) (Opening, bool) {
	h := openingHash(p.ID, secret)
	i := slices.IndexFunc(p.Openings, func(o Opening) bool { return o.Hash == h && o.open(now) })
	if i < 0 || !p.Deleted.IsZero() {
		return Opening{}, false
	}
	return p.Openings[i], true
}

func (o Opening) open(now time.Time) bool { return !now.After(OpenUntil(o.At)) }

// Open lists the offers that can still be taken.
func (p Pledge) Open(now time.Time) []Opening {
	return slices.DeleteFunc(slices.Clone(p.Openings), func(o Opening) bool { return !o.open(now) })
}

// Request finds what somebody has asked for.
func (p Pledge) Request(who Person) (Request, bool) {
	i := slices.IndexFunc(p.Requests, func(r Request) bool { return r.By == who })
	if i < 0 {
		return Request{}, false
	}
	return p.Requests[i], true
}

// shares is the pledge after a fact about who takes part in it.
func (p Pledge) shares(f Fact) Pledge {
	switch f.Kind {
	case Involved, Consulted:
		id := OpeningID(f.Name())
		p.Openings = append(p.Open(f.At), Opening{ID: id, Hash: f.Check, Seat: f.Seat, Sections: f.Sections, Field: f.Field, At: f.At})
	case Uninvited:
		p = p.closed(OpeningID(f.Note))
	case Joined:
		p = p.closed(OpeningID(f.From)).answered(f.Whom)
		p = p.seated(f.Whom, f.Seat, Member{Office: f.Note, Sections: f.Sections, At: f.At})
	case Petitioned:
		p.Requests = append(p.Requests[:len(p.Requests):len(p.Requests)], Request{By: f.By, Office: f.Note, At: f.At})
	case Dismissed:
		p = p.answered(f.Whom).unseated(f.Whom)
	}
	return p
}

func (p Pledge) closed(id OpeningID) Pledge {
	p.Openings = slices.DeleteFunc(slices.Clone(p.Openings), func(o Opening) bool { return o.ID == id })
	return p
}

func (p Pledge) answered(who Person) Pledge {
	p.Requests = slices.DeleteFunc(slices.Clone(p.Requests), func(r Request) bool { return r.By == who })
	return p
}

// seated gives somebody a seat. The owner is no member: nobody let them in.
func (p Pledge) seated(who Person, s Seat, m Member) Pledge {
	p = p.unseated(who)
	p.Seats[who] = s
	if s != Owner {
		if p.Members == nil {
			p.Members = map[Person]Member{}
		}
		p.Members[who] = m
	}
	return p
}

func (p Pledge) unseated(who Person) Pledge {
	p.Seats, p.Members = maps.Clone(p.Seats), maps.Clone(p.Members)
	delete(p.Seats, who)
	delete(p.Members, who)
	if p.Successor == who {
		p.Successor = ""
	}
	return p
}
