package pledge_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestRules walks every command in every state by everybody, and checks what
// is allowed against the table written out here.
func TestRules(t *testing.T) {
	t.Parallel()
	allowed := map[string]string{
		"amend": "draft changes_requested", "translate": "draft changes_requested", "submit": "draft changes_requested",
		"recall": "submitted", "delete": "draft", "restore": "draft", "keep": "draft", "warn": "draft", "forward": "draft changes_requested",
		"offer": "draft submitted in_review changes_requested accepted declined",
		"look":  "submitted", "inquire": "submitted in_review changes_requested", "accept": "submitted in_review",
		"decline": "submitted in_review changes_requested",
	}
	commands := []pledge.Command{
		set("population", "5"),
		pledge.Translate{Lang: "fr"},
		pledge.Submit{},
		pledge.Recall{},
		pledge.Delete{},
		pledge.Restore{},
		pledge.Keep{},
		pledge.Warn{},
		pledge.Forward{},
		pledge.Offer{},
		pledge.Look{},
		pledge.Inquire{Field: "title", Note: "?"},
		pledge.Accept{},
		pledge.Decline{Note: "no"},
	}
	cityOnly := "amend translate submit recall delete restore keep forward offer"
	base := submitted(t)
	for _, cmd := range commands {
		name := pledge.Name(cmd)
		for _, state := range pledge.States {
			for who, actor := range map[string]pledge.Actor{"nobody": {}, "owner": ana, "stranger": other, "desk": desk, "editor": {Person: "desk:e", Role: pledge.Editor}} {
				p := base
				p.State = state
				_, _, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, actor, cmd)
				right := who == "owner" && slices.Contains(strings.Fields(cityOnly), name) ||
					who == "nobody" && name == "warn" ||
					who == "desk" && name != "warn" && !slices.Contains(strings.Fields(cityOnly), name)
				in := slices.Contains(strings.Fields(allowed[name]), string(state))
				switch {
				case !right && refusal != pledge.NotAllowed:
					t.Errorf("%s by %s in %s: %q, want not_allowed", name, who, state, refusal)
				case right && !in && refusal != pledge.WrongState && refusal != pledge.AlreadyDone:
					t.Errorf("%s in %s: %q, want wrong_state", name, state, refusal)
				case right && in && (refusal == pledge.NotAllowed || refusal == pledge.WrongState):
					t.Errorf("%s in %s: %q", name, state, refusal)
				}
			}
		}
	}
}

// TestRefusals: what the table lets through is still refused for what does not hold.
func TestRefusals(t *testing.T) {
	t.Parallel()
	sent, draft := submitted(t), complete(t)
	deleted, _ := apply(t, draft, ana, pledge.Delete{})
	for name, tc := range map[string]struct {
		p     pledge.Pledge
		actor pledge.Actor
		cmd   pledge.Command
		after time.Duration
		want  pledge.Refusal
	}{
		"restore in time":             {deleted, ana, pledge.Restore{}, 29 * 24 * time.Hour, ""},
		"restore too late":            {deleted, ana, pledge.Restore{}, 31 * 24 * time.Hour, pledge.TooLate},
		"restore what is there":       {draft, ana, pledge.Restore{}, 0, pledge.AlreadyDone},
		"change what is deleted":      {deleted, ana, set("population", "5"), 0, pledge.WrongState},
		"delete twice":                {deleted, ana, pledge.Delete{}, 0, pledge.WrongState},
		"keep what is deleted":        {deleted, ana, pledge.Keep{}, 0, pledge.WrongState},
		"warn of what is deleted":     {deleted, pledge.Actor{}, pledge.Warn{Seen: deleted.Rev, On: "2028-03-01"}, 0, pledge.WrongState},
		"warn of another text":        {draft, pledge.Actor{}, pledge.Warn{Seen: draft.Rev - 1, On: "2028-03-01"}, 0, pledge.TextChanged},
		"warn":                        {draft, pledge.Actor{}, pledge.Warn{Seen: draft.Rev, On: "2028-03-01"}, 0, ""},
		"submit what is deleted":      {deleted, ana, pledge.Submit{}, 0, pledge.WrongState},
		"a field that is not there":   {draft, ana, set("nothing", "5"), 0, pledge.Unsupported},
		"forward to the same version": {draft, ana, pledge.Forward{}, 0, pledge.AlreadyDone},
		"ask without a question":      {sent, desk, pledge.Inquire{Field: "title"}, 0, pledge.NoteRequired},
		"ask about nothing":           {sent, desk, pledge.Inquire{Field: "nothing", Note: "?"}, 0, pledge.Unsupported},
		"accept another text":         {sent, desk, pledge.Accept{Check: "00000-00000"}, 0, pledge.TextChanged},
		"accept the text":             {sent, desk, pledge.Accept{Check: sent.Submitted.Check}, 0, ""},
		"decline without a reason":    {sent, desk, pledge.Decline{}, 0, pledge.NoteRequired},
		"recall before it was opened": {sent, ana, pledge.Recall{}, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, facts, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, now.Add(tc.after), tc.actor, tc.cmd)
			if refusal != tc.want || (refusal == "") != (len(facts) > 0) || (refusal == "") != (after.Rev == tc.p.Rev+1) {
				t.Errorf("%q with %d facts, revision %d after %d", refusal, len(facts), after.Rev, tc.p.Rev)
			}
		})
	}
}
