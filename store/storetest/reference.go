package storetest

import (
	"strconv"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// submit keeps a submission and returns its reference, which must stand in
// the fact, in the pledge and in what is found by it.
func submit(t *testing.T, s PledgesAndDeliveries, in conversation.InputID, p pledge.Pledge, at time.Time) string {
	t.Helper()
	c := changed(in, p, "tty:maria", at, submitted())
	kept := commit(t, s, c)
	reference := kept[0].Reference
	want, _ := pledge.Number(*c.Pledge, c.Facts, reference)
	same(t, "pledge", *look(t, s, store.Query{Pledge: p.ID}).Pledge, want)
	found, err := s.Find(ctx, reference)
	ok(t, err)
	same(t, "found", found, want)
	same(t, "already", look(t, s, store.Query{Input: in}).Already, kept)
	return reference
}

func referenceIsGivenOnceAndCountsUp(t *testing.T, s PledgesAndDeliveries) {
	for i := 1; i <= 12; i++ {
		id := pledge.ID("p" + strconv.Itoa(i))
		p := draft(t, s, id, "tty:maria", noon)
		want := "CLA-2027-000" + strconv.Itoa(i)
		if i > 9 {
			want = "CLA-2027-00" + strconv.Itoa(i)
		}
		same(t, "reference", submit(t, s, conversation.InputID(id+" submits"), p, later(i)), want)
	}
	p := *look(t, s, store.Query{Pledge: "p1"}).Pledge
	c := changed("recalls", p, "tty:maria", later(20), pledge.Fact{Kind: pledge.Recalled})
	commit(t, s, c)
	again := submitted()
	again.Reference = c.Pledge.Submitted.Reference
	kept := commit(t, s, changed("submits again", *c.Pledge, "tty:maria", later(21), again))
	same(t, "reference of a second submission", kept[0].Reference, "CLA-2027-0001")
	next := draft(t, s, "next", "tty:maria", noon)
	same(t, "next reference", submit(t, s, "next submits", next, later(22)), "CLA-2027-0013")
}

func referenceIsOfTheUTCYear(t *testing.T, s PledgesAndDeliveries) {
	lima := time.FixedZone("Lima", -5*60*60)
	for i, moment := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2027, time.December, 31, 23, 59, 59, 0, time.UTC), "CLA-2027-0001"},
		{time.Date(2028, time.January, 1, 0, 0, 0, 0, time.UTC), "CLA-2028-0001"},
		{time.Date(2027, time.December, 31, 18, 59, 0, 0, lima), "CLA-2027-0002"},
		{time.Date(2027, time.December, 31, 19, 0, 0, 0, lima), "CLA-2028-0002"},
	} {
		id := pledge.ID("p" + strconv.Itoa(i))
		p := draft(t, s, id, "tty:maria", noon)
		kept := commit(t, s, changed(conversation.InputID(id), p, "tty:maria", moment.at, submitted()))
		same(t, "reference", kept[0].Reference, moment.want)
	}
}

func rehearse(t *testing.T, s PledgesAndDeliveries, id pledge.ID) {
	t.Helper()
	practice := created(id)
	practice.Rehearsal = true
	c := changed(conversation.InputID("new "+id), pledge.Pledge{}, "tty:maria", noon, practice)
	commit(t, s, c)
	done := submitted()
	done.Reference = pledge.RehearsalReference
	kept := commit(t, s, changed(conversation.InputID(id+" submits"), *c.Pledge, "tty:maria", later(1), done))
	same(t, "reference", kept[0].Reference, pledge.RehearsalReference)
}

func rehearsalTakesNoNumber(t *testing.T, s PledgesAndDeliveries) {
	rehearse(t, s, "r1")
	rehearse(t, s, "r2") // with the same reference
	_, err := s.Find(ctx, pledge.RehearsalReference)
	wantErr(t, err, store.ErrNotFound)
	p := draft(t, s, "p", "tty:maria", noon)
	same(t, "reference", submit(t, s, "submits", p, later(1)), "CLA-2027-0001")
}

// deliveriesTellTheReference: what is told of a submission was put together
// before it had its number.
func deliveriesTellTheReference(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	c := changed("submits", p, "tty:maria", later(1), submitted())
	c.Deliveries = []store.Delivery{{Key: "k", Pledge: "p", Recipient: "tty:ana", Due: noon, Facts: c.Facts}}
	kept := commit(t, s, c)
	same(t, "given", c.Facts[0].Reference+c.Deliveries[0].Facts[0].Reference, "")
	claimed, err := s.Claim(ctx, "tty", later(2), 10)
	ok(t, err)
	same(t, "told", claimed[0].Facts, kept)
	same(t, "reference", kept[0].Reference, "CLA-2027-0001")
}

func findKnowsOnlyGivenReferences(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	submit(t, s, "submits", p, later(1))
	for _, reference := range []string{"", "CLA-2027-0002", "CLA-2027-1", "cla-2027-0001", "p"} {
		_, err := s.Find(ctx, reference)
		wantErr(t, err, store.ErrNotFound)
	}
}
