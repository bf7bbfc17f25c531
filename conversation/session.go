package conversation

import (
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

type (
	// SessionID is random and new whenever a session is made.
	SessionID string
	// PromptID names one asking of one question: session, place and counter.
	PromptID string
	// InputID is the platform's name for one thing that happened; the same for
	// every delivery of it.
	InputID string
	// Mark is a place in a chat's order: a later message has a larger mark.
	Mark int64
)

// Elsewhere stands for a prompt that is not known any more. What is said to it is
// offered and never taken without asking.
const Elsewhere PromptID = "elsewhere"

// Schema is the version of the JSON form of a Session.
const Schema = 1

// A Session is where one person's dialog stands. It holds no answer: losing it
// costs a question.
type Session struct {
	ID        SessionID       `json:"id"`
	Schema    int             `json:"schema"`
	Lang      call.Lang       `json:"lang"`
	Pledge    pledge.ID       `json:"pledge,omitempty"`    // the one talked about
	Rehearsal bool            `json:"rehearsal,omitempty"` // the next draft is a practice
	Begun     time.Time       `json:"begun,omitzero"`      // when a new draft was last asked for
	Prompt    Prompt          `json:"prompt"`              // the open question
	Asked     int             `json:"asked"`               // counter of prompts
	Shown     []ShownPrompt   `json:"shown,omitempty"`     // prompts on the person's screen, oldest first
	Return    Place           `json:"return,omitempty"`    // where an answer leads back to; "": the next question
	Then      Place           `json:"then,omitempty"`      // what the privacy notice stands before
	Held      *Held           `json:"held,omitempty"`      // a text that waits for a yes
	Active    time.Time       `json:"active,omitzero"`     // when they were last here
	Several   bool            `json:"several,omitempty"`   // they write more than one draft, so that each question names its own
	Waiting   []Held          `json:"waiting,omitempty"`   // texts that wait for their turn to be offered
	Notes     []call.Text     `json:"notes,omitempty"`     // to be said with the next question
	Change    Place           `json:"change,omitempty"`    // what a note offers to change
	Fresh     bool            `json:"fresh,omitempty"`     // the next draft is for another city: nothing is carried over
	Receipted time.Time       `json:"receipted,omitzero"`  // when that was submitted for which a receipt was given last
	Refused   Mark            `json:"refused,omitempty"`   // of the last text that was refused and may be one piece of several
	Code      string          `json:"code,omitempty"`      // of a handover, until it is taken or left
	GivenBy   string          `json:"given_by,omitempty"`  // the office that gave the next answer to a field
	GivenFor  call.FieldKey   `json:"given_for,omitempty"`
	Weighing  pledge.AdviceID `json:"weighing,omitempty"`  // a colleague's answer that is being reworded
	Drafted   *Drafted        `json:"drafted,omitempty"`   // a remark that is not complete yet
	Offered   *Offered        `json:"offered,omitempty"`   // by a colleague, until it is taken or left
	Halting   *Halting        `json:"halting,omitempty"`   // a withdrawal or suspension, until its second step
	Moving    calendar.Kind   `json:"moving,omitempty"`    // the reminder whose day is asked for
	Reference string          `json:"reference,omitempty"` // of a pledge that the person would like to take part in
	ReadOf    pledge.ID       `json:"read_of,omitempty"`   // the pledge that the person read last
	ReadRev   int             `json:"read_rev,omitempty"`  // and its revision then
	Invited   *Invited        `json:"invited,omitempty"`   // by the team, until a draft is begun with it
	Doubt     bool            `json:"doubt,omitempty"`     // made anew: no typed text is taken without asking
}

// A Place is what a prompt is about: a field or slot, one part of a group's
// item ("milestones.2.date"), or one of the fixed places below.
type Place string

// The places that are no field.
const (
	AtLanguage   Place = "language"
	AtPrivacy    Place = "privacy"
	AtMenu       Place = "menu"
	AtQuestions  Place = "questions"
	AtDrafts     Place = "drafts"
	AtPreview    Place = "preview"
	AtOpen       Place = "open"
	AtConfirm    Place = "confirm"
	AtClash      Place = "clash"
	AtDelete     Place = "delete"
	AtTranslate  Place = "translate"
	AtLapse      Place = "lapse"
	AtHelped     Place = "helped"
	AtDisclose   Place = "disclose"
	AtPeople     Place = "people"    // who takes part
	AtParts      Place = "sections"  // which sections somebody may write
	AtMember     Place = "member"    // what to do about one of them
	AtOut        Place = "end_part"  // ending somebody's part
	AtRequest    Place = "request"   // of somebody who would like to take part
	AtJoin       Place = "join"      // taking a seat that was offered
	AtReference  Place = "reference" // of the pledge to take part in
	AtOffice     Place = "applicant" // of who asks to take part
	AtAdviser    Place = "adviser"   // for which office one question is answered
	AtAdvised    Place = "advised"   // what a colleague has answered
	AtGivenBy    Place = "given_by"  // whose answer the owner types
	AtRemarks    Place = "remarks"   // of colleagues, on single answers
	AtRemark     Place = "remark"    // one of them
	AtFlag       Place = "flag"      // what a remark warns of
	AtRemarkText Place = "remark_text"
	AtBlocking   Place = "blocking"  // whether it is to be settled before sending
	AtRespond    Place = "respond"   // an answer to a remark
	AtHistory    Place = "history"   // of the pledge: who wrote what, and when
	AtChange     Place = "change"    // one line of it
	AtCard       Place = "card"      // what is read before a sign-off
	AtSendBack   Place = "sent_back" // what should change before it
	AtDecision   Place = "decision"  // of a council, after it
	AtSigner     Place = "signer"    // who gives it, by name
	AtComplete   Place = "complete"  // what else stands beside one that is reported
	AtScan       Place = "scan"      // of the signed page
	AtForget     Place = "forget"    // what erasing would mean
	AtErase      Place = "erase"     // the last question before it
	AtHandOver   Place = "hand_over"
	AtTakeOver   Place = "take_over"
	AtReseat     Place = "reseat"    // whether the owner still takes care of the pledge
	AtConsents   Place = "consents"  // and contacts, which last
	AtWithdraw   Place = "withdraw"  // why the pledge is withdrawn
	AtSuspend    Place = "suspend"   // why it is suspended
	AtHalt       Place = "halt"      // the second step of either
	AtMailCode   Place = "mail_code" // that was mailed to the city
	AtReminders  Place = "reminders" // of the report
	AtMove       Place = "move"      // to which day one is moved
	AtZone       Place = "zone"      // in which they come
	AtNudge      Place = "nudge"     // a reminder
	AtRemindOn   Place = "remind_on" // on which day to be reminded
	AtCouncil    Place = "council"   // after whose meeting
	AtNotMe      Place = "not_me"    // what to do who takes care of a pledge no more
	AtReports    Place = "reports"   // that were accepted
	AtAbandon    Place = "abandon"   // whether a change or a report is left
	AtVersions   Place = "versions"  // that were accepted
	AtEdition    Place = "edition"   // what the team would publish
	AtObjection  Place = "objection" // what should change in it
)

// A Prompt is one question put to the person.
type Prompt struct {
	ID     PromptID        `json:"id,omitempty"`
	At     Place           `json:"at,omitempty"`
	Ticks  []call.OptionID `json:"ticks,omitempty"`  // of a choice of several
	Seen   int             `json:"seen,omitempty"`   // revision of the answer when it was asked; of the pledge at AtOpen
	Over   int             `json:"over,omitempty"`   // revision of the answer, as shown, that a yes would write over
	Check  string          `json:"check,omitempty"`  // code of the text that was shown
	Lang   call.Lang       `json:"lang,omitempty"`   // at AtTranslate: the language asked about
	All    bool            `json:"all,omitempty"`    // at AtDrafts: every pledge, not only open drafts
	Advice pledge.AdviceID `json:"advice,omitempty"` // a colleague's answer that it is about
	Remark pledge.RemarkID `json:"remark,omitempty"` // that it is about
	Change ChangeID        `json:"change,omitempty"` // that it is about
	Whom   pledge.Person   `json:"whom,omitempty"`   // whom it is about
	Nudge  calendar.Kind   `json:"nudge,omitempty"`  // which reminder it is
	Since  time.Time       `json:"since,omitzero"`   // of a question of the team: when it was asked
}

// A ShownPrompt is a prompt that reached the screen, and where in the chat.
type ShownPrompt struct {
	Prompt PromptID `json:"prompt"`
	At     Place    `json:"at"`
	Mark   Mark     `json:"mark"`
}

// Held is a typed text that is not stored before the person has said yes.
type Held struct {
	At       Place        `json:"at"`                 // the question it is offered to
	Text     string       `json:"text"`               // as typed
	Readings []call.Value `json:"readings,omitempty"` // what it may mean
	Seen     int          `json:"seen,omitempty"`
	Offered  bool         `json:"offered,omitempty"`  // it came too late or in doubt, and is read again after a yes
	Meaning  call.Meaning `json:"meaning,omitzero"`   // of an offered one
	Back     Place        `json:"back,omitempty"`     // where a no leads
	Personal bool         `json:"personal,omitempty"` // somebody may be recognised by it
}
