package store

import (
	"context"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Searchable is what the team may look for in a pledge: what the city had written when
// it sent it last. After that it is only told how the pledge stands.
type Searchable struct {
	Place, Country, Title string
	Priorities            []string // with the areas of those that have some
	Words                 string   // all that is written in words, but what names a person or is private
}

// SearchableOf is what may be looked for in a pledge that is being submitted; of one
// that was taken back only where it is from.
func SearchableOf(c *call.Call, p pledge.Pledge) Searchable {
	p = p.Promise(c) // a report is read beside its pledge, and not looked for
	s := Searchable{Place: p.Value(c.Using(call.UsePlace).Key).First(), Country: p.Value(c.Using(call.UseCountry).Key).First()}
	if p.State == pledge.Draft {
		s.Words = s.Place
		return s
	}
	s.Title = p.Value(c.Using(call.UseTitle).Key).First()
	var words []string
	for _, e := range pledge.Record(c, p) {
		switch f := e.Field; {
		case f.Choices.From != "":
			s.Priorities = append(s.Priorities, e.Answer.Value...)
		case f.Private || f.Personal:
		case f.Kind == call.Words || f.Kind == call.ListOf:
			words = append(words, e.Answer.Value...)
		case f.Kind == call.Group || f.Kind == call.Groups:
			for _, item := range e.Answer.Value {
				parts := call.Parts(item)
				for _, part := range f.Parts {
					if said := parts[string(part.Key)]; said != "" && !part.Personal {
						words = append(words, said)
					}
				}
			}
		}
	}
	s.Words = strings.Join(words, "\n")
	return s
}

// A Search narrows pledges down; what is empty narrows nothing.
type Search struct {
	Words          string // each begins a word of the text, whatever its accents and capitals
	Country        string
	States         []pledge.State
	Priority       string
	DueFrom, DueTo string // ISO dates of the report, both included
	ClaimedBy      pledge.Person
	Oldest         bool // who has waited longest comes first, rather than what came last
}

// Found is what a search says of one pledge.
type Found struct {
	Pledge                pledge.ID
	Reference             string
	State                 pledge.State
	Place, Country, Title string // of one that was taken back no title
	Due                   string // ISO date of the report; "" for none
	Since                 time.Time
	ClaimedBy             pledge.Person
}

// A Silence is a claim whose holder has done nothing for a while.
type Silence struct {
	Pledge pledge.ID
	Seen   int // the revision of their last act
}

// Searches finds pledges that were submitted, and never a word that the city has
// not sent. A change with Change.Searchable is found in its own transaction.
type Searches interface {
	// Search gives at most limit of what fits, after leaving so many out.
	Search(ctx context.Context, q Search, skip, limit int) ([]Found, error)
	// Silent lists claims of pledges that wait for the team and of which the
	// holder has done nothing since a time, nor the city sent anything; the longest
	// first.
	Silent(ctx context.Context, since time.Time, limit int) ([]Silence, error)
	// Unindexed lists submitted pledges that no search finds, since they are older
	// than searching.
	Unindexed(ctx context.Context, limit int) ([]pledge.ID, error)
	// Index lets such a pledge be found, if it still is at its revision; otherwise
	// ErrStale, and nothing is changed.
	Index(ctx context.Context, p pledge.Pledge, s Searchable) error
}
