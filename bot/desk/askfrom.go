package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"pledgebot/conversation"
	"pledgebot/store"
)

// AskFrom asks the city about the pledge below whose card somebody of the team
// wrote some words, with these to begin with. It only opens a window: nothing of
// the thread goes to the city without a preview.
func (d *Desk) AskFrom(ctx context.Context, in conversation.InputID, by Person, place, said string) (Outcome, error) {
	w := d.in(by.Lang)
	c, err := d.cards.CardAt(ctx, place)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return notice(w, w.say("desk.no_card")), nil
	case err != nil:
		return Outcome{}, fmt.Errorf("find card: %w", err)
	case utf8.RuneCountInString(said) > questionMost:
		return notice(w, w.say("desk.wrong.long", number(strconv.Itoa(questionMost)))), nil
	}
	out, err := d.Take(ctx, in, by, Press{Verb: Ask, Pledge: c.Pledge, What: said})
	if out.Form == nil && out.Said != "" {
		return notice(w, out.Said), err
	}
	return out, err
}

// notice is a sentence in a window: a message may stand where the bot cannot
// speak.
func notice(w wording, said string) Outcome {
	return Outcome{Form: &Form{
		Press: Press{Verb: Ask}, Title: w.say("desk.ask.title"), Lines: []Line{{plain(said)}}, Close: w.say("desk.close"),
	}}
}
