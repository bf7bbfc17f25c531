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
	for n := rapid.IntRange(1, 40).Draw(t, "commands"); n > 0; n-- {
		cmd := drawCommand(t, p)
		actor := rapid.SampledFrom([]pledge.Actor{ana, ana, ana, other, desk}).Draw(t, "actor")
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
		case len(facts) > 0 && actor.Person == other.Person:
			t.Fatalf("%T by a stranger was carried out", cmd)
		case len(facts) > 0 && after.Rev != p.Rev+1:
			t.Fatalf("%T moved the revision from %d to %d", cmd, p.Rev, after.Rev)
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
