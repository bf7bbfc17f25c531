package call

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readWhole takes a whole number with or without separators: 1.250.000,
// 1,250,000 and 1 250 000 are all the same, and so is 40% without its sign.
// A number among words is read back; a range or a fraction is no answer.
func (f Field) readWhole(text string) Reading {
	text = plainFigures(cleanCode(text))
	if !visible(text) {
		return refused(problemEmpty())
	}
	n, problem := f.onlyFigure(text)
	if problem != nil {
		return refused(problem)
	}
	digits, ok := n.digits()
	switch {
	case !ok, n.negative:
		return refused(f.problemWhole())
	case len(digits) > maxDigits:
		return refused(problemNumberLarge(aNumber(f.most())))
	case n.scaled || n.fraction != "" || strings.Trim(n.before+n.after, plainAround+"%") != "":
		return doubtful(Value{digits})
	}
	return read(digits)
}

const (
	maxDigits = 18 // of the numbers that are read at all
	// plainAround may stand around a number without saying anything about it.
	plainAround = " +.,;:!?()\"“”«»'\n"
)

// An amount is the only number of a text, with what stands around it.
type amount struct {
	figure
	before, after string
	zeros         int // added by k or M
	scaled        bool
	negative      bool
}

// onlyFigure finds the one number that a text has.
func (f Field) onlyFigure(text string) (amount, *Text) {
	found := figuresIn(text)
	switch {
	case len(found) == 0, strings.ContainsFunc(text, isFraction):
		return amount{}, f.problemWhole()
	case len(found) == 2 && joined(text[found[0].end:found[1].start]):
		return amount{}, f.problemWhole()
	case len(found) > 1:
		return amount{}, problemOneNumber()
	}
	n := amount{figure: found[0], before: text[:found[0].start], after: text[found[0].end:]}
	n.scale()
	before, _ := utf8.DecodeLastRuneInString(n.before)
	after, _ := utf8.DecodeRuneInString(n.after)
	if n.malformed || unicode.IsLetter(before) && !n.scaled || unicode.IsLetter(after) && !n.scaled {
		return n, f.problemWhole()
	}
	rest, minus := strings.CutSuffix(n.before, "-")
	last, _ := utf8.DecodeLastRuneInString(rest)
	n.negative = minus && (rest == "" || !unicode.IsLetter(last))
	return n, nil
}

// isFraction finds numbers that are no digits: ¼, ², Ⅳ.
func isFraction(r rune) bool { return unicode.In(r, unicode.No, unicode.Nl) }

// joined tells whether what stands between two numbers makes one of them that
// is not whole or not written out: 1/2, 1e9, 3x10.
func joined(between string) bool {
	r, size := utf8.DecodeRuneInString(between)
	return size == len(between) && (r == '/' || r == '^' || unicode.IsLetter(r))
}

// scale takes a k or M behind the number for thousands or millions.
func (n *amount) scale() {
	rest := strings.TrimPrefix(n.after, " ")
	zeros := map[byte]int{'k': 3, 'K': 3, 'M': 6}
	if rest == "" || zeros[rest[0]] == 0 {
		return
	}
	if next, _ := utf8.DecodeRuneInString(rest[1:]); unicode.IsLetter(next) || unicode.IsDigit(next) {
		return
	}
	n.zeros, n.scaled, n.after = zeros[rest[0]], true, rest[1:]
}

// digits is the number written out; false if it is not whole.
func (n amount) digits() (string, bool) {
	fraction := strings.TrimRight(n.fraction, "0")
	if len(fraction) > n.zeros {
		return "", false
	}
	return trimZeros(n.whole + fraction + strings.Repeat("0", n.zeros-len(fraction))), true
}

func trimZeros(digits string) string {
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		return "0"
	}
	return digits
}
