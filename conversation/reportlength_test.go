package conversation_test

import (
	"testing"

	"pledgebot/conversation/pledge"
)

// TestHowLongAReportIs: what is asked of a pledge with an indicator and three actions, from
// the word to the receipt, where nothing, one thing or everything has changed. One press
// says of all that is left that it is under way.
func TestHowLongAReportIs(t *testing.T) {
	t.Parallel()
	rest := []string{
		"/choose in_progress", "/choose on_track", "The first homes are let.", "The others follow in autumn.", "/choose no", "/choose no", "/choose whole",
		"/choose submit", "Mayor's office, 20 April 2028", "/choose submit",
	}
	for name, tt := range map[string]struct {
		items []string
		n     int // inputs
	}{
		"nothing changed":    {[]string{"/choose rest_under_way"}, 12},
		"one thing changed":  {[]string{"/choose under_way", "/choose changed", "The roof comes first.", "/choose rest_under_way"}, 15},
		"everything changed": {[]string{"/choose changed", "38", "Fewer flats.", "/choose changed", "A year later.", "/choose changed", "Elsewhere.", "/choose changed", "By others."}, 20},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, line := range []string{
				"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba", "4", "done", "/choose p4ho-homes", "40",
				"newly arrived families", "June 2028", "rent guarantees and repairs", "/choose full_text", "migration@riobamba.gob.ec",
				"/choose actions", "Sign 40 guarantees; Repair ten flats; Open a housing desk", "submit", "Mayor's office, 20 November 2026", "submit", "/desk accept", "menu", "/days 525",
			} {
				w.line(line)
			}
			lines := append(append([]string{"/report"}, tt.items...), rest...)
			for _, line := range lines {
				w.line(line)
			}
			if len(lines) != tt.n {
				t.Errorf("%d inputs, not %d", len(lines), tt.n)
			}
			if p := w.pledges[0]; p.State != pledge.Submitted || p.Progress == nil {
				t.Fatalf("after %d inputs it is %s at %s", len(lines), p.State, w.machine.Name(w.session.Prompt.At))
			}
		})
	}
}
