package call

// A Question is what the reader of typed text must know of the open prompt.
type Question struct {
	Kind    Kind   // of the answer expected; "" where only options count
	Form    string // of a slot: see Slot.Form
	Options []Offer
	Multi   bool // ticks: several options at once are understood
	Long    bool // a long answer is open: "undo" takes back its last piece
	Guarded bool // of an answer that others read: nobody may be recognised by it
}

// An Offer is one option of an open prompt.
type Offer struct {
	ID    OptionID
	Label Text
}

// A Meaning is what typed text says, as far as a language can tell: a word
// that is understood everywhere, options of the open prompt, a language to
// change to, or none of these and Text is an answer to read by its kind.
type Meaning struct {
	Word     Word
	Options  []OptionID
	Lang     Lang     // of WordLanguage, when one is named
	Text     string   // what was typed; dates in words, countries and names of numbers made canonical
	Doubt    bool     // Text was guessed (a look-alike, a near miss) and must be confirmed
	Readings []string // canonical answers that Text may mean, where it is none itself
	Personal bool     // of a guarded question: somebody may be recognised by it
}

// Word is what a whole message may mean at any time.
type Word string

// The words understood everywhere. Their wordings are texts word.<word>.
const (
	WordBack      Word = "back"
	WordSkip      Word = "skip"
	WordHelp      Word = "help"
	WordSave      Word = "save"
	WordCancel    Word = "cancel"
	WordUnknown   Word = "unknown"
	WordSubmit    Word = "submit"
	WordContinue  Word = "continue"
	WordMenu      Word = "menu"
	WordYes       Word = "yes"
	WordNo        Word = "no"
	WordDone      Word = "done"
	WordUndo      Word = "undo"
	WordPreview   Word = "preview"
	WordEdit      Word = "edit"
	WordLanguage  Word = "language"
	WordStart     Word = "start"
	WordPledges   Word = "pledges"
	WordData      Word = "data"    // what is held about me
	WordForget    Word = "forget"  // erase me
	WordPrivacy   Word = "privacy" // the notice
	WordVerify    Word = "verify"  // whether a paper says what was submitted
	WordReminders Word = "nudges"  // when the city is reminded of its report
	WordReport    Word = "report"  // that report
	WordPledge    Word = "pledge"  // begin a pledge or go on with it
)

// WordList is every word that a person may type at any time.
var WordList = []Word{
	WordBack, WordSkip, WordHelp, WordSave, WordCancel, WordUnknown, WordSubmit, WordContinue, WordMenu,
	WordYes, WordNo, WordDone, WordUndo, WordPreview, WordEdit, WordLanguage, WordStart, WordPledges, WordData, WordForget, WordPrivacy, WordPledge, WordVerify, WordReminders, WordReport,
}
