package store

import (
	"context"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Public pledge is what everybody may read of one, from a day on.
type Public struct {
	Pledge    pledge.ID                    `json:"-"`
	Reference string                       `json:"reference"`
	From      string                       `json:"from"`   // ISO date, in UTC
	Status    pledge.State                 `json:"status"` // accepted, suspended or withdrawn
	Since     string                       `json:"since"`  // ISO date since which it has that status
	Place     string                       `json:"place"`
	Country   string                       `json:"country"` // ISO 3166-1 alpha-2
	City      string                       `json:"city"`    // the government, as the subject of a sentence
	Areas     []string                     `json:"areas"`   // priority areas
	Lang      call.Lang                    `json:"lang"`    // of the pledge itself
	Wordings  map[call.Lang]pledge.Wording `json:"wordings,omitempty"`
	Named     map[call.FieldKey]call.Value `json:"named,omitempty"` // what the city has agreed to show beside
}

// PublicOf is what everybody may read of a pledge as it was accepted last; nil for nothing. Of one that is
// suspended or withdrawn there is a note alone.
func PublicOf(c *call.Call, p pledge.Pledge) *Public {
	p = p.InForce(c)
	if p.Public == nil || p.Rehearsal || p.Submitted == nil || p.Decided == nil || !pledge.Publishable(c, p) {
		return nil
	}
	out := Public{
		Pledge: p.ID, Reference: p.Submitted.Reference, From: p.Public.From, Status: p.State, Since: day(p.Decided.At), Lang: p.Lang,
		Place: p.Value(c.Using(call.UsePlace).Key).First(), Country: p.Value(c.Using(call.UseCountry).Key).First(),
		City: p.Value(c.Using(call.UseCity).Key).First(), Areas: p.Value(c.Listing("priorities").Key),
	}
	switch p.State {
	case pledge.Accepted:
	case pledge.Suspended, pledge.Withdrawn:
		out.Since = day(p.Halted.At)
		return &out
	default:
		return nil
	}
	titles := p.Value(c.Using(call.UsePublish).Key).First() == pledge.PublishTitle
	out.Wordings, out.Named = map[call.Lang]pledge.Wording{}, map[call.FieldKey]call.Value{}
	for lang, w := range p.Public.Wordings {
		if titles {
			w.Text = ""
		}
		out.Wordings[lang] = w
	}
	for _, f := range c.Fields {
		if v := p.Value(f.Key); f.Needs != "" && !v.Empty() && p.Value(f.Needs).First() == "yes" {
			out.Named[f.Key] = v
		}
	}
	return &out
}

func day(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// A Page is where a list of what is public goes on: below an entry. The zero Page
// begins it.
type Page struct{ From, Reference string }

// Publications keeps what everybody may read.
type Publications interface {
	// Published lists what is public on a day, the latest first, at most limit.
	Published(ctx context.Context, on string, below Page, limit int) ([]Public, error)
}
