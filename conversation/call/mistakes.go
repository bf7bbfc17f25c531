package call

import (
	"cmp"
	"fmt"
	"strings"
)

// A Problem is one mistake in a data file.
type Problem struct {
	File         string
	Line, Column int // from 1
	Message      string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// compare orders mistakes as they stand in the file.
func (p Problem) compare(q Problem) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Problems are all mistakes of a data file, in the order of its lines.
type Problems []Problem

// Error lists every mistake on a line of its own.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// A place is where something stands in a file, from 1.
type place struct{ line, column int }

// places are where things stand, by their path: "fields[3].limits.max".
type places map[string]place

// find gives the place of a path, or of what it is part of.
func (p places) find(path string) place {
	for path != "" {
		if at, ok := p[path]; ok {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return place{1, 1}
}
