package pledge

import (
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// A Command is something a person asks of a pledge. It is bound to what the
// person saw when asking.
//
//sumtype:decl
type Command interface{ command() }

type (
	// Create makes a draft. Its first answer comes with it, so that nobody
	// leaves an empty draft behind.
	Create struct {
		ID        ID
		Lang      call.Lang
		Rehearsal bool
		Known     map[call.FieldKey]call.Value // carried over from an earlier pledge, or known from an invitation
		First     Amend
		Vouched   *Vouched // with the invitation that the draft was begun with; nil for none
	}
	// Amend changes one answer. An empty value takes the answer away.
	Amend struct {
		Field   call.FieldKey
		Value   call.Value
		Seen    int    // the answer's revision when the question was asked
		Unknown bool   // "I don't know yet"
		Open    bool   // more pieces may follow
		Typed   string // as it was typed, where that is not the value itself
		Edited  bool   // by editing the message that gave the answer
		// Suggestion is the question whose wording is taken as it is; "" for a
		// wording of one's own.
		Suggestion QuestionID
		// Advice is the colleague's answer that is taken, as it is or reworded; "" for
		// none. Office is who gave an answer to the person who types it.
		Advice AdviceID
		Office string
	}
	// Permit changes an answer that lasts: a consent or a contact of a pledge that the
	// city cannot change otherwise.
	Permit struct {
		Field call.FieldKey
		Value call.Value
		Seen  int // the answer's revision when the question was asked
		Typed string
	}
	// Reply answers a question of the team without a change of the text, or
	// declines a suggestion, with or without a word.
	Reply struct {
		Question QuestionID
		Text     string
		Seen     int  // the question's revision when it was read
		Edited   bool // by editing the message that answered it
	}
	// Translate changes the language of the pledge's own text.
	Translate struct{ Lang call.Lang }
	// Forward reads the draft under the present version of the Call.
	Forward struct{}
	// Submit sends the pledge to the mechanism.
	Submit struct{ Check string }
	// Recall takes a submitted pledge back, until somebody has opened it.
	Recall struct{}
	// Withdraw ends a pledge that the team has, with the reason.
	Withdraw struct{ Note string }
	// Reinstate takes a withdrawal back, for ReinstateDays.
	Reinstate struct{}
	// Suspend lets an accepted pledge rest, with the reason.
	Suspend struct{ Note string }
	// Resume takes it up again. Who has suspended it does.
	Resume struct{}
	// SendCode has a code mailed to the city's address.
	SendCode struct{ Code string }
	// ProveMail is that code as somebody has typed it.
	ProveMail struct{ Code string }
	// Move puts a reminder of the report on another day.
	Move struct {
		Nudge calendar.Kind
		Day   string // ISO date
	}
	// SetZone names the time zone of the city, as the IANA database does.
	SetZone struct{ Zone string }
	// PutOff asks to be reminded of the report on a day, and not before.
	PutOff struct{ Day string } // ISO date
	// ReportNothing says that there is nothing to report yet.
	ReportNothing struct{}
	// StopReminders stops those of the present report or of the draft; by the team all,
	// with the reason.
	StopReminders struct{ Note string }
	// ResumeReminders has them come again.
	ResumeReminders struct{}
	// LeaveContact says that the owner takes care of the pledge no more, and knows nobody
	// who does.
	LeaveContact struct{}
	// Revise begins the change of an accepted pledge, which stands meanwhile.
	Revise struct{}
	// Abandon ends it: the pledge is again what was accepted. A report is put aside.
	Abandon struct{}
	// BeginReport begins a report on an accepted pledge, which stands meanwhile.
	BeginReport struct{}
	// Agree takes the words that the team would publish, as the city has read them.
	Agree struct{ Seen int }
	// Object says what is wrong with them.
	Object struct {
		Note string
		Seen int
	}
	// Delete puts a draft aside.
	Delete struct{}
	// Restore brings a deleted draft back, for RestoreDays.
	Restore struct{}
	// Keep says that a draft nobody has changed for long is still wanted, or that
	// its owner still takes care of a pledge.
	Keep struct{}
	// Offer makes the owner's seat free to whoever brings the secret. An earlier
	// offer is void.
	Offer struct{ Secret string }
	// Take takes the owner's seat, with the secret of the offer.
	Take struct{ Secret string }
	// Appoint names who takes care of the pledge after its owner; "" for nobody any
	// more.
	Appoint struct{ Person Person }
	// Succeed takes the owner's seat as the one who was named, once the owner is gone
	// or silent.
	Succeed struct{}

	// Disclose lets the team read a draft, as it stands and as it changes.
	Disclose struct{}
	// Conceal makes a draft the city's own again.
	Conceal struct{}
	// Help offers the team's help with a draft, or says something on one that the
	// city shows.
	Help struct {
		Note string
		Lang call.Lang // in which Note is written
	}

	// Involve makes a seat free to whoever brings the secret first, within
	// OpenHours.
	Involve struct {
		Seat     Seat
		Sections []call.Section // that a contributor may write; none: all
		Secret   string
	}
	// Uninvite takes such an offer back before somebody has taken it.
	Uninvite struct{ Opening OpeningID }
	// Join takes a seat, with the secret of the offer.
	Join struct {
		Secret string
		Office string // for which the person writes
	}
	// Consult asks a colleague one question: whoever brings the secret first, within
	// OpenHours, gives the answer.
	Consult struct {
		Field  call.FieldKey
		Secret string
	}
	// Advise gives that answer. The owner takes it or leaves it.
	Advise struct {
		Secret string
		Office string // for which the person answers
		Value  call.Value
	}
	// Drop leaves a colleague's answer.
	Drop struct{ Advice AdviceID }
	// Petition asks the owner for a seat.
	Petition struct{ Office string }
	// Admit gives a seat to somebody who has asked for one.
	Admit struct {
		Person Person
		Seat   Seat
	}
	// Dismiss takes somebody's seat, or turns their request down.
	Dismiss struct{ Person Person }
	// Leave gives up one's own seat.
	Leave struct{}

	// Present puts the text before those who sign it off.
	Present struct{ Check string }
	// SignOff signs the text that was shown off. Given again for the same text it
	// says more of the same sign-off.
	SignOff struct {
		Check    string
		Small    bool   // small corrections may follow; see Small
		Decision string // of a council, by its number; "" for none said
		Signer   string // who signs for the office, by name; "" for none said
	}
	// Attach puts a scan of the signed page beside a sign-off that the owner reports.
	Attach struct{ File File }
	// SendBack tells the owner what should change before the sign-off.
	SendBack struct{ Note string }

	// Comment remarks on an answer.
	Comment struct {
		Field    call.FieldKey
		Text     string
		Flag     Flag
		Blocking bool
	}
	// Respond says something to a remark.
	Respond struct {
		Remark RemarkID
		Text   string
	}
	// SettleRemark says that a remark is dealt with.
	SettleRemark struct{ Remark RemarkID }

	// Nudge is the service itself reminding of the report, or noting which reminders have
	// missed their day; with Way "" only that.
	Nudge struct {
		Slot   calendar.Nudge
		Way    Way
		Missed []calendar.Nudge
	}
	// FailNudge is the service itself noting that a reminder has not come, or may not have.
	FailNudge struct {
		Slot calendar.Nudge
		Way  Way
		Bad  Fault
	}
	// Escalate is the service itself asking the team for what reminders cannot do.
	Escalate struct {
		Why  TaskWhy
		Slot calendar.Nudge // about which; zero for none
	}

	// Warn is the service itself announcing that a draft, as it stood at a
	// revision, may be erased from a date on.
	Warn struct {
		Seen int
		On   string // ISO date
	}
)

func (Create) command()          {}
func (Amend) command()           {}
func (Permit) command()          {}
func (Withdraw) command()        {}
func (Reinstate) command()       {}
func (Suspend) command()         {}
func (Resume) command()          {}
func (SendCode) command()        {}
func (ProveMail) command()       {}
func (Move) command()            {}
func (SetZone) command()         {}
func (Revise) command()          {}
func (Abandon) command()         {}
func (BeginReport) command()     {}
func (PutOff) command()          {}
func (ReportNothing) command()   {}
func (StopReminders) command()   {}
func (ResumeReminders) command() {}
func (LeaveContact) command()    {}
func (Nudge) command()           {}
func (FailNudge) command()       {}
func (Escalate) command()        {}
func (TakeTask) command()        {}
func (Credit) command()          {}
func (ShiftDue) command()        {}
func (Agree) command()           {}
func (Object) command()          {}
func (Translate) command()       {}
func (Forward) command()         {}
func (Submit) command()          {}
func (Recall) command()          {}
func (Delete) command()          {}
func (Restore) command()         {}
func (Keep) command()            {}
func (Warn) command()            {}
func (Offer) command()           {}
func (Take) command()            {}
func (Appoint) command()         {}
func (Succeed) command()         {}
func (Reseat) command()          {}
func (Look) command()            {}
func (Reply) command()           {}
func (Claim) command()           {}
func (Release) command()         {}
func (Inquire) command()         {}
func (Suggest) command()         {}
func (Correct) command()         {}
func (Retract) command()         {}
func (Vouch) command()           {}
func (Accept) command()          {}
func (Decline) command()         {}
func (Involve) command()         {}
func (Uninvite) command()        {}
func (Join) command()            {}
func (Consult) command()         {}
func (Advise) command()          {}
func (Drop) command()            {}
func (Petition) command()        {}
func (Admit) command()           {}
func (Dismiss) command()         {}
func (Leave) command()           {}
func (Present) command()         {}
func (SignOff) command()         {}
func (Attach) command()          {}
func (SendBack) command()        {}
func (Comment) command()         {}
func (Respond) command()         {}
func (SettleRemark) command()    {}
func (Disclose) command()        {}
func (Conceal) command()         {}
func (Help) command()            {}
func (Reconsider) command()      {}
func (Track) command()           {}
func (Bounce) command()          {}
func (Heed) command()            {}
func (Edit) command()            {}
func (Propose) command()         {}
func (Publish) command()         {}
func (Unpublish) command()       {}
func (Enter) command()           {}

// RestoreDays is how long a deleted draft can be brought back.
const RestoreDays = 30

// A Refusal is why a command was not carried out; "" is none.
type Refusal string

// The refusals.
const (
	NotAllowed   Refusal = "not_allowed"   // the actor has not the right
	WrongState   Refusal = "wrong_state"   // not in this state of the pledge
	Incomplete   Refusal = "incomplete"    // open points are left
	TextChanged  Refusal = "text_changed"  // the text is not the one that was shown
	Unsupported  Refusal = "unsupported"   // the Call has no such field, the team no such role
	TooLate      Refusal = "too_late"      // the time for it is over
	TooSoon      Refusal = "too_soon"      // its owner has been at it not long ago
	AlreadyDone  Refusal = "already_done"  // it is so already
	NoteRequired Refusal = "note_required" // a reason or question must be given
	CodeSpent    Refusal = "code_spent"    // used, too old, replaced by a newer one, or never given
	Taken        Refusal = "taken"         // somebody else of the team takes care of it
	Unfit        Refusal = "unfit"         // the field does not take such an answer
	TooLarge     Refusal = "too_large"     // a file has too many bytes
	QuestionOver Refusal = "question_over" // dealt with meanwhile, or withdrawn
	TooOften     Refusal = "too_often"     // asked several times just now
	SecondEyes   Refusal = "second_eyes"   // the second to accept must be of another organisation
	NoConsent    Refusal = "no_consent"    // the city does not agree to it

	LastAdministrator Refusal = "last_administrator" // the team would have none left
)

// Refusals lists them all.
var Refusals = []Refusal{
	NotAllowed, WrongState, Incomplete, TextChanged, Unsupported, TooLate, TooSoon, AlreadyDone, NoteRequired, CodeSpent,
	Taken, Unfit, TooLarge, QuestionOver, TooOften, SecondEyes, NoConsent, LastAdministrator,
}
