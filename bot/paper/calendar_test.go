package paper_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// accepted is a pledge with a date for its report.
func accepted(lang call.Lang, title string) pledge.Pledge {
	p := submitted(lang, short[lang])
	p.Answers["title"] = pledge.Answer{Value: call.Value{title}}
	p.State, p.Decided = pledge.Accepted, &pledge.Decision{At: now.Add(time.Hour), Due: "2028-11-30"}
	return p
}

// TestACalendarReadsTheDate: another library finds one event on the day the report is
// due, with its reminders and the title to the letter, whatever is in it.
func TestACalendarReadsTheDate(t *testing.T) {
	t.Parallel()
	title := `Forty homes; and "rent guarantees", 100\% — ` + strings.Repeat("très long ", 12) + "🏠"
	for _, lang := range product.Langs() {
		file, err := maker().Print(t.Context(), accepted(lang, title), conversation.SheetCalendar)
		if err != nil || file.Name != "CLA-2026-0001.ics" {
			t.Fatal(file, err)
		}
		for line := range bytes.Lines(file.Data) {
			if len(line) > 77 || !bytes.HasSuffix(line, []byte("\r\n")) {
				t.Errorf("%d octets in the line %q", len(line), line)
			}
		}
		c, err := ical.NewDecoder(bytes.NewReader(file.Data)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		events := c.Events()
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		e := events[0]
		start, err := e.DateTimeStart(time.UTC)
		if err != nil || !start.Equal(time.Date(2028, 11, 30, 0, 0, 0, 0, time.UTC)) || e.Props.Get("DTSTART").Params.Get("VALUE") != "DATE" {
			t.Errorf("it is on %s, %v", start, err)
		}
		summary, err := e.Props.Text("SUMMARY")
		if err != nil || !strings.Contains(summary, title) || e.Props.Get("DTSTAMP") == nil || e.Props.Get("UID").Value != "CLA-2026-0001@pledgebot" {
			t.Errorf("it says %q, %v", summary, err)
		}
		var reminders []string
		for _, child := range e.Children {
			reminders = append(reminders, child.Props.Get("ACTION").Value+" "+child.Props.Get("TRIGGER").Value)
		}
		if want := []string{"DISPLAY -P90D", "DISPLAY -P30D", "DISPLAY -P7D"}; !slices.Equal(reminders, want) {
			t.Errorf("it reminds by %q", reminders)
		}
	}
}
