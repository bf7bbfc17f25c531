package call

import (
	"maps"
	"strconv"
)

// What this package says about answers. Each text is declared once, with the
// names of its arguments, and is a function of exactly these.
var (
	// An answer that cannot be taken. All kinds:
	problemEmpty    = text0("problem.empty")
	problemTooLong  = text2("problem.too_long", "length", "limit")
	problemTooShort = text2("problem.too_short", "length", "limit")
	problemTooFew   = text1("problem.too_few", "min")
	problemTooMany  = text1("problem.too_many", "max")
	problemChoose   = text0("problem.choose")
	problemPart     = text1("problem.part_missing", "part")
	// words
	problemLineBreak  = text0("problem.line_break")
	problemOnlyDigits = text0("problem.only_digits")
	// whole_number
	problemWhole       = text3("problem.whole_number", "min", "max", "example")
	problemGroupOfTwo  = text0("problem.group_of_two")
	problemNumberLarge = text1("problem.number_too_large", "max")
	problemOneNumber   = text0("problem.one_number")
	problemBelow       = text1("problem.number_below", "limit")
	problemAbove       = text1("problem.number_above", "limit")
	// date
	problemDate        = text0("problem.date")
	problemNonexistent = text2("problem.date_nonexistent", "day", "month")
	problemPast        = text1("problem.date_past", "date")
	problemFar         = text1("problem.date_far", "years")
	problemAfter       = text2("problem.date_after", "field", "date")
	problemBefore      = text2("problem.date_before", "field", "date")
	problemCalendar    = text0("problem.other_calendar")
	// money
	problemMoney    = text0("problem.money")
	problemCurrency = text1("problem.currency", "amount")
	problemAmount   = text2("problem.amount", "min", "max")
	// email, link, country
	problemEmail     = text0("problem.email")
	problemEmailSame = text1("problem.email_same", "field")
	problemLink      = text0("problem.link")
	problemLinkShort = text0("problem.link_short")
	problemCountry   = text0("problem.country")

	// What was done to an answer when it was read.
	noteEmailTaken  = text1("note.email_taken", "address")
	noteCredentials = text0("note.link_credentials")

	// What is worth a second look in an answer that was taken.
	hintLong       = text2("hint.long", "length", "limit")
	hintShort      = text2("hint.short", "length", "limit")
	hintMany       = text1("hint.many", "limit")
	hintHidden     = text0("hint.hidden_marks")
	hintFreeMail   = text1("hint.free_mail", "domain")
	hintEmailAbout = text0("hint.email_unicode")
	hintLookalike  = text1("hint.lookalike", "domain")
	hintLinkOpen   = text0("hint.link_open")
)

var declaredTexts map[string][]string

// TextKeys lists every text declared above by its key, with the names of its
// arguments. Every language must have all of them.
func TextKeys() map[string][]string { return maps.Clone(declaredTexts) }

func declareText(key string, args ...string) {
	if declaredTexts == nil {
		declaredTexts = map[string][]string{}
	}
	declaredTexts[key] = args
}

func text0(key string) func() *Text {
	declareText(key)
	return func() *Text { return &Text{Key: key} }
}

func text1(key, a string) func(Arg) *Text {
	declareText(key, a)
	return func(x Arg) *Text { return &Text{Key: key, Args: map[string]Arg{a: x}} }
}

func text2(key, a, b string) func(_, _ Arg) *Text {
	declareText(key, a, b)
	return func(x, y Arg) *Text { return &Text{Key: key, Args: map[string]Arg{a: x, b: y}} }
}

func text3(key, a, b, c string) func(_, _, _ Arg) *Text {
	declareText(key, a, b, c)
	return func(x, y, z Arg) *Text { return &Text{Key: key, Args: map[string]Arg{a: x, b: y, c: z}} }
}

// Arguments, by the way they are shown.

func aWords(s string) Arg   { return Arg{As: AsWords, Value: s} }
func aDate(iso string) Arg  { return Arg{As: AsDate, Value: iso} }
func aFigures(s string) Arg { return Arg{As: AsNumber, Value: s} }

func aNumber[N int | int64](n N) Arg {
	return Arg{As: AsNumber, Value: strconv.FormatInt(int64(n), 10)}
}

func aCount[N int | int64](n N) Arg { return Arg{As: AsCount, Value: strconv.FormatInt(int64(n), 10)} }

func aLabel(t Text) Arg { return Arg{As: AsNested, Text: &t} }
