package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/compare"
	"pledgebot/conversation/pledge"
)

// What is read of a paper at most, in bytes.
const (
	fileMost   = 16 << 20
	recordMost = 1 << 20
)

// A Claim is what a paper says that a pledge is.
type Claim struct {
	Reference string
	Record    *Record // of a JSON file, or of the one in a PDF; nil for a text
	Text      string
}

// errNoPledge says that a file is no paper of a pledge.
var errNoPledge = errors.New("this is no paper of a pledge: it names no number such as CLA-2026-0001")

var numbers = regexp.MustCompile(`CLA-\d{4,}-\d{4,}`)

// Read reads a paper: a PDF with its attachment as this package makes it, the JSON
// alone, or the text.
func Read(in io.Reader) (Claim, error) {
	file, err := io.ReadAll(io.LimitReader(in, fileMost))
	if err != nil {
		return Claim{}, fmt.Errorf("read paper: %w", err)
	}
	if bytes.HasPrefix(file, []byte("%PDF-")) {
		if file, err = attached(file); err != nil {
			return Claim{}, err
		}
	}
	if text := bytes.TrimSpace(file); bytes.HasPrefix(text, []byte("{")) {
		var r Record
		if err := json.Unmarshal(text, &r); err != nil {
			return Claim{}, fmt.Errorf("read paper: %w", err)
		}
		if r.Format != recordFormat || r.Reference == "" {
			return Claim{}, errNoPledge
		}
		return Claim{Reference: r.Reference, Record: &r}, nil
	}
	number := numbers.Find(file)
	if number == nil {
		return Claim{}, errNoPledge
	}
	return Claim{Reference: string(number), Text: string(file)}, nil
}

// embedded begins the file that is attached (ISO 32000-1, 7.11.4).
var embedded = regexp.MustCompile(`/Type /EmbeddedFile /Length (\d+) /Filter /FlateDecode[^\n]*\s+stream\n`)

func attached(pdf []byte) ([]byte, error) {
	missing := errors.New("no attachment can be read in this PDF: it may have been saved by another program. The JSON in it can be checked by itself")
	at := embedded.FindSubmatchIndex(pdf)
	if at == nil {
		return nil, missing
	}
	size, err := strconv.Atoi(string(pdf[at[2]:at[3]]))
	if err != nil || size > len(pdf)-at[1] {
		return nil, missing
	}
	unpacked, err := zlib.NewReader(bytes.NewReader(pdf[at[1] : at[1]+size]))
	if err != nil {
		return nil, missing
	}
	out, err := io.ReadAll(io.LimitReader(unpacked, recordMost))
	if err != nil {
		return nil, missing
	}
	return out, nil
}

// Meant is the text of a pledge that a paper claims to be: the report of its number, or the
// pledge itself. There is none where the pledge has no such report.
func (c Claim) Meant(of *call.Call, p pledge.Pledge) (pledge.Pledge, bool) {
	if c.Record == nil { // a text says itself what it is
		for _, r := range p.Reports {
			if strings.Contains(c.Text, r.Submitted.Check) {
				return r.View(p), true
			}
		}
		if p.Progress != nil && p.Reviewed() && strings.Contains(c.Text, p.Submitted.Check) {
			return p, true
		}
	}
	if c.Record == nil || c.Record.Report == 0 {
		return p.Promise(of), true
	}
	n := c.Record.Report
	if p.Progress != nil && p.Progress.N == n && p.Reviewed() {
		return p, true
	}
	for _, r := range p.Reports {
		if r.N == n {
			return r.View(p), true
		}
	}
	return p, false
}

// Verify tells at which places a paper says something else than the pledge as it was
// submitted; none for the same text.
func (m *Maker) Verify(c Claim, p pledge.Pledge) []compare.Change {
	if c.Record == nil {
		was, is := spaced(m.Text(p)), spaced(c.Text)
		return compare.Changes(compare.Words(was, is))
	}
	answers := map[call.FieldKey]pledge.Answer{}
	for key, value := range c.Record.Answers {
		answers[key] = pledge.Answer{Value: value}
	}
	said := pledge.Pledge{Lang: c.Record.Language, Answers: answers}
	if n := c.Record.Report; n > 0 {
		said = pledge.Report{N: n, Of: c.Record.Of, Answers: answers, Lang: c.Record.Language}.View(said)
	}
	if pledge.Check(m.Call, said) == p.Submitted.Check {
		return nil
	}
	text := func(of pledge.Pledge, f *call.Field) string {
		if !pledge.Applies(of, f) {
			return "" // such as the pledge itself, of a report on it
		}
		return strings.Join(of.Value(f.Key), "; ")
	}
	var out []compare.Change
	for i := range m.Call.Fields {
		f := &m.Call.Fields[i]
		if was, is := text(p, f), text(said, f); f.Checked && was != is {
			out = append(out, compare.Change{Was: was, Is: is})
		}
	}
	if len(out) == 0 { // of an earlier version of the Call
		out = append(out, compare.Change{Was: p.Submitted.Check, Is: pledge.Check(m.Call, said)})
	}
	return out
}

// spaced is a text with one space wherever there are some, and nothing that is unseen.
func spaced(s string) string { return strings.Join(strings.Fields(unseen.Replace(s)), " ") }

var unseen = strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "", "\ufeff", "", "\u00ad", "")

// Changes is what a submission changes in what was accepted, in the pledge's language; ""
// where it changes nothing accepted.
func (m *Maker) Changes(p pledge.Pledge) string {
	w := wording{m.Texts, p.Lang}
	var parts []string
	for _, t := range conversation.New(m.Call, conversation.Settings{}).Amendments(p) {
		parts = append(parts, w.text(t))
	}
	return strings.Join(parts, "\n")
}

// Text is a submitted pledge as it can be copied from the conversation.
func (m *Maker) Text(p pledge.Pledge) string {
	w := wording{m.Texts, p.Lang}
	var parts []string
	for _, t := range conversation.New(m.Call, conversation.Settings{}).Written(p).Texts {
		parts = append(parts, w.text(t))
	}
	parts = append(parts, w.say("paper.number", words(p.Submitted.Reference)), w.say("paper.end", words(p.Submitted.Check)))
	return strings.Join(parts, "\n") + "\n"
}
