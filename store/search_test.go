package store_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestNamesAreNotSearched: an office is found, and neither who signed for it nor a
// contact.
func TestNamesAreNotSearched(t *testing.T) {
	t.Parallel()
	p := pledge.Pledge{State: pledge.Submitted, Answers: map[call.FieldKey]pledge.Answer{
		"title":        {Value: call.Value{"Forty homes"}},
		"approvals":    {Value: call.Value{"office=City council\x1eperson=María Pérez\x1edate=2026-11-20\x1edecision=2026-114"}},
		"contact_name": {Value: call.Value{"Alex Martin"}},
	}}
	s := store.SearchableOf(call.Default(), p)
	if want := "Forty homes\nCity council\n2026-11-20\n2026-114"; s.Words != want {
		t.Errorf("found by %q, not %q", s.Words, want)
	}
	for _, name := range []string{"Pérez", "Martin"} {
		if strings.Contains(s.Words, name) {
			t.Errorf("%s is found", name)
		}
	}
}
