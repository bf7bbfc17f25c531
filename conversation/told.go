package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// told passes news on, or waits while a question is open: news never breaks
// into a question.
func (t *turn) told(facts []pledge.Fact) {
	if len(facts) == 0 || !t.sees(facts[0].Pledge) {
		return
	}
	_, _, answering := t.m.field(Place(trimCheck(t.s.Prompt.At)))
	if answering || t.s.Prompt.At == Place(call.TemplateKey) || t.s.Prompt.At == AtConfirm || t.s.Prompt.At == AtClash {
		t.out = []Effect{Later{}}
		return
	}
	for _, p := range t.v.Mine {
		if p.ID == facts[0].Pledge {
			t.take(p)
		}
	}
	title := aText(t.title(t.pledge()))
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
	if t.pledge().State == pledge.ChangesRequested {
		t.ask(AtOpen)
		return
	}
	t.ask(AtMenu)
}

// sees tells whether a pledge is one on which this person holds a seat.
func (t *turn) sees(id pledge.ID) bool {
	return slices.ContainsFunc(t.v.Mine, func(p pledge.Pledge) bool { return p.ID == id }) ||
		t.v.Pledge != nil && t.v.Pledge.ID == id
}

// orgs are the organisations of the team whose names differ by language.
var orgs = []string{"UCLG", "MMC", "IOM", "UNHCR"}

// org names who of the team speaks.
func org(name string) call.Text {
	if name == "" {
		return call.Say("team")
	}
	known := call.Text{Key: "org." + name, Else: "plain", Args: map[string]call.Arg{"text": aWords(name)}}
	return call.Text{Key: "team.of", Args: map[string]call.Arg{"org": aText(known)}}
}
