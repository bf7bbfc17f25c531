package terminal

import (
	"encoding/json"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A request is what a program's line asks for.
type request struct {
	verb   verb
	text   string                // of text and choose
	prompt conversation.PromptID // of press
	option call.OptionID
}

// verb is the one key that a line has.
type verb string

const (
	verbText   verb = "text"
	verbChoose verb = "choose"
	verbPress  verb = "press"
)

// decode reads one line, or says what is wrong with it. It is strict, so that
// a slip in a program is seen at once: one object, exactly one verb, nothing
// unknown, keys in the case they are written here, texts that are texts. Half
// a surrogate pair becomes U+FFFD.
func decode(line string) (request, *call.Text) {
	d := json.NewDecoder(strings.NewReader(line))
	if first, _ := d.Token(); first != json.Delim('{') || !json.Valid([]byte(line)) {
		return request{}, problem(textBadJSON)
	}
	var r request
	for d.More() {
		v := verb(token(d))
		switch {
		case v != verbText && v != verbChoose && v != verbPress:
			return request{}, about(textBadKey, short(string(v)))
		case r.verb != "":
			return request{}, problem(textBadVerb)
		}
		r.verb = v
		if wrong := r.value(d); wrong != nil {
			return request{}, wrong
		}
	}
	if r.verb == "" {
		return request{}, problem(textBadVerb)
	}
	return r, nil
}

// value reads what a verb is about.
func (r *request) value(d *json.Decoder) *call.Text {
	if r.verb == verbPress {
		return r.press(d)
	}
	next, _ := d.Token()
	text, ok := next.(string)
	if !ok {
		return about(textBadValue, string(r.verb))
	}
	r.text = text
	return nil
}

// press reads the object with a prompt and an option, each once.
func (r *request) press(d *json.Decoder) *call.Text {
	if first, _ := d.Token(); first != json.Delim('{') {
		return problem(textBadPress)
	}
	seen := map[string]string{}
	for d.More() {
		key := token(d)
		_, twice := seen[key]
		switch {
		case key != "prompt" && key != "option":
			return about(textBadKey, short(key))
		case twice:
			return problem(textBadPress)
		}
		next, _ := d.Token()
		text, ok := next.(string)
		if !ok {
			return about(textBadValue, key)
		}
		seen[key] = text
	}
	_, _ = d.Token() // the closing brace
	if len(seen) != 2 {
		return problem(textBadPress)
	}
	r.prompt, r.option = conversation.PromptID(seen["prompt"]), call.OptionID(seen["option"])
	return nil
}

// token is the next key; the line is known to be valid.
func token(d *json.Decoder) string {
	t, _ := d.Token()
	s, _ := t.(string)
	return s
}

// short is as much of a program's key as it takes to find it.
func short(key string) string {
	const enough = 40
	r := []rune(key)
	if len(r) > enough {
		return string(r[:enough]) + "…"
	}
	return key
}
