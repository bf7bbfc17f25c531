package conversation

import (
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/compare"
	"pledgebot/conversation/pledge"
)

// showChange shows a change whole, with what stood before it and what differs, or a
// text that was not taken.
func (t *turn) showChange(p pledge.Pledge, i int) Reply {
	f := t.facts[i]
	r := Reply{Texts: []call.Text{sayChange(aText(t.m.label(Place(f.Field))), aDate(f.At.Format(time.DateOnly)), t.writer(p, f.By))}}
	r.Texts = append(r.Texts, t.changed(p, i)...)
	if t.s.Held != nil {
		say := sayUndo
		if f.Kind == pledge.Clashed {
			say = sayTakeAside
		}
		r.Texts = append(r.Texts, say())
		r.Options = append(r.Options, t.restoring(f.Kind == pledge.Clashed))
	}
	r.Options = append(r.Options, t.minor("back", "preview", "help", "menu")...)
	return r
}

// restoring is the option that makes another text of the history the one that stands.
func (t *turn) restoring(aside bool) Option {
	if aside {
		return t.option("take_text")
	}
	return t.option("put_back")
}

// changed is what one of the facts has changed, in words.
func (t *turn) changed(p pledge.Pledge, i int) []call.Text {
	f := t.facts[i]
	if f.Kind == pledge.Clashed {
		return []call.Text{sayKeptAside(t.wording(p, f.Field, f.Value))}
	}
	before := t.stoodBefore(i)
	out := []call.Text{sayBefore(t.wording(p, f.Field, before)), sayAfter(t.wording(p, f.Field, f.Value))}
	if lines := t.wordByWord(f.Field, before, f.Value); len(lines) > 0 {
		out = append(out, sayWordByWord(aLines(lines)))
	}
	return out
}

// differencesMost is how many differences are told one by one: of two texts with more
// of them, each is read as a whole.
const differencesMost = 8

// wordByWord is what differs between two wordings; nothing where there is no wording
// to compare.
func (t *turn) wordByWord(key call.FieldKey, was, is call.Value) []call.Text {
	f, _ := t.m.call.Field(key)
	if was.Empty() || is.Empty() || f.Kind != call.Words && f.Kind != call.ListOf {
		return nil
	}
	changes := compare.Changes(compare.Words(strings.Join(was, "\n"), strings.Join(is, "\n")))
	if len(changes) > differencesMost {
		return nil
	}
	var lines []call.Text
	for _, c := range changes {
		switch {
		case c.Was == "":
			lines = append(lines, sayWordsAdded(aWords(c.Is)))
		case c.Is == "":
			lines = append(lines, sayWordsGone(aWords(c.Was)))
		default:
			lines = append(lines, sayWordsChanged(aWords(c.Was), aWords(c.Is)))
		}
	}
	return lines
}

// History is every change of the view's pledge, oldest first, as somebody who writes in it
// reads it: who made it when, what stood before, and what was not taken.
func (m *Machine) History(v View, facts []pledge.Fact) []call.Text {
	p := *v.Pledge
	t := turn{m: m, v: v, facts: facts, s: Session{Pledge: p.ID}}
	out := []call.Text{sayHistoryAll(aText(t.title(p)), aDate(v.Today))}
	for i, f := range facts {
		if !written(f) {
			continue
		}
		head := sayChange(aText(t.m.label(Place(f.Field))), aWords(f.At.UTC().Format("2006-01-02 15:04 UTC")), t.writer(p, f.By))
		out = append(out, plainText(aLines(append([]call.Text{head}, t.changed(p, i)...))))
	}
	return out
}
