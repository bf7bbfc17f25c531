package pledge

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// early tells whether it is before the time of the report that is due next: ninety days
// before, or on the day of the first reminder where that comes sooner.
func (p Pledge) early(c *call.Call, now time.Time) bool {
	opens := dayAfter(p.Due(), -opensDays)
	for _, n := range p.Reminders(c) {
		if _, invites := n.Kind.Forum(); !invites {
			opens = min(opens, n.Day)
		}
	}
	zone, _ := p.Zone(c)
	return now.In(zone).Format(time.DateOnly) < opens
}

// followed is each thing that was promised, to be asked about. What a report that was put
// aside says of one of them is kept.
func (s *step) followed(results call.Field) call.Value {
	said := map[string]string{}
	for _, item := range s.p.Value(results.Key) {
		said[call.Parts(item)[string(call.PartWhat)]] = item
	}
	var out call.Value
	add := func(of, what string) {
		item := results.Item(map[string]string{string(call.PartOf): of, string(call.PartWhat): what})
		if before, ok := said[what]; ok {
			item = before
		}
		if !slices.Contains(out, item) && (results.Limits.Items[1] == 0 || len(out) < results.Limits.Items[1]) {
			out = append(out, item)
		}
	}
	for i := range s.call.Fields {
		f := &s.call.Fields[i]
		if f.Follow == "" || !f.If.Met(s.p.Value) {
			continue
		}
		for _, item := range s.p.Value(f.Key) {
			add(f.Follow, s.inWords(*f, item))
		}
	}
	if len(out) == 0 {
		promise := s.call.Using(call.UseCommitment)
		add(call.FollowAll, s.inWords(promise, s.p.Value(promise.Key).First()))
	}
	return out
}

// inWords is one item of a list in the words of the pledge's language, on one line.
func (s *step) inWords(f call.Field, item string) string {
	text := item
	if f.Kind == call.Groups {
		parts := call.Parts(item)
		t := call.Text{Key: "followed." + string(f.Key), Args: map[string]call.Arg{}}
		for _, part := range f.FollowedParts() {
			v := parts[string(part.Key)]
			if v == "" {
				continue
			}
			if !part.Required {
				t.Key += "." + string(part.Key)
			}
			t.Args[string(part.Key)] = call.Arg{As: call.AsAnswer, Field: call.FieldKey(string(f.Key) + ".1." + string(part.Key)), Values: call.Value{v}}
		}
		text = s.words.Text(s.p.Lang, t)
	}
	return strings.Join(strings.Fields(text), " ")
}

// nextDue is when the report after this one is due, and the outcome that makes it the
// last.
func (s *step) nextDue() (due string, outcome call.Value) {
	if f := s.call.Using(call.UseOutcome); f.Key != "" && Applies(s.p, &f) {
		outcome = s.p.Value(f.Key)
	}
	due = s.p.Standing.Decided.Due
	switch {
	case !outcome.Empty():
		return "", outcome
	case s.p.Progress.Interim:
		return due, nil
	}
	from, err := time.Parse(time.DateOnly, max(due, s.p.Submitted.At.UTC().Format(time.DateOnly)))
	if err != nil {
		return due, nil
	}
	return AddMonths(from, 12*s.call.Names.ReportYears).Format(time.DateOnly), nil
}
