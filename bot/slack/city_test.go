package slack_test

import (
	"context"
	"maps"
	"strconv"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// riobamba is what a city has written.
var riobamba = map[call.FieldKey]call.Value{
	"place_name": {"Riobamba"}, "country": {"EC"}, "entity_name": {"El Municipio de Riobamba"}, "priorities": {"4", "5"},
	"title": {"Viviendas para familias recién llegadas"}, "template": {"own"},
	"commitment":      {"El Municipio de Riobamba pondrá 40 viviendas a disposición de familias recién llegadas."},
	"description":     {"Con garantías de alquiler y un registro público de viviendas."},
	"contact_email":   {"inclusion@riobamba.example"},
	"consent_publish": {"full_text"},
}

const owner pledge.Person = "tg:7"

// submits has a city submit a pledge for which the team vouches, and returns it.
func (w *world) submits(answers map[call.FieldKey]call.Value) pledge.Pledge {
	w.t.Helper()
	of := call.Value{answers["place_name"].First(), answers["country"].First()}
	return w.submitsAs(answers, pledge.Fact{Kind: pledge.WasVouched, From: "UCLG", Value: of, Invited: true})
}

// submitsAs has a city submit a pledge of which something else is true as well.
func (w *world) submitsAs(answers map[call.FieldKey]call.Value, more ...pledge.Fact) pledge.Pledge {
	w.t.Helper()
	w.clock.Pass(time.Second)
	p := w.drafts(answers, more...)
	return w.keeps(p, pledge.Fact{Kind: pledge.WasSubmitted, Check: pledge.Check(product.Call, p), Expected: "2028-11-30"})
}

// drafts has a city write down answers, of which something else is true as well.
func (w *world) drafts(answers map[call.FieldKey]call.Value, more ...pledge.Fact) pledge.Pledge {
	w.t.Helper()
	id := bot.NewID(conversation.InputID("test:" + w.clock.Now().String()))
	facts := []pledge.Fact{{Kind: pledge.Created, Lang: "es", Call: product.Call.Version}}
	for key, value := range answers {
		facts = append(facts, pledge.Fact{Kind: pledge.Answered, Field: key, Value: value})
	}
	return w.keeps(pledge.Pledge{ID: id}, append(facts, more...)...)
}

// does has the city's person give a command.
func (w *world) does(p pledge.Pledge, cmd pledge.Command) pledge.Pledge {
	w.t.Helper()
	w.clock.Pass(time.Second)
	in := conversation.InputID("test:" + pledge.Name(cmd) + w.clock.Now().String())
	if _, why, err := w.bot.Do(w.t.Context(), in, pledge.Actor{Person: owner}, p.ID, cmd); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
	return w.now(p.ID)
}

// keeps writes facts of one input of the city into the store.
func (w *world) keeps(p pledge.Pledge, facts ...pledge.Fact) pledge.Pledge {
	w.t.Helper()
	rev := p.Rev + 1
	for i := range facts {
		f := &facts[i]
		f.Pledge, f.Rev, f.N, f.By, f.At = p.ID, rev, i, owner, w.clock.Now()
		p = pledge.Fold(p, *f)
	}
	c := store.Change{Input: conversation.InputID("test:" + w.clock.Now().String() + string(facts[0].Kind) + strconv.Itoa(rev)), Facts: facts, Pledge: &p, Card: p.Submitted != nil}
	for _, f := range facts {
		if f.Submits() || f.Kind == pledge.Recalled {
			what := store.SearchableOf(product.Call, p)
			c.Searchable = &what
		}
	}
	kept, err := w.db.Commit(w.t.Context(), c)
	if err != nil {
		w.t.Fatal(err)
	}
	if pledge.Unnumbered(facts) {
		for _, f := range kept {
			if f.Submits() {
				p, _ = pledge.Number(p, facts, f.Reference)
			}
		}
	}
	return p
}

// linked is where a code leads in.
func linked(_ context.Context, code string) (string, error) {
	return "https://t.me/test_bot?start=" + code, nil
}

// now is a pledge as it is kept.
func (w *world) now(id pledge.ID) pledge.Pledge {
	w.t.Helper()
	v, err := w.db.Look(w.t.Context(), store.Query{Pledge: id})
	if err != nil || v.Pledge == nil {
		w.t.Fatal(err)
	}
	return *v.Pledge
}

// well says that all works but what is ill.
func (w *world) well(_ context.Context, name string) error {
	if name == w.ill {
		return store.ErrAway
	}
	return nil
}

// found is the pledge with a reference.
func (w *world) found(reference string) pledge.Pledge {
	w.t.Helper()
	p, err := w.db.Find(w.t.Context(), reference)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// with are answers with others in their place.
func with(answers map[call.FieldKey]call.Value, others map[string][]string) map[call.FieldKey]call.Value {
	out := maps.Clone(answers)
	for key, value := range others {
		out[call.FieldKey(key)] = value
	}
	return out
}
