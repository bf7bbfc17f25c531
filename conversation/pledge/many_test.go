package pledge_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// five are the people around one pledge. What each may do is decided here a second
// time, by the seats that they were given and nothing else.
var five = []pledge.Person{"tty:ana", "tty:health", "tty:housing", "tty:mayor", "tty:stranger"}

// A copy is the pledge as somebody saw it last: what they send rests on it.
type copies map[pledge.Person]pledge.Pledge

// TestFivePeopleOnOnePledge: whatever five people do, in any order, again and from
// what they saw long ago, the facts replayed give the pledge, no text is missing
// from its history, and nothing is written without the right to it.
func TestFivePeopleOnOnePledge(t *testing.T) {
	t.Parallel()
	rapid.Check(t, many)
}

func FuzzFivePeopleOnOnePledge(f *testing.F) { f.Fuzz(rapid.MakeFuzz(many)) }

func many(t *rapid.T) {
	c := call.Default()
	p, all, refusal := pledge.Apply(c, plainWords{}, pledge.Pledge{}, now, ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	if refusal != "" {
		t.Fatal(refusal)
	}
	seen, at := copies{}, now
	for n := rapid.IntRange(1, 60).Draw(t, "commands"); n > 0; n-- {
		who := rapid.SampledFrom(five).Draw(t, "who")
		if rapid.Bool().Draw(t, "looks") {
			seen[who] = p
		}
		if rapid.IntRange(0, 9).Draw(t, "pause") == 0 {
			at = at.AddDate(0, 0, pledge.QuietDays)
		}
		cmd := drawByOne(t, seen[who])
		after, facts, refusal := pledge.Apply(c, plainWords{}, p, at, pledge.Actor{Person: who}, cmd)
		if len(facts) > 0 && !mayByHand(p, who, cmd) {
			t.Fatalf("%s on the seat %q carried out %#v", who, p.Seats[who], cmd)
		}
		if refusal != "" && encode(t, after) != encode(t, p) {
			t.Fatalf("%#v was refused and changed something", cmd)
		}
		if a, ok := cmd.(pledge.Amend); ok && refusal == "" && len(facts) > 0 && !a.Value.Empty() && !told(facts, a.Value) {
			t.Fatalf("the text %q is in no fact", a.Value)
		}
		all, p = append(all, facts...), after
		if p.Signs(c) && p.Signed.Check != pledge.Check(c, p) && !p.Signed.Small {
			t.Fatalf("a sign-off of other words holds after %#v", cmd)
		}
	}
	var replayed pledge.Pledge
	for _, f := range all {
		replayed = pledge.Fold(replayed, throughJSON(t, f))
	}
	if encode(t, replayed) != encode(t, p) {
		t.Fatalf("replay gives\n%s\nnot\n%s", encode(t, replayed), encode(t, p))
	}
	owners := 0
	for _, seat := range p.Seats {
		if seat == pledge.Owner {
			owners++
		}
	}
	if s := p.Successor; s != "" && (p.Seats[s] == "" || s == p.Owner()) {
		t.Fatalf("the successor sits on %q", p.Seats[s])
	}
	if owners != 1 || p.Seats[p.Owner()] != pledge.Owner || len(p.Members) != len(p.Seats)-1 {
		t.Fatalf("%d owners, %d members on %d seats", owners, len(p.Members), len(p.Seats))
	}
}

// drawByOne draws what somebody does after they saw the pledge.
func drawByOne(t *rapid.T, saw pledge.Pledge) pledge.Command {
	whom := rapid.SampledFrom(five).Draw(t, "whom")
	seat := rapid.SampledFrom(pledge.Seats).Draw(t, "seat")
	secret := rapid.SampledFrom([]string{"s1", "s2", "s3"}).Draw(t, "secret")
	switch rapid.IntRange(0, 15).Draw(t, "what") {
	case 13:
		return pledge.SignOff{Check: pledge.Check(call.Default(), saw), Small: rapid.Bool().Draw(t, "small")}
	case 15:
		return rapid.SampledFrom([]pledge.Command{
			pledge.Comment{Field: "title", Text: "Is this within our powers?", Flag: pledge.FlagLegal, Blocking: true},
			pledge.Respond{Remark: firstRemark(saw), Text: "It is."},
			pledge.SettleRemark{Remark: firstRemark(saw)},
		}).Draw(t, "remark")
	case 14:
		return rapid.SampledFrom([]pledge.Command{pledge.Present{Check: pledge.Check(call.Default(), saw)}, pledge.SendBack{Note: "A date?"}}).Draw(t, "signing")
	case 0:
		return pledge.Involve{Seat: pledge.Contributor, Sections: rapid.SampledFrom([][]call.Section{nil, {"promise"}, {"detail", "contact"}}).Draw(t, "parts"), Secret: secret}
	case 1:
		return pledge.Involve{Seat: seat, Secret: secret}
	case 2, 3:
		return pledge.Join{Secret: secret, Office: "Health Department"}
	case 4:
		return pledge.Dismiss{Person: whom}
	case 5:
		return rapid.SampledFrom([]pledge.Command{
			pledge.Leave{},
			pledge.Consult{Field: "title", Secret: secret},
			pledge.Drop{Advice: "9.0"},
			pledge.Advise{Secret: secret, Office: "Health", Value: call.Value{"A title by a colleague"}},
		}).Draw(t, "one question")
	case 6:
		return rapid.SampledFrom([]pledge.Command{pledge.Petition{Office: "Housing"}, pledge.Admit{Person: whom, Seat: seat}, pledge.Offer{Secret: secret}, pledge.Take{Secret: secret}, pledge.Appoint{Person: whom}, pledge.Succeed{}, pledge.Keep{}}).Draw(t, "also")
	case 7:
		return rapid.SampledFrom([]pledge.Command{pledge.Submit{}, pledge.Recall{}, pledge.Delete{}, pledge.Restore{}, pledge.Disclose{}}).Draw(t, "owner's")
	}
	key := rapid.SampledFrom([]call.FieldKey{"title", "description", "contact_role", "entity_name", "approvals"}).Draw(t, "field")
	text := rapid.SampledFrom([]string{"One way to say it", "Another way to say it", "office=Cabinet\x1edate=2026-11-20"}).Draw(t, "text")
	return pledge.Amend{Field: key, Value: call.Value{text}, Seen: saw.Answers[key].Rev}
}

// firstRemark is the first that somebody has seen.
func firstRemark(saw pledge.Pledge) pledge.RemarkID {
	if len(saw.Remarks) == 0 {
		return "1.9"
	}
	return saw.Remarks[0].ID
}

// sectionOf is where the fields of this test belong.
var sectionOf = map[call.FieldKey]call.Section{"title": "promise", "description": "detail", "contact_role": "contact", "entity_name": "who"}

// mayByHand is who may do what, said another way than in the table of rules.
func mayByHand(p pledge.Pledge, who pledge.Person, cmd pledge.Command) bool {
	seat := p.Seats[who]
	if a, amends := cmd.(pledge.Amend); amends && seat == pledge.Contributor {
		parts := p.Members[who].Sections
		return a.Field != "approvals" && (parts == nil || slices.Contains(parts, sectionOf[a.Field]))
	}
	switch pledge.Name(cmd) {
	case "join", "petition":
		return seat == ""
	case "take", "advise":
		return seat != pledge.Owner
	case "leave":
		return seat != "" && seat != pledge.Owner
	case "succeed":
		return p.Successor == who
	case "comment", "respond":
		return seat != "" && seat != pledge.Reader
	case "settle":
		r, _ := p.Remark(cmd.(pledge.SettleRemark).Remark)
		return seat == pledge.Owner || seat != "" && r.By == who
	case "sign_off", "send_back":
		return seat == pledge.Approver
	}
	return seat == pledge.Owner
}
