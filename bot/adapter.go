package bot

import (
	"context"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Sender shows messages on one platform.
type Sender interface {
	// Platform is the first half of the addresses it serves.
	Platform() string
	// Serves tells whether it can reach an address: one of its platform and, at
	// a terminal, nobody but the person who sits there.
	Serves(to store.Address) bool
	// Send shows a message and returns its place in the chat. Its error is a
	// *SendError, or any other for an outcome nobody knows.
	Send(ctx context.Context, to store.Address, m Message) (conversation.Mark, error)
}

// An Update is one thing that happened on a platform, decoded.
type Update struct {
	ID     conversation.InputID
	From   store.Address
	Event  conversation.Event   // Said and Edited come with their text alone; Handle reads its meaning
	Press  *Press               // instead of an Event: a button that was pressed
	Quotes conversation.Mark    // of Said: the message it quotes, 0 for none
	Edits  conversation.InputID // of Edited: the message as it came first

	shown    bool        // what was owed before it has been shown, as far as it could be
	secret   string      // of what it lets somebody pass on, the same in every attempt
	recalled *store.View // to be tried before the stores are looked at; nil for nothing
}

// A Message is what a person sees, in their language.
type Message struct {
	Class   conversation.Class
	Over    conversation.Mark // the message to draw it over, where the platform can; 0 for a new one
	Chosen  *Chosen           // what to leave of the question before; nil for nothing
	Lang    call.Lang
	Text    string // paragraphs parted by an empty line
	Prompt  conversation.PromptID
	Field   string // the prompt's name for programs; see Field
	Options []Button
	Multi   bool
	Typed   bool // an answer may be typed that is none of the options
	Receipt *conversation.Receipt
	Paper   string // to be shown as it is, for copying
	Close   bool   // the person has left for now
	File    *File  // to be sent with it; nil for none
	Code    string // of a handover, to be passed on; a platform may make a link of it
}

// A File is a text for programs or a paper, with a name that says nothing about a person.
type File struct {
	Name string
	Data []byte
}

// Papers puts pledges on paper.
type Papers interface {
	// Print makes a file about a pledge as it is now.
	Print(ctx context.Context, p pledge.Pledge, sheet conversation.Sheet) (*File, error)
}

// A Button is one option of a message.
type Button struct {
	ID     call.OptionID
	Label  string
	Detail string // a line below the label, "" for none
	Group  string // a heading before it, "" for none
	Tick   bool   // pressing it ticks or clears it
	Ticked bool
	Listed bool // the text shows it with its number already
	Spare  bool // of those: its number is typed, and no button made of it
	Minor  bool // back, help and the like: shown small
	Alone  bool // stands by itself: nobody shall press it by mistake
}

// Chosen is what was chosen under an earlier message, to stand there in place
// of its buttons.
type Chosen struct {
	At     conversation.Mark
	Labels []string
}

// Texts is what the runtime needs of package locales.
type Texts interface {
	pledge.Words
	Langs() []call.Lang
	// Read says what typed text means to somebody who is asked q in a language.
	Read(lang call.Lang, q call.Question, typed string) call.Meaning
}

// SendError is why a message was not shown, for certain.
type SendError struct {
	Fate  Fate
	After time.Duration // of Throttled: not before
	Err   error
}

func (e *SendError) Error() string { return string(e.Fate) + ": " + e.Err.Error() }
func (e *SendError) Unwrap() error { return e.Err }

// Fate is how a sending ended when it did not succeed.
type Fate string

// The fates.
const (
	Retry     Fate = "retry"     // trouble on the way; nothing was shown
	Throttled Fate = "throttled" // not before After
	Rejected  Fate = "refused"   // the platform will never take it: our fault
	Gone      Fate = "gone"      // the person has left
)
