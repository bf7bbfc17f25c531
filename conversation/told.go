package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// told passes news on, or waits while a question is open: news never breaks
// into a question.
func (t *turn) told(facts []pledge.Fact) {
	if len(facts) == 0 {
		return
	}
	p, ok := t.v.Find(facts[0].Pledge)
	left := facts[0].Kind == pledge.TookOver && facts[0].By != t.v.Me.ID
	if !ok && !left {
		return
	}
	if t.v.Me.Away {
		t.out = []Effect{Later{Away: true}}
		return
	}
	warned := facts[0].Kind == pledge.Warned
	if (t.answering() || t.s.Prompt.At == AtConfirm) && (!warned || !t.idle()) {
		t.out = []Effect{Later{}}
		return
	}
	if warned {
		t.lapses(p, facts[0])
		return
	}
	if left {
		t.handedOver(facts[0])
		return
	}
	t.take(p)
	title := aText(t.title(p))
	for _, f := range facts {
		switch f.Kind {
		case pledge.Inquired:
			t.say(sayInquired(title, aText(t.m.label(Place(f.Field)))), sayInquiry(aText(org(f.Org)), aWords(f.Note)))
		case pledge.WasAccepted:
			t.say(sayAccepted(title, aDate(f.Expected)))
		case pledge.WasDeclined:
			t.say(sayDeclined(title, aWords(f.Note)))
		}
	}
	if p.State == pledge.ChangesRequested {
		t.ask(AtOpen)
		return
	}
	t.ask(AtMenu)
}

// org names who of the team speaks.
func org(name string) call.Text {
	if name == "" {
		return call.Say("team")
	}
	known := call.Text{Key: "org." + name, Else: "plain", Args: map[string]call.Arg{"text": aWords(name)}}
	return call.Text{Key: "team.of", Args: map[string]call.Arg{"org": aText(known)}}
}
