package pledge

import "pledgebot/conversation/call"

// What the mechanism team asks of a pledge, and what the service itself notes of it.
type (
	// Look is the team opening a pledge. It ends recall.
	Look struct{}
	// Claim takes care of a pledge; others of the team see who does.
	Claim struct{}
	// Release ends a claim. Seen is for the service itself, after a silence: the
	// revision of the claim that it found.
	Release struct{ Seen int }
	// Inquire asks the city about a field and others with it, and requests changes.
	Inquire struct {
		Field    call.FieldKey
		Also     []call.FieldKey
		Note     string           // in the team's own words, or beside a standard question
		Standard call.QuestionKey // one of the Call's; "" for the team's own
		Lang     call.Lang        // in which Note is written
		Change   bool             // asks for another wording rather than for an answer
	}
	// Suggest words a field for the city, which takes it, edits it or declines.
	Suggest struct {
		Field call.FieldKey
		Value call.Value
		Note  string // why
		Lang  call.Lang
		Seen  int // the answer's revision when it was read
	}
	// Correct words a question that is still open otherwise.
	Correct struct {
		Question QuestionID
		Note     string
		Lang     call.Lang
		Value    call.Value // of a suggestion
	}
	// Retract withdraws a question that is still open.
	Retract struct{ Question QuestionID }
	// Vouch says that the city is the one it says it is, as the team saw it.
	Vouch struct{ Check string }
	// Track is the service itself saying how far a question has come on its way to
	// the city.
	Track struct {
		Question QuestionID
		Reach    Reach
	}
	// Bounce is the service itself saying that a mail about the pledge will not come
	// to the mechanism's mailbox, and why.
	Bounce struct {
		Why  string
		Copy bool // of the copy to the city
	}
	// Heed is the city opening a question of the team for the first time. Then is
	// what the person went on to do with it.
	Heed struct {
		Question QuestionID
		Then     string
	}
	// Reseat is the team making the owner's seat free, after a silence, to whoever
	// brings the secret.
	Reseat struct {
		Secret string
		Note   string // why
	}
	// Edit words what is published in one language; the empty wording takes it away.
	// Seen is the revision of the edition that was worded before.
	Edit struct {
		Lang    call.Lang
		Wording Wording
		Seen    int
	}
	// Propose asks the city whether it agrees to the edition that the team saw.
	Propose struct{ Seen int }
	// Publish shows that edition to everybody, from a date on.
	Publish struct {
		From string // ISO date
		Seen int
	}
	// Unpublish takes a publication back, with the reason.
	Unpublish struct{ Note string }
	// Enter says where else a pledge stands, by number, by link or by both.
	Enter struct {
		Where  call.RegistryKey
		Number string
		Link   string
	}
	// Accept takes the pledge on, in the words that the team saw.
	Accept struct{ Check string }
	// Decline turns it down, with the reason.
	Decline struct{ Note string }
	// TakeTask says that somebody of the team does what they are asked to.
	TakeTask struct{}
	// ShiftDue puts the report on another day, with the reason.
	ShiftDue struct {
		Day  string // ISO date
		Note string
	}
	// Credit tells the city where its last report was used.
	Credit struct{ Note string }
	// Reconsider takes a decision, or an offer of help, back before the city is
	// told of it.
	Reconsider struct{}
)
