package bot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// kept is all that SQL holds of somebody's pledges: what they say and how it
// came to that.
func (w *world) kept(a store.Address) string {
	w.t.Helper()
	text, err := json.MarshalIndent(struct {
		Pledges []pledge.Pledge
		Facts   []pledge.Fact
	}{w.mine(a), w.facts(a)}, "", " ")
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

func same(t testing.TB, what, got, want string) {
	t.Helper()
	sameLines(t, what, strings.Split(got, "\n"), strings.Split(want, "\n"))
}

// sameLines shows the first difference only: the rest follows from it.
func sameLines(t testing.TB, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s: %d of %d is\n%s\nwant, of %d,\n%s", what, i+1, len(got), g, len(want), w)
			return
		}
	}
}

// once leaves out what was shown again at once: the messages of one delivery
// may come twice when it is not certain that they came.
func once(texts []string) []string {
	var out []string
	for _, text := range texts {
		out = append(out, text)
		for n := 1; n <= 2 && 2*n <= len(out); n++ {
			if last := len(out) - n; slices.Equal(out[last:], out[last-n:last]) {
				out = out[:last]
			}
		}
	}
	return out
}
