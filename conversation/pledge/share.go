package pledge

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// involvable: seats of the pledge are offered, and sections that it has. A
// rehearsal is its player's alone.
func involvable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	i := cmd.(Involve)
	strange := func(s call.Section) bool { return !slices.Contains(c.Sections, s) }
	switch {
	case p.Rehearsal:
		return WrongState
	case !slices.Contains(Seats, i.Seat), len(i.Sections) > 0 && i.Seat != Contributor, slices.ContainsFunc(i.Sections, strange):
		return Unsupported
	}
	return notDeleted(c, p, now, a, cmd)
}

func uninvitable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	if !slices.ContainsFunc(p.Openings, func(o Opening) bool { return o.ID == cmd.(Uninvite).Opening }) {
		return AlreadyDone
	}
	return ""
}

// joinable: whatever is wrong with a code is answered alike, so that trying
// teaches nothing.
func joinable(_ *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	if o, opens := Opens(p, cmd.(Join).Secret, now); !opens || o.Field != "" {
		return CodeSpent
	}
	return ""
}

// petitionable: whoever asks for a seat hears the same whatever there is.
func petitionable(_ *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	_, asked := p.Request(a.Person)
	switch {
	case !p.Deleted.IsZero() || p.Rehearsal:
		return NotAllowed
	case asked, len(p.Requests) >= requestsMost:
		return AlreadyDone
	case cmd.(Petition).Office == "":
		return NoteRequired
	}
	return ""
}

// requestsMost is how many requests wait for an owner.
const requestsMost = 20

func admissible(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	admit := cmd.(Admit)
	_, asked := p.Request(admit.Person)
	switch {
	case !slices.Contains(Seats, admit.Seat):
		return Unsupported
	case !asked:
		return AlreadyDone
	}
	return ""
}

// dismissible: the owner's own seat is handed over, and not taken.
func dismissible(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	who := cmd.(Dismiss).Person
	_, asked := p.Request(who)
	switch {
	case p.Seats[who] == Owner:
		return NotAllowed
	case p.Seats[who] == "" && !asked:
		return AlreadyDone
	}
	return ""
}

// IsReference tells whether a text is a pledge's number: CLA-<year>-<at least four
// digits>.
func IsReference(text string) bool {
	parts := strings.Split(text, "-")
	digits := func(s string, least int) bool { return len(s) >= least && strings.Trim(s, "0123456789") == "" }
	return len(parts) == 3 && parts[0] == "CLA" && digits(parts[1], 4) && digits(parts[2], 4)
}

// IsCode tells whether a text is meant to be a code that a link brings: of a handover, a
// seat, an invitation or a paper.
func IsCode(text string) bool {
	_, _, hands := Coded(text)
	_, _, seats := SeatCoded(text)
	_, _, verifies := Verifies(text)
	return hands || seats || verifies || IsInvite(text)
}

// SeatCode is what an offer of a seat passes on: it names the pledge and proves
// the right.
func SeatCode(id ID, secret string) string { return seatMark + string(id) + "-" + secret }

// seatMark begins the code of every offer of a seat.
const seatMark = "s-"

// SeatCoded takes such a code apart, however it was copied; false for any other
// text.
func SeatCoded(text string) (ID, string, bool) { return coded(seatMark, text) }
