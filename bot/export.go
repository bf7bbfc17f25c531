package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// exportName names no person: files are passed on.
const exportName = "pledgebot-data.json"

// An export is everything held about a person, for programs. Of pledges it has
// what is theirs: other people's answers are other people's data.
type export struct {
	Made       time.Time           `json:"made"`
	Person     conversation.Person `json:"person"`
	Pledges    []exported          `json:"pledges"`
	Facts      []pledge.Fact       `json:"facts"`
	Deliveries []store.Delivery    `json:"deliveries"`
	SetAside   []exportedAside     `json:"set_aside"`
	Invites    []exportedInvite    `json:"invites,omitempty"` // of the team: the cities that they invited
	Dialog     *exportedDialog     `json:"dialog,omitempty"`
}

type exported struct {
	ID        pledge.ID                       `json:"id"`
	State     pledge.State                    `json:"state"`
	Reference string                          `json:"reference,omitempty"`
	Seat      pledge.Seat                     `json:"seat"`
	Created   time.Time                       `json:"created"`
	Touched   time.Time                       `json:"touched"`
	Answers   map[call.FieldKey]pledge.Answer `json:"answers"` // by them, and who they are
}

type exportedAside struct {
	At  time.Time `json:"at"`
	Why string    `json:"why"`
	Raw string    `json:"raw"` // as it came
}

type exportedInvite struct {
	At      time.Time `json:"at"`
	Place   string    `json:"place"`
	Country string    `json:"country"`
}

// exportedDialog is where they are, and when they wrote lately.
type exportedDialog struct {
	Session conversation.Session `json:"session"`
	Inputs  []store.Input        `json:"inputs"`
}

// file is the export of somebody who asks for it.
func (b *Bot) file(ctx context.Context, who store.Address, lang call.Lang, r conversation.Reply) (*File, error) {
	switch {
	case r.Data:
		data, err := b.Export(ctx, who.Person())
		if err != nil {
			return nil, err
		}
		return &File{Name: exportName, Data: data}, nil
	case r.History != "":
		return b.history(ctx, who, lang, r.History)
	case r.Print != nil && b.papers != nil:
		return b.print(ctx, who, *r.Print)
	}
	return nil, nil
}

// history is every change of a pledge, for somebody who still writes in it.
func (b *Bot) history(ctx context.Context, who store.Address, lang call.Lang, id pledge.ID) (*File, error) {
	v, err := b.pledges.Look(ctx, store.Query{Person: who.Person(), Pledge: id})
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	if v.Pledge == nil || !v.Pledge.WritesSome(who.Person()) {
		return nil, nil
	}
	facts, err := b.pledges.Facts(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	text := b.paragraphs(lang, b.machine.History(b.view(v), facts))
	return &File{Name: historyName, Data: []byte(Clean(text) + "\n")}, nil
}

// print puts a pledge on paper, for somebody who still has a seat on it.
func (b *Bot) print(ctx context.Context, who store.Address, of conversation.Print) (*File, error) {
	v, err := b.pledges.Look(ctx, store.Query{Person: who.Person(), Pledge: of.Pledge})
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	if v.Pledge == nil || v.Pledge.Seats[who.Person()] == "" {
		return nil, nil
	}
	return b.papers.Print(ctx, *v.Pledge, of.Sheet)
}

// historyName is the file of a pledge's changes.
const historyName = "changes.txt"

// Export is everything held about a person, as JSON.
func (b *Bot) Export(ctx context.Context, who pledge.Person) ([]byte, error) {
	h, err := b.people.Held(ctx, who)
	if err != nil {
		return nil, err
	}
	out := export{
		Made: b.now().UTC(), Person: h.Person, Pledges: []exported{}, SetAside: []exportedAside{},
		Facts: append([]pledge.Fact{}, h.Facts...), Deliveries: append([]store.Delivery{}, h.Deliveries...),
	}
	for i, f := range out.Facts {
		if f.By != who {
			out.Facts[i].By = "" // who gave them a role
		}
		if f.Whom != who {
			out.Facts[i].Whom = "" // a colleague
		}
	}
	for _, p := range h.Pledges {
		out.Pledges = append(out.Pledges, b.exported(p, who))
	}
	for _, a := range h.Asides {
		out.SetAside = append(out.SetAside, exportedAside{At: a.At, Why: a.Why, Raw: string(a.Raw)})
	}
	for _, i := range h.Invites {
		out.Invites = append(out.Invites, exportedInvite{At: i.Made, Place: i.Place, Country: i.Country})
	}
	switch d, _, err := b.dialogs.Load(ctx, store.AddressOf(who)); {
	case err == nil:
		out.Dialog = &exportedDialog{Session: d.Session, Inputs: d.Inputs}
	case !errors.Is(err, store.ErrNotFound):
		return nil, fmt.Errorf("load dialog: %w", err)
	}
	return json.MarshalIndent(out, "", "  ")
}

func (b *Bot) exported(p pledge.Pledge, who pledge.Person) exported {
	e := exported{
		ID: p.ID, State: p.State, Seat: p.Seats[who], Created: p.Created, Touched: p.Touched,
		Answers: map[call.FieldKey]pledge.Answer{},
	}
	if p.Submitted != nil {
		e.Reference = p.Submitted.Reference
	}
	for key, a := range p.Answers {
		if f, _ := b.machine.Call().Field(key); a.By == who || f.Personal {
			if a.By != who {
				a.By = "" // a colleague
			}
			e.Answers[key] = a
		}
	}
	return e
}
