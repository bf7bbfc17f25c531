package conversation

import "unicode/utf16"

// pieceLeast is the shortest piece, in UTF-16 units, of a text that is too long
// for one message: an app may cut it at the end of any paragraph in the second
// half of the 4,096 units that a message holds.
const pieceLeast = 2048

// mayBeSplit tells whether more of a text may come in a message of its own.
func mayBeSplit(text string) bool {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n >= pieceLeast
}

// trails tells whether a message may be the rest of a text that was refused: it
// came before the refusal was on the screen, and would be an answer by itself.
func (t *turn) trails(at Place, e Said) bool {
	if t.s.Refused == 0 || e.Mark < t.s.Refused || e.Quoted != "" || e.Forwarded {
		return false
	}
	if w := e.Meaning.Word; w != "" && !settling[w] {
		return false
	}
	for _, sh := range t.s.Shown {
		if sh.Mark > t.s.Refused && sh.Mark < e.Mark {
			return false
		}
	}
	_, f, ok := t.m.field(at.base())
	return ok && !f.Read(e.Meaning.Text).Value.Empty()
}
