package pledge_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// inquired is a submitted pledge with one question on its title and its number.
func inquired(t testing.TB) (pledge.Pledge, pledge.QuestionID) {
	p, facts := apply(t, submitted(t), desk, pledge.Inquire{
		Field: "p5-plan.number", Also: []call.FieldKey{"title"}, Note: "Is 12 in total?", Lang: "en",
	})
	return p, facts[0].Question()
}

// suggested is a submitted pledge with a title that the team suggests.
func suggested(t testing.TB) (pledge.Pledge, pledge.QuestionID) {
	sent := submitted(t)
	p, facts := apply(t, sent, desk, pledge.Suggest{Field: "title", Value: call.Value{"A plan of the city"}, Seen: sent.Answers["title"].Rev})
	return p, facts[0].Question()
}

func outcome(t testing.TB, p pledge.Pledge, id pledge.QuestionID) pledge.Question {
	t.Helper()
	q, ok := p.Question(id)
	if !ok {
		t.Fatalf("question %q is gone", id)
	}
	return q
}

func amended(t testing.TB, p pledge.Pledge, key call.FieldKey, v ...string) pledge.Pledge {
	a := set(key, v...)
	a.Seen = p.Answers[key].Rev
	p, _ = apply(t, p, ana, a)
	return p
}

// A question is dealt with by an answer, by another wording of one of its
// fields, or by the team taking it back, and by nothing else.
func TestHowAQuestionIsDealtWith(t *testing.T) {
	t.Parallel()
	p, id := inquired(t)
	reply := pledge.Reply{Question: id, Text: "In total.", Seen: p.Rev}
	replied, facts := apply(t, p, ana, reply)
	again, more := apply(t, replied, ana, reply)
	retracted, _ := apply(t, p, desk, pledge.Retract{Question: id})
	french, _ := apply(t, p, ana, pledge.Translate{Lang: "fr"})
	for name, tc := range map[string]struct {
		p    pledge.Pledge
		want pledge.Outcome
	}{
		"nothing":                      {p, ""},
		"an answer":                    {replied, pledge.DoneReplied},
		"the same answer again":        {again, pledge.DoneReplied},
		"another number":               {amended(t, p, "p5-plan.number", "13"), pledge.DoneReworded},
		"another title":                {amended(t, p, "title", "Twelve measures"), pledge.DoneReworded},
		"what stands in the title":     {amended(t, p, "entity_name", "The City of Guamote"), pledge.DoneReworded},
		"a number nobody knows":        {unknown(t, p, "p5-plan.number"), ""},
		"another field":                {amended(t, p, "contact_email", "office@riobamba.gob.ec"), ""},
		"the text in another language": {french, ""},
		"the team":                     {retracted, pledge.DoneRetracted},
		"a wording after the answer":   {amended(t, replied, "p5-plan.number", "13"), pledge.DoneReworded},
	} {
		if got := outcome(t, tc.p, id); got.Done != tc.want {
			t.Errorf("%s: %q, want %q", name, got.Done, tc.want)
		}
	}
	if q := outcome(t, replied, id); q.Reply == nil || q.Reply.Value.First() != reply.Text || q.Reply.By != ana.Person || facts[0].Field != "p5-plan.number" {
		t.Errorf("the answer is %+v, told as %+v", q.Reply, facts)
	}
	if len(more) > 0 {
		t.Errorf("the same answer again gives %+v", more)
	}
	if q := outcome(t, amended(t, replied, "p5-plan.number", "13"), id); q.Reply == nil {
		t.Error("the wording takes the answer away")
	}
}

func unknown(t testing.TB, p pledge.Pledge, key call.FieldKey) pledge.Pledge {
	p, _ = apply(t, p, ana, pledge.Amend{Field: key, Unknown: true, Seen: p.Answers[key].Rev})
	return p
}

// An answer to a question that reads otherwise by now is kept and settles nothing.
func TestReplyIsBoundToTheQuestionShown(t *testing.T) {
	t.Parallel()
	p, id := inquired(t)
	seen := p.Rev
	p, facts := apply(t, p, desk, pledge.Correct{Question: id, Note: "Is 12 a year?", Lang: "en"})
	if q := outcome(t, p, id); q.Note != "Is 12 a year?" || q.Rev != p.Rev || facts[0].Question() != id {
		t.Fatalf("corrected to %+v by %+v", q, facts)
	}
	p, facts = apply(t, p, ana, pledge.Reply{Question: id, Text: "In total.", Seen: seen})
	if len(facts) != 1 || facts[0].Kind != pledge.Clashed || facts[0].Value.First() != "In total." || !outcome(t, p, id).Open() {
		t.Errorf("%+v, question %+v", facts, outcome(t, p, id))
	}
	p, _ = applyAt(t, p, now.Add(pledge.TakeBackFor), desk, pledge.Retract{Question: id})
	p, facts = apply(t, p, ana, pledge.Reply{Question: id, Text: "A year.", Seen: outcome(t, p, id).Rev})
	if len(facts) != 1 || facts[0].Kind != pledge.Clashed || outcome(t, p, id).Done != pledge.DoneRetracted {
		t.Errorf("withdrawn: %+v, question %+v", facts, outcome(t, p, id))
	}
}

// What a suggestion becomes: the city's text with where it comes from, the
// city's own wording, or nothing.
func TestSuggestion(t *testing.T) {
	t.Parallel()
	p, id := suggested(t)
	q := outcome(t, p, id)
	if !q.Suggests() || p.State != pledge.ChangesRequested || p.Value("title").First() == q.Value.First() {
		t.Fatalf("%+v", q)
	}
	taken, facts := apply(t, p, ana, pledge.Amend{Field: "title", Value: q.Value, Seen: p.Answers["title"].Rev, Suggestion: id})
	if f := facts[0]; f.Kind != pledge.Answered || f.Question() != id || f.From != "UCLG" || f.By != ana.Person {
		t.Errorf("taken as %+v", f)
	}
	if a := taken.Answers["title"]; a.From != "UCLG" || outcome(t, taken, id).Done != pledge.DoneTaken {
		t.Errorf("the title is %+v", a)
	}
	if edited := amended(t, taken, "title", "Our plan"); edited.Answers["title"].From != "" || outcome(t, edited, id).Done != pledge.DoneReworded {
		t.Errorf("reworded after that: %+v", edited.Answers["title"])
	}
	if edited := amended(t, p, "title", "Our plan"); outcome(t, edited, id).Done != pledge.DoneReworded {
		t.Error("an own wording leaves the suggestion open")
	}
	kept, _ := apply(t, p, ana, pledge.Reply{Question: id, Text: "It is not a plan of ours.", Seen: p.Rev})
	if q := outcome(t, kept, id); q.Done != pledge.DoneDeclined || q.Reply.Value.First() == "" || kept.Value("title").First() != p.Value("title").First() {
		t.Errorf("declined: %+v", q)
	}
	_, _, refusal := pledge.Apply(call.Default(), plainWords{}, taken, now, ana, pledge.Reply{Question: id, Seen: p.Rev})
	if refusal != pledge.QuestionOver {
		t.Errorf("declined after it was taken: %q", refusal)
	}
}

// The questions of a round stay with their answers until the next round begins.
func TestRoundsOfQuestions(t *testing.T) {
	t.Parallel()
	p, first := inquired(t)
	p, _ = apply(t, p, desk, pledge.Inquire{Field: "commitment", Standard: "by_when"})
	for _, q := range p.Questions {
		p, _ = apply(t, p, ana, pledge.Reply{Question: q.ID, Text: "Yes.", Seen: q.Rev})
	}
	p, _ = apply(t, p, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
	if len(p.Questions) != 2 || outcome(t, p, first).Reply == nil || p.State != pledge.InReview {
		t.Fatalf("%s with %+v", p.State, p.Questions)
	}
	p, facts := apply(t, p, desk, pledge.Inquire{Field: "title", Note: "Whose plan?"})
	if len(p.Questions) != 1 || p.Questions[0].ID != facts[0].Question() {
		t.Errorf("the next round has %+v", p.Questions)
	}
}

// Who leaves takes their name out of what the city has answered, and their own
// data out of the answers about it; the facts still give the same pledge.
func TestErasedAnswersToTheTeam(t *testing.T) {
	t.Parallel()
	p, all := pledge.Pledge{}, []pledge.Fact{}
	do := func(a pledge.Actor, cmd pledge.Command) {
		var facts []pledge.Fact
		p, facts = apply(t, p, a, cmd)
		all = append(all, facts...)
	}
	do(ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	sent := pledge.Fact{Pledge: "p1", Rev: p.Rev + 1, Kind: pledge.WasSubmitted, By: ana.Person, At: now}
	p, all = pledge.Fold(p, sent), append(all, sent)
	do(desk, pledge.Claim{})
	do(desk, pledge.Inquire{Field: "title", Note: "Whose plan?"})
	do(desk, pledge.Inquire{Field: "contact_email", Note: "Whose mailbox?"})
	for _, q := range p.Questions {
		do(ana, pledge.Reply{Question: q.ID, Text: "Of Ana's office.", Seen: q.Rev})
	}
	for _, gone := range []pledge.Person{ana.Person, desk.Person} {
		left, changed := pledge.Erase(call.Default(), p, all, gone, now)
		var again pledge.Pledge
		for _, f := range left.Facts {
			again = pledge.Fold(again, f)
		}
		again.Seats = left.Pledge.Seats
		if text := encode(t, left); !changed || encode(t, again) != encode(t, left.Pledge) || strings.Contains(text, string(gone)) {
			t.Errorf("without %s it is\n%s\nand its facts give\n%s", gone, text, encode(t, again))
		}
		if text := encode(t, left.Pledge.Questions[1]); gone == ana.Person && strings.Contains(text, "Ana") {
			t.Errorf("an answer about a mailbox stays: %s", text)
		}
	}
}

// TestStoredQuestions: what was stored before questions had names is read, each
// with a name of its own that stays the same.
func TestStoredQuestions(t *testing.T) {
	t.Parallel()
	const stored = `{"id":"p1","state":"changes_requested","questions":[
		{"field":"title","note":"Which?","org":"UCLG","at":"2026-11-25T09:00:00Z"},
		{"field":"title","note":"Whose?","at":"2026-11-25T09:00:01.5Z"}]}`
	read := func(text string) pledge.Pledge {
		var p pledge.Pledge
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := read(stored)
	a, b := p.Questions[0], p.Questions[1]
	if a.ID == "" || a.ID == b.ID || a.Field != "title" || a.Note != "Which?" || a.Org != "UCLG" || !a.Open() {
		t.Errorf("read as %+v and %+v", a, b)
	}
	if !reflect.DeepEqual(read(encode(t, p)), p) {
		t.Errorf("stored again: %+v", read(encode(t, p)))
	}
	p = pledge.Fold(p, pledge.Fact{Kind: pledge.Replied, About: b.ID, Value: call.Value{"The city's."}, Rev: 9})
	if p.Questions[0].Done != "" || p.Questions[1].Done != pledge.DoneReplied || strings.Contains(encode(t, p.Questions[0]), "done") {
		t.Errorf("after an answer: %+v", p.Questions)
	}
}

// Two organisations accept where the Call says so; a change of the text in
// between begins anew.
func TestFourEyes(t *testing.T) {
	t.Parallel()
	c := *call.Default()
	c.Names.FourEyes = true
	sent := submitted(t)
	iom := pledge.Actor{Person: "desk:i", Role: pledge.Reviewer, Org: "IOM"}
	accept := func(p pledge.Pledge, a pledge.Actor) (pledge.Pledge, pledge.Refusal) {
		after, _, refusal := pledge.Apply(&c, plainWords{}, p, now, a, pledge.Accept{Check: p.Submitted.Check})
		return after, refusal
	}
	first, refusal := accept(sent, desk)
	if refusal != "" || first.State != pledge.InReview || first.Approval == nil || first.Approval.Org != "UCLG" || first.Decided != nil {
		t.Fatalf("first: %q, %s, %+v", refusal, first.State, first.Approval)
	}
	if _, refusal := accept(first, pledge.Actor{Person: "desk:y", Role: pledge.Administrator, Org: "UCLG"}); refusal != pledge.SecondEyes {
		t.Errorf("the same organisation again: %q", refusal)
	}
	if second, refusal := accept(first, iom); refusal != "" || second.State != pledge.Accepted || second.Decided.Org != "IOM" {
		t.Errorf("second: %q, %s", refusal, second.State)
	}
	if asked, _ := apply(t, first, iom, pledge.Inquire{Field: "title", Note: "?"}); asked.Approval != nil {
		t.Error("a question leaves the approval")
	}
}

// A claim opens the pledge, is refused to the next, follows the claimer's acts
// and ends with the decision.
func TestClaim(t *testing.T) {
	t.Parallel()
	sent := submitted(t)
	p, facts := apply(t, sent, desk, pledge.Claim{})
	if p.State != pledge.InReview || p.Claim == nil || p.Claim.By != desk.Person || p.Claim.Org != "UCLG" || !p.Met.Equal(now) || !p.Touched.Equal(sent.Touched) {
		t.Fatalf("%s, claim %+v, met %v", p.State, p.Claim, p.Met)
	}
	if _, again := apply(t, p, desk, pledge.Claim{}); len(facts) != 1 || len(again) != 0 {
		t.Errorf("a claim gives %+v, again %+v", facts, again)
	}
	rev := p.Claim.Rev
	p, _ = apply(t, p, pledge.Actor{Person: "desk:i", Role: pledge.Reviewer, Org: "IOM"}, pledge.Inquire{Field: "title", Note: "?"})
	if p.Claim.Rev != rev {
		t.Error("another's act counts as the claimer's")
	}
	p, _ = apply(t, p, desk, pledge.Inquire{Field: "title", Note: "?"})
	if p.Claim.Rev != p.Rev {
		t.Error("the claimer's act does not count")
	}
	released, _ := apply(t, p, pledge.Actor{}, pledge.Release{Seen: p.Claim.Rev})
	later, _, refusal := pledge.Apply(call.Default(), plainWords{}, released, now.Add(time.Hour), desk, pledge.Claim{})
	if refusal != "" || released.Claim != nil || !later.Met.Equal(now) {
		t.Errorf("claimed again: %q, %+v, met %v", refusal, released.Claim, later.Met)
	}
	if declined, _ := apply(t, p, desk, pledge.Decline{Note: "no"}); declined.Claim != nil {
		t.Error("a decision leaves the claim")
	}
}

// TestAQuestionTakenBackAtOnceWasNeverAsked: the city is told of none and has
// nothing to send again.
func TestAQuestionTakenBackAtOnceWasNeverAsked(t *testing.T) {
	t.Parallel()
	soon, late := now.Add(pledge.TakeBackFor-time.Nanosecond), now.Add(pledge.TakeBackFor)
	p, id := inquired(t)
	if back, _ := applyAt(t, p, soon, desk, pledge.Retract{Question: id}); back.State != pledge.InReview {
		t.Errorf("taken back it is %s", back.State)
	}
	if back, _ := applyAt(t, p, late, desk, pledge.Retract{Question: id}); back.State != pledge.ChangesRequested {
		t.Errorf("withdrawn it is %s", back.State)
	}
	more, _ := apply(t, p, desk, pledge.Inquire{Field: "description", Note: "Why?", Lang: "en"})
	if back, _ := applyAt(t, more, soon, desk, pledge.Retract{Question: id}); back.State != pledge.ChangesRequested {
		t.Errorf("with another question it is %s", back.State)
	}
	wrote, _ := apply(t, p, ana, pledge.Amend{Field: "description", Value: call.Value{"Because."}, Seen: p.Answers["description"].Rev})
	if back, _ := applyAt(t, wrote, soon, desk, pledge.Retract{Question: id}); back.State != pledge.ChangesRequested {
		t.Errorf("with something to send it is %s", back.State)
	}
}
