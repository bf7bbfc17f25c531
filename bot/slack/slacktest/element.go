package slacktest

import (
	"maps"
	"slices"
	"strconv"
)

// An element is something to press, to choose from or to fill in.
type element struct {
	block, action string
	kind          string
	body          object
	input         object // the input block that holds it, or nil
}

// elements are all of some blocks, in their order.
func elements(blocks []object) []element {
	var out []element
	for _, b := range blocks {
		var held []object
		switch text(b, "type") {
		case "actions":
			held = parts(b, "elements")
		case "section":
			held = append(held, part(b, "accessory"))
		case "input":
			held = append(held, part(b, "element"))
		}
		for _, o := range held {
			if o == nil || text(o, "action_id") == "" {
				continue
			}
			e := element{block: text(b, "block_id"), action: text(o, "action_id"), kind: text(o, "type"), body: o}
			if text(b, "type") == "input" {
				e.input = b
			}
			out = append(out, e)
		}
	}
	return out
}

// element finds one by its action_id, and by its block_id if that is given.
func find(blocks []object, block, action string) (element, bool) {
	for _, e := range elements(blocks) {
		if e.action == action && (block == "" || e.block == block) {
			return e, true
		}
	}
	return element{}, false
}

// named gives blocks and elements that have no id one of their own, as Slack
// does, and leaves what was sent as it is. The caller holds the lock.
func (s *Server) named(blocks []object) []object {
	out := make([]object, len(blocks))
	for i, b := range blocks {
		b = maps.Clone(b)
		if text(b, "block_id") == "" {
			b["block_id"] = s.unique("b")
		}
		for _, name := range []string{"accessory", "element"} {
			if o := part(b, name); o != nil {
				b[name] = s.namedElement(o)
			}
		}
		if text(b, "type") == "actions" {
			held := parts(b, "elements")
			for i, o := range held {
				held[i] = s.namedElement(o)
			}
			b["elements"] = anyOf(held)
		}
		out[i] = b
	}
	return out
}

func (s *Server) namedElement(o object) object {
	if text(o, "action_id") != "" || text(o, "type") == "image" {
		return o
	}
	o = maps.Clone(o)
	o["action_id"] = s.unique("a")
	return o
}

func anyOf(all []object) []any {
	out := make([]any, len(all))
	for i, o := range all {
		out[i] = o
	}
	return out
}

// initial is what an element holds before anybody touches it, as it stands in a
// view's state; nil if it has no value, as a button.
func (e element) initial() object {
	o := object{"type": e.kind}
	switch e.kind {
	case "plain_text_input", "number_input", "email_text_input", "url_text_input":
		o["value"] = e.body["initial_value"]
	case "static_select", "radio_buttons":
		o["selected_option"] = e.body["initial_option"]
	case "multi_static_select", "checkboxes":
		o["selected_options"] = slices.Concat([]any{}, anyOf(parts(e.body, "initial_options")))
	case "users_select":
		o["selected_user"] = e.body["initial_user"]
	case "multi_users_select":
		o["selected_users"] = []any{}
	case "conversations_select":
		o["selected_conversation"] = e.body["initial_conversation"]
	case "channels_select":
		o["selected_channel"] = e.body["initial_channel"]
	case "datepicker":
		o["selected_date"] = e.body["initial_date"]
	case "timepicker":
		o["selected_time"] = e.body["initial_time"]
	default:
		return nil
	}
	return o
}

// chosen is what an element holds after somebody has chosen or written
// something; false if it does not offer that.
func (e element) chosen(words ...string) (object, bool) {
	o := object{"type": e.kind}
	switch e.kind {
	case "plain_text_input", "number_input", "email_text_input", "url_text_input":
		return e.written(o, words)
	case "multi_static_select", "checkboxes":
		options := make([]any, len(words))
		for i, w := range words {
			option, ok := e.option(w)
			if !ok {
				return nil, false
			}
			options[i] = option
		}
		o["selected_options"] = options
		return o, true
	case "multi_users_select":
		users := make([]any, len(words))
		for i, w := range words {
			users[i] = w
		}
		o["selected_users"] = users
		return o, true
	}
	if len(words) != 1 {
		return nil, false
	}
	return e.single(o, words[0])
}

func (e element) written(o object, words []string) (object, bool) {
	if len(words) != 1 {
		return nil, false
	}
	o["value"] = any(words[0])
	if words[0] == "" {
		o["value"] = nil
	}
	if e.kind == "number_input" && words[0] != "" {
		_, err := strconv.ParseFloat(words[0], 64)
		return o, err == nil
	}
	return o, true
}

func (e element) single(o object, word string) (object, bool) {
	switch e.kind {
	case "static_select", "radio_buttons", "overflow":
		option, ok := e.option(word)
		o["selected_option"] = option
		return o, ok
	case "users_select":
		o["selected_user"] = word
	case "conversations_select":
		o["selected_conversation"] = word
	case "channels_select":
		o["selected_channel"] = word
	case "datepicker":
		o["selected_date"] = word
	case "timepicker":
		o["selected_time"] = word
	default:
		return nil, false
	}
	return o, true
}

// option finds one by its value or by its text.
func (e element) option(word string) (object, bool) {
	for _, o := range allOptions(e.body) {
		if text(o, "value") == word || text(part(o, "text"), "text") == word {
			return o, true
		}
	}
	return nil, false
}
