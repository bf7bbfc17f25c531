package call

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

//go:embed call.yaml
var builtIn []byte

var loadBuiltIn = sync.OnceValue(func() *Call {
	c, err := Load(bytes.NewReader(builtIn), "call.yaml")
	if err != nil {
		panic(err) // the tests load this very file
	}
	return c
})

// Default is the Call that comes with the program. It is shared: nobody may
// change it.
func Default() *Call { return loadBuiltIn() }

// largest is how many bytes of a data file are read.
const largest = 1 << 20

// Load reads a data file and checks all of it. The name stands before the
// mistakes. The error is Problems, with every mistake that could be found,
// unless reading itself went wrong.
func Load(r io.Reader, name string) (*Call, error) {
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	l := &loader{name: name, places: places{}}
	c := l.load(data)
	if len(l.problems) > 0 {
		slices.SortStableFunc(l.problems, Problem.compare)
		return nil, l.problems
	}
	return c, nil
}

// A loader collects what is wrong with one file, and where everything stands.
type loader struct {
	name     string
	places   places
	problems Problems
	unread   bool // some value could not be understood, so the rest cannot be judged
}

func (l *loader) load(data []byte) *Call {
	if len(data) > largest {
		l.at(place{1, 1}, "the file is larger than %d bytes", largest)
		return nil
	}
	body := l.parse(data)
	if body == nil {
		return nil
	}
	l.shape("", body, reflect.TypeFor[Call]())
	if l.unread {
		return nil
	}
	c := &Call{}
	if err := yaml.NodeToValue(body, c, yaml.AllowDuplicateMapKey()); err != nil {
		l.fault(err)
		return nil
	}
	c.complete()
	(&checker{Call: c, loader: l}).check()
	return c
}

// parse takes the text apart; nil if it is no YAML or has nothing in it.
func (l *loader) parse(data []byte) ast.Node {
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		l.fault(err)
		return nil
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		l.at(place{1, 1}, "one document is wanted, there are %d", len(file.Docs))
		return nil
	}
	return file.Docs[0].Body
}

// fault notes an error of the YAML reader.
func (l *loader) fault(err error) {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil && e.GetToken().Position != nil {
		p := e.GetToken().Position
		l.at(place{p.Line, p.Column}, "%s", e.GetMessage())
		return
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	l.at(place{1, 1}, "%s", message)
}

func (l *loader) at(p place, format string, args ...any) {
	l.problems = append(l.problems, Problem{File: l.name, Line: p.line, Column: p.column, Message: fmt.Sprintf(format, args...)})
}

// complete fills in what the file leaves to be understood.
func (c *Call) complete() {
	for i := range c.Fields {
		c.choices(&c.Fields[i])
	}
	for _, t := range c.Templates {
		for i := range t.Slots {
			t.Slots[i].Limits.Phrase = t.Slots[i].Limits.Phrase || t.Slots[i].Kind == Words
		}
	}
	c.fields, c.templates = map[FieldKey]int{}, map[TemplateID]int{}
	for i, f := range c.Fields {
		if _, taken := c.fields[f.Key]; !taken {
			c.fields[f.Key] = i
		}
	}
	c.filled = map[FieldKey][]TemplateID{}
	for i, t := range c.Templates {
		if _, taken := c.templates[t.ID]; !taken {
			c.templates[t.ID] = i
		}
		for _, fill := range t.Fills {
			c.filled[fill.Field] = append(c.filled[fill.Field], t.ID)
		}
	}
}

// The names of the Call's own lists in choices.
const (
	fromPriorities = "priorities"
	fromSubAreas   = "sub_areas"
)

func (c *Call) choices(f *Field) {
	switch f.Choices.From {
	case fromPriorities:
		for _, p := range c.Priorities {
			f.Choices.Options = append(f.Choices.Options, p.ID)
		}
	case fromSubAreas:
		f.Choices.Options = slices.Clone(c.SubAreas)
	}
	for i := range f.Parts {
		c.choices(&f.Parts[i])
	}
}
