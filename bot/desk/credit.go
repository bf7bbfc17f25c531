package desk

import (
	"context"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// credit tells several cities where their report was used: "CLA-2026-0001 CLA-2026-0002" and
// the words.
func (d *Desk) credit(ctx context.Context, in conversation.InputID, w wording, by Person, typed []string) (Outcome, error) {
	numbers, where := named(typed)
	if len(numbers) == 0 || where == "" {
		return Outcome{Said: w.say("desk.credit.how")}, nil
	}
	return d.each(ctx, in, w, numbers, func(in conversation.InputID, p pledge.Pledge) (string, error) {
		switch _, why, err := d.doer.DoAs(ctx, in, by.ID, p.ID, pledge.Credit{Note: where}); {
		case err != nil:
			return "", err
		case why != "":
			return w.say("desk.credit.not", words(d.head(w, p)), words(w.text(refused(why)))), nil
		}
		return w.say("desk.credit.done", words(d.head(w, p))), nil
	})
}
