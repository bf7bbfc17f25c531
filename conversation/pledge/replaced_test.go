package pledge_test

import (
	"reflect"
	"testing"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Only what was replaced long enough ago is emptied, only in fields that name a
// person, and the history still gives the same pledge.
func TestReplacedContactsAreEmptied(t *testing.T) {
	t.Parallel()
	p, facts := pledge.Pledge{}, []pledge.Fact{}
	tell := func(days int, f pledge.Fact) {
		f.Pledge, f.Rev, f.By, f.At = "p", len(facts)+1, ana.Person, now.AddDate(0, 0, days)
		facts, p = append(facts, f), pledge.Fold(p, f)
	}
	mail := func(days int, kind pledge.FactKind, address string) {
		tell(days, pledge.Fact{Kind: kind, Field: "contact_email", Value: call.Value{address}, Typed: address})
	}
	tell(0, pledge.Fact{Kind: pledge.Created, Lang: "en"})
	tell(0, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: call.Value{"A"}})
	mail(0, pledge.Answered, "first@riobamba.gob.ec")
	mail(1, pledge.Clashed, "other@riobamba.gob.ec")
	mail(10, pledge.Answered, "second@riobamba.gob.ec")
	tell(10, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: call.Value{"B"}})
	mail(20, pledge.Answered, "third@riobamba.gob.ec")

	for days, want := range map[int][]int{0: nil, 1: {4}, 9: {4}, 10: {4, 3}, 19: {4, 3}, 20: {5, 4, 3}, 99: {5, 4, 3}} {
		var got []int
		after := append([]pledge.Fact{}, facts...)
		for _, f := range pledge.Replaced(call.Default(), facts, now.AddDate(0, 0, days)) {
			if !f.Value.Empty() || f.Typed != "" {
				t.Errorf("it still says %+v", f)
			}
			got, after[f.Rev-1] = append(got, f.Rev), f
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("after %d days: %v, not %v", days, got, want)
		}
		again := pledge.Pledge{}
		for _, f := range after {
			again = pledge.Fold(again, f)
		}
		if !reflect.DeepEqual(again, p) {
			t.Errorf("after %d days the history gives another pledge", days)
		}
		if more := pledge.Replaced(call.Default(), after, now.AddDate(0, 0, days)); len(more) > 0 {
			t.Errorf("after %d days, again: %+v", days, more)
		}
	}
}
