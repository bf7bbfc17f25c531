package call

import "slices"

// Kind is one sort of answer. Read tells what each takes.
type Kind string

// The kinds, as spelled in the data file.
const (
	Words   Kind = "words"
	OneOf   Kind = "one_of"
	SomeOf  Kind = "some_of"
	ListOf  Kind = "list_of"
	Whole   Kind = "whole_number"
	Date    Kind = "date"
	Money   Kind = "money"
	Email   Kind = "email"
	Link    Kind = "link"
	Country Kind = "country"
	YesNo   Kind = "yes_no"
	Group   Kind = "group"
	Groups  Kind = "list_of_group"
)

// Ask says how a field gets its answer.
type Ask string

// The ways a field gets its answer.
const (
	Asked   Ask = "asked"   // a question of its own in the guided conversation
	Derived Ask = "derived" // filled from other answers and shown as "is this right?"
	Offered Ask = "offered" // reachable from the preview, never asked by itself
	Later   Ask = "later"   // once the pledge is accepted, when it begins to matter
)

// Stage says where a question stands in the conversation.
type Stage string

// The stages, in their order.
const (
	Drafting  Stage = "draft"    // before the preview
	SignOff   Stage = "sign_off" // after the preview, bound to its check code
	Reporting Stage = "report"   // in a progress report on the pledge, and nowhere else
)

// Section is a part of a pledge that somebody may be given to write: text
// section.<key>.
type Section string

// Use marks the one field in which code must find something.
type Use string

// The uses; each stands on exactly one field, unless it says otherwise.
const (
	UseCity       Use = "city"        // the government, as the subject of a sentence
	UsePlace      Use = "place"       // its short name
	UseCountry    Use = "country"     // where
	UseTitle      Use = "title"       // the pledge's name
	UseCommitment Use = "commitment"  // the promise itself
	UseDue        Use = "due"         // by when
	UseMail       Use = "mail"        // where the city is reached
	UsePublish    Use = "publish"     // may it be published
	UseIndicators Use = "indicators"  // how success is seen
	UseCopies     Use = "copies"      // does the city get its mails as well; may stand on none
	UseSecond     Use = "second"      // whom to ask where the city is not reached; may stand on none
	UseResults    Use = "results"     // of a report: what became of each thing promised; may stand on none
	UseOutcome    Use = "outcome"     // of a report: an answer ends the pledge; may stand on none
	UseNewHead    Use = "new_head"    // of a report: has the head of government changed; may stand on none
	UseNewContact Use = "new_contact" // of a report: has the contact person changed; may stand on none
)

// Uses lists every use that stands on a field, in the order of the constants.
var Uses = []Use{UseCity, UsePlace, UseCountry, UseTitle, UseCommitment, UseDue, UseMail, UsePublish, UseIndicators}

// A Field is one thing the Call wants to know. Its key is the stem of its
// texts: field.<key>.label, .ask, .help, .example, .option.<id>.
type Field struct {
	Key      FieldKey   `yaml:"key"`
	Kind     Kind       `yaml:"kind"`
	Ask      Ask        `yaml:"ask"`
	Stage    Stage      `yaml:"stage"`
	Section  Section    `yaml:"section"`  // "" for none: who may write everything writes it
	Required bool       `yaml:"required"` // submitting waits for it (where its condition holds)
	Use      Use        `yaml:"use"`
	Checked  bool       `yaml:"checked"` // counts in the check code
	Limits   Limits     `yaml:"limits"`
	Choices  Choices    `yaml:"choices"`
	Each     Kind       `yaml:"each"`  // list_of: the kind of its items; "": words
	Parts    []Field    `yaml:"parts"` // of a group; each of a simple kind
	If       *Condition `yaml:"if"`    // nil: always; of a part: on a part of the same item before it
	Default  []string   `yaml:"default"`
	// Recognise derives a one_of answer from the words of another field's answer,
	// by the words in locales (field.<key>.option.<id>.words).
	Recognise FieldKey `yaml:"recognise"`
	Since     int      `yaml:"since"`    // version of the Call that brought it
	Long      bool     `yaml:"long"`     // may come in several messages, until "done"
	Private   bool     `yaml:"private"`  // never published, kept out of the text to forward
	Personal  bool     `yaml:"personal"` // of a person, not of an office: goes with the one who gave it
	Anytime   bool     `yaml:"anytime"`  // may be changed at any time, whatever the team has
	Consent   bool     `yaml:"consent"`  // a permission of the city: dated, and changed at any time
	Needs     FieldKey `yaml:"needs"`    // the consent with which the answer is published beside the pledge; "": it is not
	Follow    string   `yaml:"follow"`   // what a report calls each item of this promise, to say what became of it; "": none is followed
	Given     bool     `yaml:"given"`    // of a part: the program fills it, and nobody is asked
}

// Belongs tells whether a part of a group applies to an item with these parts.
func (f Field) Belongs(parts map[string]string) bool {
	return f.If.Met(func(key FieldKey) Value { return Value{parts[string(key)]} })
}

// Missing tells whether an item with these parts waits for a part of its group.
func (f Field) Missing(parts map[string]string) bool {
	return f.Required && parts[string(f.Key)] == "" && f.Belongs(parts)
}

// The parts of what a report follows that code must know.
const (
	PartWhat   FieldKey = "what"   // was promised, in words
	PartOf     FieldKey = "of"     // the Follow of the list that it stands in
	PartStatus FieldKey = "status" // what became of it
)

var followed = []Field{{Key: PartWhat, Kind: Words, Given: true}, {Key: PartOf, Kind: OneOf, Given: true}, {Key: PartStatus, Kind: OneOf}}

// FollowedParts are the parts of a list's item by which a report calls it: those that each
// item has, and its figures. The text is followed.<key>, with .<part> for each figure that
// the item has.
func (f Field) FollowedParts() []Field {
	return slices.DeleteFunc(slices.Clone(f.Parts), func(p Field) bool { return !p.Required && p.Kind != Whole })
}

// FollowAll is the Follow of a promise that names nothing smaller.
const FollowAll = "pledge"

// Follows tells whether the field holds what became of each thing promised, one after
// another: an item is there from the beginning, and completed as it is asked about.
func (f Field) Follows() bool { return f.Use == UseResults }

// Lasts tells whether the city may change the answer at any time, whatever the team has.
func (f Field) Lasts() bool { return f.Anytime || f.Consent }

// Limits bound an answer. Zero means no limit of its own.
type Limits struct {
	Min   int64    `yaml:"min"`        // words: code points; whole_number, money: value
	Max   int64    `yaml:"max"`        // the same
	Items [2]int   `yaml:"items"`      // some_of, list_of, list_of_group: fewest and most
	Own   int64    `yaml:"own"`        // some_of: longest wording of one's own beside the choices; 0: none
	Years int      `yaml:"years"`      // date: from today to so many years ahead; 0: any date
	After FieldKey `yaml:"after"`      // date: later than this field's; whole_number slots: see Below
	Below SlotName `yaml:"below"`      // whole_number: smaller than this slot of the same template
	Warn  int64    `yaml:"warn"`       // words: longer is accepted with a hint; some_of: more items likewise
	Short int64    `yaml:"warn_short"` // words: shorter is accepted with a hint
	// Phrase says that words are a name or a part of a sentence: one line with a
	// letter in it, and no full stop at the end. The words of a slot always are.
	Phrase  bool     `yaml:"phrase"`
	Differs FieldKey `yaml:"differs"` // email: not the same as this field's
}

// Choices are the options of a one_of or some_of, written in the field or
// taken from the Call's own lists.
type Choices struct {
	Options []OptionID
	From    string // "priorities", "sub_areas" or "": written in the field
}

// Condition makes a field depend on another's answer.
type Condition struct {
	Field FieldKey   `yaml:"field"`
	In    []OptionID `yaml:"in"`  // holds when the answer contains one of these
	And   *Condition `yaml:"and"` // which must hold as well; nil for none
	Or    *Condition `yaml:"or"`  // or this one alone; nil for none
}
