package conversation

import "unicode/utf16"

// pieceLeast is the shortest piece, in UTF-16 units, of a text that is too long
// for one message: an app may cut it at the end of any paragraph in the second
// half of the 4,096 units that a message holds.
const pieceLeast = 2048

// refusedPiece notes that a message is not taken, if more of the same text may
// come in the next one.
func (t *turn) refusedPiece() {
	if t.heard == nil {
		return
	}
	n := 0
	for _, r := range t.heard.Text {
		n += utf16.RuneLen(r)
	}
	if n >= pieceLeast {
		t.s.Refused = t.heard.Mark
	}
}

// trails tells whether a message is the rest of a text that was refused: it came
// before the refusal was on the screen. The rest alone is no answer, and the
// person has been told.
func (t *turn) trails(e Said) bool {
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
	return true
}
