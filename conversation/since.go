package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// changedSince says once what colleagues have changed since this person read the
// pledge last, in one paragraph.
func (t *turn) changedSince(p pledge.Pledge) []call.Text {
	read := t.s.ReadRev
	if t.s.ReadOf != p.ID {
		read = p.Rev // nothing is known of what they have read
	}
	t.s.ReadOf, t.s.ReadRev = p.ID, p.Rev
	fields := map[pledge.Person][]call.Text{}
	var people []pledge.Person
	for _, f := range t.m.call.Fields {
		a := p.Answers[f.Key]
		if a.Rev <= read || a.Derived || a.By == t.v.Me.ID || a.By == "" {
			continue
		}
		if fields[a.By] == nil {
			people = append(people, a.By)
		}
		fields[a.By] = append(fields[a.By], t.m.label(Place(f.Key)))
	}
	var lines []call.Text
	for _, who := range people {
		lines = append(lines, sayChangedLine(t.author(p, who), aTexts(fields[who])))
	}
	if len(lines) == 0 {
		return nil
	}
	return []call.Text{sayChangedSince(aLines(lines))}
}

// author is how somebody who wrote is named: by their office.
func (t *turn) author(p pledge.Pledge, who pledge.Person) call.Arg {
	switch {
	case who == t.v.Me.ID:
		return aText(sayYourself())
	case p.Seats[who] == pledge.Owner:
		return aText(sayContact())
	}
	return t.office(p.Members[who].Office)
}
