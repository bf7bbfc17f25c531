package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"

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

// sentOf are the submissions of one report by its number, or for 0 of the pledge itself.
func sentOf(report int, all []sending) []sending {
	return slices.DeleteFunc(slices.Clone(all), func(s sending) bool { return s.fact.Report != report })
}

// asSent is a pledge as the team may read it: what its city has changed and has not sent
// is not in it, but for what lasts, which counts at once. A draft is the city's own,
// unless it shows it.
func asSent(c *call.Call, p pledge.Pledge, facts []pledge.Fact) pledge.Pledge {
	return lastSent(c, p, sent(facts))
}

func lastSent(c *call.Call, p pledge.Pledge, all []sending) pledge.Pledge {
	switch state := p.Active(); {
	case p.Shown():
	case state == pledge.Draft:
		p.Answers = nil
	case state == pledge.Amending, state == pledge.Reporting:
		stands := p.InForce(c)
		p.Answers, p.Lang, p.Submitted, p.Progress = stands.Answers, stands.Lang, stands.Submitted, nil
	case state == pledge.ChangesRequested && len(all) > 0:
		live := p.Answers
		p.Answers = maps.Clone(all[len(all)-1].answers)
		for _, f := range c.Fields {
			if a, ok := live[f.Key]; ok && f.Lasts() {
				p.Answers[f.Key] = a
			}
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
	if state := p.Active(); !slices.Contains([]pledge.State{pledge.ChangesRequested, pledge.Amending, pledge.Reporting}, state) {
		return p, nil // it is what was sent
	}
	facts, err := h.Facts(ctx, p.ID)
	if err != nil {
		return p, fmt.Errorf("read history: %w", err)
	}
	return asSent(c, p, facts), nil
}
