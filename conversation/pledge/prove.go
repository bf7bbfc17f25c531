package pledge

import (
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// A MailCode is a code that was mailed to the city's address. The code itself is kept
// nowhere.
type MailCode struct {
	Hash string    `json:"hash"`
	Rev  int       `json:"rev"` // of the address that it was mailed to
	At   time.Time `json:"at"`
}

// A MailProof says that whoever holds the pledge reads what comes to its address.
type MailProof struct {
	Rev int       `json:"rev"` // of the address
	At  time.Time `json:"at"`
}

// How long a mailed code can be typed, and how soon another can be asked for.
const (
	CodeHours = 24
	codePause = 2 * time.Minute
)

// MailProved is when the city's present address was proved; zero for never.
func MailProved(c *call.Call, p Pledge) time.Time {
	if p.MailProof == nil || p.MailProof.Rev != p.Answers[c.Using(call.UseMail).Key].Rev {
		return time.Time{}
	}
	return p.MailProof.At
}

// mailHash is what is kept of a mailed code, however it is typed.
func mailHash(id ID, code string) string {
	code = strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\u00a0' {
			return -1
		}
		return r
	}, code))
	return digest("mail "+string(id)+" "+code, 2)
}

// mails is the pledge after a fact about its address.
func (p Pledge) mails(f Fact) Pledge {
	if f.Kind == CodeSent {
		p.MailCode = &MailCode{Hash: f.Check, Rev: p.Answers[f.Field].Rev, At: f.At}
		return p
	}
	if p.MailCode != nil {
		p.MailProof, p.MailCode = &MailProof{Rev: p.MailCode.Rev, At: f.At}, nil
	}
	return p
}

func codable(c *call.Call, p Pledge, now time.Time, _ Actor, _ Command) Refusal {
	switch {
	case p.Rehearsal || p.Value(c.Using(call.UseMail).Key).Empty():
		return WrongState
	case !MailProved(c, p).IsZero():
		return AlreadyDone
	case p.MailCode != nil && now.Sub(p.MailCode.At) < codePause:
		return TooOften
	}
	return ""
}

// provable: whatever is wrong with a code is answered alike.
func provable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	m := p.MailCode
	if m == nil || now.Sub(m.At) > CodeHours*time.Hour || m.Rev != p.Answers[c.Using(call.UseMail).Key].Rev || m.Hash != mailHash(p.ID, cmd.(ProveMail).Code) {
		return CodeSpent
	}
	return ""
}
