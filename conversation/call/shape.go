package call

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// shape compares a node with the type that it is to become: unknown names,
// names that stand twice, and values of the wrong sort are all reported, each
// at its place. The YAML reader itself would stop at the first.
func (l *loader) shape(path string, n ast.Node, t reflect.Type) {
	switch n.(type) {
	case *ast.TagNode, *ast.AnchorNode, *ast.AliasNode:
		l.wrong(path, n, "tags, anchors and references are not read here; write it out")
		return
	}
	switch {
	case t == reflect.TypeFor[Choices]():
		if _, list := n.(*ast.SequenceNode); list {
			l.list(path, n, reflect.TypeFor[[]OptionID]())
			return
		}
		l.scalar(path, n, reflect.TypeFor[string]())
	case t.Kind() == reflect.Pointer:
		l.shape(path, n, t.Elem())
	case t.Kind() == reflect.Struct, t.Kind() == reflect.Map:
		l.mapping(path, n, t)
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		l.list(path, n, t)
	default:
		l.scalar(path, n, t)
	}
}

func (l *loader) mapping(path string, n ast.Node, t reflect.Type) {
	entries, ok := entriesOf(n)
	if !ok {
		l.wrong(path, n, "names with values are wanted here")
		return
	}
	names, seen := members(t), map[string]bool{}
	for _, entry := range entries {
		at, name := where(entry.Key), keyName(entry.Key)
		inner := strings.TrimPrefix(path+"."+name, ".")
		if _, ok := l.places[path]; !ok {
			l.places[path] = at
		}
		elem, known := names[name]
		if t.Kind() == reflect.Map {
			elem, known = t.Elem(), true
		}
		switch {
		case !known:
			l.at(at, "unknown name %q", name)
			continue
		case seen[name]:
			l.at(at, "%q stands twice", name)
			continue
		}
		seen[name] = true
		l.places[inner] = at
		l.shape(inner, entry.Value, elem)
	}
}

func (l *loader) list(path string, n ast.Node, t reflect.Type) {
	a, ok := n.(*ast.SequenceNode)
	if !ok {
		l.wrong(path, n, "a list is wanted here")
		return
	}
	for i, item := range a.Values {
		l.shape(fmt.Sprintf("%s[%d]", path, i), item, t.Elem())
	}
	if t.Kind() == reflect.Array && len(a.Values) != t.Len() {
		l.wrong(path, n, fmt.Sprintf("a list of %d is wanted here", t.Len()))
	}
}

func (l *loader) scalar(path string, n ast.Node, t reflect.Type) {
	if _, empty := n.(*ast.NullNode); !empty {
		l.places[path] = where(n)
	}
	var ok bool
	var wanted string
	switch t.Kind() {
	case reflect.Bool:
		_, ok = n.(*ast.BoolNode)
		wanted = "true or false is wanted here"
	case reflect.Int, reflect.Int64:
		ok = fits(n)
		wanted = "a whole number is wanted here"
	default:
		switch n.(type) {
		case *ast.StringNode, *ast.IntegerNode, *ast.LiteralNode:
			ok = true
		}
		wanted = "a name or text is wanted here; put it in quotation marks"
	}
	if !ok {
		l.wrong(path, n, wanted)
	}
}

// fits tells whether a node is a whole number that is not out of all reason.
func fits(n ast.Node) bool {
	i, ok := n.(*ast.IntegerNode)
	if !ok {
		return false
	}
	const most = 1 << 53
	switch v := i.Value.(type) {
	case int64:
		return v >= -most && v <= most
	case uint64:
		return v <= most
	}
	return false
}

// wrong notes a value of the wrong sort; without it the file cannot be judged.
func (l *loader) wrong(path string, n ast.Node, wanted string) {
	at := where(n)
	if _, empty := n.(*ast.NullNode); empty {
		at = l.places.find(path)
	}
	l.at(at, "%s", wanted)
	l.unread = true
}

// members are the names a struct knows, with their types.
func members(t reflect.Type) map[string]reflect.Type {
	names := map[string]reflect.Type{}
	if t.Kind() != reflect.Struct {
		return names
	}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" {
			names[name] = t.Field(i).Type
		}
	}
	return names
}

// entriesOf are the names and values of a mapping.
func entriesOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func keyName(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	return k.GetToken().Value
}

// where is the place of a node's first character.
func where(n ast.Node) place {
	if entries, ok := entriesOf(n); ok && len(entries) > 0 {
		n = entries[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return place{t.Position.Line, t.Position.Column}
	}
	return place{1, 1}
}
