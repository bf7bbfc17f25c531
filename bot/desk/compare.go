package desk

import "pledgebot/conversation/compare"

// compared is a wording with what was taken out struck and what came in strong, word
// by word.
func compared(was, is string) Line {
	var line Line
	for _, part := range compare.Words(was, is) {
		mark := map[compare.Kind]Mark{compare.Removed: Struck, compare.Added: Strong}[part.Is]
		if n := len(line); mark == Strong && n > 0 && line[n-1].Mark == Struck {
			line = append(line, Span{Text: " ", Mark: Apart})
		}
		line = append(line, Span{Text: part.Text, Mark: mark})
	}
	return line
}
