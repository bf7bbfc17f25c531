package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Home is what somebody of the team sees of all that waits, in their language.
type Home struct{ Parts []Part }

// A Part is one list of a home.
type Part struct {
	Title string
	Lines []Line
	Items []Item
	More  *Button // shows all of it; nil for none
}

// A Drafts lists pledges that nobody has changed for a while.
type Drafts interface {
	Untouched(ctx context.Context, since store.Untouched, yield func(pledge.Pledge) error) error
}

// A Well tells whether something that the bot needs works.
type Well func(ctx context.Context, name string) error

// Needs are what a Well is asked for.
var Needs = []string{"database", "dialogs", "slack"}

// homeMost is how many pledges each list of a home has.
const homeMost = 5

// restsAfter is how long a draft is left alone before the team sees that it
// rests.
const restsAfter = 7 * 24 * time.Hour

// Home shows somebody of the team what waits, and a stranger one sentence.
func (d *Desk) Home(ctx context.Context, by Person) (Home, error) {
	view, err := d.pledges.Look(ctx, store.Query{Person: by.ID})
	if err != nil {
		return Home{}, fmt.Errorf("look: %w", err)
	}
	w, a := d.in(by.Lang), view.Person.Actor()
	if a.Role == "" {
		return Home{Parts: []Part{{Lines: []Line{{plain(w.say("desk.stranger", words(string(by.ID))))}}}}}, nil
	}
	var h Home
	for _, word := range []string{wordMine, wordWaiting, wordWithCity, wordOverdue} {
		part, err := d.waits(ctx, w, a, word)
		if err != nil {
			return Home{}, err
		}
		h.Parts = append(h.Parts, part)
	}
	resting, err := d.resting(ctx, w)
	if err != nil {
		return Home{}, err
	}
	h.Parts = append(h.Parts, resting, d.health(ctx, w))
	for i := range h.Parts {
		if p := &h.Parts[i]; len(p.Items)+len(p.Lines) == 0 {
			p.Lines = []Line{{quiet(w.say("desk.home.empty"))}}
		}
	}
	return h, nil
}

// waits lists what a search by one of its words finds, who waits longest first.
func (d *Desk) waits(ctx context.Context, w wording, a pledge.Actor, word string) (Part, error) {
	part := Part{Title: w.say("desk.home." + word)}
	typed := w.names("desk.word." + word)[0]
	q, _ := d.understand(w, a, typed)
	q.Oldest = true
	all, err := d.searches.Search(ctx, q, 0, homeMost+1)
	if err != nil {
		return Part{}, fmt.Errorf("search: %w", err)
	}
	for _, f := range all[:min(len(all), homeMost)] {
		part.Items = append(part.Items, d.item(w, a, f, ""))
	}
	if len(all) > homeMost {
		part.More = &Button{Press: Press{Verb: Search, What: typed}, Label: w.say("desk.home.all")}
	}
	return part, nil
}

var errEnough = errors.New("enough")

// resting lists drafts that nobody has touched for a week: where from, since when
// and at which question, and never a word of them.
func (d *Desk) resting(ctx context.Context, w wording) (Part, error) {
	part := Part{Title: w.say("desk.home.resting")}
	place, country := d.call.Using(call.UsePlace).Key, d.call.Using(call.UseCountry).Key
	err := d.drafts.Untouched(ctx, store.Untouched{Draft: d.now().UTC().Add(-restsAfter)}, func(p pledge.Pledge) error {
		if len(part.Items) == homeMost {
			return errEnough
		}
		where := words(w.say("desk.home.place", words(w.answer(w.lang, place, p.Value(place))), words(w.answer(w.lang, country, p.Value(country)))))
		text := w.say("desk.home.ready", where, day(p.Touched))
		if q := d.restsAt(w, p); q != "" {
			text = w.say("desk.home.rests", where, day(p.Touched), words(q))
		}
		part.Items = append(part.Items, d.offer(w, p, text))
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return Part{}, fmt.Errorf("list drafts: %w", err)
	}
	return part, nil
}

// offer is a draft that rests, with a button to offer help unless that was done.
func (d *Desk) offer(w wording, p pledge.Pledge, rests string) Item {
	if p.Helped() {
		return Item{Text: w.say("desk.home.helped", words(rests), day(p.HelpedWith.At))}
	}
	return Item{Text: rests, Button: &Button{Press: Press{Verb: Help, Pledge: p.ID}, Label: w.say("desk.button.help")}}
}

// restsAt is the first question of a draft that waits for an answer; "" where
// nothing is missing.
func (d *Desk) restsAt(w wording, p pledge.Pledge) string {
	points := pledge.Points(d.call, p)
	if len(points) == 0 {
		return ""
	}
	key := points[0].Key
	if _, _, slot := d.call.Slot(key); slot || key == call.TemplateKey {
		key = d.call.Using(call.UseCommitment).Key // which is being worded
	}
	return w.field(key)
}

// health says whether what the bot needs works.
func (d *Desk) health(ctx context.Context, w wording) Part {
	part := Part{Title: w.say("desk.home.health")}
	for _, name := range Needs {
		state := w.say("desk.home.well")
		if d.well(ctx, name) != nil {
			state = w.say("desk.home.away")
		}
		part.Lines = append(part.Lines, Line{w.label(w.say("desk.home.health." + name)), plain(state)})
	}
	return part
}
