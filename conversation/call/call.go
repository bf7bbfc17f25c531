// Package call holds the Call to Local Action as data: its names, priorities,
// fields, templates, coaching rules and suggested objectives.
//
// The data lives in one commented YAML file (call.yaml), read and fully checked
// once, at start. Go code knows kinds and uses, never a field by its name: a
// field is added by one entry in that file and its texts in locales.
//
// The package is pure: it knows no clock, no network and no sentence of any
// language. Sentences are texts, named here by key.
package call

import "slices"

type (
	// FieldKey names a field ("title") or a slot of a template
	// ("p2-work.number"), whose answers are kept alike.
	FieldKey string
	// TemplateID names a template ("p2-work"), or OwnWords.
	TemplateID string
	// SlotName is a slot's name inside its template ("number").
	SlotName string
	// OptionID names a choice. It is the same in every language.
	OptionID string
	// Lang is a BCP 47 language tag with texts in locales ("en").
	Lang string
	// QuestionKey names one of the questions that the team asks often.
	QuestionKey string
	// RegistryKey names one of the registries to which pledges are copied.
	RegistryKey string
)

const (
	// TemplateKey is the key under which a pledge keeps which template it fills.
	TemplateKey FieldKey = "template"
	// OwnWords is chosen instead of a template.
	OwnWords TemplateID = "own"
)

// A Call is the whole data file. Load returns none with a mistake in it.
type Call struct {
	Version    int           `yaml:"version"` // grows whenever fields or templates change
	Names      Names         `yaml:"names"`
	Priorities []Priority    `yaml:"priorities"`
	SubAreas   []OptionID    `yaml:"sub_areas"`
	Sections   []Section     `yaml:"sections"`
	Fields     []Field       `yaml:"fields"` // in the order in which they are asked and shown
	Templates  []Template    `yaml:"templates"`
	Coach      []Rule        `yaml:"coach"`
	Questions  []QuestionKey `yaml:"questions"`  // that the team asks often: text question.<key>
	Registries []Registry    `yaml:"registries"` // where else pledges are listed: text registry.<key>
	Forums     []Forum       `yaml:"forums"`     // at which reports are used: text forum.<key>

	fields    map[FieldKey]int
	templates map[TemplateID]int
	filled    map[FieldKey][]TemplateID
}

// Names are what the Call and its owners are called, and their terms.
type Names struct {
	Call        map[Lang]string `yaml:"call"`         // by language; "en" stands in for one that is missing
	Owners      map[Lang]string `yaml:"owners"`       // likewise
	Mailbox     string          `yaml:"mailbox"`      // where the mechanism reads mail; "" while not configured
	ReportYears int             `yaml:"report_years"` // a report is due this long after acceptance
	TargetDays  int             `yaml:"target_days"`  // or this many days after the target date, if earlier
	ReviewDays  int             `yaml:"review_days"`  // promised time to a first answer, in working days; 0: not promised
	FourEyes    bool            `yaml:"four_eyes"`    // two organisations of the team accept a pledge
	SignOff     Signing         `yaml:"sign_off"`     // what a pledge waits for; "" is SignedAny
}

// Signing says which sign-off of the city a pledge needs before it is submitted.
type Signing string

// The ways of signing off.
const (
	SignedAny  Signing = "any"  // by who holds the seat for it, or reported by the owner
	SignedOwn  Signing = "own"  // by who holds the seat for it
	SignedNone Signing = "none" // none is asked for
)

// In gives a name in a language.
func In(names map[Lang]string, lang Lang) string {
	if name, ok := names[lang]; ok {
		return name
	}
	return names["en"]
}

// A Priority is one of the Call's priority areas.
type Priority struct {
	ID       OptionID                `yaml:"id"`
	Suggests map[FieldKey][]OptionID `yaml:"suggests"` // objectives proposed for it, best first
}

// A Template is a sentence to complete: text template.<id>.sentence.
type Template struct {
	ID       TemplateID `yaml:"id"`
	Priority OptionID   `yaml:"priority"`
	SubArea  OptionID   `yaml:"sub_area"` // "": settles none
	Slots    []Slot     `yaml:"slots"`    // in the order in which they are asked
	Fills    []Fill     `yaml:"fills"`
	Caution  bool       `yaml:"caution"` // text template.<id>.caution is shown when it is chosen
}

// A Slot is one gap of a template. Its texts are slot.<name>.* unless the
// template has its own, slot.<template>.<name>.*.
type Slot struct {
	Name   SlotName `yaml:"name"`
	Kind   Kind     `yaml:"kind"`
	Limits Limits   `yaml:"limits"`
	// Form is what shape the words take, for the reader in locales:
	// "plural" drops a leading article, "infinitive" a leading "to", "languages"
	// are names of languages; "from" is a date when something begins.
	Form string `yaml:"form"`
}

// A Fill derives a field's answer from a template's slots.
type Fill struct {
	Field   FieldKey            `yaml:"field"`
	Slot    SlotName            `yaml:"slot"`    // its value
	Months  int                 `yaml:"months"`  // added to the slot's date
	Options []OptionID          `yaml:"options"` // these choices
	Text    string              `yaml:"text"`    // text template.<id>.<Text>, rendered with the slots
	Parts   map[string]FillPart `yaml:"parts"`   // one entry of a list_of_group
}

// A FillPart fills one part of a group, from a slot or a text.
type FillPart struct {
	Slot SlotName `yaml:"slot"`
	Text string   `yaml:"text"`
}

// A Registry is a place beside the Call's own pages where pledges are listed.
type Registry struct {
	Key     RegistryKey `yaml:"key"`
	Consent FieldKey    `yaml:"consent"` // which must be given; "" for none beside that to a publication
}

// Registry finds a registry.
func (c *Call) Registry(key RegistryKey) (Registry, bool) {
	i := slices.IndexFunc(c.Registries, func(r Registry) bool { return r.Key == key })
	if i < 0 {
		return Registry{}, false
	}
	return c.Registries[i], true
}

// A Rule of the coach gives the hint coach.<id> when all it says holds.
type Rule struct {
	ID      string     `yaml:"id"`
	Empty   []FieldKey `yaml:"empty"`    // every one of these has no answer
	NoDigit FieldKey   `yaml:"no_digit"` // the answer has no figure in it
	When    *Condition `yaml:"when"`
	Unless  *Condition `yaml:"unless"`
}

// Field finds a field or a slot by its key. A slot comes back as the field
// that its answer is kept under.
func (c *Call) Field(key FieldKey) (Field, bool) {
	if i, ok := c.fields[key]; ok {
		return c.Fields[i], true
	}
	if t, s, ok := c.Slot(key); ok {
		return Field{Key: key, Kind: s.Kind, Ask: Asked, Stage: Drafting, Required: t != "", Limits: s.Limits}, true
	}
	return Field{}, false
}

// Section is the part of a pledge that an answer belongs to; "" for none. What
// words the promise belongs to the same as the promise.
func (c *Call) Section(key FieldKey) Section {
	if _, _, slot := c.Slot(key); slot || key == TemplateKey {
		key = c.Using(UseCommitment).Key
	}
	f, _ := c.Field(key)
	return f.Section
}

// Template finds a template by its id; OwnWords is none.
func (c *Call) Template(id TemplateID) (Template, bool) {
	if i, ok := c.templates[id]; ok {
		return c.Templates[i], true
	}
	return Template{}, false
}

// FilledBy lists the templates that answer a field.
func (c *Call) FilledBy(key FieldKey) []TemplateID { return c.filled[key] }

// Using finds the field that carries a use; none for one that may stand on none.
func (c *Call) Using(u Use) Field {
	i := slices.IndexFunc(c.Fields, func(f Field) bool { return f.Use == u })
	if i < 0 {
		return Field{}
	}
	return c.Fields[i]
}

// Listing finds the field whose choices are one of the Call's own lists.
func (c *Call) Listing(from string) Field {
	i := slices.IndexFunc(c.Fields, func(f Field) bool { return f.Choices.From == from })
	return c.Fields[i]
}
