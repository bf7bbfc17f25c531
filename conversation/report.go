package conversation

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// reportable tells whether a report can be begun on a pledge, or gone on with.
func (t *turn) reportable(p pledge.Pledge) bool {
	return t.owns(p) && p.ID != "" && !p.Rehearsal && p.Closed == "" && (pledge.Possible(pledge.BeginReport{}, p.State) || p.State == pledge.Reporting)
}

// reportable are the pledges on which this person can report.
func (t *turn) allReportable() []pledge.Pledge {
	return slices.DeleteFunc(slices.Clone(t.v.Mine), func(p pledge.Pledge) bool { return !t.reportable(p) })
}

// expected tells whether a report is due that this person gives: within the ninety days
// before, or later.
func (t *turn) expected() bool {
	return slices.ContainsFunc(t.allReportable(), func(p pledge.Pledge) bool {
		due, err := time.Parse(time.DateOnly, p.Due())
		return err == nil && due.AddDate(0, 0, -reportSoon).Format(time.DateOnly) <= t.v.Today
	})
}

// reportSoon is how many days before it is due a report stands in the menu.
const reportSoon = 90

// report is the word for one: on the open pledge, or the only one that can be reported
// on, or the list to choose one from.
func (t *turn) report() {
	if t.reportable(t.pledge()) {
		t.beginReport(t.pledge())
		return
	}
	switch all := t.allReportable(); len(all) {
	case 0:
		t.say(sayNoReport())
		t.show()
	case 1:
		t.take(all[0])
		t.beginReport(all[0])
	default:
		t.say(sayReportOf())
		t.pledges()
	}
}

// beginReport begins a report, or goes on with it.
func (t *turn) beginReport(p pledge.Pledge) {
	if p.Progress == nil {
		t.do(pledge.BeginReport{})
		return
	}
	t.s.Return = ""
	t.advance()
}

// reported goes on after a report was begun or put aside.
func (t *turn) reported(f pledge.Fact) {
	p := t.pledge()
	title := aText(t.title(p))
	switch {
	case f.Kind == pledge.ReportLeft:
		t.say(sayReportLeft(title))
		t.ask(AtMenu)
		return
	case f.Change:
		t.say(sayUpdateBegun(title, aDate(f.Expected)))
	default:
		t.say(sayReportBegun(title, aDate(f.Expected)))
	}
	t.say(sayReportPrivacy())
	t.s.Return = ""
	t.advance()
}

// following is the first item, from one on, of what a report follows that still waits for
// a part; 0 for none.
func (t *turn) following(f call.Field, from int) (n int, part call.FieldKey) {
	for i, item := range t.pledge().Value(f.Key) {
		for _, p := range f.Parts {
			if i+1 >= from && p.Missing(call.Parts(item)) {
				return i + 1, p.Key
			}
		}
	}
	return 0, ""
}

// guarded tells whether nobody may be recognised by what is typed as an answer: in a
// report, but for its sign-off.
func (t *turn) guarded(at Place) bool {
	key, f, ok := t.m.field(at.base())
	whole, _ := t.m.call.Field(key)
	return ok && whole.Stage == call.Reporting && (f.Kind == call.Words || f.Kind == call.SomeOf)
}

// within is the place where a report's items are gone on with, for the place of them all.
func (t *turn) within(at Place) Place {
	if f, ok := t.m.call.Field(call.FieldKey(at)); ok && f.Follows() {
		if n, part := t.following(f, 1); n > 0 {
			return at.part(n, part)
		}
	}
	return at
}

// follow goes on from an item of a report, at whose part an answer was given: to the next
// that waits or, where all are dealt with, on from there.
func (t *turn) follow(f call.Field, n, i int) {
	parts, changing := t.parts(f, n), t.s.Return != ""
	for _, p := range f.Parts[i+1:] {
		if p.Missing(parts) || changing && !p.Given && p.Belongs(parts) {
			t.ask(Place(f.Key).part(n, p.Key))
			return
		}
	}
	next, part := t.following(f, 1)
	switch {
	case next > 0:
		t.ask(Place(f.Key).part(next, part))
	case changing:
		t.ask(Place(f.Key))
	default:
		t.s.Prompt.At = Place(f.Key)
		t.advance()
	}
}

// follows tells whether a place asks about an item that a report follows.
func (t *turn) follows(at Place) bool {
	group, _, _, part := at.splitPart()
	f, ok := t.m.call.Field(group)
	return part && ok && f.Follows()
}

// previousItem goes back inside what a report follows.
func (t *turn) previousItem(f call.Field, n, i int) {
	parts := t.parts(f, n)
	for ; i > 0; i-- {
		if p := f.Parts[i-1]; !p.Given && p.Belongs(parts) {
			t.ask(Place(f.Key).part(n, p.Key))
			return
		}
	}
	switch {
	case t.s.Return != "":
		t.ask(Place(f.Key))
	case n > 1:
		t.ask(Place(f.Key).part(n-1, call.PartStatus))
	default:
		t.before()
	}
}

// followed says which item of a report a question is about.
func (t *turn) followed(at Place) []call.Text {
	group, n, _, ok := at.splitPart()
	f, _ := t.m.call.Field(group)
	if !ok || !f.Follows() {
		return nil
	}
	parts := t.parts(f, n)
	what := aText(inLang(plainText(aWords(parts[string(call.PartWhat)])), t.pledge().Lang))
	of := aText(t.m.choice(Place(group).part(n, call.PartOf), call.OptionID(parts[string(call.PartOf)])))
	return []call.Text{sayFollowed(aNumber(n), aNumber(len(t.pledge().Value(group))), of, what)}
}

// underWay is what is said, with one press, of all that was not asked about yet.
const underWay = "under_way"

// restOption is the option that says it, where more than one item waits.
func (t *turn) restOption(at Place) []Option {
	group, n, part, ok := at.splitPart()
	f, _ := t.m.call.Field(group)
	if !ok || !f.Follows() || part != call.PartStatus || t.s.Return != "" {
		return nil
	}
	if next, _ := t.following(f, n+1); next == 0 {
		return nil
	}
	return []Option{t.option("rest_under_way")}
}

// takeRest says it.
func (t *turn) takeRest(at Place) {
	group, _, _, _ := at.splitPart()
	f, _ := t.m.call.Field(group)
	items := slices.Clone(t.pledge().Value(group))
	for i, item := range items {
		if parts := call.Parts(item); parts[string(call.PartStatus)] == "" {
			parts[string(call.PartStatus)] = underWay
			items[i] = f.Item(parts)
		}
	}
	t.amend(pledge.Amend{Field: group, Value: items, Seen: t.s.Prompt.Seen})
}

// reporting is what is said of a report before its lines.
func (t *turn) reporting(p pledge.Pledge) []call.Text {
	say := sayReportHeader
	if p.State == pledge.ChangesRequested {
		say = sayReportAgain
	}
	return []call.Text{say(aText(t.title(p)))}
}

// reportLines are the reports on a pledge that were accepted, and the outcome.
func (t *turn) reportLines(p pledge.Pledge) []call.Text {
	var out []call.Text
	if p.Closed != "" {
		out = append(out, sayClosed(aAnswer(t.m.call.Using(call.UseOutcome).Key, call.Value{p.Closed})))
	}
	var lines []call.Text
	for i, r := range p.Reports {
		lines = append(lines, sayReportLine(aNumber(i+1), aDate(r.At.Format(time.DateOnly)), aWords(r.Submitted.Check)))
	}
	if len(lines) > 0 {
		out = append(out, sayReports(aLines(lines)))
	}
	return out
}

// showReports is one of the reports that were accepted, the last one first.
func (t *turn) showReports() Reply {
	p := t.pledge()
	if len(p.Reports) == 0 {
		return t.showPreview()
	}
	n := t.s.Prompt.Over
	if n < 1 || n > len(p.Reports) {
		n = len(p.Reports)
	}
	r := p.Reports[n-1]
	var lines []call.Text
	for i, e := range pledge.ReportRecord(t.m.call, r) {
		lines = append(lines, t.line(i+1, pledge.Pledge{Lang: r.Lang}, e))
	}
	reply := Reply{Texts: []call.Text{
		sayReportOne(aText(t.title(p)), aDate(r.At.Format(time.DateOnly)), aWords(r.Submitted.Check)), plainText(aLines(lines)),
	}}
	if r.Used != "" {
		reply.Texts = append(reply.Texts, sayReportUsed(aWords(r.Used)))
	}
	if n > 1 {
		reply.Options = append(reply.Options, t.option("report_before"))
	}
	reply.Options = append(reply.Options, t.minor("back", "preview", "help", "menu")...)
	t.s.Prompt.Over = n
	return reply
}

// reportsOption is a press below it.
func (t *turn) reportsOption(id call.OptionID) {
	n := t.s.Prompt.Over
	if id != "report_before" || n < 2 {
		t.say(sayChooseOption())
		t.show()
		return
	}
	t.open(AtReports, nil)
	t.s.Prompt.Over = n - 1
	t.show()
}
