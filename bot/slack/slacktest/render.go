package slacktest

import (
	"fmt"
	"slices"
	"strings"
)

// render writes blocks as a person reads them, a line for each part. Values are
// what is filled in, errors what is shown under the inputs.
func (s *Server) render(blocks []object, values map[string]map[string]object, errors map[string]string) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, s.lines(b, values)...)
		if e := errors[text(b, "block_id")]; e != "" {
			lines = append(lines, "! "+e)
		}
	}
	return strings.Join(lines, "\n")
}

func (s *Server) lines(b object, values map[string]map[string]object) []string {
	switch text(b, "type") {
	case "header":
		return []string{"# " + s.written(part(b, "text"))}
	case "divider":
		return []string{"---"}
	case "section":
		return s.section(b, values)
	case "context":
		return []string{"> " + strings.Join(s.all(parts(b, "elements")), " | ")}
	case "actions":
		var labels []string
		for _, e := range elements([]object{b}) {
			labels = append(labels, s.label(e, values[e.block][e.action]))
		}
		return []string{strings.Join(labels, " ")}
	case "image":
		return []string{s.picture(b)}
	case "markdown":
		return []string{text(b, "text")}
	case "rich_text":
		return []string{s.rich(b)}
	case "input":
		return s.input(b, values)
	}
	return []string{"?"}
}

func (s *Server) section(b object, values map[string]map[string]object) []string {
	var lines []string
	if t := part(b, "text"); t != nil {
		lines = append(lines, s.written(t))
	}
	lines = append(lines, s.all(parts(b, "fields"))...)
	if a := part(b, "accessory"); text(a, "type") == "image" {
		lines = append(lines, s.picture(a))
	}
	for _, e := range elements([]object{b}) {
		lines = append(lines, s.label(e, values[e.block][e.action]))
	}
	return lines
}

// all are the texts and pictures of some objects.
func (s *Server) all(list []object) []string {
	var out []string
	for _, o := range list {
		if text(o, "type") == "image" {
			out = append(out, s.picture(o))
			continue
		}
		out = append(out, s.written(o))
	}
	return out
}

func (s *Server) picture(o object) string { return "(" + text(o, "alt_text") + ")" }

// written is a text object as it is read.
func (s *Server) written(o object) string {
	if text(o, "type") == "mrkdwn" {
		return s.mrkdwn(text(o, "text"))
	}
	return text(o, "text")
}

func (s *Server) input(b object, values map[string]map[string]object) []string {
	head := s.written(part(b, "label"))
	if b["optional"] == true {
		head += " (optional)"
	}
	lines := []string{head + ":"}
	for _, e := range elements([]object{b}) {
		lines = append(lines, "  "+s.label(e, values[e.block][e.action]))
	}
	if h := part(b, "hint"); h != nil {
		lines = append(lines, "  "+s.written(h))
	}
	return lines
}

// label is an element as it is read: a button's text, a menu with what is
// chosen, an input with what is filled in or the placeholder.
func (s *Server) label(e element, value object) string {
	hint := s.written(part(e.body, "placeholder"))
	if value == nil {
		value = e.initial()
	}
	switch e.kind {
	case "button":
		return "[" + s.written(part(e.body, "text")) + "]"
	case "overflow":
		return "[… " + strings.Join(s.optionTexts(allOptions(e.body)), " / ") + "]"
	case "radio_buttons", "checkboxes":
		return s.marked(e, value)
	case "static_select", "multi_static_select":
		if chosen := s.optionTexts(selected(value)); len(chosen) > 0 {
			return "{" + strings.Join(chosen, ", ") + "}"
		}
		return "{" + hint + "}"
	}
	for _, name := range []string{"value", "selected_date", "selected_time", "selected_user", "selected_conversation", "selected_channel"} {
		if v := text(value, name); v != "" {
			return "<" + v + ">"
		}
	}
	if users, _ := value["selected_users"].([]any); len(users) > 0 {
		return "<" + strings.Trim(fmt.Sprint(users), "[]") + ">"
	}
	return "<" + hint + ">"
}

func selected(value object) []object {
	if o := part(value, "selected_option"); o != nil {
		return []object{o}
	}
	return parts(value, "selected_options")
}

func (s *Server) optionTexts(options []object) []string {
	var out []string
	for _, o := range options {
		out = append(out, s.written(part(o, "text")))
	}
	return out
}

func (s *Server) marked(e element, value object) string {
	var chosen, out []string
	for _, o := range selected(value) {
		chosen = append(chosen, text(o, "value"))
	}
	for _, o := range allOptions(e.body) {
		mark := "( ) "
		if slices.Contains(chosen, text(o, "value")) {
			mark = "(x) "
		}
		line := mark + s.written(part(o, "text"))
		if d := part(o, "description"); d != nil {
			line += " – " + s.written(d)
		}
		out = append(out, line)
	}
	return strings.Join(out, " ")
}

// rich is a rich_text block, a line for each section and each item of a list.
func (s *Server) rich(b object) string {
	var lines []string
	for _, e := range parts(b, "elements") {
		switch text(e, "type") {
		case "rich_text_list":
			for i, item := range parts(e, "elements") {
				mark := "• "
				if text(e, "style") == "ordered" {
					mark = fmt.Sprintf("%d. ", i+1)
				}
				lines = append(lines, mark+s.runs(item))
			}
		case "rich_text_quote":
			lines = append(lines, "> "+s.runs(e))
		default:
			lines = append(lines, s.runs(e))
		}
	}
	return strings.Join(lines, "\n")
}

func (s *Server) runs(o object) string {
	var out strings.Builder
	for _, e := range parts(o, "elements") {
		switch text(e, "type") {
		case "link":
			out.WriteString(link(text(e, "url"), text(e, "text")))
		case "emoji":
			out.WriteString(":" + text(e, "name") + ":")
		case "user":
			out.WriteString(s.mentioned("@" + text(e, "user_id")))
		case "channel":
			out.WriteString(s.mentioned("#" + text(e, "channel_id")))
		case "usergroup":
			out.WriteString("@" + text(e, "usergroup_id"))
		case "broadcast":
			out.WriteString("@" + text(e, "range"))
		default:
			out.WriteString(text(e, "text"))
		}
	}
	return out.String()
}
