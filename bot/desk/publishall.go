package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// publishAll publishes several pledges on one day: "CLA-2026-0001 CLA-2026-0002 13
// December 2027". Each is told by itself whether it could be.
func (d *Desk) publishAll(ctx context.Context, in conversation.InputID, w wording, by Person, typed []string) (Outcome, error) {
	numbers, rest := named(typed)
	from := d.now().UTC().Format(time.DateOnly)
	if rest != "" {
		from = d.from(w, rest)
	}
	if len(numbers) == 0 || from == "" {
		return Outcome{Said: w.say("desk.publish.how")}, nil
	}
	return d.each(ctx, in, w, numbers, func(in conversation.InputID, p pledge.Pledge) (string, error) {
		return d.publishOne(ctx, in, w, by, p, from)
	})
}

// publishOne says what becomes of one of them.
func (d *Desk) publishOne(ctx context.Context, in conversation.InputID, w wording, by Person, p pledge.Pledge, from string) (string, error) {
	_, why, err := d.doer.DoAs(ctx, in, by.ID, p.ID, pledge.Publish{From: from, Seen: p.EditionRev()})
	switch {
	case err != nil:
		return "", err
	case why == pledge.Incomplete:
		return w.say("desk.publish.not", words(d.head(w, p)), words(w.text(call.Say("desk.publish.waits")))), nil
	case why != "":
		return w.say("desk.publish.not", words(d.head(w, p)), words(w.text(refused(why)))), nil
	}
	return w.say("desk.publish.done", words(d.head(w, p)), date(from)), nil
}

// uncopied lists the published pledges that are still to be copied.
func (d *Desk) uncopied(ctx context.Context, w wording, a pledge.Actor) (Outcome, error) {
	var lines []Line
	err := d.pledges.All(ctx, func(p pledge.Pledge) error {
		if where := pledge.Unlisted(d.call, p); p.State == pledge.Accepted && len(where) > 0 && pledge.MayRead(a, p, "") && len(lines) < uncopiedMost {
			lines = append(lines, Line{plain(w.say("desk.uncopied.line", words(d.head(w, p)), words(w.registries(where))))})
		}
		return nil
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("list what is to be copied: %w", err)
	}
	if len(lines) == 0 {
		return Outcome{Said: w.say("desk.uncopied.none")}, nil
	}
	return Outcome{Said: w.say("desk.uncopied.list"), Lines: slices.Clip(lines)}, nil
}

// uncopiedMost is how many pledges that list has room for.
const uncopiedMost = 40
