package pledge_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// plainWords renders a text as its key and its arguments, in a fixed order.
type plainWords struct{}

func (plainWords) Text(lang call.Lang, t call.Text) string {
	var args []string
	for name, a := range t.Args {
		v := a.Value + strings.Join(a.Values, ",")
		if a.Text != nil {
			v = plainWords{}.Text(lang, *a.Text)
		}
		args = append(args, name+"="+v)
	}
	slices.Sort(args)
	return string(lang) + ":" + t.Key + "(" + strings.Join(args, ";") + ")"
}

func (plainWords) Recognise(_ call.Lang, f call.Field, text string) (call.OptionID, bool) {
	for _, id := range f.Choices.Options {
		if strings.Contains(strings.ToLower(text), string(id)) {
			return id, true
		}
	}
	return "", false
}

var (
	now   = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	ana   = pledge.Actor{Person: "tty:ana"}
	desk  = pledge.Actor{Person: "desk:x", Role: pledge.Reviewer, Org: "UCLG"}
	other = pledge.Actor{Person: "tty:eve"}
)

// apply carries a command out and fails the test if it is refused.
func apply(t testing.TB, p pledge.Pledge, a pledge.Actor, cmd pledge.Command) (pledge.Pledge, []pledge.Fact) {
	t.Helper()
	return applyAt(t, p, now, a, cmd)
}

func applyAt(t testing.TB, p pledge.Pledge, at time.Time, a pledge.Actor, cmd pledge.Command) (pledge.Pledge, []pledge.Fact) {
	t.Helper()
	after, facts, refusal := pledge.Apply(call.Default(), plainWords{}, p, at, a, cmd)
	if refusal != "" {
		t.Fatalf("%T was refused: %s", cmd, refusal)
	}
	return after, facts
}

func set(key call.FieldKey, v ...string) pledge.Amend { return pledge.Amend{Field: key, Value: v} }

// complete is a pledge that only waits for its sign-off.
func complete(t testing.TB) pledge.Pledge {
	p, _ := apply(t, pledge.Pledge{}, ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	for _, a := range []pledge.Amend{
		set("country", "EC"), set("entity_name", "The City of Riobamba"), set("priorities", "5"), set("template", "p5-plan"),
		set("p5-plan.number", "12"), set("p5-plan.by_date", "2028-06"), set("consent_publish", "full_text"),
		set("contact_email", "migration@riobamba.gob.ec"),
	} {
		a.Seen = p.Answers[a.Field].Rev
		p, _ = apply(t, p, ana, a)
	}
	return p
}

func submitted(t testing.TB) pledge.Pledge {
	p, _ := apply(t, complete(t), ana, set("approvals", "office=Mayor's office\x1edate=2026-11-20"))
	p, facts := apply(t, p, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
	p, _ = pledge.Number(p, facts, "CLA-2026-0001")
	return p
}

func TestSignOffIsVoidWhenTheTextChanges(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p, _ := apply(t, complete(t), ana, set("approvals", "office=Mayor's office\x1edate=2026-11-20"))
	if points := pledge.Points(c, p); len(points) != 0 {
		t.Fatalf("open after the sign-off: %v", points)
	}
	a := set("p5-plan.number", "13")
	a.Seen = p.Answers[a.Field].Rev
	p, _ = apply(t, p, ana, a)
	if got := pledge.Points(c, p); len(got) != 1 || got[0].Gap != pledge.Void {
		t.Errorf("points after a change = %v, want a void sign-off", got)
	}
	mail := set("contact_email", "office@riobamba.gob.ec")
	mail.Seen = p.Answers[mail.Field].Rev
	back := set("p5-plan.number", "12")
	back.Seen = p.Answers[back.Field].Rev
	p, _ = apply(t, p, ana, mail)
	p, _ = apply(t, p, ana, back)
	if got := pledge.Points(c, p); len(got) != 0 {
		t.Errorf("a contact and a change undone still leave %v open", got)
	}
}

func TestSubmitIsBoundToTheTextShown(t *testing.T) {
	t.Parallel()
	p, _ := apply(t, complete(t), ana, set("approvals", "office=Mayor's office\x1edate=2026-11-20"))
	_, facts, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, ana, pledge.Submit{Check: "00000-00000"})
	if refusal != pledge.TextChanged || facts != nil {
		t.Errorf("submit of another text: %q, %d facts", refusal, len(facts))
	}
	_, _, refusal = pledge.Apply(call.Default(), plainWords{}, complete(t), now, ana, pledge.Submit{})
	if refusal != pledge.Incomplete {
		t.Errorf("submit without a sign-off: %q", refusal)
	}
}

func TestSubmittedTwiceIsSubmittedOnce(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	_, facts, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, ana, pledge.Submit{Check: p.Submitted.Check})
	if refusal != pledge.AlreadyDone || facts != nil {
		t.Errorf("second submit: %q, %d facts", refusal, len(facts))
	}
}

func TestMayRead(t *testing.T) {
	t.Parallel()
	draft, sent := complete(t), submitted(t)
	practice := sent
	practice.Rehearsal = true
	for name, tc := range map[string]struct {
		a    pledge.Actor
		p    pledge.Pledge
		want bool
	}{
		"the owner reads the draft":         {ana, draft, true},
		"a stranger reads nothing":          {other, sent, false},
		"the desk reads nothing of a draft": {desk, draft, false},
		"the desk reads what was sent":      {desk, sent, true},
		"the desk reads no rehearsal":       {desk, practice, false},
	} {
		if got := pledge.MayRead(tc.a, tc.p, "title"); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestExpected(t *testing.T) {
	t.Parallel()
	c := call.Default()
	for _, tc := range []struct{ from, target, want string }{
		{"2026-12-10", "2029-06-30", "2028-12-10"}, // the worked example
		{"2026-12-10", "2027-06", "2027-07-30"},
		{"2026-12-10", "2027", "2028-01-30"},
		{"2026-01-31", "", "2028-01-31"},
		{"2024-02-29", "", "2026-02-28"},
		{"2026-08-31", "2030", "2028-08-31"},
	} {
		p := pledge.Pledge{Answers: map[call.FieldKey]pledge.Answer{"target_date": {Value: call.Value{tc.target}}}}
		from, err := time.Parse(time.DateOnly, tc.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := pledge.Expected(c, p, from); got != tc.want {
			t.Errorf("from %s, target %q: %s, want %s", tc.from, tc.target, got, tc.want)
		}
	}
}

func TestTranslateKeepsEveryWord(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := complete(t)
	p, _ = apply(t, p, ana, set("description", "Une ville ouverte."))
	after, _ := apply(t, p, ana, pledge.Translate{Lang: "fr"})
	if after.Lang != "fr" || !strings.HasPrefix(after.Value("commitment").First(), "fr:") {
		t.Errorf("the sentence is still %q", after.Value("commitment"))
	}
	if !reflect.DeepEqual(after.Value("description"), p.Value("description")) {
		t.Error("a typed text was changed")
	}
	if points := pledge.Points(c, after); !slices.Contains(points, pledge.Point{Key: "description", Gap: pledge.Foreign}) {
		t.Errorf("the text to write again is not among %v", points)
	}
}

// newRelease renders every text anew.
type newRelease struct{ plainWords }

func (newRelease) Text(lang call.Lang, t call.Text) string {
	return "new " + plainWords{}.Text(lang, t)
}

// TestReleaseChangesNoText: a text is rendered again by the next change of what
// stands in it, never by a release.
func TestReleaseChangesNoText(t *testing.T) {
	t.Parallel()
	p := complete(t)
	was := p.Value("commitment").First()
	change := func(a pledge.Amend) {
		a.Seen = p.Answers[a.Field].Rev
		var refusal pledge.Refusal
		if p, _, refusal = pledge.Apply(call.Default(), newRelease{}, p, now, ana, a); refusal != "" {
			t.Fatal(refusal)
		}
	}
	change(set("contact_email", "office@riobamba.gob.ec"))
	change(set("population", "180000"))
	if got := p.Value("commitment").First(); got != was {
		t.Errorf("a contact changed the text to %q", got)
	}
	change(set("p5-plan.number", "13"))
	if got := p.Value("commitment").First(); !strings.HasPrefix(got, "new ") || !strings.Contains(got, "13") {
		t.Errorf("a slot left the text at %q", got)
	}
}

func ExampleCheck() {
	p := pledge.Pledge{Answers: map[call.FieldKey]pledge.Answer{
		"place_name": {Value: call.Value{"Riobamba"}},
		"partners":   {Value: call.Value{"Caritas", "UNHCR"}},
	}}
	fmt.Println(pledge.Check(call.Default(), p))
	// Output: H03C0-RYA2Y
}
