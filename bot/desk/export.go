package desk

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// fixed are the columns before the Call's fields. docs/export.md describes
// them.
var fixed = []string{"reference", "state", "language", "submitted_at", "check", "report_expected", "decided_at", "report_due"}

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
	header := append([]string{}, fixed...)
	for _, f := range c.Fields {
		header = append(header, string(f.Key))
	}
	return &rows{w: out, call: c, actor: a}, out.Write(header)
}

type rows struct {
	w     *csv.Writer
	call  *call.Call
	actor pledge.Actor
}

func (r *rows) Write(p pledge.Pledge) error {
	x := flat(p)
	row := []string{x.Reference, x.State, x.Language, x.SubmittedAt, x.Check, x.ReportExpected, x.DecidedAt, x.ReportDue}
	answers := r.answers(p)
	for _, f := range r.call.Fields {
		row = append(row, Neutral(cell(answers[f.Key])))
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

// readable are the answers of the record that an actor may see.
func readable(c *call.Call, a pledge.Actor, p pledge.Pledge) map[call.FieldKey]call.Value {
	out := map[call.FieldKey]call.Value{}
	for _, e := range pledge.Record(c, p) {
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
	Answers        map[call.FieldKey]call.Value `json:"answers"`
}

func flat(p pledge.Pledge) Exported {
	x := Exported{State: string(p.State), Language: string(p.Lang)}
	if s := p.Submitted; s != nil {
		x.Reference, x.Check, x.ReportExpected = s.Reference, s.Check, s.Expected
		x.SubmittedAt = s.At.UTC().Format(time.RFC3339)
	}
	if d := p.Decided; d != nil {
		x.DecidedAt, x.ReportDue = d.At.UTC().Format(time.RFC3339), d.Due
	}
	return x
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
	x := flat(p)
	x.Answers = readable(l.call, l.actor, p)
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
