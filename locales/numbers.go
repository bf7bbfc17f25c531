package locales

import (
	"regexp"
	"strings"
)

// numbers writes figures in one language. The file shows how by two samples.
type numbers struct {
	group   string // between groups of three digits
	decimal string
	from    int // the fewest digits that are grouped
	money   pattern
	names   map[string]string // folded names of numbers, to figures
}

var (
	longSample  = regexp.MustCompile(`^1(\D+)234(\D+)567(\D+)8$`)
	shortSample = regexp.MustCompile(`^1(\D*)500$`)
	figures     = regexp.MustCompile(`^(-?)([0-9]+)(?:\.([0-9]+))?$`)
)

func (f *file) numbers() numbers {
	n := numbers{money: f.pattern("money", "amount", "code"), names: map[string]string{}, from: 4}
	long, short := longSample.FindStringSubmatch(f.text("number.long")), shortSample.FindStringSubmatch(f.text("number.short"))
	if long == nil || long[1] != long[2] {
		f.fault("number.long", "is not 1234567.8 in this language's figures")
	} else {
		n.group, n.decimal = long[1], long[3]
	}
	if short == nil {
		f.fault("number.short", "is not 1500 in this language's figures")
	} else if short[1] == "" {
		n.from = 5
	}
	for _, pair := range f.pairs("number.names") {
		n.names[phrase(pair[1])] = pair[0]
	}
	return n
}

// number writes a canonical number, "1250000" or "-12.5". What is none is
// shown as it is.
func (n numbers) number(s string) string {
	parts := figures.FindStringSubmatch(s)
	if parts == nil {
		return clean(s)
	}
	whole := n.grouped(parts[2])
	if parts[3] != "" {
		whole += n.decimal + parts[3]
	}
	return parts[1] + whole
}

func (n numbers) grouped(digits string) string {
	if len(digits) < n.from {
		return digits
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(n.group)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// sum writes an amount of money, "USD 60000".
func (n numbers) sum(s string) string {
	code, amount, ok := strings.Cut(s, " ")
	if !ok {
		return clean(s)
	}
	return n.money.with("code", clean(code), "amount", n.number(amount))
}
