package desk

import (
	"context"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// named parts what was typed into the numbers of pledges with which it begins, and the rest.
func named(typed []string) (numbers []string, rest string) {
	n := 0
	for n < len(typed) && references.MatchString(typed[n]) {
		n++
	}
	return typed[:n], strings.Join(typed[n:], " ")
}

// each does something with every pledge that is named, by an input of its own, and says of
// each what became of it.
func (d *Desk) each(ctx context.Context, in conversation.InputID, w wording, named []string, do func(conversation.InputID, pledge.Pledge) (string, error)) (Outcome, error) {
	var out Outcome
	for _, reference := range named {
		p, said, err := d.find(ctx, w, reference)
		if err == nil && said == "" {
			said, err = do(in+conversation.InputID(":"+reference), p)
		}
		switch {
		case err != nil:
			return Outcome{}, err
		case out.Said == "": // without a sentence nobody is told anything
			out.Said = said
		default:
			out.Lines = append(out.Lines, Line{plain(said)})
		}
	}
	return out, nil
}
