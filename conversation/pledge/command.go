package pledge

import "pledgebot/conversation/call"

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
		Known     map[call.FieldKey]call.Value // carried over from an earlier pledge
		First     Amend
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
	}
	// Translate changes the language of the pledge's own text.
	Translate struct{ Lang call.Lang }
	// Forward reads the draft under the present version of the Call.
	Forward struct{}
	// Submit sends the pledge to the mechanism.
	Submit struct{ Check string }
	// Recall takes a submitted pledge back, until somebody has opened it.
	Recall struct{}
	// Delete puts a draft aside.
	Delete struct{}
	// Restore brings a deleted draft back, for RestoreDays.
	Restore struct{}
	// Keep says that a draft nobody has changed for long is still wanted.
	Keep struct{}
	// Offer makes the owner's seat free to whoever brings the secret. An earlier
	// offer is void.
	Offer struct{ Secret string }
	// Take takes the owner's seat, with the secret of the offer.
	Take struct{ Secret string }

	// Warn is the service itself announcing that a draft, as it stood at a
	// revision, may be erased from a date on.
	Warn struct {
		Seen int
		On   string // ISO date
	}

	// Look is the team opening a pledge. It ends recall.
	Look struct{}
	// Inquire asks the city about one field and requests changes.
	Inquire struct {
		Field call.FieldKey
		Note  string
	}
	// Accept takes the pledge on, in the words that the team saw.
	Accept struct{ Check string }
	// Decline turns it down, with the reason.
	Decline struct{ Note string }
)

func (Create) command()    {}
func (Amend) command()     {}
func (Translate) command() {}
func (Forward) command()   {}
func (Submit) command()    {}
func (Recall) command()    {}
func (Delete) command()    {}
func (Restore) command()   {}
func (Keep) command()      {}
func (Warn) command()      {}
func (Offer) command()     {}
func (Take) command()      {}
func (Look) command()      {}
func (Inquire) command()   {}
func (Accept) command()    {}
func (Decline) command()   {}

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
	AlreadyDone  Refusal = "already_done"  // it is so already
	NoteRequired Refusal = "note_required" // a reason or question must be given
	CodeSpent    Refusal = "code_spent"    // used, too old, replaced by a newer one, or never given

	LastAdministrator Refusal = "last_administrator" // the team would have none left
)

// Refusals lists them all.
var Refusals = []Refusal{
	NotAllowed, WrongState, Incomplete, TextChanged, Unsupported, TooLate, AlreadyDone, NoteRequired, CodeSpent, LastAdministrator,
}
