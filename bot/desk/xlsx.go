package desk

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The sheets of a workbook, and how wide a column is.
const (
	pledgesSheet = "pledges"
	fieldsSheet  = "fields"
	columnWidth  = 22
)

// XLSX writes a workbook: a row a pledge and a column a field, as in CSV, with numbers and
// days in cells of their own kind; and a sheet that says what each column is. No cell is
// a formula. The rows go through a file where they are many, and not through memory.
func XLSX(w io.Writer, c *call.Call, a pledge.Actor, texts Texts, lang call.Lang) (Exporter, error) {
	file := excelize.NewFile()
	b := &book{w: w, call: c, actor: a, texts: texts, lang: lang, file: file}
	if err := file.SetSheetName("Sheet1", pledgesSheet); err != nil {
		return nil, err
	}
	var err error
	if b.day, err = file.NewStyle(&excelize.Style{CustomNumFmt: new("yyyy-mm-dd")}); err != nil {
		return nil, err
	}
	b.rows, err = b.sheet(pledgesSheet, columns(c))
	return b, err
}

type book struct {
	w     io.Writer
	call  *call.Call
	actor pledge.Actor
	texts Texts
	lang  call.Lang
	file  *excelize.File
	rows  *excelize.StreamWriter
	day   int // the style of a day
	n     int // rows below the header
}

// sheet begins one with a header that stays in sight.
func (b *book) sheet(name string, header []string) (*excelize.StreamWriter, error) {
	rows, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	bold, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, err
	}
	if err := rows.SetColWidth(1, len(header), columnWidth); err != nil {
		return nil, err
	}
	if err := rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	cells := make([]any, len(header))
	for i, text := range header {
		cells[i] = text
	}
	return rows, rows.SetRow("A1", cells, excelize.RowOpts{StyleID: bold})
}

func (b *book) Write(p pledge.Pledge) error {
	p = p.Promise(b.call)
	x := flat(p)
	row := []any{x.Reference, x.State, x.Language, b.moment(x.SubmittedAt), x.Check, b.date(x.ReportExpected), b.moment(x.DecidedAt), b.date(x.ReportDue), b.date(x.PublishedFrom), b.moment(x.HaltedAt), b.count(x.Reports), b.moment(x.ReportedAt)}
	answers, consented := readable(b.call, b.actor, p), consented(b.call, p)
	for _, f := range b.call.Fields {
		row = append(row, b.cell(f, answers[f.Key]))
		if f.Consent {
			row = append(row, b.date(consented[f.Key]))
		}
	}
	b.n++
	return b.rows.SetRow("A"+strconv.Itoa(b.n+1), row)
}

// cell is an answer in a cell of its kind; what has no kind of its own there is text.
func (b *book) cell(f call.Field, v call.Value) any {
	switch f.Kind {
	case call.Whole:
		if n, err := strconv.ParseInt(v.First(), 10, 64); err == nil && len(v) == 1 {
			return n
		}
	case call.Date:
		return b.date(v.First())
	}
	if len(v) == 0 {
		return nil
	}
	return strings.ReplaceAll(strings.Join(v, "; "), "\x1e", ", ")
}

// count is a number, and nothing for none.
func (*book) count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// date is a day; a month or a year stays as it was given.
func (b *book) date(iso string) any {
	at, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return text(iso)
	}
	return excelize.Cell{StyleID: b.day, Value: at}
}

func (b *book) moment(rfc string) any {
	at, err := time.Parse(time.RFC3339, rfc)
	if err != nil {
		return text(rfc)
	}
	return excelize.Cell{StyleID: b.day, Value: at}
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (b *book) Close() error {
	err := b.rows.Flush()
	if err == nil {
		err = b.dictionary()
	}
	if err == nil {
		err = b.file.Write(b.w)
	}
	if err = errors.Join(err, b.file.Close()); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// dictionary says what each column is.
func (b *book) dictionary() error {
	if _, err := b.file.NewSheet(fieldsSheet); err != nil {
		return err
	}
	say := func(key string) string { return b.texts.Text(b.lang, call.Say(key)) }
	rows, err := b.sheet(fieldsSheet, []string{say("desk.columns.column"), say("desk.columns.meaning"), say("desk.columns.kind")})
	if err != nil {
		return err
	}
	n := 1
	add := func(cells ...any) {
		n++
		err = errors.Join(err, rows.SetRow("A"+strconv.Itoa(n), cells))
	}
	for _, column := range fixed {
		add(column, say("desk.columns."+column), nil)
	}
	for _, f := range b.call.Fields {
		label := say("field." + string(f.Key) + ".label")
		add(string(f.Key), label, string(f.Kind))
		if f.Consent {
			add(since(f), b.texts.Text(b.lang, call.Text{Key: "desk.columns.since", Args: map[string]call.Arg{"field": words(label)}}), string(call.Date))
		}
	}
	return errors.Join(err, rows.Flush())
}
