package pledge

import (
	"maps"
	"strings"
	"time"
)

// A Handover is an open offer of the owner's seat to whoever brings its code.
// The code itself is kept nowhere. One of the team is void as soon as the owner has
// been at the pledge again.
type Handover struct {
	Hash string    `json:"hash"`
	At   time.Time `json:"at"`
	Org  string    `json:"org,omitempty"`  // of the team that has made it; "": the owner
	Note string    `json:"note,omitempty"` // why the team has
}

// HandoverDays is how long a code can be used.
const HandoverDays = 14

// codeMark begins every code, so that a text can be told to be one.
const codeMark = "h-"

// Code is what the owner passes on: it names the pledge and proves the right.
func Code(id ID, secret string) string { return codeMark + string(id) + "-" + secret }

// Coded takes a code apart, however it was copied; false for any other text.
func Coded(text string) (ID, string, bool) { return coded(codeMark, text) }

func coded(mark, text string) (ID, string, bool) {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(text)), mark)
	i := strings.LastIndexByte(rest, '-')
	if !ok || i < 1 || i == len(rest)-1 || strings.ContainsAny(rest, " \n\t") {
		return "", "", false
	}
	return ID(rest[:i]), rest[i+1:], true
}

// hash is what is kept of a secret. It is long and drawn at random, so that
// its hash leads nobody back to it.
func hash(id ID, secret string) string {
	return digest("handover "+string(id)+" "+secret, 2)
}

// Hands tells whether a secret hands a pledge over now.
func Hands(p Pledge, secret string, now time.Time) bool {
	h := p.Handover
	if h == nil || h.Org != "" && !p.Reseats() {
		return false
	}
	return h.Hash == hash(p.ID, secret) && now.Sub(h.At) <= HandoverDays*24*time.Hour && p.Deleted.IsZero()
}

// seatsBut are the seats without those of a kind.
func (p Pledge) seatsBut(s Seat) map[Person]Seat {
	seats := maps.Clone(p.Seats)
	maps.DeleteFunc(seats, func(_ Person, held Seat) bool { return held == s })
	return seats
}
