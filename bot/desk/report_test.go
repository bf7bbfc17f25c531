package desk_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pledgebot/bot/bottest"
	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A saga is a pledge with all that happened to it.
type saga struct {
	t     *testing.T
	p     pledge.Pledge
	facts []pledge.Fact
}

// shipped is what ships, read once.
var shipped = sync.OnceValue(bottest.Shipped)

var maria = pledge.Actor{Person: "tty:maria"}

// begun is a pledge that was accepted on a day, so that its report is due two years later.
func begun(t *testing.T, id pledge.ID, at time.Time) *saga {
	t.Helper()
	s := &saga{t: t}
	s.happens(at, pledge.Fact{Pledge: id, Kind: pledge.Created, Lang: "es"})
	for _, a := range []pledge.Fact{
		{Field: "place_name", Value: call.Value{"Quito"}},
		{Field: "country", Value: call.Value{"EC"}},
		{Field: "title", Value: call.Value{"Agua"}},
		{Field: "commitment", Value: call.Value{"Quito abre una oficina."}},
		{Field: "consent_publish", Value: call.Value{"full_text"}},
		{Field: "actions", Value: call.Value{"Abrir la oficina"}},
		{Field: "approvals", Value: call.Value{"office=Alcaldía\x1edate=2024-09-01"}},
	} {
		a.Kind = pledge.Answered
		s.happens(at, a)
	}
	s.happens(at, pledge.Fact{Kind: pledge.WasSubmitted, Reference: "CLA-2024-0001", Check: pledge.Check(call.Default(), s.p), Expected: "2026-09-01"})
	s.does(at, team, pledge.Accept{Check: s.p.Submitted.Check})
	return s
}

func (s *saga) happens(at time.Time, f pledge.Fact) {
	f.Rev, f.By, f.At = s.p.Rev+1, maria.Person, at
	if f.Pledge == "" {
		f.Pledge = s.p.ID
	}
	s.p, s.facts = pledge.Fold(s.p, f), append(s.facts, f)
}

func (s *saga) does(at time.Time, a pledge.Actor, cmd pledge.Command) {
	s.t.Helper()
	after, facts, why := pledge.Apply(call.Default(), shipped().Texts, s.p, at, a, cmd)
	if why != "" {
		s.t.Fatalf("%T: %s", cmd, why)
	}
	s.p, s.facts = after, append(s.facts, facts...)
}

// writes has the city write a report, with other answers where it gives some.
func (s *saga) writes(at time.Time, summary string, more map[call.FieldKey]string) {
	s.t.Helper()
	s.does(at, maria, pledge.BeginReport{})
	results := call.Default().Using(call.UseResults)
	parts := call.Parts(s.p.Value(results.Key).First())
	parts["status"] = "finished"
	given := map[call.FieldKey]string{
		results.Key: results.Item(parts), "stage": "in_progress", "outlook": "on_track", "summary": summary, "next_steps": "Otra oficina en otoño.",
		"head_changed": "no", "contact_changed": "no", "report_publish": "whole", "people_reached": "1200",
	}
	maps.Copy(given, more)
	for key, v := range given {
		s.does(at, maria, pledge.Amend{Field: key, Value: call.Value{v}, Seen: s.p.Answers[key].Rev})
	}
}

// sends has it signed off and sent.
func (s *saga) sends(at time.Time) {
	s.t.Helper()
	office := call.Value{"office=Alcaldía\x1edate=" + at.Format(time.DateOnly)}
	s.does(at, maria, pledge.Amend{Field: "approvals", Value: office, Seen: s.p.Answers["approvals"].Rev})
	s.does(at, maria, pledge.Submit{Check: pledge.Check(call.Default(), s.p)})
}

// accepts has the team take it.
func (s *saga) accepts(at time.Time) {
	s.t.Helper()
	s.does(at, team, pledge.Accept{Check: s.p.Submitted.Check})
}

// Facts is the whole history.
func (s *saga) Facts(context.Context, pledge.ID) ([]pledge.Fact, error) { return s.facts, nil }

// exported is the row of a pledge in each format, by its columns.
func (s *saga) exported() map[string]map[string]string {
	s.t.Helper()
	p, err := desk.AsSent(s.t.Context(), call.Default(), s, s.p)
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, format := range []string{"csv", "json", "xlsx"} {
		var out bytes.Buffer
		x, err := desk.Export(&out, format, call.Default(), team, shipped().Texts, "en")
		if err != nil {
			s.t.Fatal(err)
		}
		written(s.t, x, p)
		all[format] = row(s.t, format, out.Bytes())
	}
	return all
}

// row reads the only row of a file.
func row(t *testing.T, format string, file []byte) map[string]string {
	t.Helper()
	cells := map[string]string{}
	if format == "json" {
		var all []desk.Exported
		if err := json.Unmarshal(file, &all); err != nil || len(all) != 1 {
			t.Fatalf("%d rows, %v", len(all), err)
		}
		x := all[0]
		for key, v := range x.Answers {
			cells[string(key)] = strings.ReplaceAll(strings.Join(v, "; "), "\x1e", ", ")
		}
		cells["state"], cells["check"], cells["submitted_at"], cells["decided_at"], cells["report_due"], cells["reported_at"] = x.State, x.Check, x.SubmittedAt, x.DecidedAt, x.ReportDue, x.ReportedAt
		if x.Reports > 0 {
			cells["reports"] = strconv.Itoa(x.Reports)
		}
		return cells
	}
	rows := sheet(t, format, file)
	for i, v := range rows[1] {
		cells[rows[0][i]] = v
	}
	return cells
}

// sheet are the two rows of a table.
func sheet(t *testing.T, format string, file []byte) [][]string {
	t.Helper()
	if format == "csv" {
		rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		return rows
	}
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // it was read
	rows, err := book.GetRows("pledges")
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows
}

// has looks at some columns in every format. Days are enough: a workbook has no more.
func (s *saga) has(when string, want map[string]string) {
	s.t.Helper()
	for format, cells := range s.exported() {
		for column, text := range want {
			got := cells[column]
			if strings.HasSuffix(column, "_at") {
				got, _, _ = strings.Cut(got, "T")
			}
			if got != text {
				s.t.Errorf("%s, %s: %s is %q, not %q", when, format, column, got, text)
			}
		}
	}
}

// TestAnExportHasAPledgeAndItsLastReport: its own columns stand as they were accepted,
// whatever its city reports, and the others are those of the report that was taken last.
func TestAnExportHasAPledgeAndItsLastReport(t *testing.T) {
	t.Parallel()
	day := time.Date(2024, 9, 2, 9, 0, 0, 0, time.UTC)
	s := begun(t, "p1", day)
	want := map[string]string{
		"title": "Agua", "commitment": "Quito abre una oficina.", "approvals": "office=Alcaldía, date=2024-09-01", "check": s.p.Submitted.Check,
		"submitted_at": "2024-09-02", "decided_at": "2024-09-02", "report_due": "2026-09-02", "state": "accepted",
		"reports": "", "reported_at": "", "summary": "", "results": "", "stage": "", "people_reached": "", "outcome": "",
	}
	s.has("accepted", want)
	at := time.Date(2026, 8, 10, 9, 0, 0, 0, time.UTC)
	s.writes(at, "Abrió en marzo.", nil)
	want["state"] = "reporting"
	s.has("written", want)
	s.sends(at)
	want["state"] = "submitted"
	s.has("sent", want)
	s.does(at, maria, pledge.Recall{})
	want["state"] = "reporting"
	s.has("taken back", want)
	s.does(at, maria, pledge.Submit{Check: pledge.Check(call.Default(), s.p)})
	s.does(at, team, pledge.Inquire{Field: "summary", Note: "¿Cuál?"})
	want["state"] = "changes_requested"
	s.has("asked about", want)
	s.does(at, maria, pledge.Reply{Question: s.p.Questions[0].ID, Text: "La primera.", Seen: s.p.Questions[0].Rev})
	s.sends(at)
	s.accepts(at.AddDate(0, 0, 5))
	maps.Copy(want, map[string]string{
		"state": "accepted", "reports": "1", "reported_at": "2026-08-15", "report_due": "2028-09-02", "summary": "Abrió en marzo.", "stage": "in_progress",
		"results": "what=Abrir la oficina, of=action, status=finished", "people_reached": "1200",
	})
	s.has("taken", want)
	later := time.Date(2028, 8, 10, 9, 0, 0, 0, time.UTC)
	s.writes(later, "Todo está hecho.", map[call.FieldKey]string{"stage": "fulfilled", "outcome": "achieved"})
	s.sends(later)
	want["state"] = "submitted"
	s.has("the second sent", want)
	s.accepts(later)
	maps.Copy(want, map[string]string{
		"state": "accepted", "reports": "2", "reported_at": "2028-08-10", "report_due": "", "summary": "Todo está hecho.", "stage": "fulfilled", "outcome": "achieved",
	})
	s.has("closed", want)
}
