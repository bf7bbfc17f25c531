package desk

import (
	"context"
	"fmt"
	"maps"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A sending is one submission: what the team may read of what a city wrote
// until then.
type sending struct {
	fact    pledge.Fact
	answers map[call.FieldKey]pledge.Answer
}

// sent reads the submissions out of a pledge's history, oldest first. What a
// city has written since the last is its own until it sends that too.
func sent(facts []pledge.Fact) []sending {
	var p pledge.Pledge
	var all []sending
	for _, f := range facts {
		p = pledge.Fold(p, f)
		if f.Submits() {
			all = append(all, sending{fact: f, answers: p.Answers})
		}
	}
	return all
}

// asSent is a pledge with the answers of its last submission; with none where
// it is the city's again. A draft that its city shows is as it stands.
func asSent(c *call.Call, p pledge.Pledge, facts []pledge.Fact) pledge.Pledge {
	return lastSent(c, p, sent(facts))
}

// lastSent is asSent, with what lasts as it stands now: a consent counts at once.
func lastSent(c *call.Call, p pledge.Pledge, all []sending) pledge.Pledge {
	if p.Shown() {
		return p
	}
	live := p.Answers
	p.Answers = nil
	if len(all) == 0 || p.State == pledge.Draft {
		return p
	}
	p.Answers = maps.Clone(all[len(all)-1].answers)
	for _, f := range c.Fields {
		if a, ok := live[f.Key]; ok && f.Lasts() {
			p.Answers[f.Key] = a
		}
	}
	return p
}

// A History tells what happened to a pledge.
type History interface {
	Facts(ctx context.Context, id pledge.ID) ([]pledge.Fact, error)
}

// AsSent is a pledge as the team may read it: what its city has changed to deal
// with questions, and has not sent yet, is not in it.
func AsSent(ctx context.Context, c *call.Call, h History, p pledge.Pledge) (pledge.Pledge, error) {
	if p.State != pledge.ChangesRequested {
		return p, nil // it is what was sent
	}
	facts, err := h.Facts(ctx, p.ID)
	if err != nil {
		return p, fmt.Errorf("read history: %w", err)
	}
	return asSent(c, p, facts), nil
}
