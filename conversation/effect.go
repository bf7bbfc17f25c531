package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// An Effect is something that Next wants done. One call yields either replies
// or one Do or Settle, never both; a Recount stands in the place of a reply.
//
//sumtype:decl
type Effect interface{ effect() }

type (
	// Reply shows something to the person.
	Reply struct {
		Class   Class       `json:"class"`
		Texts   []call.Text `json:"texts"` // paragraphs in their order
		Prompt  PromptID    `json:"prompt,omitempty"`
		At      Place       `json:"at,omitempty"`
		Options []Option    `json:"options,omitempty"`
		Multi   bool        `json:"multi,omitempty"`
		Expects call.Kind   `json:"expects,omitempty"` // the kind of a typed answer
		Form    string      `json:"form,omitempty"`    // of a slot's words
		Long    bool        `json:"long,omitempty"`    // a long answer is open
		Receipt *Receipt    `json:"receipt,omitempty"`
		Paper   *Paper      `json:"paper,omitempty"`
		Close   bool        `json:"close,omitempty"`   // the person has left for now
		Data    bool        `json:"data,omitempty"`    // with a file of all that is held about the person
		History pledge.ID   `json:"history,omitempty"` // with a file of all changes of a pledge
		Print   *Print      `json:"print,omitempty"`   // with a pledge on paper; nil for none
		Code    string      `json:"code,omitempty"`    // to be passed on: it hands a pledge over
	}
	// Do asks a pledge for something. It is named by its number where its id is not
	// known.
	Do struct {
		Pledge    pledge.ID
		Reference string
		Command   pledge.Command
	}
	// Recount asks for what became true of a pledge, of which this person writes; it
	// comes back as Recounted.
	Recount struct {
		Pledge pledge.ID
		Change ChangeID    // the one that is to be shown; "" for the list
		Says   []call.Text // to be said with it
		// Versions asks for what was accepted instead: one by its number from 1 on, or
		// for 0 the list.
		Versions bool
		Version  int
	}
	// Settle keeps what a person chose for themself. Why is "" for a choice, and
	// otherwise says what else has come to be known of them.
	Settle struct {
		Person Person
		Why    string
	}
	// Forget erases the person, shows Last, if it says anything, and keeps
	// nothing, not even that.
	Forget struct{ Last Reply }
	// Close ends the window where there is one: the person has left for now.
	Close struct{}
	// Later asks for the same news again when the person is between questions,
	// or, where they are away, when they may have returned; not before Until, where it
	// is given.
	Later struct {
		Away  bool
		Until time.Time
	}
)

func (Reply) effect()   {}
func (Do) effect()      {}
func (Recount) effect() {}
func (Settle) effect()  {}
func (Forget) effect()  {}
func (Close) effect()   {}
func (Later) effect()   {}

// Class says what may be done about a reply whose sending is in doubt.
type Class string

// The classes. A screen and a receipt are sent again, a nudge never.
const (
	Screen  Class = "screen"
	Receive Class = "receipt"
	Nudge   Class = "nudge"
)

// An Option is one thing to press. Everything can be typed as well.
type Option struct {
	ID     call.OptionID `json:"id"`
	Label  call.Text     `json:"label"`
	Detail *call.Text    `json:"detail,omitempty"` // a line below the label
	Group  *call.Text    `json:"group,omitempty"`  // a heading before it
	Tick   bool          `json:"tick,omitempty"`   // pressing it ticks or clears it
	Ticked bool          `json:"ticked,omitempty"`
	Listed bool          `json:"listed,omitempty"` // the texts show it with its number already
	Spare  bool          `json:"spare,omitempty"`  // of those: its number is typed, and no button made of it
	Minor  bool          `json:"minor,omitempty"`  // back, help and the like: shown small
	Alone  bool          `json:"alone,omitempty"`  // stands by itself: nobody shall press it by mistake
}

// A Receipt is what a program needs of a submission.
type Receipt struct {
	Reference string `json:"reference"`
	Check     string `json:"check"`
	Expected  string `json:"expected"`
}

// A Print is a file about a pledge, made when it is shown.
type Print struct {
	Pledge pledge.ID `json:"pledge"`
	Sheet  Sheet     `json:"sheet"`
}

// Sheet says which file about a pledge is meant.
type Sheet string

// The sheets.
const (
	SheetPaper    Sheet = "paper"    // the pledge as it is now, with its receipt where it was submitted
	SheetToSign   Sheet = "to_sign"  // the page on which its words are signed
	SheetCalendar Sheet = "calendar" // when its report is due
)

// A Paper is a text to be copied and forwarded, in its own language.
type Paper struct {
	Lang  call.Lang   `json:"lang"`
	Texts []call.Text `json:"texts"`
}
