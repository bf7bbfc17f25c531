package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// A check looks through blocks or a view and notes what is wrong where, in
// Slack's words.
type check struct {
	messages []string
	blocks   map[string]bool // block_ids
	actions  map[string]bool // action_ids
	focused  int
	length   int // of all texts
}

func newCheck() *check { return &check{blocks: map[string]bool{}, actions: map[string]bool{}} }

func (c *check) wrong(at, format string, args ...any) {
	c.messages = append(c.messages, fmt.Sprintf("[ERROR] "+format, args...)+" [json-pointer:"+at+"]")
}

// checkBlocks reads the blocks of a message.
func checkBlocks(v string, f field) ([]object, *refusal) {
	decoded, ok := decode(v)
	if !ok {
		return nil, refuse("invalid_blocks_format")
	}
	c := newCheck()
	c.field("/blocks", decoded, f)
	switch {
	case c.messages != nil:
		r := refuse("invalid_blocks")
		r.messages = c.messages
		return nil, r
	case c.length > mostCumulative:
		return nil, refuse("msg_blocks_too_long")
	}
	return parts(object{"blocks": decoded}, "blocks"), nil
}

// checkView reads a view of one type.
func checkView(v, kind string) (object, *refusal) {
	decoded, _ := decode(v)
	o, ok := decoded.(object)
	if !ok {
		return nil, refuse("invalid_arguments")
	}
	c := newCheck()
	if text(o, "type") != kind {
		c.wrong("/view/type", "unsupported type: %s", text(o, "type"))
	} else {
		c.object("/view", o, kind, 0)
	}
	switch {
	case c.messages != nil:
		r := refuse("invalid_arguments")
		r.messages = c.messages
		return nil, r
	case len(v) > mostView:
		return nil, refuse("view_too_large")
	}
	return o, nil
}

// object checks one object of a known type.
func (c *check) object(at string, o object, shape string, most int) {
	fields := shapes[shape]
	for name := range o {
		known := name == "type" && !untyped[shape] || slices.ContainsFunc(fields, func(f field) bool { return f.name == name })
		if !known {
			c.wrong(at, "invalid additional property: %s", name)
		}
	}
	for _, f := range fields {
		v, ok := o[f.name]
		switch {
		case ok:
			if f.name == "text" && most > 0 {
				f.most = min(f.most, most)
			}
			c.field(at+"/"+f.name, v, f)
		case f.must:
			c.wrong(at, "missing required field: %s", f.name)
		}
	}
	c.together(at, o, shape)
}

// field checks what one field holds.
func (c *check) field(at string, v any, f field) {
	switch f.kind {
	case kindString, kindWord:
		s, ok := v.(string)
		switch {
		case !ok:
			c.wrong(at, "must be a string")
		case f.kind == kindWord && !slices.Contains(f.of, s):
			c.wrong(at, "must be a valid enum value")
		default:
			c.characters(at, s, f)
		}
	case kindBool:
		if _, ok := v.(bool); !ok {
			c.wrong(at, "must be a boolean")
		}
	case kindInt:
		c.number(at, v, f)
	case kindPlain:
		c.one(at, v, []string{"plain_text"}, f.most)
	case kindText:
		c.one(at, v, []string{"plain_text", "mrkdwn"}, f.most)
	case kindTexts:
		f.of = []string{"plain_text", "mrkdwn"}
		c.many(at, v, f)
	case kindObject:
		c.one(at, v, f.of, 0)
	case kindArray:
		c.many(at, v, f)
	case kindMap:
	}
}

func (c *check) characters(at, s string, f field) {
	n := units(s)
	switch {
	case n < f.least:
		c.wrong(at, "must be more than %d characters", f.least-1)
	case f.most > 0 && n > f.most:
		c.wrong(at, "must be less than %d characters", f.most+1)
	}
	if f.name == "text" {
		c.length += n
	}
}

func (c *check) number(at string, v any, f field) {
	n, ok := v.(json.Number)
	i, err := strconv.Atoi(n.String())
	switch {
	case !ok || err != nil:
		c.wrong(at, "must be an integer")
	case i < f.least:
		c.wrong(at, "must be at least %d", f.least)
	case f.most > 0 && i > f.most:
		c.wrong(at, "must be at most %d", f.most)
	}
}

// one checks an object that may be of several types.
func (c *check) one(at string, v any, of []string, most int) {
	o, ok := v.(object)
	if !ok {
		c.wrong(at, "must provide an object")
		return
	}
	shape := text(o, "type")
	switch {
	case untyped[of[0]]:
		shape = of[0]
	case shape == "image" && slices.Contains(of, "image_element"):
		shape = "image_element"
	}
	if !slices.Contains(of, shape) {
		c.wrong(at, "unsupported type: %s", shape)
		return
	}
	c.object(at, o, shape, most)
}

func (c *check) many(at string, v any, f field) {
	all, ok := v.([]any)
	switch {
	case !ok:
		c.wrong(at, "must provide an array")
		return
	case len(all) < f.least:
		c.wrong(at, "no less than %d items allowed", f.least)
	case f.most > 0 && len(all) > f.most:
		c.wrong(at, "no more than %d items allowed", f.most)
	}
	for i, v := range all {
		c.one(at+"/"+strconv.Itoa(i), v, f.of, f.each)
	}
}
