package sql

import (
	"slices"
	"strconv"
	"strings"
)

// atOnce is how many rows one insert takes at most; more need another.
const atOnce = 4

// several writes an insert for one row, for two, and so on.
func several(into string, columns int, rest string) (texts [atOnce]string) {
	for i := range texts {
		var b strings.Builder
		b.WriteString(into + " VALUES ")
		for n := range (i + 1) * columns {
			switch {
			case n == 0:
				b.WriteString("(")
			case n%columns == 0:
				b.WriteString("), (")
			default:
				b.WriteString(", ")
			}
			b.WriteString("$" + strconv.Itoa(n+1))
		}
		texts[i] = b.String() + ") " + rest
	}
	return texts
}

// insert inserts rows with as few statements as can be.
func insert(texts [atOnce]string, rows [][]any) []statement {
	var all []statement
	for some := range slices.Chunk(rows, atOnce) {
		all = append(all, say(texts[len(some)-1], slices.Concat(some...)...))
	}
	return all
}
