// Package paper puts a pledge on paper: one view of it, and a renderer for each kind
// of file. Papers are in the pledge's own language and leave out what is private.
package paper

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Texts renders what stands on a paper.
type Texts interface {
	Text(lang call.Lang, t call.Text) string
}

// Sheet says what a paper is for.
type Sheet string

// The sheets.
const (
	Receipt Sheet = "receipt" // what was submitted, after an acknowledgement of it
	Draft   Sheet = "draft"   // what may still change
	ToSign  Sheet = "to_sign" // the words to be signed off
)

// A View is what every renderer shows of a pledge.
type View struct {
	Lang     call.Lang
	Sheet    Sheet
	Call     string // the name of the Call
	Heading  string // of the first page
	Title    string // of the pledge
	City     string
	Opening  []string // paragraphs before the title
	Facts    []Line   // number, dates, check code
	Sections []Section
	Signing  *Section // room for a signature; nil for none
	Foot     string   // on every page: number and check code
	Code     string   // for a camera; "" for none
	Mark     string   // across every page; "" for none
	Country  string   // ISO 3166-1 alpha-2: it decides the size of the sheet
	At       time.Time
	Record   []byte // the pledge as JSON, to be attached
	pages    func(n, of string) string
	lost     string // said where a character cannot be printed
}

// A Section is some lines under a name.
type Section struct {
	Name  string
	Lines []Line
}

// A Line is one answer, or one fact.
type Line struct{ Label, Text string }

// A Maker makes papers of pledges under one Call.
type Maker struct {
	Call  *call.Call
	Texts Texts
	Now   func() time.Time
	// Link is where the code of a paper leads; nil where there is nowhere.
	Link func(ctx context.Context, code string) (string, error)
}

// Print makes a file about a pledge.
func (m *Maker) Print(ctx context.Context, p pledge.Pledge, sheet conversation.Sheet) (*bot.File, error) {
	var v View
	switch sheet {
	case conversation.SheetCalendar:
		return m.calendar(p), nil
	case conversation.SheetToSign:
		v = m.ForSigning(p)
	case conversation.SheetPaper:
		v = m.Of(p)
	}
	if v.Sheet == Receipt && m.Link != nil {
		var err error
		if v.Code, err = m.Link(ctx, pledge.VerifyCode(p.Submitted.Reference, p.Submitted.Check)); err != nil {
			return nil, err
		}
	}
	data, err := PDF(v)
	if err != nil {
		return nil, err
	}
	name := "pledge-" + strings.ReplaceAll(string(v.Sheet), "_", "-")
	if v.Sheet == Receipt {
		name = p.Submitted.Reference
	}
	if p.Progress != nil {
		name += "-report-" + strconv.Itoa(p.Progress.N)
	}
	return &bot.File{Name: name + ".pdf", Data: data}, nil
}

// ForSigning is the page with the words of a draft as they are now, to be signed.
func (m *Maker) ForSigning(p pledge.Pledge) View { return m.view(p, ToSign) }

// Of is the paper that a pledge has now: a receipt where its words are those that were
// submitted, and a draft otherwise.
func (m *Maker) Of(p pledge.Pledge) View {
	if p.Submitted != nil && p.State != pledge.Draft && p.Submitted.Check == pledge.Check(m.Call, p) {
		return m.view(p, Receipt)
	}
	return m.view(p, Draft)
}

func (m *Maker) view(p pledge.Pledge, sheet Sheet) View {
	w := wording{m.Texts, p.Lang}
	v := View{
		Lang: p.Lang, Sheet: sheet, Call: call.In(m.Call.Names.Call, p.Lang), Heading: w.say("sheet." + string(sheet)),
		Title: p.Value(m.Call.Using(call.UseTitle).Key).First(), City: p.Value(m.Call.Using(call.UseCity).Key).First(),
		Country: p.Value(m.Call.Using(call.UseCountry).Key).First(), At: m.Now().UTC(),
		pages: func(n, of string) string { return w.say("sheet.page", number(n), words(of)) }, lost: w.say("sheet.lost"),
	}
	if v.Title == "" {
		v.Title = w.say("sheet.untitled")
	}
	v.Sections = m.sections(w, p, sheet == ToSign)
	check := pledge.Check(m.Call, p)
	v.Foot = check
	switch sheet {
	case Receipt:
		m.acknowledge(&v, w, p)
	case Draft:
		if p.Progress != nil {
			v.Heading = w.say("sheet.draft_report")
		}
		v.Mark = w.say("sheet.mark")
		v.Opening = []string{w.say("sheet.draft_what")}
	case ToSign:
		v.Opening = []string{w.say("sheet.to_sign_what", words(check))}
		v.Signing = &Section{Name: w.say("sheet.signing")}
		for _, key := range []string{"office", "name", "date", "signature"} {
			v.Signing.Lines = append(v.Signing.Lines, Line{Label: w.say("sheet." + key)})
		}
	}
	if p.Rehearsal {
		v.Mark = w.say("sheet.mark_practice")
	}
	v.Record = m.record(p, check)
	return v
}

// acknowledge says what was received, and what was decided since.
func (m *Maker) acknowledge(v *View, w wording, p pledge.Pledge) {
	s := p.Submitted
	v.At = s.At // so that the same receipt is the same file
	received := "sheet.received"
	if p.Progress != nil {
		received = "sheet.received_report"
	}
	v.Opening = []string{w.say(received, words(v.Title), words(v.City), words(v.Call), day(s.At), words(s.Reference))}
	fact := func(key, text string) { v.Facts = append(v.Facts, Line{w.say("sheet." + key), text}) }
	fact("number", s.Reference)
	fact("received_on", w.say("plain", day(s.At)))
	switch {
	case p.Halted != nil:
		v.At = p.Halted.At
		fact(string(p.State)+"_on", w.say("plain", day(p.Halted.At)))
	case p.Standing != nil:
		fact("report_due", w.say("plain", date(p.Standing.Decided.Due)))
	case p.Decided != nil && p.State == pledge.Accepted:
		v.At = p.Decided.At
		fact("accepted_on", w.say("plain", day(p.Decided.At)))
		if due := p.Due(); due != "" {
			fact("report_due", w.say("plain", date(due)))
		}
	default:
		fact("report_expected", w.say("plain", date(s.Expected)))
	}
	fact("check", s.Check)
	v.Opening = append(v.Opening, w.say("sheet.check_what"))
	v.Foot, v.Code = s.Reference+" · "+s.Check, s.Reference+" "+s.Check
}

// sections are the answers that are not private, the title aside, by the Call's
// sections. The sign-off stands last, and not where one is still to be given.
func (m *Maker) sections(w wording, p pledge.Pledge, toSign bool) []Section {
	var out []Section
	signed := Section{Name: w.say("sheet.signed")}
	for _, e := range pledge.Record(m.Call, p) {
		f := e.Field
		if f.Private || f.Use == call.UseTitle {
			continue
		}
		text := w.answer(f.Key, e.Answer.Value)
		if f.Stage == call.SignOff {
			signed.Lines = append(signed.Lines, Line{Text: text})
			continue
		}
		line := Line{w.label(f.Key), text}
		name := w.say("section." + string(f.Section))
		if f.Stage == call.Reporting {
			name = w.say("sheet.report")
		}
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, Section{Name: name})
		}
		out[len(out)-1].Lines = append(out[len(out)-1].Lines, line)
	}
	if len(signed.Lines) > 0 && !toSign {
		out = append(out, signed)
	}
	return out
}

// A Record is a pledge for programs, as it is attached to its paper. docs/papers.md
// describes it.
type Record struct {
	Format      int                          `json:"format"`
	Reference   string                       `json:"reference,omitempty"`
	Report      int                          `json:"report,omitempty"` // which report on the pledge; 0 for the pledge itself
	Of          string                       `json:"of,omitempty"`     // of a report: the check code of its pledge
	Language    call.Lang                    `json:"language"`
	Check       string                       `json:"check"`
	SubmittedAt string                       `json:"submitted_at,omitempty"`
	Answers     map[call.FieldKey]call.Value `json:"answers"`
}

// recordFormat is the version of the JSON form of a Record.
const recordFormat = 1

// Record is a pledge for programs, as it is attached to its paper.
func (m *Maker) Record(p pledge.Pledge) []byte { return m.record(p, pledge.Check(m.Call, p)) }

func (m *Maker) record(p pledge.Pledge, check string) []byte {
	r := Record{Format: recordFormat, Language: p.Lang, Check: check, Answers: map[call.FieldKey]call.Value{}}
	if s := p.Submitted; s != nil {
		r.Reference, r.SubmittedAt = s.Reference, s.At.UTC().Format(time.RFC3339)
	}
	if p.Progress != nil {
		r.Report, r.Of = p.Progress.N, p.Standing.Submitted.Check
	}
	for _, e := range pledge.Record(m.Call, p) {
		if !e.Field.Private {
			r.Answers[e.Field.Key] = e.Answer.Value
		}
	}
	out, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(fmt.Sprint("paper: a record that is no JSON: ", err)) // strings and numbers always are
	}
	return append(out, '\n')
}

// A wording says the papers' texts in one language.
type wording struct {
	texts Texts
	lang  call.Lang
}

func (w wording) text(t call.Text) string { return w.texts.Text(w.lang, t) }

// say fills a text's arguments in the order in which they are declared.
func (w wording) say(key string, args ...call.Arg) string {
	t := call.Text{Key: key, Args: map[string]call.Arg{}}
	for i, arg := range args {
		t.Args[keys[key][i]] = arg
	}
	return w.text(t)
}

// label is a field's short name.
func (w wording) label(key call.FieldKey) string {
	return w.text(call.Say("field." + string(key) + ".label"))
}

// answer is a field's answer as its readers see it.
func (w wording) answer(key call.FieldKey, v call.Value) string {
	return w.say("plain", call.Arg{As: call.AsAnswer, Field: key, Values: v})
}

func words(s string) call.Arg   { return call.Arg{As: call.AsWords, Value: s} }
func number(s string) call.Arg  { return call.Arg{As: call.AsNumber, Value: s} }
func date(iso string) call.Arg  { return call.Arg{As: call.AsDate, Value: iso} }
func day(at time.Time) call.Arg { return date(at.UTC().Format(time.DateOnly)) }
