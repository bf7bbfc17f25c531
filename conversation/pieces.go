package conversation

import "unicode/utf8"

// pieceLeast is the shortest piece, in characters, of a text that is too long for
// one message: an app may cut it at the end of any paragraph in the second half
// of what a message holds, which is 4,096 at the most.
const pieceLeast = 2048

// mayBeSplit tells whether more of a text may come in a message of its own.
func mayBeSplit(text string) bool { return utf8.RuneCountInString(text) >= pieceLeast }

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
