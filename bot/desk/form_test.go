package desk_test

import (
	"context"
	"testing"

	"pledgebot/bot/desk"
	"pledgebot/conversation/pledge"
)

// TestLanguagesAreOfferedByTheirOwnNames to who says in which they have written.
func TestLanguagesAreOfferedByTheirOwnNames(t *testing.T) {
	t.Parallel()
	a := &archive{library: library{role: pledge.Reviewer}, facts: map[pledge.ID][]pledge.Fact{"sent": history("sent")}}
	press := desk.Press{Verb: desk.Ask, Pledge: "sent"}
	out, err := deskOn(t, a, a).Take(context.Background(), "in", desk.Person{ID: "slack:T/U", Lang: "fr"}, press)
	if err != nil || out.Form == nil {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, in := range out.Form.Inputs {
		if in.Key != "lang" {
			continue
		}
		for i, want := range []string{"English", "Español", "Français"} {
			if in.Choices[i].Label != want {
				t.Errorf("%q, not %q", in.Choices[i].Label, want)
			}
		}
		return
	}
	t.Error("no language is asked for")
}
