package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// wordedAnew tells whether the team waits for the city's word on what it would publish.
func wordedAnew(p pledge.Pledge) bool {
	return p.Edition != nil && !p.Edition.Proposed.IsZero() && p.Edition.Agreed.IsZero() && p.State == pledge.Accepted
}

// showEdition is what would be published, in each language, for the city to read.
func (t *turn) showEdition() Reply {
	p := t.pledge()
	if !wordedAnew(p) || !t.owns(p) {
		r := t.showMenu()
		r.Texts = append([]call.Text{sayEditionOver()}, r.Texts...)
		t.s.Prompt.At = AtMenu
		return r
	}
	t.s.Prompt.Seen = p.Edition.Rev
	r := Reply{Texts: []call.Text{sayEdition(aText(t.title(p)))}}
	for _, l := range t.m.set.Langs {
		if w, ok := p.Edition.Wordings[l]; ok {
			r.Texts = append(r.Texts, sayEditionWording(aLangName(l), aText(wordedBy(w)), aWords(w.Title), aWords(w.Text)))
		}
	}
	if p.Value(t.m.call.Using(call.UsePublish).Key).First() == pledge.PublishTitle {
		r.Texts = append(r.Texts, sayEditionTitleOnly())
	}
	r.Texts = append(r.Texts, sayEditionNext())
	r.Options = append([]Option{t.option("agree"), t.option("object"), t.option("consents")}, t.minor("menu")...)
	return r
}

func wordedBy(w pledge.Wording) call.Text {
	switch w.By {
	case pledge.ByCity:
		return sayByCity()
	case pledge.ByMachine:
		return sayByMachine(aWords(w.Checked))
	case pledge.ByMechanism:
	}
	return sayByMechanism()
}

// edition is a press under it.
func (t *turn) edition(id call.OptionID) {
	switch seen := t.s.Prompt.Seen; id {
	case "agree":
		t.do(pledge.Agree{Seen: seen})
	case "object":
		t.ask(AtObjection)
		t.s.Prompt.Over = seen
	case "consents":
		t.ask(AtConsents)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// answeredEdition goes on after the city's word.
func (t *turn) answeredEdition(f pledge.Fact) {
	if f.Kind == pledge.Agreed {
		t.say(sayAgreed(aText(t.title(t.pledge()))))
	} else {
		t.say(sayObjected())
	}
	t.ask(AtMenu)
}

// publishedNow tells the city where its pledge stands in public.
func (t *turn) publishedNow(p pledge.Pledge, f pledge.Fact) {
	title := aText(t.title(p))
	switch f.Kind {
	case pledge.WasPublished:
		if p.Public != nil {
			t.say(sayPublished(title, aDate(f.Expected)))
		}
	case pledge.Unpublished:
		t.say(sayUnpublished(aText(org(f.Org)), title, aWords(f.Note)))
	case pledge.Entered:
		t.say(sayEntered(title, aText(listing(pledge.Listing{Where: call.RegistryKey(f.From), Number: f.Reference, Link: f.Note, At: f.At}))))
	}
}

// public says since when a pledge is published, and where else it stands.
func (t *turn) public(p pledge.Pledge) []call.Text {
	var out []call.Text
	if p.Public != nil && p.State == pledge.Accepted {
		out = append(out, sayIsPublic(aDate(p.Public.From)))
	}
	if len(p.Listings) > 0 {
		lines := make([]call.Text, len(p.Listings))
		for i, l := range p.Listings {
			lines[i] = listing(l)
		}
		out = append(out, sayListings(aTexts(lines)))
	}
	return out
}

// listing is one place in a line.
func listing(l pledge.Listing) call.Text {
	registry, number, link := aText(call.Say("registry."+string(l.Where))), aWords(l.Number), aWords(l.Link)
	date := aDate(l.At.Format(time.DateOnly))
	switch {
	case l.Link == "":
		return sayListingNumber(registry, number, date)
	case l.Number == "":
		return sayListingLink(registry, link, date)
	}
	return sayListingBoth(registry, number, link, date)
}
