package pledge

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// InviteID names an invitation of a city and proves nothing: it is what is left
// of a link whose secret is kept nowhere.
type InviteID string

const (
	// InviteDays is how long an invitation can be taken, where nothing else is set:
	// it is a city's, which takes its time.
	InviteDays = 90
	// SilentDays is after how long an invitation with which nothing happens is silent.
	SilentDays = 14
)

// inviteMark begins the code of every invitation, so that a text can be told to
// be one.
const inviteMark = "i-"

// secretLen is the length of every secret: 26 letters and figures hold more than
// 128 bits, and with the mark fit into a link, which takes 64.
const secretLen = 26

// InviteCode is what stands in the link of an invitation.
func InviteCode(secret string) string { return inviteMark + secret }

// IsInvite tells whether a text is meant to be the code of an invitation, be it
// whole or not.
func IsInvite(text string) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(text)), inviteMark)
}

// InviteSecret is the secret in a code, however it was copied; false for any
// other text.
func InviteSecret(text string) (string, bool) {
	secret, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(text)), inviteMark)
	return secret, ok && len(secret) == secretLen && !strings.ContainsFunc(secret, notBase32)
}

func notBase32(r rune) bool { return (r < 'a' || r > 'z') && (r < '2' || r > '7') }

// InviteOf is the invitation that a secret belongs to.
func InviteOf(secret string) InviteID { return InviteID(digest("invite "+secret, 4)) }

// Taker stands for somebody who has taken an invitation. Only the link leads
// from it back to them.
func Taker(secret string, who Person) string { return digest("taker "+secret+" "+string(who), 4) }

// digest is the hash of a text, as far as so many parts of eight bytes.
func digest(text string, most int) string {
	sum := sha256.Sum256([]byte(text))
	var parts []string
	for eight := range slices.Chunk(sum[:8*most], 8) {
		parts = append(parts, strconv.FormatUint(binary.BigEndian.Uint64(eight), 36))
	}
	return strings.Join(parts, ".")
}

// MayInvite tells whether an actor may invite cities, and take invitations back.
func MayInvite(a Actor) bool { return a.Role == Reviewer || a.Role == Administrator }

// Vouched is what the team said of a city: that it is the one it says it is.
type Vouched struct {
	Org string     `json:"org,omitempty"` // "" for the whole team
	At  time.Time  `json:"at"`
	Of  call.Value `json:"of"` // its place and country, as the team knows them
}

// Verified tells whether the team vouches for the city that a pledge is of now.
func Verified(c *call.Call, p Pledge) bool {
	return p.Vouched != nil && slices.Equal(p.Vouched.Of, named(c, p))
}

// named are the place and the country of a pledge.
func named(c *call.Call, p Pledge) call.Value {
	return call.Value{p.Value(c.Using(call.UsePlace).Key).First(), p.Value(c.Using(call.UseCountry).Key).First()}
}

func (p Pledge) vouched(f Fact) Pledge {
	p.Vouched = &Vouched{Org: f.From, At: f.At, Of: f.Value}
	return p
}

// vouchable: the team vouches for the city that it saw.
func vouchable(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	switch {
	case cmd.(Vouch).Check != p.Submitted.Check:
		return TextChanged
	case Verified(c, p):
		return AlreadyDone
	}
	return ""
}
