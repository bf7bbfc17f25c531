package slack_test

import (
	"strings"
	"testing"
)

// TestACardNamesThoseOfTheSamePlace, and none of another.
func TestACardNamesThoseOfTheSamePlace(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}}))
		w.submits(with(riobamba, map[string][]string{"title": {"Otro compromiso"}}))
		w.draw()
		for _, m := range w.srv.Person(tom).Messages(channel) {
			names := strings.Contains(m.String(), "From the same place: CLA-2026-0001")
			if names != strings.Contains(m.String(), "# CLA-2026-0003") {
				t.Errorf("the card says:\n%s", m)
			}
		}
	})
}
