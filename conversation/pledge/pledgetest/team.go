// Package pledgetest lets scripts speak for the mechanism team.
package pledgetest

import (
	"strconv"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Decision is what a line of a script asks of a pledge as the team; false where
// it says nothing that is known:
//
//	accept · decline WORDS · claim · release · look
//	ask FIELD WORDS · change FIELD WORDS · standard FIELD KEY
//	reconsider · help WORDS · reseat WORDS
//	suspend WORDS · resume · enter REGISTRY NUMBER
//	edit LANGUAGE TITLE / TEXT · propose · publish DATE · unpublish WORDS
//	suggest FIELD WORDS · correct N WORDS · retract N
//
// A question may hang on several fields, and its language may be named:
// "title,description@fr". N counts the questions of the round from 1.
func Decision(p pledge.Pledge, line string) (pledge.Command, bool) {
	verb, rest, _ := strings.Cut(line, " ")
	about, words, _ := strings.Cut(rest, " ")
	switch verb {
	case "accept":
		accept := pledge.Accept{}
		if p.Submitted != nil {
			accept.Check = p.Submitted.Check
		}
		return accept, true
	case "decline":
		return pledge.Decline{Note: rest}, true
	case "claim":
		return pledge.Claim{}, true
	case "release":
		return pledge.Release{}, true
	case "reconsider":
		return pledge.Reconsider{}, true
	case "help":
		return pledge.Help{Note: rest}, true
	case "reseat":
		return pledge.Reseat{Secret: "desk", Note: rest}, true
	case "edit", "propose", "publish", "unpublish", "enter":
		return publication(p, verb, rest), true
	case "suspend":
		return pledge.Suspend{Note: rest}, true
	case "resume":
		return pledge.Resume{}, true
	case "look":
		return pledge.Look{}, true
	case "ask", "change", "standard":
		return inquiry(verb, about, words), true
	case "suggest":
		key := call.FieldKey(about)
		return pledge.Suggest{Field: key, Value: call.Value{words}, Seen: p.Answers[key].Rev}, true
	case "correct":
		return correction(p, about, words), true
	case "retract":
		return pledge.Retract{Question: nth(p, about).ID}, true
	}
	return nil, false
}

func publication(p pledge.Pledge, verb, rest string) pledge.Command {
	seen := p.EditionRev()
	first, more, _ := strings.Cut(rest, " ")
	switch verb {
	case "edit":
		title, text, _ := strings.Cut(more, " / ")
		return pledge.Edit{Lang: call.Lang(first), Wording: pledge.Wording{Title: title, Text: text, By: pledge.ByMechanism}, Seen: seen}
	case "propose":
		return pledge.Propose{Seen: seen}
	case "publish":
		return pledge.Publish{From: first, Seen: seen}
	case "unpublish":
		return pledge.Unpublish{Note: rest}
	}
	return pledge.Enter{Where: call.RegistryKey(first), Number: more}
}

func inquiry(verb, about, words string) pledge.Inquire {
	fields, lang, _ := strings.Cut(about, "@")
	keys := strings.Split(fields, ",")
	ask := pledge.Inquire{Field: call.FieldKey(keys[0]), Note: words, Lang: call.Lang(lang), Change: verb == "change"}
	for _, key := range keys[1:] {
		ask.Also = append(ask.Also, call.FieldKey(key))
	}
	if verb == "standard" {
		ask.Standard, ask.Note = call.QuestionKey(words), ""
	}
	return ask
}

func correction(p pledge.Pledge, n, words string) pledge.Correct {
	q := nth(p, n)
	if q.Suggests() {
		return pledge.Correct{Question: q.ID, Note: q.Note, Lang: q.Lang, Value: call.Value{words}}
	}
	return pledge.Correct{Question: q.ID, Note: words, Lang: q.Lang}
}

func nth(p pledge.Pledge, n string) pledge.Question {
	i, err := strconv.Atoi(n)
	if err != nil || i < 1 || i > len(p.Questions) {
		return pledge.Question{}
	}
	return p.Questions[i-1]
}
