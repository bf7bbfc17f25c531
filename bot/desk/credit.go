package desk

import (
	"context"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// credit tells several cities where their report was used: "CLA-2026-0001 CLA-2026-0002" and
// the words.
func (d *Desk) credit(ctx context.Context, in conversation.InputID, w wording, by Person, typed []string) (Outcome, error) {
	n := 0
	for n < len(typed) && references.MatchString(typed[n]) {
		n++
	}
	where := strings.Join(typed[n:], " ")
	if n == 0 || where == "" {
		return Outcome{Said: w.say("desk.credit.how")}, nil
	}
	var out Outcome
	for _, reference := range typed[:n] {
		p, said, err := d.find(ctx, w, reference)
		if err != nil {
			return Outcome{}, err
		}
		if said == "" {
			_, why, err := d.doer.DoAs(ctx, in+conversation.InputID(":"+reference), by.ID, p.ID, pledge.Credit{Note: where})
			if err != nil {
				return Outcome{}, err
			}
			said = w.say("desk.credit.done", words(d.head(w, p)))
			if why != "" {
				said = w.say("desk.credit.not", words(d.head(w, p)), words(w.text(refused(why))))
			}
		}
		if out.Said == "" { // without a sentence nobody is told anything
			out.Said = said
			continue
		}
		out.Lines = append(out.Lines, Line{plain(said)})
	}
	return out, nil
}
