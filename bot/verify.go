package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// checked looks what the number and the check code of a paper stand for. Whatever is
// wrong with them is answered alike, and so is everything after too many that were.
func (b *Bot) checked(ctx context.Context, u Update, reference, check string) (*conversation.Checked, error) {
	c := &conversation.Checked{Reference: reference, Check: check}
	if b.limits != nil {
		if waits, err := b.guesses(ctx, u.From, 0); err != nil || waits {
			return c, err
		}
	}
	p, err := b.pledges.Find(ctx, reference)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("find pledge: %w", err)
	}
	if err == nil {
		facts, err := b.pledges.Facts(ctx, p.ID)
		if err != nil {
			return nil, fmt.Errorf("read facts: %w", err)
		}
		submissions(c, p, facts)
	}
	if c.At.IsZero() && b.limits != nil {
		_, err = b.guesses(ctx, u.From, 1)
		return c, err
	}
	return c, nil
}

// submissions are those of a pledge, as far as a paper is concerned.
func submissions(c *conversation.Checked, p pledge.Pledge, facts []pledge.Fact) {
	report := 0 // whose words stand on the paper; 0 for the pledge's own
	for _, f := range only(facts, pledge.WasSubmitted) {
		switch {
		case f.Check == c.Check:
			c.At, c.Newer, report = f.At, time.Time{}, f.Report
		case !c.At.IsZero() && f.Report == report:
			c.Newer = f.At
		}
	}
	back := p.State == pledge.Amending || p.State == pledge.Reporting // of which its city may have sent something
	c.Back = p.State == pledge.Draft || back && p.Submitted.Check == c.Check && p.Standing.Submitted.Check != c.Check
	c.Withdrawn = p.State == pledge.Withdrawn
}
