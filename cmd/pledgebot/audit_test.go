package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store/sql"
)

// audit looks into the store while the program waits: what was shown is there,
// and nothing stands where it was not written.
func (v *victim) audit() {
	kept := v.kept()
	if len(kept) > 1 || len(kept) == 0 && len(v.shown) > 0 {
		v.t.Errorf("%d pledges after %d answers", len(kept), len(v.shown))
	}
	if len(kept) == 1 {
		v.lost(kept[0])
		v.misplaced(kept[0])
	} else if v.pending != nil {
		v.sum.add(&v.sum.unkept)
	}
	v.pending = nil
	for _, trouble := range v.story.trouble {
		v.t.Error(trouble)
	}
	v.story.trouble = nil
}

// kept are the pledges in the store. Nothing is written.
func (v *victim) kept() []pledge.Pledge {
	db, err := sql.Open(context.Background(), "sqlite:"+filepath.Join(v.dir, "pledgebot.db"))
	if err != nil {
		v.t.Fatalf("open the store: %v", err)
	}
	defer func() { _ = db.Close() }()
	var kept []pledge.Pledge
	err = db.All(context.Background(), func(p pledge.Pledge) error {
		kept = append(kept, p)
		return nil
	})
	if err != nil {
		v.t.Fatalf("read the store: %v", err)
	}
	return kept
}

// lost looks up every answer whose successor was shown. The one that was
// interrupted may be kept or not; from now on it is what it is.
func (v *victim) lost(p pledge.Pledge) {
	if r := v.pending; r != nil && worded(p, r.key) == r.value {
		v.shown[r.key] = r.value
		v.sum.add(&v.sum.unshown)
	} else if r != nil {
		v.sum.add(&v.sum.unkept)
	}
	for key, want := range v.shown {
		v.sum.add(&v.sum.checked)
		if got := worded(p, key); got != want {
			v.t.Errorf("%s was answered with %q, and the next question was shown; kept is %q", key, want, got)
		}
	}
}

// misplaced finds texts under a key for which they were not written.
func (v *victim) misplaced(p pledge.Pledge) {
	for key, a := range p.Answers {
		value := strings.Join(a.Value, "|")
		if _, base, stashed := strings.Cut(string(key), ":"); stashed {
			key = call.FieldKey(base)
		}
		if !a.Derived && value != "" && !slices.Contains(v.story.allowed(key), value) {
			v.t.Errorf("%q stands under %s", value, key)
		}
	}
}

// worded is an answer as the story writes values. What was worded under a
// template that is no longer chosen is kept aside under that template's name.
func worded(p pledge.Pledge, key call.FieldKey) string {
	a := p.Answers[key]
	if a.Derived || a.Value.Empty() && !a.Unknown {
		for _, former := range []call.FieldKey{"own:", "p2-work:"} {
			if aside := p.Answers[former+key]; !aside.Value.Empty() {
				a = aside
			}
		}
	}
	if a.Unknown {
		return unsaid
	}
	return strings.Join(a.Value, "|")
}

// end holds the receipt against what others see of the pledge.
func (v *victim) end() {
	all := export(v.t, v.dir)
	if len(all) != 1 {
		v.t.Fatalf("%d pledges are exported", len(all))
	}
	x, r := all[0], v.receipt
	if x.Reference != r.Reference || x.Check != r.Check || x.Expected != r.Expected || x.State != "submitted" {
		v.t.Errorf("exported %+v; receipt %+v", x, r)
	}
	if shown := pledgebot(v.t, v.dir, "pledges", "show", r.Reference); !strings.HasPrefix(shown, r.Reference+" · submitted · "+r.Check+"\n") {
		v.t.Errorf("shown as %q", shown)
	}
	for key, want := range v.story.final() {
		if got := strings.Join(x.Answers[string(key)], "|"); got != want {
			v.t.Errorf("%s is submitted as %q instead of %q", key, got, want)
		}
	}
	for _, words := range v.story.inSentence() {
		if text := strings.Join(x.Answers["commitment"], "|"); !strings.Contains(text, words) {
			v.t.Errorf("%q is missing in the sentence %q", words, text)
		}
	}
}
