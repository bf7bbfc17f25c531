package desk_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

var team = pledge.Actor{Person: "desk:team", Role: pledge.Reviewer}

// received is a submitted pledge of a city with a hostile pen.
func received() pledge.Pledge {
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	answer := func(v ...string) pledge.Answer { return pledge.Answer{Value: v, Rev: 1, At: at} }
	return pledge.Pledge{
		ID: "p1", Rev: 2, State: pledge.Submitted, Lang: "es", Touched: at, Created: at,
		Seats: map[pledge.Person]pledge.Seat{"tty:ana": pledge.Owner},
		Answers: map[call.FieldKey]pledge.Answer{
			"place_name": answer("Riobamba"), "country": answer("EC"), "entity_name": answer("La Alcaldía de Riobamba"),
			"title": answer(`=HYPERLINK("http://x.example","Viviendas")`), "priorities": answer("4", "5"),
			"indicators":    answer("name=viviendas\x1etarget=40"),
			"commitment":    answer("Una frase, con coma;\ny una línea más."),
			"no_such_field": answer("retired"),
		},
		Submitted: &pledge.Submission{Reference: "CLA-2026-0001", Check: "ABCDE-FGHJK", At: at, Expected: "2028-11-25"},
	}
}

func written(t *testing.T, x desk.Exporter, pledges ...pledge.Pledge) {
	t.Helper()
	for _, p := range pledges {
		if err := x.Write(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCSVHasAColumnForEveryField(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	c := call.Default()
	x, err := desk.CSV(&out, c, team)
	if err != nil {
		t.Fatal(err)
	}
	accepted := received()
	accepted.Decided = &pledge.Decision{At: accepted.Created, Due: "2028-07-30"}
	written(t, x, received(), accepted)
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	cells := func(row int) map[string]string {
		all := map[string]string{}
		for i, name := range rows[0] {
			all[name] = rows[row][i]
		}
		return all
	}
	for _, f := range c.Fields {
		if _, ok := cells(1)[string(f.Key)]; !ok {
			t.Errorf("no column %s", f.Key)
		}
	}
	for name, want := range map[string]string{
		"reference": "CLA-2026-0001", "state": "submitted", "language": "es", "submitted_at": "2026-11-25T09:00:00Z",
		"check": "ABCDE-FGHJK", "report_expected": "2028-11-25", "decided_at": "", "place_name": "Riobamba",
		"title": `'=HYPERLINK("http://x.example","Viviendas")`, "priorities": "4; 5",
		"indicators": "name=viviendas, target=40", "commitment": "Una frase, con coma;\ny una línea más.",
	} {
		if got := cells(1)[name]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := cells(2); got["report_due"] != "2028-07-30" || got["decided_at"] != "2026-11-25T09:00:00Z" {
		t.Errorf("decided: %v", got)
	}
	if strings.Contains(out.String(), "retired") {
		t.Error("an answer to a question that is no longer asked leaves the house")
	}
}

func TestJSONIsAnArray(t *testing.T) {
	t.Parallel()
	for n := range 3 {
		var out strings.Builder
		var pledges []pledge.Pledge
		for range n {
			pledges = append(pledges, received())
		}
		written(t, desk.JSON(&out, call.Default(), team), pledges...)
		var back []desk.Exported
		if err := json.Unmarshal([]byte(out.String()), &back); err != nil || len(back) != n {
			t.Fatalf("%d of %d come back, %v: %s", len(back), n, err, out.String())
		}
		for _, x := range back {
			if x.Reference != "CLA-2026-0001" || x.Answers["title"].First() != received().Value("title").First() {
				t.Errorf("comes back as %+v", x)
			}
		}
	}
}

// Whoever may not read a pledge finds none of its words in an export.
func TestExportsKeepToMayRead(t *testing.T) {
	t.Parallel()
	rehearsal, draft := received(), received()
	rehearsal.Rehearsal, draft.State = true, pledge.Draft
	for name, c := range map[string]struct {
		actor  pledge.Actor
		pledge pledge.Pledge
		reads  bool
	}{
		"the team a submission":  {team, received(), true},
		"the team a draft":       {team, draft, false},
		"the team a rehearsal":   {team, rehearsal, false},
		"its owner a draft":      {pledge.Actor{Person: "tty:ana"}, draft, true},
		"a stranger a draft":     {pledge.Actor{Person: "tty:eve"}, draft, false},
		"a stranger one sent in": {pledge.Actor{Person: "tty:eve"}, received(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			written(t, desk.JSON(&out, call.Default(), c.actor), c.pledge)
			x, err := desk.CSV(&out, call.Default(), c.actor)
			if err != nil {
				t.Fatal(err)
			}
			written(t, x, c.pledge)
			out.WriteString(desk.Row(call.Default(), c.actor, c.pledge).Title)
			if got := strings.Contains(out.String(), "HYPERLINK"); got != c.reads {
				t.Errorf("its words are there: %v, want %v: %s", got, c.reads, out.String())
			}
		})
	}
}
