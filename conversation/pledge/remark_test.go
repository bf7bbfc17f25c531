package pledge_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestRemarks are listed with those to be settled first, change no answer, and stay
// when who made them leaves, without their name.
func TestRemarks(t *testing.T) {
	t.Parallel()
	legal := pledge.Actor{Person: "tty:legal"}
	p, all := pledge.Pledge{}, []pledge.Fact{}
	do := func(a pledge.Actor, cmd pledge.Command) {
		var facts []pledge.Fact
		p, facts = apply(t, p, a, cmd)
		all = append(all, facts...)
	}
	do(ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	joined := pledge.Fact{Pledge: "p1", Rev: p.Rev + 1, Kind: pledge.Joined, By: legal.Person, Whom: legal.Person, Seat: pledge.Adviser, Note: "Legal Department", At: now}
	p, all = pledge.Fold(p, joined), append(all, joined)
	check := pledge.Check(call.Default(), p)

	do(legal, pledge.Comment{Field: "title", Text: "Which homes?"})
	do(legal, pledge.Comment{Field: "commitment", Text: "Is this within our powers?", Flag: pledge.FlagLegal, Blocking: true})
	open := p.Unsettled()
	if len(open) != 2 || !open[0].Blocking || open[1].Field != "title" || p.Remarks[0].Field != "title" {
		t.Fatalf("open are %+v", open)
	}
	before := encode(t, p)
	do(ana, pledge.Respond{Remark: open[0].ID, Text: "It is."})
	do(ana, pledge.SettleRemark{Remark: open[0].ID})
	if r, _ := p.Remark(open[0].ID); !r.Settled || len(r.Replies) != 1 || r.Replies[0].By != ana.Person {
		t.Errorf("it is %+v", r)
	}
	if _, ok := p.Remark("9.9"); ok || len(p.Unsettled()) != 1 || pledge.Check(call.Default(), p) != check {
		t.Errorf("%d are open, and the check code is %q", len(p.Unsettled()), pledge.Check(call.Default(), p))
	}
	if strings.Contains(before, "It is.") {
		t.Error("the pledge before has changed")
	}

	for _, gone := range []pledge.Person{legal.Person, ana.Person} {
		left, changed := pledge.Erase(call.Default(), p, all, gone, now)
		if text := encode(t, left); !changed || strings.Contains(text, string(gone)) || !strings.Contains(text, "Which homes?") {
			t.Errorf("without %s it is\n%s", gone, text)
		}
	}
}
