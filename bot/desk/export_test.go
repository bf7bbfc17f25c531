package desk_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pledgebot/bot/bottest"
	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
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

// TestAWorkbook has numbers and days in cells of their kind, no formula, and says what
// each column is in the reader's language.
func TestAWorkbook(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := received()
	p.Answers["population"] = pledge.Answer{Value: call.Value{"225741"}}
	p.Answers["target_date"] = pledge.Answer{Value: call.Value{"2028-06-30"}}
	p.Answers["start_date"] = pledge.Answer{Value: call.Value{"2027"}}
	p.Answers["consent_quote"] = pledge.Answer{Value: call.Value{"yes"}, At: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	p.Decided = &pledge.Decision{At: p.Created, Due: "2028-07-30"}
	p.Public = &pledge.Publication{From: "2027-12-13"}
	var out bytes.Buffer
	x, err := desk.XLSX(&out, c, team, bottest.Shipped().Texts, "fr")
	if err != nil {
		t.Fatal(err)
	}
	written(t, x, p, received())
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // it was read
	rows, err := book.GetRows("pledges")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for column, want := range map[string]struct {
		text string
		kind excelize.CellType
	}{
		"reference": {"CLA-2026-0001", excelize.CellTypeInlineString}, "population": {"225741", excelize.CellTypeNumber},
		"target_date": {"2028-06-30", excelize.CellTypeNumber}, "report_due": {"2028-07-30", excelize.CellTypeNumber}, "start_date": {"2027", excelize.CellTypeInlineString},
		"consent_quote": {"yes", excelize.CellTypeInlineString}, "consent_quote_since": {"2027-03-01", excelize.CellTypeNumber}, "published_from": {"2027-12-13", excelize.CellTypeNumber},
		"submitted_at": {"2026-11-25", excelize.CellTypeNumber}, "title": {`=HYPERLINK("http://x.example","Viviendas")`, excelize.CellTypeInlineString},
		"commitment": {"Una frase, con coma;\ny una línea más.", excelize.CellTypeInlineString}, "indicators": {"name=viviendas, target=40", excelize.CellTypeInlineString},
	} {
		i := slices.Index(rows[0], column)
		if i < 0 {
			t.Errorf("no column %s", column)
			continue
		}
		cell, _ := excelize.CoordinatesToCellName(i+1, 2) // of what was found
		kind, err := book.GetCellType("pledges", cell)
		formula, _ := book.GetCellFormula("pledges", cell)
		if kind == excelize.CellTypeUnset {
			kind = excelize.CellTypeNumber // which is what a cell is that says nothing of itself
		}
		if err != nil || rows[1][i] != want.text || kind != want.kind || formula != "" {
			t.Errorf("%s is %q of kind %v with the formula %q, %v", column, rows[1][i], kind, formula, err)
		}
	}
	fields, err := book.GetRows("fields")
	if err != nil || len(fields) != 1+len(rows[0]) || len(rows[0]) < len(c.Fields) || !slices.Equal(fields[0], []string{"Colonne", "Signification", "Type"}) {
		t.Fatalf("%d fields, %v", len(fields), err)
	}
	for i, name := range rows[0] {
		if fields[i+1][0] != name || fields[i+1][1] == "" {
			t.Errorf("column %s is described as %v", name, fields[i+1])
		}
	}
}

// TestWhatFits: each of what narrows an export down leaves out what does not fit, and
// words are found as people write them.
func TestWhatFits(t *testing.T) {
	t.Parallel()
	p := received()
	p.State, p.Decided = pledge.Accepted, &pledge.Decision{Due: "2028-07-30"}
	p.Claim = &pledge.Claimer{By: "slack:tom"}
	for name, tc := range map[string]struct {
		q    store.Search
		fits bool
	}{
		"all": {store.Search{}, true}, "its country": {store.Search{Country: "EC"}, true}, "another": {store.Search{Country: "KE"}, false},
		"its state": {store.Search{States: []pledge.State{pledge.Draft, pledge.Accepted}}, true}, "another state": {store.Search{States: []pledge.State{pledge.Submitted}}, false},
		"its priority": {store.Search{Priority: "5"}, true}, "another priority": {store.Search{Priority: "1"}, false},
		"due then": {store.Search{DueFrom: "2028-07-30", DueTo: "2028-07-30"}, true}, "due before": {store.Search{DueTo: "2028-07-29"}, false}, "due after": {store.Search{DueFrom: "2028-07-31"}, false},
		"its claimer": {store.Search{ClaimedBy: "slack:tom"}, true}, "another claimer": {store.Search{ClaimedBy: "slack:eve"}, false},
		"words": {store.Search{Words: "alcaldia RIOB linea"}, true}, "the inside of a word": {store.Search{Words: "obamba"}, false}, "one word of two": {store.Search{Words: "riobamba quito"}, false},
	} {
		if got := desk.Fits(call.Default(), tc.q, p); got != tc.fits {
			t.Errorf("%s: %v", name, got)
		}
	}
}
