package pledge_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// drawCommand draws a command as somebody may send it: fresh or stale,
// sensible or not.
func drawCommand(t *rapid.T, p pledge.Pledge) pledge.Command {
	keys := []call.FieldKey{
		"place_name", "entity_name", "priorities", "template", "p5-plan.number", "p5-plan.by_date", "p2-work.people",
		"commitment", "title", "description", "approvals", "sub_areas", "nothing", "kind",
	}
	values := map[call.FieldKey][]string{
		"priorities": {"4", "5"}, "template": {"p5-plan", "p2-work", "own", "p4ho-homes"}, "p5-plan.number": {"12", "13"},
		"p5-plan.by_date": {"2028", "2028-06"}, "sub_areas": {"health"},
	}
	if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
		return drawDiscussion(t, p)
	}
	switch rapid.IntRange(0, 12).Draw(t, "command") {
	case 0:
		return pledge.Translate{Lang: call.Lang(rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "lang"))}
	case 1:
		return pledge.Delete{}
	case 2:
		return pledge.Restore{}
	case 3:
		return pledge.Submit{Check: rapid.SampledFrom([]string{pledge.Check(call.Default(), p), ""}).Draw(t, "check")}
	case 4:
		return pledge.Recall{}
	default:
		key := rapid.SampledFrom(keys).Draw(t, "key")
		options := values[key]
		if options == nil {
			options = []string{"one", "two", "office=a\x1edate=2026-01-01"}
		}
		a := pledge.Amend{Field: key, Seen: p.Answers[key].Rev - rapid.IntRange(0, 1).Draw(t, "stale")}
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			a.Unknown = true
		case 1: // taken away
		default:
			a.Value = call.Value{rapid.SampledFrom(options).Draw(t, "value")}
			a.Open = key == "description" && rapid.Bool().Draw(t, "open")
		}
		return a
	}
}

// drawDiscussion draws what the team and the city say to each other.
func drawDiscussion(t *rapid.T, p pledge.Pledge) pledge.Command {
	questions := []pledge.Question{{ID: "1.9"}}
	questions = append(questions, p.Questions...)
	q := rapid.SampledFrom(questions).Draw(t, "question")
	key := rapid.SampledFrom([]call.FieldKey{"title", "p5-plan.number", "commitment", "description"}).Draw(t, "about")
	words := call.Value{rapid.SampledFrom([]string{"Twelve measures", "Twenty measures"}).Draw(t, "words")}
	switch rapid.IntRange(0, 26).Draw(t, "discussion") {
	case 17:
		return pledge.Involve{Seat: pledge.Contributor, Sections: []call.Section{"promise"}, Secret: "s"}
	case 18:
		return pledge.Join{Secret: "s", Office: words.First()}
	case 19:
		return pledge.Petition{Office: words.First()}
	case 20:
		return pledge.Admit{Person: other.Person, Seat: rapid.SampledFrom(pledge.Seats).Draw(t, "seat")}
	case 21:
		return pledge.Dismiss{Person: other.Person}
	case 22:
		return rapid.SampledFrom([]pledge.Command{pledge.Leave{}, pledge.Uninvite{Opening: "3.0"}}).Draw(t, "leaving")
	case 25:
		return pledge.Revise{}
	case 26:
		return rapid.SampledFrom([]pledge.Command{pledge.Abandon{}, pledge.Decline{Note: words.First()}, pledge.Submit{Check: pledge.Check(call.Default(), p)}}).Draw(t, "changing")
	case 23:
		return rapid.SampledFrom([]pledge.Command{pledge.Withdraw{Note: words.First()}, pledge.Suspend{Note: words.First()}}).Draw(t, "halting")
	case 24:
		return rapid.SampledFrom([]pledge.Command{pledge.Reinstate{}, pledge.Resume{}, pledge.Permit{Field: "consent_publish", Value: call.Value{"not_now"}, Seen: p.Answers["consent_publish"].Rev}}).Draw(t, "going on")
	case 11:
		return pledge.Track{Question: q.ID, Reach: rapid.SampledFrom(pledge.Reaches).Draw(t, "reach")}
	case 12:
		return pledge.Heed{Question: q.ID, Then: "answer"}
	case 13:
		return pledge.Reconsider{}
	case 14:
		return pledge.Disclose{}
	case 15:
		return pledge.Conceal{}
	case 16:
		return pledge.Help{Note: words.First(), Lang: "fr"}
	case 0:
		return pledge.Claim{}
	case 1:
		return pledge.Release{Seen: p.Rev}
	case 2:
		return pledge.Inquire{Field: key, Also: []call.FieldKey{"title"}, Note: words.First(), Lang: "fr", Change: true}
	case 3:
		return pledge.Inquire{Field: key, Standard: "how_many"}
	case 4:
		return pledge.Suggest{Field: "title", Value: words, Seen: p.Answers["title"].Rev}
	case 5:
		return pledge.Correct{Question: q.ID, Note: words.First(), Value: q.Value}
	case 6:
		return pledge.Retract{Question: q.ID}
	case 7:
		return pledge.Amend{Field: q.Field, Value: q.Value, Seen: p.Answers[q.Field].Rev, Suggestion: q.ID}
	case 9:
		return pledge.Vouch{Check: pledge.Check(call.Default(), p)}
	case 8:
		return pledge.Accept{Check: pledge.Check(call.Default(), p)}
	}
	return pledge.Reply{Question: q.ID, Text: words.First(), Seen: q.Rev - rapid.IntRange(0, 1).Draw(t, "stale")}
}

// mayOutside tells what is open to somebody who does not own a pledge.
func mayOutside(p pledge.Pledge, cmd pledge.Command) bool {
	amend, amends := cmd.(pledge.Amend)
	seat := p.Seats[other.Person]
	switch name := pledge.Name(cmd); {
	case amends:
		return p.Writes(call.Default(), other.Person, amend.Field)
	case name == "join", name == "petition":
		return seat == ""
	case name == "leave":
		return seat != ""
	}
	if name := pledge.Name(cmd); name == "sign_off" || name == "send_back" {
		return seat == pledge.Approver
	}
	return seat == pledge.Contributor && slices.Contains([]string{"forward", "reply", "heed"}, pledge.Name(cmd))
}

// TestReplay is the promise of the package: whatever is asked by whom, the
// facts replayed give the pledge, no given text is missing from them, nobody
// without a right changes anything, and the same arguments give the same
// results.
func TestReplay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, replay)
}

func FuzzApply(f *testing.F) { f.Fuzz(rapid.MakeFuzz(replay)) }

func replay(t *rapid.T) {
	c := call.Default()
	p, all, refusal := pledge.Apply(c, plainWords{}, pledge.Pledge{}, now, ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	if refusal != "" {
		t.Fatal(refusal)
	}
	if rapid.Bool().Draw(t, "sent") { // there is more to discuss once it is with the team
		sent := pledge.Fact{Pledge: "p1", Rev: p.Rev + 1, Kind: pledge.WasSubmitted, Check: pledge.Check(c, p), At: now}
		p, all = pledge.Fold(p, sent), append(all, sent)
	}
	for n := rapid.IntRange(1, 40).Draw(t, "commands"); n > 0; n-- {
		cmd := drawCommand(t, p)
		actor := rapid.SampledFrom([]pledge.Actor{ana, ana, ana, other, desk, desk}).Draw(t, "actor")
		before := encode(t, p)
		after, facts, refusal := pledge.Apply(c, plainWords{}, p, now, actor, cmd)
		again, sameFacts, _ := pledge.Apply(c, plainWords{}, p, now, actor, cmd)
		switch {
		case encode(t, p) != before:
			t.Fatalf("%T changed its argument", cmd)
		case encode(t, after) != encode(t, again) || encode(t, facts) != encode(t, sameFacts):
			t.Fatalf("%T gives two results", cmd)
		case refusal != "" && (len(facts) > 0 || encode(t, after) != before):
			t.Fatalf("%T was refused and changed something", cmd)
		case len(facts) > 0 && actor.Person == other.Person && !mayOutside(p, cmd):
			t.Fatalf("%T by somebody on the seat %q was carried out", cmd, p.Seats[other.Person])
		case len(facts) > 0 && after.Rev != p.Rev+1:
			t.Fatalf("%T moved the revision from %d to %d", cmd, p.Rev, after.Rev)
		}
		if r, ok := cmd.(pledge.Reply); ok && len(facts) > 0 && !told(facts, call.Value{r.Text}) {
			t.Fatalf("the answer %q is in no fact", r.Text)
		}
		asked := p.State == pledge.ChangesRequested
		switch {
		case asked && slices.ContainsFunc(facts, pledge.Fact.Submits) && slices.ContainsFunc(p.Questions, pledge.Question.Open):
			t.Fatal("it was submitted again with an open question")
		case asked && after.State == pledge.InReview && slices.ContainsFunc(after.Questions, pledge.Question.Open):
			t.Fatalf("%T gave it back to review with an open question", cmd)
		}
		if a, ok := cmd.(pledge.Amend); ok && refusal == "" && len(facts) > 0 && !a.Value.Empty() && !told(facts, a.Value) {
			t.Fatalf("the text %q is in no fact", a.Value)
		}
		all = append(all, facts...)
		p = after
	}
	var replayed pledge.Pledge
	for _, f := range all {
		replayed = pledge.Fold(replayed, throughJSON(t, f))
	}
	if encode(t, replayed) != encode(t, p) {
		t.Fatalf("replay gives\n%s\nnot\n%s", encode(t, replayed), encode(t, p))
	}
	var stored pledge.Pledge
	if err := json.Unmarshal([]byte(encode(t, p)), &stored); err != nil || encode(t, stored) != encode(t, p) {
		t.Fatalf("stored as\n%s\nit reads\n%s (%v)", encode(t, p), encode(t, stored), err)
	}
}

func told(facts []pledge.Fact, v call.Value) bool {
	return slices.ContainsFunc(facts, func(f pledge.Fact) bool { return slices.Equal(f.Value, v) })
}

func encode(t interface{ Fatal(...any) }, v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func throughJSON(t interface{ Fatal(...any) }, f pledge.Fact) pledge.Fact {
	var back pledge.Fact
	if err := json.Unmarshal([]byte(encode(t, f)), &back); err != nil {
		t.Fatal(err)
	}
	return back
}
