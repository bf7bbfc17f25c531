package desk

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// fixed are the columns before the Call's fields. docs/export.md describes
// them.
var fixed = []string{"reference", "state", "language", "submitted_at", "check", "report_expected", "decided_at", "report_due", "published_from", "halted_at", "reports", "reported_at"}

// since is the column that says since when a consent stands.
func since(f call.Field) string { return string(f.Key) + "_since" }

// columns are all, in their order: the fixed ones, then the fields, each consent with
// its date.
func columns(c *call.Call) []string {
	all := slices.Clone(fixed)
	for _, f := range c.Fields {
		all = append(all, string(f.Key))
		if f.Consent {
			all = append(all, since(f))
		}
	}
	return all
}

// An Exporter writes pledges one after another. Close ends the file.
type Exporter interface {
	Write(p pledge.Pledge) error
	Close() error
}

// ErrFormat says that there is no such format.
var ErrFormat = errors.New("the formats are csv, json and xlsx")

// Export writes in a format by its name.
func Export(w io.Writer, format string, c *call.Call, a pledge.Actor, texts Texts, lang call.Lang) (Exporter, error) {
	switch format {
	case "csv":
		return CSV(w, c, a)
	case "json":
		return JSON(w, c, a), nil
	case "xlsx":
		return XLSX(w, c, a, texts, lang)
	}
	return nil, ErrFormat
}

// CSV writes one row a pledge and a column a field; items of a list are parted
// by "; ". No cell is read as a formula by a spreadsheet: see Neutral.
func CSV(w io.Writer, c *call.Call, a pledge.Actor) (Exporter, error) {
	out := csv.NewWriter(w)
	return &rows{w: out, call: c, actor: a}, out.Write(columns(c))
}

type rows struct {
	w     *csv.Writer
	call  *call.Call
	actor pledge.Actor
}

func (r *rows) Write(p pledge.Pledge) error {
	p = p.Promise(r.call)
	x := flat(p)
	row := []string{x.Reference, x.State, x.Language, x.SubmittedAt, x.Check, x.ReportExpected, x.DecidedAt, x.ReportDue, x.PublishedFrom, x.HaltedAt, counted(x.Reports), x.ReportedAt}
	answers, consented := r.answers(p), consented(r.call, p)
	for _, f := range r.call.Fields {
		row = append(row, Neutral(cell(answers[f.Key])))
		if f.Consent {
			row = append(row, consented[f.Key])
		}
	}
	return r.w.Write(row)
}

func (r *rows) answers(p pledge.Pledge) map[call.FieldKey]call.Value {
	return readable(r.call, r.actor, p)
}

func (r *rows) Close() error {
	r.w.Flush()
	return r.w.Error()
}

// cell shows a value in one cell: parts of a group as "part=value, …".
func cell(v call.Value) string {
	return strings.ReplaceAll(strings.Join(v, "; "), "\x1e", ", ")
}

// Neutral puts an apostrophe before what a spreadsheet would read as a formula,
// and before a text that begins with one, so that taking one leading apostrophe
// away gives the text back.
func Neutral(cell string) string {
	first := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if first != "" && strings.ContainsRune("=+-@＝＋－＠'|%", []rune(first)[0]) || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}

// counted is a number, and nothing for none.
func counted(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// readable are the answers of the record that an actor may see, and those of the report
// that was accepted last. The sign-off is that of the pledge.
func readable(c *call.Call, a pledge.Actor, p pledge.Pledge) map[call.FieldKey]call.Value {
	out := map[call.FieldKey]call.Value{}
	entries := pledge.Record(c, p)
	if r, some := p.LastReport(); some {
		entries = append(pledge.ReportRecord(c, r), entries...)
	}
	for _, e := range entries {
		if pledge.MayRead(a, p, e.Field.Key) {
			out[e.Field.Key] = e.Answer.Value
		}
	}
	return out
}

// An Exported pledge is what the JSON export holds of one.
type Exported struct {
	Reference      string                       `json:"reference,omitempty"`
	State          string                       `json:"state"`
	Language       string                       `json:"language"`
	SubmittedAt    string                       `json:"submitted_at,omitempty"`
	Check          string                       `json:"check,omitempty"`
	ReportExpected string                       `json:"report_expected,omitempty"`
	DecidedAt      string                       `json:"decided_at,omitempty"`
	ReportDue      string                       `json:"report_due,omitempty"`
	PublishedFrom  string                       `json:"published_from,omitempty"`
	HaltedAt       string                       `json:"halted_at,omitempty"`   // suspended or withdrawn
	Reports        int                          `json:"reports,omitempty"`     // that were accepted
	ReportedAt     string                       `json:"reported_at,omitempty"` // when the last of them was
	Answers        map[call.FieldKey]call.Value `json:"answers"`
	Consented      map[call.FieldKey]string     `json:"consented,omitempty"` // since which day each consent stands as it does
}

func flat(p pledge.Pledge) Exported {
	x := Exported{State: string(p.State), Language: string(p.Lang)}
	if s := p.Submitted; s != nil {
		x.Reference, x.Check, x.ReportExpected = s.Reference, s.Check, s.Expected
		x.SubmittedAt = s.At.UTC().Format(time.RFC3339)
	}
	if p.Public != nil {
		x.PublishedFrom = p.Public.From
	}
	if p.Halted != nil {
		x.HaltedAt = p.Halted.At.UTC().Format(time.RFC3339)
	}
	if d := p.Decided; d != nil {
		x.DecidedAt, x.ReportDue = d.At.UTC().Format(time.RFC3339), p.Due()
	}
	if r, some := p.LastReport(); some {
		x.Reports, x.ReportedAt = len(p.Reports), r.At.UTC().Format(time.RFC3339)
	}
	return x
}

// consented is since when each consent stands as it does.
func consented(c *call.Call, p pledge.Pledge) map[call.FieldKey]string {
	out := map[call.FieldKey]string{}
	for _, f := range c.Fields {
		if a := p.Answers[f.Key]; f.Consent && !a.Value.Empty() {
			out[f.Key] = a.At.UTC().Format(time.DateOnly)
		}
	}
	return out
}

// JSON writes an array, one pledge a line.
func JSON(w io.Writer, c *call.Call, a pledge.Actor) Exporter {
	return &array{w: w, call: c, actor: a}
}

type array struct {
	w     io.Writer
	call  *call.Call
	actor pledge.Actor
	n     int
}

func (l *array) Write(p pledge.Pledge) error {
	p = p.Promise(l.call)
	x := flat(p)
	x.Answers, x.Consented = readable(l.call, l.actor, p), consented(l.call, p)
	text, err := json.Marshal(x)
	if err != nil {
		return err
	}
	sep := ",\n"
	if l.n == 0 {
		sep = "[\n"
	}
	l.n++
	_, err = io.WriteString(l.w, sep+string(text))
	return err
}

func (l *array) Close() error {
	end := "\n]\n"
	if l.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(l.w, end)
	return err
}
