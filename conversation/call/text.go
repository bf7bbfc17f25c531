package call

// Text names a text of package locales and what is filled into it. The pure
// machines speak in these and never hold a sentence of any language.
type Text struct {
	Key  string         `json:"key"`
	Else string         `json:"else,omitempty"` // the key to use where locales has no Key
	Args map[string]Arg `json:"args,omitempty"`
	Lang Lang           `json:"lang,omitempty"` // of the text where it is not the reader's: a pledge's own words
}

// Arg is a value and how to show it.
type Arg struct {
	As     As       `json:"as"`
	Value  string   `json:"value,omitempty"`
	Values []string `json:"values,omitempty"` // As List, Answer
	Field  FieldKey `json:"field,omitempty"`  // As Answer, Option
	Text   *Text    `json:"text,omitempty"`   // As Nested; otherwise the text whose words are the canonical value
	Texts  []Text   `json:"texts,omitempty"`  // As NestedList, Lines
}

// As says how an argument is shown.
type As string

// The ways of showing an argument. Every one takes the canonical value.
const (
	AsWords      As = "words"     // as a person wrote it
	AsNumber     As = "number"    // 1500 in the language's figures
	AsCount      As = "count"     // the same; it also selects the plural form of the text
	AsDate       As = "date"      // 2028-06-30, 2028-06 or 2028, in words
	AsBy         As = "by_date"   // with its preposition: by 30 June 2028
	AsFrom       As = "from_date" // with its preposition: from March 2027
	AsList       As = "list"      // A, B and C
	AsEntity     As = "entity"    // a government inside a sentence; Values[0] is the place's name
	AsAnswer     As = "answer"    // any answer of Field, by its kind
	AsOption     As = "option"    // the label of a choice of Field
	AsLang       As = "lang"      // a language's own name
	AsLangName   As = "lang_name" // a language, in the words of the reader\'s: "in French"
	AsNested     As = "text"      // another text
	AsNestedList As = "texts"     // other texts, as a list: A, B and C
	AsLines      As = "lines"     // other texts, each on a line of its own
	AsSentences  As = "sentences" // other texts, one after another
)

// Say makes a text without arguments.
func Say(key string) Text { return Text{Key: key} }
