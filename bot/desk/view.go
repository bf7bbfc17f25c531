package desk

import (
	"context"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Span is a stretch of text. An adapter shows it to the letter, whoever wrote
// it: nothing in it is ever read as markup.
type Span struct {
	Text string
	Mark Mark
}

// Mark says how a span stands out.
type Mark string

// The marks. Of Who the text is a person of the team, to be shown by name; a new
// message calls them. What is Apart stands between two texts and belongs to
// neither.
const (
	Plain  Mark = ""
	Strong Mark = "strong"
	Struck Mark = "struck"
	Quiet  Mark = "quiet"
	Who    Mark = "who"
	Apart  Mark = "apart"
)

// A Line is one paragraph.
type Line []Span

// A Card is what the team's channel shows of one pledge.
type Card struct {
	Pledge  pledge.ID
	Rev     int    // of the pledge that it shows
	Summary string // for a notification, and for somebody who has it read aloud
	Head    string
	Lines   []Line
	Buttons []Button
}

// A Button asks the desk for something.
type Button struct {
	Press   Press
	Label   string
	Confirm *Confirm // to be asked first; nil for nothing
	Main    bool     // what is done most
	Grave   bool     // cannot be taken back
}

// A Confirm is a short question before something is done.
type Confirm struct{ Title, Text, Yes, No string }

// A Form is a window before one person: something to read, and perhaps
// something to fill in.
type Form struct {
	Press   Press // what sending it asks for; Given is filled in
	Title   string
	Lines   []Line
	Items   []Item // of a list, below the lines
	Inputs  []Input
	Buttons []Button // beside sending, such as the next page
	Send    string   // "" where there is nothing to send
	Close   string
}

// An Item is one thing in a list.
type Item struct {
	Text   string
	Button *Button // beside it; nil for none
}

// An Input is one thing to fill in or to choose.
type Input struct {
	Key      string
	Label    string
	Hint     string
	Choices  []Choice // none: words are written
	Several  bool     // of the choices
	Optional bool
	Value    []string // what stands there at first
	Most     int      // characters
}

// A Choice is one of several.
type Choice struct{ Value, Label string }

// Verb is what a press asks for.
type Verb string

// The verbs.
const (
	Claim      Verb = "claim"
	Release    Verb = "release"
	Open       Verb = "open"    // reads the whole pledge, from a page on
	Ask        Verb = "ask"     // asks the city on some fields
	Change     Verb = "change"  // asks the city to change some fields
	Suggest    Verb = "suggest" // proposes a wording of one field
	Accept     Verb = "accept"
	Decline    Verb = "decline"
	Help       Verb = "help"       // offers help with a draft
	Reconsider Verb = "reconsider" // takes a decision back
	Retract    Verb = "retract"    // takes a question back
	Preview    Verb = "preview"    // sends what was shown as the city will read it
	Correct    Verb = "correct"    // words a question otherwise
	Search     Verb = "search"     // lists what fits some words, from a page on
	Vouch      Verb = "vouch"      // says that the team knows the city
	Invite     Verb = "invite"     // invites cities
	Revoke     Verb = "revoke"     // takes an invitation back
	Reseat     Verb = "reseat"     // makes the seat of a silent owner free
	Scan       Verb = "scan"       // fetches the scan of a sign-off
	Edit       Verb = "edit"       // words what is published in one language
	Propose    Verb = "propose"    // asks the city about it
	Publish    Verb = "publish"    // from a day on
	Unpublish  Verb = "unpublish"  // ends a publication
	Enter      Verb = "enter"      // says where else the pledge stands
	Suspend    Verb = "suspend"    // lets an accepted pledge rest
	Resume     Verb = "resume"     // ends that
	Have       Verb = "have"       // takes the task that a pledge brings
	Pause      Verb = "pause"      // stops the reminders of a city
	Unpause    Verb = "unpause"    // has them come again
	Shift      Verb = "shift"      // puts a report on another day
)

// Verbs lists them all.
var Verbs = []Verb{
	Claim, Release, Open, Ask, Change, Suggest, Accept, Decline, Help, Reconsider, Retract, Correct, Preview, Search, Vouch, Invite, Revoke, Reseat, Scan,
	Edit, Propose, Publish, Unpublish, Enter, Suspend, Resume, Have, Pause, Unpause, Shift,
}

// A Press is what somebody of the team asks for, bound to what they saw. It
// travels through the platform and back.
type Press struct {
	Verb   Verb                `json:"do"`
	For    Verb                `json:"for,omitempty"` // of Preview: what is sent
	Pledge pledge.ID           `json:"of"`
	Seen   string              `json:"seen,omitempty"` // the check code of the text that was shown
	Rev    int                 `json:"rev,omitempty"`  // of the answer that was shown
	Page   int                 `json:"page,omitempty"`
	What   string              `json:"what,omitempty"`  // a question's id; of Search, and of Open from its list, what was typed; of Ask, words to begin with
	Given  map[string][]string `json:"given,omitempty"` // by an input's key
}

// first is the first thing given for an input.
func (p Press) first(key string) string { return call.Value(p.Given[key]).First() }

// An Outcome is what a press comes to. Nothing in it means that it is done and
// the card will show it.
type Outcome struct {
	Form   *Form             // to be shown
	Wrong  map[string]string // what is wrong with a form, by the input's key
	Said   string            // to this person alone
	Lines  []Line            // below it
	Offer  *Button           // with what is said
	Files  []bot.File        // for this person alone
	Closed bool              // the windows are to be closed
	// More is what else it comes to, where that may take longer than a platform waits for
	// an answer; nil for nothing.
	More func(ctx context.Context) (Outcome, error)
}
