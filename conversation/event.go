package conversation

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// An Event is something that happened in a dialog; past tense.
//
//sumtype:decl
type Event interface{ event() }

type (
	// Opened is a person coming in: the first contact, /start, a new window.
	// Lang is a guess from the platform, "" where it has none; Asked says that
	// it is no guess but what the person asked for.
	Opened struct {
		Lang  call.Lang
		Asked bool
		Code  string // of a handover or an invitation, that the person brings
		// Invited is what the invitation knows; nil for none, or one that cannot be
		// taken. Proven says that the code hands a pledge over.
		Invited *Invited
		Proven  bool
		Checked *Checked // what the code of a paper stands for; nil for any other code
		Offered *Offered // the seat that the code is for; nil for none, or one that cannot be taken
	}
	// Said is a typed message, already read by the words of the dialog's
	// language. Quoted is the prompt that the message quotes, "" for none and
	// Elsewhere for a message that is no prompt or one forgotten. A
	// forwarded text is somebody else's, and never taken without asking.
	Said struct {
		Text      string // as typed
		Meaning   call.Meaning
		Mark      Mark
		Quoted    PromptID
		Forwarded bool
	}
	// Edited is a message changed after it was sent. Facts are what the message
	// caused when it came, Since what became of that pledge after it, in order.
	Edited struct {
		Text    string
		Meaning call.Meaning
		Facts   []pledge.Fact
		Since   []pledge.Fact
	}
	// Sent is a message that is no text. File is where its one picture or document can
	// be fetched; nil for anything else.
	Sent struct {
		What Matter
		File *pledge.File
	}
	// Gathered is a chat of several people that the dialog is brought into. Moved
	// says that the chat is only an old one under a new address.
	Gathered struct {
		Lang  call.Lang
		Moved bool
	}
	// Left is a person who cannot be reached any more; what is theirs stays.
	Left struct{}
	// Returned is a person who can be reached again.
	Returned struct{}
	// Chose is a press on an option of a prompt, which may be an old one.
	// Wanted is the state a tick should have after it; nil toggles.
	Chose struct {
		Prompt PromptID
		Option call.OptionID
		Wanted *bool
	}
	// Happened tells what became of a Do. Code is what an Offer has made, while it
	// is known: nobody keeps it. Prompt is that of the press which caused it, where it
	// is told by another attempt; "" where that is not known.
	Happened struct {
		Facts  []pledge.Fact
		Code   string
		Prompt PromptID
	}
	// Recounted brings what a Recount has asked for.
	Recounted struct {
		Of    Recount
		Facts []pledge.Fact // all of the pledge, oldest first
	}
	// Refused tells that a Do was refused and nothing changed.
	Refused struct{ Why pledge.Refusal }
	// Told is news about a pledge that this person did not cause.
	Told struct{ Facts []pledge.Fact }
	// FoundDoubtful says that the dialog's state is lost or may be old.
	FoundDoubtful struct{ ID SessionID }
)

func (Opened) event()        {}
func (Said) event()          {}
func (Edited) event()        {}
func (Sent) event()          {}
func (Gathered) event()      {}
func (Left) event()          {}
func (Returned) event()      {}
func (Chose) event()         {}
func (Happened) event()      {}
func (Recounted) event()     {}
func (Refused) event()       {}
func (Told) event()          {}
func (FoundDoubtful) event() {}

// A View is what Next may know of the world beside the session.
type View struct {
	Me     Person
	Pledge *pledge.Pledge  // the one the session is about; nil for none
	Mine   []pledge.Pledge // every pledge with a seat of this person, newest first
	Today  string          // ISO date where the person is
}

// Find returns a pledge that the view holds.
func (v View) Find(id pledge.ID) (pledge.Pledge, bool) {
	if v.Pledge != nil && v.Pledge.ID == id {
		return *v.Pledge, true
	}
	if i := slices.IndexFunc(v.Mine, func(p pledge.Pledge) bool { return p.ID == id }); i >= 0 {
		return v.Mine[i], true
	}
	return pledge.Pledge{}, false
}

// A Person is what somebody has settled for themself.
type Person struct {
	ID      pledge.Person `json:"id"`
	Rev     int           `json:"rev"`
	Lang    call.Lang     `json:"lang,omitempty"`
	Noticed time.Time     `json:"noticed,omitzero"` // when the privacy notice was read
	Away    bool          `json:"away,omitempty"`   // nothing is sent until they return
	Group   bool          `json:"group,omitempty"`  // a chat of several people, told so at Noticed
	Desk    *pledge.Desk  `json:"desk,omitempty"`   // their place in the mechanism team, without a role for who has left it; nil for who never was in it
}

// Actor is the person as one who asks something of a pledge.
func (p Person) Actor() pledge.Actor {
	a := pledge.Actor{Person: p.ID}
	if p.Desk != nil {
		a.Role, a.Org = p.Desk.Role, p.Desk.Org
	}
	return a
}

// Matter is what a message holds that is no text.
type Matter string

// The matters, each with an answer of its own.
const (
	Photo    Matter = "photo"
	Video    Matter = "video"
	Voice    Matter = "voice"
	Audio    Matter = "audio"
	Sticker  Matter = "sticker"
	Location Matter = "location"
	Contact  Matter = "contact"
	Poll     Matter = "poll"
	Document Matter = "document"
	Album    Matter = "album"
	Other    Matter = "other"
)

// Matters lists every matter.
var Matters = []Matter{Photo, Video, Voice, Audio, Sticker, Location, Contact, Poll, Document, Album, Other}
