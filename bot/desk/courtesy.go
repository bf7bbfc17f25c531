package desk

import (
	"context"
	"fmt"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// courtesy is a template's sentence in the reader's language, with what the city
// wrote in its gaps as it stands; nothing for own words, for a reader of the
// pledge's language, and where the slots are not what was sent.
func (d *Desk) courtesy(w wording, p pledge.Pledge) []Line {
	t, ok := d.call.Template(p.Template())
	if !ok || p.Lang == w.lang {
		return nil
	}
	for _, fill := range t.Fills {
		if fill.Field == d.call.Using(call.UseCommitment).Key && fill.Text != "" {
			text := w.text(pledge.Sentence(d.call, p, t, fill.Text))
			return []Line{{quiet(w.say("desk.courtesy") + " "), plain(text)}}
		}
	}
	return nil
}

// kinMost is how many other pledges of its city a card names.
const kinMost = 5

// kin names the other pledges that came from the same place.
func (d *Desk) kin(ctx context.Context, w wording, p pledge.Pledge) ([]Line, error) {
	place := p.Value(d.call.Using(call.UsePlace).Key).First()
	q := store.Search{Words: place, Country: p.Value(d.call.Using(call.UseCountry).Key).First()}
	all, err := d.searches.Search(ctx, q, 0, 4*kinMost)
	if err != nil {
		return nil, fmt.Errorf("search the same place: %w", err)
	}
	var others []string
	for _, f := range all {
		if f.Pledge != p.ID && strings.EqualFold(f.Place, place) && len(others) < kinMost {
			others = append(others, f.Reference)
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	return []Line{{w.label(w.say("desk.kin")), plain(strings.Join(others, ", "))}}, nil
}
