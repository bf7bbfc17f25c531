package sql

import (
	"errors"
	"fmt"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// mistake finds what no change of a sound caller has. It is told apart from
// ErrStale, after which the caller would try the same again for ever.
func mistake(c store.Change) error {
	switch {
	case c.Input == "":
		return errors.New("no input is named")
	case len(c.Facts) == 0:
		return errors.New("there are no facts")
	case c.Pledge != nil && (c.Pledge.ID == "" || c.Pledge.Rev < 1):
		return errors.New("the pledge has no id or no revision")
	case c.Searchable != nil && (c.Pledge == nil || !c.Pledge.Sent()):
		return errors.New("something to look for of what was not sent")
	case c.Publishes && c.Pledge == nil, c.Public != nil && !c.Publishes:
		return errors.New("a publication of no pledge, or one that is not written")
	case c.Card && c.Pledge == nil:
		return errors.New("a card of no pledge")
	case c.Uses != nil && (c.Pledge == nil || c.Pledge.Rev != 1):
		return errors.New("an invitation used for nothing new")
	case c.Person != nil && (c.Person.ID == "" || c.Person.Rev < 1):
		return errors.New("the person has no id or no revision")
	case slices.ContainsFunc(c.ReliesOn, func(p conversation.Person) bool { return p.ID == "" || p.Rev < 1 }):
		return errors.New("it relies on somebody of whom nothing is kept")
	case pledge.Unnumbered(c.Facts) && (c.Pledge == nil || c.Pledge.Submitted == nil):
		return errors.New("a submission without a submitted pledge")
	}
	next := map[pledge.ID]int{}
	for _, f := range c.Facts {
		if err := misplaced(c, f, next[f.Pledge]); err != nil {
			return fmt.Errorf("fact %s: %w", f.Kind, err)
		}
		next[f.Pledge] = f.N + 1
	}
	return nil
}

// misplaced tells whether a fact has no place in the history of its pledge or
// person. Its number must be at least next.
func misplaced(c store.Change, f pledge.Fact, next int) error {
	switch {
	case f.N < next:
		return errors.New("out of order")
	case f.Pledge == "" && (c.Person == nil || c.Person.Rev != f.Rev):
		return errors.New("not of this revision of the person")
	case f.Pledge != "" && (c.Pledge == nil || c.Pledge.ID != f.Pledge || c.Pledge.Rev != f.Rev):
		return errors.New("not of this revision of the pledge")
	}
	return nil
}
