package slacktest

import (
	"encoding/json"
	"reflect"
	"strconv"
	"time"
)

// together checks what depends on more than one field: ids that must differ,
// choices that must be among the options, and what a modal with inputs needs.
// Slack wants action_ids to differ within a block; here they must differ within
// a message or view.
func (c *check) together(at string, o object, shape string) {
	c.distinct(at, o, "block_id", c.blocks)
	c.distinct(at, o, "action_id", c.actions)
	if o["focus_on_load"] == true {
		if c.focused++; c.focused > 1 {
			c.wrong(at, "only one element can be focused on load")
		}
	}
	switch shape {
	case "section":
		if o["text"] == nil && o["fields"] == nil {
			c.wrong(at, "missing required field: text")
		}
	case "modal":
		if hasInput(o) && o["submit"] == nil {
			c.wrong(at, "missing required field: submit")
		}
	case "static_select", "multi_static_select":
		if (o["options"] == nil) == (o["option_groups"] == nil) {
			c.wrong(at, "must have either options or option_groups")
		}
		c.choices(at, o)
	case "radio_buttons", "checkboxes", "overflow":
		c.choices(at, o)
	case "plain_text_input":
		c.lengths(at, o)
	case "datepicker":
		c.parses(at, o, "initial_date", time.DateOnly)
	case "timepicker":
		c.parses(at, o, "initial_time", "15:04")
	}
}

func (c *check) distinct(at string, o object, name string, seen map[string]bool) {
	id := text(o, name)
	if id != "" && seen[id] {
		c.wrong(at+"/"+name, "%s `%s` already exists", name, id)
	}
	seen[id] = true
}

func hasInput(view object) bool {
	for _, b := range parts(view, "blocks") {
		if text(b, "type") == "input" {
			return true
		}
	}
	return false
}

// allOptions are the options of an element, in groups or not.
func allOptions(o object) []object {
	all := parts(o, "options")
	for _, g := range parts(o, "option_groups") {
		all = append(all, parts(g, "options")...)
	}
	return all
}

// choices checks that values differ and that what is chosen at first is one of
// the options, to the letter.
func (c *check) choices(at string, o object) {
	all, seen := allOptions(o), map[string]bool{}
	for _, option := range all {
		v := text(option, "value")
		if seen[v] {
			c.wrong(at+"/options", "value `%s` already exists", v)
		}
		seen[v] = true
	}
	chosen := parts(o, "initial_options")
	if first := part(o, "initial_option"); first != nil {
		chosen = append(chosen, first)
	}
	for _, want := range chosen {
		if !contains(all, want) {
			c.wrong(at, "initial option must exactly match one of the options")
		}
	}
}

func contains(all []object, want object) bool {
	for _, o := range all {
		if reflect.DeepEqual(o, want) {
			return true
		}
	}
	return false
}

func (c *check) lengths(at string, o object) {
	least, most := integer(o, "min_length", 0), integer(o, "max_length", 3000)
	if least > most {
		c.wrong(at+"/min_length", "min_length must not be greater than max_length")
	}
	if v, ok := o["initial_value"].(string); ok && units(v) > most {
		c.wrong(at+"/initial_value", "must be less than %d characters", most+1)
	}
}

// integer is a number in an object, or another.
func integer(o object, name string, otherwise int) int {
	n, ok := o[name].(json.Number)
	i, err := strconv.Atoi(n.String())
	if !ok || err != nil {
		return otherwise
	}
	return i
}

func (c *check) parses(at string, o object, name, layout string) {
	v, ok := o[name].(string)
	if !ok {
		return
	}
	if _, err := time.Parse(layout, v); err != nil {
		c.wrong(at+"/"+name, "must have the format %s", layout)
	}
}
