package desk

import (
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
// it is the city's again.
func asSent(p pledge.Pledge, facts []pledge.Fact) pledge.Pledge {
	all := sent(facts)
	p.Answers = nil
	if len(all) > 0 && p.State != pledge.Draft {
		p.Answers = all[len(all)-1].answers
	}
	return p
}
