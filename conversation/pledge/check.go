package pledge

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"pledgebot/conversation/call"
)

// crockford is the base-32 alphabet without I, L, O and U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Check is the check code of the pledge's text: SHA-256 over "v1" and a line
// key=value, sorted by key, for each checked field of the record, lists joined
// by U+001F, and of a report of= the code of its pledge and report= its number; the first ten characters in Crockford's base 32, shown 5-5. Two
// texts with the same code are the same text.
func Check(c *call.Call, p Pledge) string {
	var lines []string
	for _, e := range Record(c, p) {
		if e.Field.Checked {
			lines = append(lines, string(e.Field.Key)+"="+strings.Join(e.Answer.Value, "\x1f"))
		}
	}
	if r := p.Progress; r != nil { // on what it reports, and which time
		lines = append(lines, "of="+p.Standing.Submitted.Check, "report="+strconv.Itoa(r.N))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(append([]string{"v1"}, lines...), "\n")))
	return CodeOf(sum[:])
}

// CodeOf writes the first 50 bits of a hash, which has 64 or more, as ten characters of
// Crockford's base 32, shown 5-5: no letter is taken for another.
func CodeOf(sum []byte) string {
	var out [11]byte
	bits := binary.BigEndian.Uint64(sum) >> 14
	for i := len(out) - 1; i >= 0; i-- {
		if i == 5 {
			out[i] = '-'
			continue
		}
		out[i] = crockford[bits&31]
		bits >>= 5
	}
	return string(out[:])
}
