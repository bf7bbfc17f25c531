package pledge

import (
	"strconv"
	"time"

	"pledgebot/conversation/call"
)

// A Fact is something that became true of a pledge, or of a person where
// Pledge is empty. Facts are append-only; together they are the history.
type Fact struct {
	Pledge ID        `json:"pledge,omitempty"`
	Rev    int       `json:"rev"` // of the pledge once the fact holds
	N      int       `json:"n"`   // order within one command
	Kind   FactKind  `json:"kind"`
	By     Person    `json:"by,omitempty"`
	Org    string    `json:"org,omitempty"`  // where a desk person did it
	Team   bool      `json:"team,omitempty"` // somebody of the team did it
	At     time.Time `json:"at"`

	Field     call.FieldKey `json:"field,omitempty"`
	Value     call.Value    `json:"value,omitempty"`
	Typed     string        `json:"typed,omitempty"` // as a person wrote it, where that is not the value itself
	Unknown   bool          `json:"unknown,omitempty"`
	Open      bool          `json:"open,omitempty"`
	Derived   bool          `json:"derived,omitempty"`
	Known     bool          `json:"known,omitempty"`
	Permits   bool          `json:"permits,omitempty"` // of a pledge that the team has: an answer that lasts
	Signed    bool          `json:"signed,omitempty"`  // a sign-off by who holds the seat for it
	Edited    bool          `json:"edited,omitempty"`  // by editing the message that gave the answer
	Rehearsal bool          `json:"rehearsal,omitempty"`
	Check     string        `json:"check,omitempty"`
	Lang      call.Lang     `json:"lang,omitempty"`
	Call      int           `json:"call,omitempty"`
	Reference string        `json:"reference,omitempty"`
	Expected  string        `json:"expected,omitempty"`
	Note      string        `json:"note,omitempty"`

	About    QuestionID       `json:"about,omitempty"` // the question that it deals with
	Also     []call.FieldKey  `json:"also,omitempty"`
	Standard call.QuestionKey `json:"standard,omitempty"`
	Change   bool             `json:"change,omitempty"`
	From     string           `json:"from,omitempty"`    // the organisation whose wording the city has taken, or that vouches for it
	Invited  bool             `json:"invited,omitempty"` // it came with an invitation that the city has taken
	Advice   AdviceID         `json:"advice,omitempty"`  // the colleague's answer that is taken or left
	Office   string           `json:"office,omitempty"`  // who gave the answer, where that is not who typed it
	Flag     Flag             `json:"flag,omitempty"`
	Seat     Seat             `json:"seat,omitempty"`
	Sections []call.Section   `json:"sections,omitempty"`
	Whom     Person           `json:"whom,omitempty"` // whose seat it is about
	File     *File            `json:"file,omitempty"`
	Report   int              `json:"report,omitempty"` // of the report that was on its way; 0 for none
}

// FactKind says what became true; past tense.
type FactKind string

// The kinds of facts and the fields each uses.
const (
	Created          FactKind = "created"    // Lang, Call, Rehearsal
	Answered         FactKind = "answered"   // Field, Value, Typed, Unknown, Open, Derived, Known, Edited, Check, About, From
	Clashed          FactKind = "clashed"    // Field or About, Value: the text that came second and was not taken
	Translated       FactKind = "translated" // Lang
	Forwarded        FactKind = "forwarded"  // Call, Note: the version before
	WasSubmitted     FactKind = "submitted"  // Reference, Check, Expected; of a report Change: it is an update before its time
	Recalled         FactKind = "recalled"
	WasDeleted       FactKind = "deleted"
	Restored         FactKind = "restored"
	Warned           FactKind = "warned" // Expected: the date from which the untouched draft may be erased
	WasKept          FactKind = "kept"   // by one of its people, unchanged
	Looked           FactKind = "looked"
	Claimed          FactKind = "claimed"           // by who of the team takes care of it
	Released         FactKind = "released"          // by the claimer, by another, or by nobody after a silence
	Inquired         FactKind = "inquired"          // Field, Also, Note, Standard, Lang, Change
	Suggested        FactKind = "suggested"         // Field, Value, Note, Lang
	Corrected        FactKind = "corrected"         // About, Note, Lang, Value: the question as it reads now
	Retracted        FactKind = "retracted"         // About
	Replied          FactKind = "replied"           // About, Value: the text; none where a suggestion is declined without a word
	Approved         FactKind = "approved"          // Check: the first of two organisations accepts
	WasAccepted      FactKind = "accepted"          // Check, Expected: the date the report is due; of a report Value: the outcome, with which there is no other, Also: the fields that stay as they are
	WasDeclined      FactKind = "declined"          // Note, Also: of a change, the fields that stay as they are
	WasWithdrawn     FactKind = "withdrawn"         // Note: why the city ends its pledge
	Reinstated       FactKind = "reinstated"        // the withdrawal was taken back
	WasSuspended     FactKind = "suspended"         // Note: why it rests
	Resumed          FactKind = "resumed"           // it rests no more
	CodeSent         FactKind = "code_sent"         // Field: whose answer it is mailed to, Check: the hash of a code
	MailWasProved    FactKind = "mail_proved"       // that code was typed
	NudgeMoved       FactKind = "nudge_moved"       // Note: which, Expected: its day now
	ZoneNamed        FactKind = "zone_named"        // Note: of the city
	WasNudged        FactKind = "nudged"            // Note: which reminder, Expected: its day, From: by which way
	NudgeMissed      FactKind = "nudge_missed"      // Note, Expected: its day had passed
	NudgeFailed      FactKind = "nudge_failed"      // Note, Expected, From, Office: the fault
	Snoozed          FactKind = "snoozed"           // Expected: the day on which the city would be reminded
	NothingYet       FactKind = "nothing_yet"       // the city has nothing to report yet
	RemindersStopped FactKind = "reminders_stopped" // Note: why the team has
	RemindersResumed FactKind = "reminders_resumed"
	ContactLeft      FactKind = "contact_left"   // the owner takes care of the pledge no more, and names nobody
	Escalated        FactKind = "escalated"      // From: why, Note, Expected: about which reminder
	TaskTaken        FactKind = "task_taken"     // From: which
	Credited         FactKind = "credited"       // Note: where the last report was used
	DueShifted       FactKind = "due_shifted"    // Expected: the day, Note: why
	Revised          FactKind = "revised"        // the city begins to change what was accepted
	Abandoned        FactKind = "abandoned"      // and does not any more; Also: the fields that stay as they are
	ReportBegun      FactKind = "report_begun"   // Field: of the sign-off, Change: it is before its time, Expected: the date it is due
	ReportLeft       FactKind = "report_left"    // Field, Also: the fields that stay as they are
	WasEdited        FactKind = "edited"         // Lang, Value: title and text, From: who worded it, Office: who checked it
	Proposed         FactKind = "proposed"       // the city is asked whether it agrees to what would be published
	Agreed           FactKind = "agreed"         // it does
	Objected         FactKind = "objected"       // it does not; Note: why
	WasPublished     FactKind = "published"      // Expected: the date from which on
	Unpublished      FactKind = "unpublished"    // Note: why; none where the city agrees no more
	Entered          FactKind = "entered"        // From: the registry, Reference: the number there, Note: the link
	Involved         FactKind = "involved"       // Check: the hash of a code, Seat, Sections
	Uninvited        FactKind = "uninvited"      // Note: the opening
	Joined           FactKind = "joined"         // Whom, Seat, Sections, Note: their office, From: the opening
	Consulted        FactKind = "consulted"      // Field, Check: the hash of a code
	Advised          FactKind = "advised"        // Field, Value, Office, From: the opening
	Dropped          FactKind = "dropped"        // Advice: what a colleague answered is left out
	Petitioned       FactKind = "petitioned"     // Note: the office of who asks for a seat
	Dismissed        FactKind = "dismissed"      // Whom, Seat: "" for a request, Note: the title, for who may not read it any more
	Presented        FactKind = "presented"      // Check: of the text that is to be signed off
	SignedOff        FactKind = "signed_off"     // Check, Change: small corrections may follow, Note: the office, Also: the fields that it covers
	Attached         FactKind = "attached"       // Field, Check: of the sign-off, File: a scan of it
	SentBack         FactKind = "sent_back"      // Note: what should change before the sign-off
	Retouched        FactKind = "retouched"      // Field, Value: as it was before a small correction that a sign-off allows
	Remarked         FactKind = "remarked"       // Field, Note, Flag, Change: it is to be settled before sending
	Responded        FactKind = "responded"      // From: the remark, Field, Note
	WasSettled       FactKind = "remark_settled" // From: the remark, Field
	Disclosed        FactKind = "disclosed"      // the city shows the team its draft
	Concealed        FactKind = "concealed"
	Helped           FactKind = "helped"       // Note, Lang: the team offers help with a draft
	Reconsidered     FactKind = "reconsidered" // the decision or offer before it was taken back, and the city never told
	Delivered        FactKind = "delivered"    // About: the question has come to the city's contact person
	Undelivered      FactKind = "undelivered"  // About: the question cannot come to them now
	Bounced          FactKind = "bounced"      // Note: why a mail about the pledge will not come to the mechanism's mailbox, or with Change to the city
	WasOpened        FactKind = "opened"       // About, Note: what the person went on to do with it
	Offered          FactKind = "offered"      // Check: the hash of a code that hands the pledge over
	WasVouched       FactKind = "vouched"      // From, Value: place and country, Invited
	TookOver         FactKind = "took_over"    // Note: the title, for who owned it before, From: the organisation whose code it was, Seat: of a successor before
	Appointed        FactKind = "appointed"    // Whom: who takes care of the pledge next; "" for nobody
	Reseated         FactKind = "reseated"     // Check: the hash of a code, Note: why
	Unseated         FactKind = "unseated"     // by a role: the person who held it was erased
	Settled          FactKind = "settled"      // of a person: what they chose for themself
	Staffed          FactKind = "staffed"      // of a person: Note is their place in the team now, "" for none
)

// Submits tells whether the fact is a submission.
func (f Fact) Submits() bool { return f.Kind == WasSubmitted }

// Fold gives the pledge after a fact. It is the only way a pledge changes.
func Fold(p Pledge, f Fact) Pledge {
	p.Rev = f.Rev
	p = p.attended(f).heard(f).relieved(f)
	switch f.Kind {
	case Unseated, Warned, Claimed, Released, WasVouched, Petitioned, Helped, Reconsidered, Delivered, Undelivered, WasOpened, Reseated, Bounced, WasEdited, Proposed, WasPublished, Entered,
		WasNudged, NudgeMissed, NudgeFailed, RemindersStopped, RemindersResumed, Escalated, TaskTaken, DueShifted, Credited: // they change nothing that the city has written
	default:
		p.Touched, p.Lapses = f.At, ""
	}
	switch f.Kind {
	case Created:
		p = Pledge{
			ID: f.Pledge, Schema: Schema, Rev: f.Rev, State: Draft, Lang: f.Lang, Call: f.Call, Rehearsal: f.Rehearsal,
			Answers: map[call.FieldKey]Answer{}, Seats: map[Person]Seat{f.By: Owner}, Created: f.At, Touched: f.At, Heard: f.At,
		}
	case Answered:
		p = p.reworded(f).answer(f).without(f.Advice)
	case Translated:
		p = p.translate(f.Lang)
	case Forwarded:
		p.Call = f.Call
	case WasSubmitted:
		if p.State == ChangesRequested {
			p.State = InReview
		} else {
			p.State = Submitted
		}
		p.Submitted, p.Approval = &Submission{Reference: f.Reference, Check: f.Check, At: f.At, By: f.By, Expected: f.Expected}, nil
		p.Disclosed = time.Time{} // if it is taken back, it is the city's own again
		p = p.dispatched(f)
	case Recalled:
		p = p.recalled()
	case WasDeleted:
		p.Deleted = f.At
	case Restored:
		p.Deleted = time.Time{}
	case Looked:
		p.State = InReview
	case Claimed:
		p = p.claimed(f)
	case Released:
		p.Claim = nil
	case Inquired, Suggested:
		p = p.asked(f)
	case Corrected, Retracted, Replied, Delivered, Undelivered, WasOpened:
		p = p.dealing(f)
	case Approved:
		p.State, p.Approval = InReview, &Approval{At: f.At, Org: f.Org}
	case WasAccepted:
		before := p.Due()
		if p.Progress != nil {
			p = p.closes(f)
		} else {
			p = p.decided(Accepted, Decision{At: f.At, Org: f.Org, Due: f.Expected})
		}
		if p.Due() != before {
			p.Owed = f.At
		}
		p.Shifted = p.Shifted && f.Report == 0
	case CodeSent, MailWasProved:
		p = p.mails(f)
	case NudgeMoved, ZoneNamed:
		p = p.reminded(f)
	case WasNudged, NudgeMissed, NudgeFailed, Snoozed, RemindersStopped, RemindersResumed:
		p = p.nudged(f)
	case ContactLeft:
		p = p.tasked(TaskLeft, f)
	case Escalated:
		p = p.escalated(f)
	case TaskTaken:
		p = p.taken(f)
	case DueShifted:
		p = p.shifted(f)
	case Credited:
		p = p.credited(f)
	case Revised:
		p = p.revised()
	case Abandoned:
		p = p.abandoned(f)
	case ReportBegun:
		p = p.begun(f)
	case ReportLeft:
		p = p.left(f)
	case WasDeclined:
		if p.Standing != nil {
			p = p.turned(f)
			break
		}
		p = p.decided(Declined, Decision{At: f.At, Org: f.Org, Note: f.Note})
	case Reconsidered:
		p = p.reconsidered(f)
	case WasEdited, Proposed, Agreed, Objected, WasPublished, Unpublished:
		p = p.published(f)
	case Entered:
		p = p.listed(f)
	case WasWithdrawn, WasSuspended:
		p = p.halted(f)
	case Reinstated, Resumed:
		p = p.unhalted(f)
	case Presented:
		p.Presented = f.Check
	case SignedOff:
		p.Signed = &Signature{By: f.By, Office: f.Note, At: f.At, Check: f.Check, Small: f.Change, Text: p.values(f.Also)}
	case Attached:
		if f.File != nil {
			p.Scan = &Scan{File: *f.File, Check: f.Check, By: f.By, At: f.At}
		} else {
			p.Scan = nil // who has sent it was erased
		}
	case Disclosed:
		p.Disclosed = f.At
	case Concealed:
		p.Disclosed = time.Time{}
	case Helped:
		p.HelpedWith = &HelpOffer{At: f.At, Org: f.Org}
	case Warned:
		p.Lapses = f.Expected
	case Offered:
		p.Handover = &Handover{Hash: f.Check, At: f.At}
	case Appointed:
		p.Successor = f.Whom
	case Reseated:
		p.Handover = &Handover{Hash: f.Check, At: f.At, Org: f.Org, Note: f.Note}
	case WasVouched:
		p = p.vouched(f)
	case TookOver:
		p.Seats, p.Handover = p.seatsBut(Owner), nil
		p = p.seated(f.By, Owner, Member{})
		p.Successor, p.Heard = "", f.At
	case Involved, Consulted, Uninvited, Joined, Petitioned, Dismissed:
		p = p.shares(f)
	case Remarked, Responded, WasSettled:
		p = p.discussed(f)
	case Advised:
		p = p.advised(f)
	case Dropped:
		p = p.without(f.Advice)
	case Unseated:
		p = p.answered(f.By).unseated(f.By)
	case WasKept, Clashed, Settled, Staffed, SentBack, Retouched, Bounced, NothingYet:
	}
	return p
}

// Name names what a fact makes inside its pledge: "<rev>.<n>".
func (f Fact) Name() string { return strconv.Itoa(f.Rev) + "." + strconv.Itoa(f.N) }
