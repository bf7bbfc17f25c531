package pledge_test

import (
	"slices"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// mayor is somebody on the seat of who signs off.
var mayor = pledge.Actor{Person: "tty:mayor"}

// forSignOff is a text that waits for its sign-off, and mayor on the seat for it.
func forSignOff(t testing.TB) pledge.Pledge {
	p, _ := apply(t, complete(t), ana, pledge.Involve{Seat: pledge.Approver, Secret: "s"})
	p, _ = apply(t, p, mayor, pledge.Join{Secret: "s", Office: "Mayor's office"})
	return p
}

func checkOf(p pledge.Pledge) string { return pledge.Check(call.Default(), p) }

func open(p pledge.Pledge) (gaps []pledge.Gap) {
	for _, point := range pledge.Points(call.Default(), p) {
		gaps = append(gaps, point.Gap)
	}
	return gaps
}

// A sign-off holds for the words that were shown, by whoever holds the seat, and for
// no others.
func TestSignOff(t *testing.T) {
	t.Parallel()
	p := forSignOff(t)
	if got := open(p); !slices.Equal(got, []pledge.Gap{pledge.Missing}) {
		t.Fatalf("it waits for %v", got)
	}
	presented, _ := apply(t, p, ana, pledge.Present{Check: checkOf(p)})
	if _, _, again := pledge.Apply(call.Default(), plainWords{}, presented, now, ana, pledge.Present{Check: checkOf(p)}); again != pledge.AlreadyDone {
		t.Errorf("presented again: %q", again)
	}
	signed, facts := applyAt(t, presented, now.Add(time.Hour), mayor, pledge.SignOff{Check: checkOf(p), Decision: "2026-114"})
	if len(open(signed)) > 0 || !signed.Own(call.Default()) || len(facts) != 2 {
		t.Errorf("it waits for %v, own %v, %d facts", open(signed), signed.Own(call.Default()), len(facts))
	}
	want := "office=Mayor's office\x1edate=" + now.Add(time.Hour).Format(time.DateOnly) + "\x1edecision=2026-114"
	if got := signed.Value("approvals").First(); got != want {
		t.Errorf("recorded as %q", got)
	}
	changed, _ := apply(t, signed, ana, pledge.Amend{Field: "title", Value: call.Value{"Quite another title of the plan"}, Seen: signed.Answers["title"].Rev})
	if got := open(changed); !slices.Equal(got, []pledge.Gap{pledge.Void}) || !slices.Equal(changed.Changes(call.Default()), []call.FieldKey{"title"}) {
		t.Errorf("after a change it waits for %v; changed: %v", got, changed.Changes(call.Default()))
	}
	private, _ := apply(t, signed, ana, pledge.Amend{Field: "contact_email", Value: call.Value{"other@riobamba.gob.ec"}, Seen: signed.Answers["contact_email"].Rev})
	if len(open(private)) > 0 {
		t.Error("a contact is part of the sign-off")
	}
	reported, _ := apply(t, changed, ana, pledge.Amend{Field: "approvals", Value: call.Value{"office=City council\x1edate=2026-11-20"}, Seen: changed.Answers["approvals"].Rev})
	if len(open(reported)) > 0 || reported.Own(call.Default()) {
		t.Errorf("a reported one: %v, own %v", open(reported), reported.Own(call.Default()))
	}
	for name, tc := range map[string]struct {
		by   pledge.Actor
		cmd  pledge.Command
		p    pledge.Pledge
		want pledge.Refusal
	}{
		"of other words":        {mayor, pledge.SignOff{Check: "00000-00000"}, presented, pledge.TextChanged},
		"by the owner":          {ana, pledge.SignOff{Check: checkOf(p)}, presented, pledge.NotAllowed},
		"sent back for nothing": {mayor, pledge.SendBack{}, presented, pledge.NoteRequired},
		"nobody to sign":        {ana, pledge.Present{Check: checkOf(complete(t))}, complete(t), pledge.Unsupported},
		"other words presented": {ana, pledge.Present{Check: "00000-00000"}, p, pledge.TextChanged},
	} {
		if _, _, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, now, tc.by, tc.cmd); refusal != tc.want {
			t.Errorf("%s: %q", name, refusal)
		}
	}
}

// A small correction keeps a sign-off that allows it, and is told; a second one that
// makes it another text does not.
func TestSmallCorrection(t *testing.T) {
	t.Parallel()
	p := forSignOff(t)
	reword := func(p pledge.Pledge, title string) (pledge.Pledge, []pledge.Fact) {
		return apply(t, p, ana, pledge.Amend{Field: "title", Value: call.Value{title}, Seen: p.Answers["title"].Rev})
	}
	p, _ = reword(p, "A plan agajnst racism and xenophobia")
	strict, _ := apply(t, p, mayor, pledge.SignOff{Check: checkOf(p)})
	lenient, _ := apply(t, p, mayor, pledge.SignOff{Check: checkOf(p), Small: true})
	if after, _ := reword(strict, "A plan against racism and xenophobia"); len(open(after)) == 0 {
		t.Error("a correction keeps a sign-off that does not allow it")
	}
	after, facts := reword(lenient, "A plan against racism and xenophobia.")
	if len(open(after)) > 0 || facts[len(facts)-1].Kind != pledge.Retouched || facts[len(facts)-1].Value.First() != "A plan agajnst racism and xenophobia" {
		t.Errorf("after a correction it waits for %v; %v", open(after), facts[len(facts)-1])
	}
	if more, _ := reword(after, "A plan against racism, or xenophobia"); len(open(more)) == 0 {
		t.Error("another word keeps the sign-off")
	}
}

func TestSmall(t *testing.T) {
	t.Parallel()
	words := call.Field{Kind: call.Words}
	for _, tc := range []struct {
		f       call.Field
		was, is string
		want    bool
	}{
		{words, "rent guarantees, and a register", "Rent guarantees and a register.", true},
		{words, "garanties de loyer ; un registre", "garanties de loyer\u202f; un registre", true},
		{words, "agajnst racisme in the neighbuorhood", "against racism in the neighbourhood", true},
		{words, "thw homes", "the homes", false},                        // too short to be told from another word
		{words, "40 homes", "60 homes", false},                          // a figure
		{words, "homes for 40families", "homes for 41families", false},  // likewise
		{words, "in total", "a year", false},                            // other words
		{words, "homes for families", "homes for all families", false},  // one more
		{words, "wonne twoo thrree fourr", "one two three four", false}, // four at once
		{words, "homes may be offered", "homes must be offered", false}, // short
		{call.Field{Kind: call.Date}, "2028-06", "2028-07", false},
		{call.Field{Kind: call.OneOf}, "expanded", "expande", false},
	} {
		if got := pledge.Small(tc.f, call.Value{tc.was}, call.Value{tc.is}); got != tc.want {
			t.Errorf("%q to %q: %v", tc.was, tc.is, got)
		}
	}
	list := call.Field{Kind: call.ListOf}
	if pledge.Small(list, call.Value{"Caritas"}, call.Value{"Caritas", "UNHCR"}) || !pledge.Small(list, call.Value{"Caritass", "UNHCR"}, call.Value{"Caritas", "UNHCR"}) {
		t.Error("a list is corrected item by item")
	}
}
