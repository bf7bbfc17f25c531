package conversation_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// promised is a world in which a pledge was accepted, some days before its report is due on
// 30 July 2028.
func promised(t *testing.T, lines ...string) *world {
	t.Helper()
	w := newWorld(t)
	for _, line := range append([]string{
		"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba", "4", "done", "/choose p4ho-homes", "40",
		"newly arrived families", "June 2028", "rent guarantees and repairs", "/choose full_text", "migration@riobamba.gob.ec",
		"submit", "Mayor's office, 20 November 2026", "submit", "/desk accept", "menu", "/days 525",
	}, lines...) {
		w.line(line)
	}
	return w
}

// nudge brings the first reminder to the city.
func (w *world) nudge() {
	w.t.Helper()
	p := &w.pledges[0]
	slot := p.Reminders(w.machine.Call())[0]
	zone, _ := p.Zone(w.machine.Call())
	w.now = slot.At(zone)
	after, facts, why := pledge.Apply(w.machine.Call(), w.texts, *p, w.now, pledge.Actor{}, pledge.Nudge{Slot: slot, Way: pledge.ByChat})
	if why != "" {
		w.t.Fatal(why)
	}
	*p = after
	w.facts = append(w.facts, facts...)
	w.tell(conversation.Told{Facts: facts})
}

// TestBadDatesMoveNoReminder: what is no day between those that there are is explained, or
// asked about, and leaves every reminder where it was.
func TestBadDatesMoveNoReminder(t *testing.T) {
	t.Parallel()
	cases := badInputs(t)
	for place, lines := range map[string][]string{"move": {"/nudges", "3"}, "remind_on": {"/choose remind_on"}, "council": {"/choose after_council"}} {
		for id, want := range map[string]string{
			"DAT-001": "problem.date_nonexistent", "DAT-004": "check.many", "DAT-007": "move.range", "DAT-010": "move.range", "DAT-013": "check.one",
			"DAT-016": "move.range", "DAT-019": "problem.date", "DAT-022": "problem.other_calendar", "DAT-025": "problem.date",
		} {
			t.Run(place+"/"+id, func(t *testing.T) {
				t.Parallel()
				w := promised(t)
				w.nudge()
				for _, line := range lines {
					w.line(line)
				}
				contract := w.pledges[0].Reminders(w.machine.Call())
				facts := len(w.facts)
				w.tell(w.said(cases[id].text(t), nil))
				if at := strings.TrimSuffix(w.machine.Name(w.last.At), ".check"); w.last.Texts[0].Key != want || at != place {
					t.Errorf("%s: says %s at %s, want %s", cases[id].Input, w.last.Texts[0].Key, at, want)
				}
				if now := w.pledges[0].Reminders(w.machine.Call()); len(w.facts) != facts || !slices.Equal(now, contract) {
					t.Errorf("%s: the reminders are %v, not %v", cases[id].Input, now, contract)
				}
			})
		}
	}
}

// TestBadInputsInAReport: a figure and what was done are read as in a pledge; and
// what somebody might be recognised by is asked about.
func TestBadInputsInAReport(t *testing.T) {
	t.Parallel()
	cases := badInputs(t)
	for question, wanted := range map[string]map[string]fate{
		"results.1.value": {
			"NUM-001": {Says: "problem.whole_number"},
			"NUM-004": {Stored: "1000000"},
			"NUM-007": {Stored: "40"},
			"NUM-010": {Says: "problem.whole_number"},
			"NUM-013": {Says: "problem.whole_number"},
			"NUM-016": {Says: "problem.number_too_large"},
			"NUM-019": {Says: "problem.one_number"},
			"NUM-022": {Says: "problem.whole_number"},
			"NUM-025": {Checked: "1500000"},
			"UNI-013": {Stored: "40"},
		},
		"summary": {
			"INJ-001": {Stored: "5 < 6 & 7 > 3 <b>bold?</b> \"q\" 'a'"},
			"INJ-004": {Stored: "&lt;b&gt; &#60; &amp;amp;"},
			"INJ-007": {Stored: "https://example.org/tracker?u=1"},
			"INJ-010": {Stored: "@channel @here please"},
			"INJ-013": {Checked: "<!date^1392734382^{date}|x>"}, // as long as a telephone number
			"INJ-016": {Stored: "x\nFLUSHALL"},
			"INJ-019": {Stored: "|||---#P-123---|||"},
			"SIZ-001": {Says: "problem.too_long"},
			"UNI-001": {Says: "problem.too_short"},
			"UNI-004": {Stored: "Budget approved\u202edetcejer ton\u202c"},
			"UNI-019": {Says: "problem.too_short"},
			"UNI-022": {Stored: "Straße ΟΔΟΣ \ufb01re"},
			"UNI-025": {Says: "problem.too_long"},
		},
	} {
		for id, want := range wanted {
			t.Run(question+"/"+id, func(t *testing.T) {
				t.Parallel()
				w := promised(t, "/report", "/choose finished")
				if question == "summary" {
					for _, line := range []string{"38", "/choose in_progress", "/choose on_track"} {
						w.line(line)
					}
				}
				if at := w.machine.Name(w.session.Prompt.At); at != question {
					t.Fatalf("at %s", at)
				}
				facts := len(w.facts)
				w.tell(w.said(cases[id].text(t), nil))
				got := fate{}
				switch n := len(w.facts); {
				case n > facts && question == "summary":
					got.Stored = w.pledges[0].Value("summary").First()
				case n > facts:
					got.Stored = call.Parts(w.pledges[0].Value("results").First())["value"]
				case w.session.Held != nil:
					got.Checked = w.session.Held.Readings[0].First()
				default:
					got.Says = w.last.Texts[0].Key
				}
				if got != want {
					t.Errorf("%s (%s): %+v, want %+v", cases[id].Input, cases[id].Expected, got, want)
				}
			})
		}
	}
}
