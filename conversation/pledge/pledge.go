// Package pledge holds what a city promises, as a pure machine: Apply takes a
// command and gives the facts that became true, Fold adds a fact to a pledge.
// A pledge is what its facts say and nothing more, so a replay of the facts
// gives the same pledge.
//
// The package knows no clock, no network and no sentence of any language.
// Rights are decided here and nowhere else: who may write stands in Rules, who
// may read in MayRead.
package pledge

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/call"
)

type (
	// ID names a pledge. It is fixed when the draft is created.
	ID string
	// Person names one person on one platform ("tty:maria").
	Person string
	// State is where a pledge stands in its life.
	State string
)

// The states. Signed off, due, overdue and reported are computed, not stored.
const (
	Draft            State = "draft"
	Submitted        State = "submitted"
	InReview         State = "in_review"
	ChangesRequested State = "changes_requested"
	Accepted         State = "accepted"
	Declined         State = "declined"
	Amending         State = "amending"  // accepted, and its city changes it
	Reporting        State = "reporting" // accepted, and its city writes a report on it
	Suspended        State = "suspended"
	Withdrawn        State = "withdrawn"
)

// States lists every state in the order of a pledge's life.
var States = []State{Draft, Submitted, InReview, ChangesRequested, Accepted, Declined, Amending, Reporting, Suspended, Withdrawn}

// Schema is the version of the JSON form of a Pledge and a Fact.
const Schema = 1

// A Pledge is what one city promises, with the seats people hold on it.
type Pledge struct {
	ID         ID                       `json:"id"`
	Schema     int                      `json:"schema"`
	Rev        int                      `json:"rev"` // +1 for every command that changed it
	State      State                    `json:"state"`
	Lang       call.Lang                `json:"lang"` // of its text
	Call       int                      `json:"call"` // version of the Call it was last read under
	Rehearsal  bool                     `json:"rehearsal,omitempty"`
	Answers    map[call.FieldKey]Answer `json:"answers"`
	Questions  []Question               `json:"questions,omitempty"` // of the mechanism team, of the present round or the last
	Seats      map[Person]Seat          `json:"seats"`
	Members    map[Person]Member        `json:"members,omitempty"`  // those on seats who were let in
	Openings   []Opening                `json:"openings,omitempty"` // seats that wait for somebody
	Advice     []Advice                 `json:"advice,omitempty"`   // what colleagues have answered, neither taken nor left
	Remarks    []Remark                 `json:"remarks,omitempty"`  // of colleagues, on single answers
	Requests   []Request                `json:"requests,omitempty"` // for a seat, not yet answered
	Created    time.Time                `json:"created"`
	Touched    time.Time                `json:"touched"`
	Deleted    time.Time                `json:"deleted,omitzero"`    // put aside by its owner; may be restored for a while
	Lapses     string                   `json:"lapses,omitempty"`    // ISO date from which an untouched draft may be erased; "" before its people were warned
	Presented  string                   `json:"presented,omitempty"` // the check code of the text that was last put before those who sign off
	Signed     *Signature               `json:"signed,omitempty"`    // the last sign-off by one of them
	Scan       *Scan                    `json:"scan,omitempty"`      // of a sign-off that was reported
	Disclosed  time.Time                `json:"disclosed,omitzero"`  // since when the city shows its draft to the team
	HelpedWith *HelpOffer               `json:"helped,omitempty"`    // the team's last offer of help with the draft
	Submitted  *Submission              `json:"submitted,omitempty"`
	Claim      *Claimer                 `json:"claim,omitempty"`    // who of the team takes care of it now
	Met        time.Time                `json:"met,omitzero"`       // when somebody of the team first did
	Approval   *Approval                `json:"approval,omitempty"` // by one organisation, where two must accept
	Decided    *Decision                `json:"decided,omitempty"`
	Standing   *Version                 `json:"standing,omitempty"`  // as accepted, while the city changes it or a report is on its way
	Progress   *Progress                `json:"progress,omitempty"`  // the report that is on its way
	Reports    []Report                 `json:"reports,omitempty"`   // that were accepted, the first first
	Aside      map[call.FieldKey]Answer `json:"aside,omitempty"`     // of a report that was begun and left
	Closed     string                   `json:"closed,omitempty"`    // the outcome that the last report gives
	Halted     *Halt                    `json:"halted,omitempty"`    // while it is suspended or withdrawn
	Edition    *Edition                 `json:"edition,omitempty"`   // what the team would publish
	Public     *Publication             `json:"public,omitempty"`    // what is published, or will be from a date on
	Listings   []Listing                `json:"listings,omitempty"`  // where else it stands
	Handover   *Handover                `json:"handover,omitempty"`  // offered and not yet taken
	Successor  Person                   `json:"successor,omitempty"` // of the owner, as they named one
	Heard      time.Time                `json:"heard,omitzero"`      // when the owner was at it last
	Vouched    *Vouched                 `json:"vouched,omitempty"`   // by the team, for the city
	MailCode   *MailCode                `json:"mail_code,omitempty"` // the last one that was mailed to the city, until it is typed
	MailProof  *MailProof               `json:"mail_proof,omitempty"`
	Moves      *Moves                   `json:"moves,omitempty"`   // of the reminders of the report
	ZoneName   string                   `json:"zone,omitempty"`    // of the city, where its country has several
	Nudges     []Nudged                 `json:"nudges,omitempty"`  // that have come of the present report, or of the draft
	Owed       time.Time                `json:"owed,omitzero"`     // since when the next report is due on its day
	Shifted    bool                     `json:"shifted,omitempty"` // the team has put the report on another day
	Snooze     *Snooze                  `json:"snooze,omitempty"`
	Silence    *Silence                 `json:"silence,omitempty"`
	Task       *Task                    `json:"task,omitempty"` // of the team
}

// An Answer is what a field or slot says now, or what a question was answered.
type Answer struct {
	Value   call.Value `json:"value,omitempty"`
	Rev     int        `json:"rev"` // of the pledge when it was last changed
	By      Person     `json:"by,omitempty"`
	At      time.Time  `json:"at"`
	Unknown bool       `json:"unknown,omitempty"` // "I don't know yet"
	Open    bool       `json:"open,omitempty"`    // still coming in pieces, one item a piece
	Derived bool       `json:"derived,omitempty"` // filled from other answers; one's own words replace it
	Known   bool       `json:"known,omitempty"`   // carried over from an earlier pledge, not asked
	Rewrite bool       `json:"rewrite,omitempty"` // written in another language than the pledge's present one
	Signed  bool       `json:"signed,omitempty"`  // a sign-off by who holds the seat for it, and not reported by the owner
	Check   string     `json:"check,omitempty"`   // of a sign-off: the check code it was given for
	From    string     `json:"from,omitempty"`    // the organisation of the team that worded it so
	Office  string     `json:"office,omitempty"`  // the office that gave it to who typed it
}

// A Submission is the receipt of a submit. A repeated submit returns it again.
type Submission struct {
	Reference string    `json:"reference"` // CLA-<UTC year>-<at least four digits>
	Check     string    `json:"check"`     // of the text as submitted; never recomputed
	At        time.Time `json:"at"`
	By        Person    `json:"by"`
	Expected  string    `json:"expected"` // ISO date about which a report is expected
}

// Sent tells whether the team has a pledge of this name: one that was submitted
// once, whatever became of it, and is no rehearsal.
func (p Pledge) Sent() bool { return p.Submitted != nil && !p.Rehearsal }

// Owner is who speaks for the city; "" while nobody does.
func (p Pledge) Owner() Person {
	for _, person := range slices.Sorted(maps.Keys(p.Seats)) {
		if p.Seats[person] == Owner {
			return person
		}
	}
	return ""
}

// Template is which template the pledge fills; "" while none is chosen.
func (p Pledge) Template() call.TemplateID {
	return call.TemplateID(p.Answers[call.TemplateKey].Value.First())
}

// Value is the answer of a field, none where there is none.
func (p Pledge) Value(key call.FieldKey) call.Value { return p.Answers[key].Value }
