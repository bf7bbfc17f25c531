package bot

import (
	"context"
	"fmt"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Foretell is what the owner of a pledge would read if somebody of the team
// gave a command now, in the owner's language; or why it would be refused.
// Nothing is changed by it.
func (b *Bot) Foretell(ctx context.Context, by pledge.Person, id pledge.ID, cmd pledge.Command) (Message, pledge.Refusal, error) {
	v, err := b.pledges.Look(ctx, store.Query{Person: by, Pledge: id})
	if err != nil {
		return Message{}, "", fmt.Errorf("look: %w", err)
	}
	if v.Pledge == nil {
		return Message{}, pledge.NotAllowed, nil
	}
	after, facts, why := pledge.Apply(b.machine.Call(), b.texts, *v.Pledge, b.now().UTC(), v.Person.Actor(), cmd)
	if why != "" || len(facts) == 0 {
		return Message{}, why, nil
	}
	read, err := b.pledges.Look(ctx, store.Query{Person: v.Pledge.Owner()})
	if err != nil {
		return Message{}, "", fmt.Errorf("look: %w", err)
	}
	after.Questions = slices.DeleteFunc(slices.Clone(after.Questions), func(q pledge.Question) bool {
		return !slices.ContainsFunc(facts, func(f pledge.Fact) bool { return f.Question() == q.ID })
	}) // each is read in full, once it is opened
	me := read.Person
	me.Away = false
	if me.Lang == "" {
		me.Lang = after.Lang
	}
	view := store.View{Person: me, Pledge: &after, Mine: []pledge.Pledge{after}}
	_, effects := b.next(conversation.Session{ID: "foretold", Lang: me.Lang}, view, conversation.Told{Facts: facts})
	var texts []call.Text
	for _, e := range effects {
		if r, ok := e.(conversation.Reply); ok {
			texts = append(texts, r.Texts...)
		}
	}
	return Message{Lang: me.Lang, Text: b.paragraphs(me.Lang, texts)}, "", nil
}
