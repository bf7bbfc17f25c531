package call

import "strings"

// A figure is one number as it stands in a text: "1.250.000,50".
type figure struct {
	start, end int    // in the text
	whole      string // digits, without separators
	fraction   string // digits after the decimal sign, "" where there is none
	malformed  bool   // its separators make no sense
}

// figuresIn finds the numbers of a text whose figures are plain. Spaces and
// apostrophes belong to a number only between groups of three digits.
func figuresIn(text string) []figure {
	var found []figure
	for i := 0; i < len(text); {
		if !isFigure(text[i]) {
			i++
			continue
		}
		groups, separators, end := groupsAt(text, i)
		f := newFigure(groups, separators)
		f.start, f.end = i, end
		found = append(found, f)
		i = end
	}
	return found
}

func isFigure(b byte) bool { return b >= '0' && b <= '9' }

// groupsAt takes the number that begins at i apart at its separators.
func groupsAt(text string, i int) (groups []string, separators string, end int) {
	groups = append(groups, digitsAt(text, i))
	end = i + len(groups[0])
	for end+1 < len(text) && strings.IndexByte(".,' ", text[end]) >= 0 {
		next := digitsAt(text, end+1)
		space := text[end] == ' ' || text[end] == '\''
		if next == "" || space && (len(next) != 3 || len(groups[len(groups)-1]) > 3) {
			break
		}
		groups = append(groups, next)
		separators += text[end : end+1]
		end += 1 + len(next)
	}
	return groups, separators, end
}

func digitsAt(text string, i int) string {
	end := i
	for end < len(text) && isFigure(text[end]) {
		end++
	}
	return text[i:end]
}

// newFigure decides what the separators mean: all alike between groups of
// three, they mark thousands; the last one by itself, or unlike the others,
// marks decimals.
func newFigure(groups []string, separators string) figure {
	n := len(separators)
	switch {
	case n == 0:
		return figure{whole: groups[0]}
	case strings.Count(separators, separators[:1]) == n && thousands(groups):
		return figure{whole: strings.Join(groups, "")}
	}
	last := separators[n-1]
	if strings.IndexByte(".,", last) < 0 || strings.IndexByte(separators[:n-1], last) >= 0 {
		return figure{malformed: true}
	}
	whole := groups[:n]
	if n > 1 && (strings.Count(separators[:n-1], separators[:1]) != n-1 || !thousands(whole)) {
		return figure{malformed: true}
	}
	return figure{whole: strings.Join(whole, ""), fraction: groups[n]}
}

// thousands tells whether digits are grouped by threes, or, as in South Asia,
// by twos before the last three. A group that begins with 0 would be decimals.
func thousands(groups []string) bool {
	first, last := groups[0], groups[len(groups)-1]
	if len(last) != 3 || first[0] == '0' || len(first) > 3 {
		return false
	}
	width := len(groups[max(1, len(groups)-2)])
	for _, g := range groups[1 : len(groups)-1] {
		if len(g) != width || width < 2 || width > 3 {
			return false
		}
	}
	return width == 3 || len(first) <= 2
}
