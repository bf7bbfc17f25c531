package paper_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/paper"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/compare"
	"pledgebot/conversation/pledge"
)

var (
	ana  = pledge.Actor{Person: "tty:ana"}
	team = pledge.Actor{Person: "desk:team", Role: pledge.Reviewer, Org: "UCLG"}
)

// does is a pledge after a command, which must be taken.
func does(t *testing.T, p pledge.Pledge, at time.Time, a pledge.Actor, cmd pledge.Command) pledge.Pledge {
	t.Helper()
	after, _, why := pledge.Apply(call.Default(), product, p, at, a, cmd)
	if why != "" {
		t.Fatalf("%T: %s", cmd, why)
	}
	return after
}

// promised is an accepted pledge of a city that is ana's.
func promised(t *testing.T, lang call.Lang) pledge.Pledge {
	t.Helper()
	answers := maps.Clone(short[lang])
	answers["actions"] = call.Value{"Première action", "Segunda acción"}
	p := submitted(lang, answers)
	p.Seats = map[pledge.Person]pledge.Seat{ana.Person: pledge.Owner}
	return does(t, p, now, team, pledge.Accept{Check: p.Submitted.Check})
}

// reports has ana write a report on a day, with all that it needs.
func reports(t *testing.T, p pledge.Pledge, at time.Time, summary string, more ...pledge.Amend) pledge.Pledge {
	t.Helper()
	if p.Progress == nil {
		p = does(t, p, at, ana, pledge.BeginReport{})
	}
	results := call.Default().Using(call.UseResults)
	var became call.Value
	for _, item := range p.Value(results.Key) {
		parts := call.Parts(item)
		parts["status"] = "finished"
		became = append(became, results.Item(parts))
	}
	for _, a := range append([]pledge.Amend{
		{Field: results.Key, Value: became},
		{Field: "stage", Value: call.Value{"in_progress"}},
		{Field: "outlook", Value: call.Value{"on_track"}},
		{Field: "summary", Value: call.Value{summary}},
		{Field: "next_steps", Value: call.Value{"The second office opens in 2031."}},
		{Field: "head_changed", Value: call.Value{"no"}},
		{Field: "contact_changed", Value: call.Value{"no"}},
		{Field: "report_publish", Value: call.Value{"whole"}},
	}, append(more, pledge.Amend{Field: "approvals", Value: call.Value{"office=Mayor's office\x1edate=" + at.Format(time.DateOnly)}})...) {
		a.Seen = p.Answers[a.Field].Rev
		p = does(t, p, at, ana, a)
	}
	return p
}

// sends has it sent, too.
func sends(t *testing.T, p pledge.Pledge, at time.Time, summary string, more ...pledge.Amend) pledge.Pledge {
	t.Helper()
	p = reports(t, p, at, summary, more...)
	return does(t, p, at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
}

var first, second = time.Date(2028, 10, 19, 9, 0, 0, 0, time.UTC), time.Date(2030, 10, 19, 9, 0, 0, 0, time.UTC)

// TestThePaperOfAReport says in every language that it is one, and holds nothing else.
func TestThePaperOfAReport(t *testing.T) {
	t.Parallel()
	for lang, want := range map[call.Lang]struct{ opening, section, due, draft string }{
		"en": {"The report on the pledge “Make refugee inclusion", "Progress report", "30 November 2028", "Draft of a report"},
		"es": {"El informe sobre el compromiso “Cuarenta viviendas", "Informe de avance", "30 de noviembre de 2028", "Borrador de un informe"},
		"fr": {"Le rapport sur l'engagement « L'accueil d'abord", "Rapport d'avancement", "30 novembre 2028", "Brouillon d'un rapport"},
	} {
		p := promised(t, lang)
		if v := maker().Of(reports(t, p, first, "The office opened.")); v.Sheet != paper.Draft || v.Heading != want.draft {
			t.Errorf("%s: what is written has the heading %q", lang, v.Heading)
		}
		p = sends(t, p, first, "The office opened, and 38 homes are let.")
		v := maker().Of(p)
		spaces := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
		if v.Sheet != paper.Receipt || !strings.HasPrefix(spaces.Replace(v.Opening[0]), want.opening) {
			t.Errorf("%s: a %s that begins %q", lang, v.Sheet, v.Opening[0])
		}
		if len(v.Sections) != 2 || v.Sections[0].Name != want.section || len(v.Sections[0].Lines) != 8 || len(v.Sections[1].Lines) != 1 {
			t.Errorf("%s: %+v", lang, v.Sections)
		}
		if !slices.ContainsFunc(v.Facts, func(l paper.Line) bool { return spaces.Replace(l.Text) == want.due }) || !strings.HasSuffix(v.Foot, p.Submitted.Check) {
			t.Errorf("%s: %+v, %s", lang, v.Facts, v.Foot)
		}
		file, err := maker().Print(t.Context(), p, conversation.SheetPaper)
		if err != nil || file.Name != "CLA-2026-0001-report-1.pdf" {
			t.Errorf("%s: %s, %v", lang, file.Name, err)
		}
	}
}

// A paperOf is a paper, as a PDF and as the JSON in it.
type paperOf struct{ pdf, record []byte }

func filed(t *testing.T, p pledge.Pledge) paperOf {
	t.Helper()
	v := maker().Of(p)
	if v.Sheet != paper.Receipt {
		t.Fatalf("it is a %s", v.Sheet)
	}
	return paperOf{render(t, v), v.Record}
}

// verified is what a paper says otherwise than a pledge; false where the pledge has no such
// text.
func verified(t *testing.T, file []byte, p pledge.Pledge) ([]compare.Change, bool) {
	t.Helper()
	c := read(t, file)
	meant, ok := c.Meant(call.Default(), p)
	if !ok {
		return nil, false
	}
	return maker().Verify(c, meant), true
}

// TestAReportIsVerified as long as its pledge is there, and the pledge's own paper beside
// it.
func TestAReportIsVerified(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Langs() {
		p := promised(t, lang)
		itself, text := filed(t, p), maker().Text(p)
		stands := func(when string, p pledge.Pledge, papers ...paperOf) {
			t.Helper()
			for i, of := range append(papers, itself, paperOf{[]byte(text), []byte(text)}) {
				for _, file := range [][]byte{of.pdf, of.record} {
					if got, ok := verified(t, file, p); !ok || len(got) > 0 {
						t.Errorf("%s, %s, paper %d: %v %q", lang, when, i, ok, got)
					}
				}
			}
		}
		p = sends(t, p, first, "The first office opened in March 2028.")
		one := filed(t, p)
		stands("in review", p, one)
		p = does(t, p, first, team, pledge.Accept{Check: p.Submitted.Check})
		stands("accepted", p, one)
		if again := filed(t, p.Reports[0].View(p)); !bytes.Equal(again.pdf, one.pdf) {
			t.Errorf("%s: the paper of the accepted report is another", lang)
		}
		p = reports(t, p, second, "The second office opened in May 2030.")
		stands("the second is written", p, one)
		p = sends(t, p, second, "The second office opened in June 2030.")
		two := filed(t, p)
		stands("the second in review", p, one, two)
		p = does(t, p, second, team, pledge.Accept{Check: p.Submitted.Check})
		stands("the second accepted", p, one, two)
	}
}

// TestAnotherReportIsTold: a changed word, another pledge under it, another number, and
// one that is not there.
func TestAnotherReportIsTold(t *testing.T) {
	t.Parallel()
	before := promised(t, "en")
	sent := sends(t, before, first, "The first office opened in March 2028.")
	taken := does(t, sent, first, team, pledge.Accept{Check: sent.Submitted.Check})
	record := string(filed(t, sent).record)
	of := sent.Standing.Submitted.Check
	for name, p := range map[string]pledge.Pledge{"in review": sent, "accepted": taken} {
		got, ok := verified(t, []byte(strings.Replace(record, "March 2028", "April 2028", 1)), p)
		if !ok || len(got) != 1 || !strings.Contains(got[0].Was, "March 2028") || !strings.Contains(got[0].Is, "April 2028") {
			t.Errorf("%s, another month: %v %q", name, ok, got)
		}
		if got, ok := verified(t, []byte(strings.Replace(record, of, "00000-00000", 1)), p); !ok || len(got) != 1 {
			t.Errorf("%s, of another pledge: %v %q", name, ok, got)
		}
		if got, ok := verified(t, []byte(strings.Replace(record, `"report": 1`, `"report": 2`, 1)), p); ok {
			t.Errorf("%s, another number: %q", name, got)
		}
		if got, _ := verified(t, []byte(strings.Replace(record, `"report": 1`, `"report": 0`, 1)), p); len(got) == 0 {
			t.Errorf("%s: a report passes for its pledge", name)
		}
	}
	written := reports(t, before, first, "The first office opened in March 2028.")
	if got, ok := verified(t, []byte(record), written); ok {
		t.Errorf("of one that was not sent: %q", got)
	}
}

// TestTheNextReportMovesTheDay in a calendar, which takes a later event alone; a pledge that
// is closed has none on its paper.
func TestTheNextReportMovesTheDay(t *testing.T) {
	t.Parallel()
	p := promised(t, "en")
	before := event(t, p)
	taken := sends(t, p, first, "The first office opened in March 2028.")
	taken = does(t, taken, first, team, pledge.Accept{Check: taken.Submitted.Check})
	after := event(t, taken)
	if before["DTSTART;VALUE=DATE"] != "20281130" || after["DTSTART;VALUE=DATE"] != "20301130" || after["UID"] != before["UID"] || after["SEQUENCE"] <= before["SEQUENCE"] || after["DTSTAMP"] <= before["DTSTAMP"] {
		t.Errorf("%v, and then %v", before, after)
	}
	due := func(l paper.Line) bool { return l.Label == "Report due on" }
	if !slices.ContainsFunc(maker().Of(taken).Facts, due) {
		t.Error("the paper does not say when the next report is due")
	}
	ends := []pledge.Amend{{Field: "stage", Value: call.Value{"fulfilled"}}, {Field: "outcome", Value: call.Value{"achieved"}}}
	last := sends(t, taken, second, "All is done, and the office stays.", ends...)
	last = does(t, last, second, team, pledge.Accept{Check: last.Submitted.Check})
	if facts := maker().Of(last).Facts; last.Closed != "achieved" || slices.ContainsFunc(facts, due) {
		t.Errorf("closed %q, and %+v", last.Closed, facts)
	}
}

// event are the lines of the day in a calendar.
func event(t *testing.T, p pledge.Pledge) map[string]string {
	t.Helper()
	file, err := maker().Print(t.Context(), p, conversation.SheetCalendar)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for line := range strings.Lines(string(file.Data)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		lines[key] = value
	}
	return lines
}
