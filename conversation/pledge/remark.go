package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// RemarkID names a remark inside its pledge: "<rev>.<n>" of the fact that made it.
type RemarkID string

// A Remark is what somebody of the city says on an answer, without changing it.
type Remark struct {
	ID       RemarkID      `json:"id"`
	Field    call.FieldKey `json:"field"`
	Text     string        `json:"text"`
	Flag     Flag          `json:"flag,omitempty"`     // what it warns of; "" for a plain remark
	Blocking bool          `json:"blocking,omitempty"` // is to be settled before the pledge is sent
	By       Person        `json:"by"`
	At       time.Time     `json:"at"`
	Replies  []Response    `json:"replies,omitempty"`
	Settled  bool          `json:"settled,omitempty"`
}

// A Response is what somebody says to a remark.
type Response struct {
	By   Person    `json:"by"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Flag is what an adviser warns of.
type Flag string

// The flags.
const (
	FlagLegal   Flag = "legal"
	FlagMoney   Flag = "money"
	FlagPrivacy Flag = "privacy"
	FlagWords   Flag = "words"
)

// Flags lists them all.
var Flags = []Flag{FlagLegal, FlagMoney, FlagPrivacy, FlagWords}

// Remark finds a remark by its name.
func (p Pledge) Remark(id RemarkID) (Remark, bool) {
	i := slices.IndexFunc(p.Remarks, func(r Remark) bool { return r.ID == id })
	if i < 0 {
		return Remark{}, false
	}
	return p.Remarks[i], true
}

// Unsettled are the remarks that nobody has settled, those to be settled before
// sending first.
func (p Pledge) Unsettled() []Remark {
	open := slices.DeleteFunc(slices.Clone(p.Remarks), func(r Remark) bool { return r.Settled })
	slices.SortStableFunc(open, func(a, b Remark) int {
		switch {
		case a.Blocking == b.Blocking:
			return 0
		case a.Blocking:
			return -1
		}
		return 1
	})
	return open
}

// RemarkOf is the name of the remark that a fact makes.
func RemarkOf(f Fact) RemarkID { return RemarkID(f.Name()) }

// discussed is the pledge after a fact about a remark.
func (p Pledge) discussed(f Fact) Pledge {
	p.Remarks = slices.Clone(p.Remarks)
	if f.Kind == Remarked {
		p.Remarks = append(p.Remarks, Remark{ID: RemarkOf(f), Field: f.Field, Text: f.Note, Flag: f.Flag, Blocking: f.Change, By: f.By, At: f.At})
		return p
	}
	for i := range p.Remarks {
		r := &p.Remarks[i]
		switch {
		case string(r.ID) != f.From:
		case f.Kind == Responded:
			r.Replies = append(r.Replies[:len(r.Replies):len(r.Replies)], Response{By: f.By, Text: f.Note, At: f.At})
		case f.Kind == WasSettled:
			r.Settled = true
		}
	}
	return p
}

// remarkable: a remark hangs on something that the pledge asks for.
func remarkable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	m := cmd.(Comment)
	_, known := c.Field(m.Field)
	switch {
	case !known || m.Flag != "" && !slices.Contains(Flags, m.Flag):
		return Unsupported
	case m.Text == "":
		return NoteRequired
	}
	return notDeleted(c, p, now, a, cmd)
}

func respondable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	respond := cmd.(Respond)
	switch _, ok := p.Remark(respond.Remark); {
	case !ok:
		return QuestionOver
	case respond.Text == "":
		return NoteRequired
	}
	return ""
}

// settleable: the owner settles a remark, or who made it.
func settleable(_ *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	switch r, ok := p.Remark(cmd.(SettleRemark).Remark); {
	case !ok || r.Settled:
		return QuestionOver
	case p.Seats[a.Person] != Owner && r.By != a.Person:
		return NotAllowed
	}
	return ""
}
