package slacktest

import (
	"fmt"
	"maps"
	"strconv"
	"strings"
)

// PressIn presses a button of a view: of the modal on top, or of the Home.
func (p *Person) PressIn(v View, actionID string) Outcome { return p.use(v, "", actionID) }

// Type writes into an input of a view. The app is told only when the view is
// submitted, unless the input asks for it at once.
func (p *Person) Type(v View, blockID, actionID, text string) Outcome {
	return p.use(v, blockID, actionID, text)
}

// Choose chooses in a view, by the values or texts of options, by ids or by
// dates.
func (p *Person) Choose(v View, blockID, actionID string, words ...string) Outcome {
	return p.use(v, blockID, actionID, words...)
}

func (p *Person) use(v View, blockID, actionID string, words ...string) Outcome {
	payload, ok := p.viewAction(v, blockID, actionID, words)
	switch {
	case !ok:
		return p.cannot("cannot use %q in view %s with %q", actionID, v.ID, words)
	case payload == nil:
		return Outcome{OK: true}
	}
	_, out := p.tell(kindInteraction, "block_actions", payload, sayTrouble)
	return out
}

// viewAction fills in what was chosen, and gives what the app is told of it,
// which is nil of an input that waits for the submission.
func (p *Person) viewAction(seen View, blockID, actionID string, words []string) (object, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	v := p.top(seen.ID)
	if v == nil {
		return nil, false
	}
	e, ok := find(parts(v.body, "blocks"), blockID, actionID)
	if !ok {
		return nil, false
	}
	action, ok := p.action(e, words)
	if !ok {
		return nil, false
	}
	if e.kind != "button" && e.kind != "overflow" {
		if v.values[e.block] == nil {
			v.values[e.block] = map[string]object{}
		}
		v.values[e.block][e.action], _ = e.chosen(words...)
		p.s.Nudge()
	}
	if e.input != nil && e.input["dispatch_action"] != true {
		return nil, true
	}
	o := p.base("block_actions")
	o["container"] = object{"type": "view", "view_id": v.id}
	o["view"], o["actions"] = v.wire(p.s), []object{action}
	return o, true
}

// top is the view that this person can use: the modal on top or, with no modal
// before it, the Home. The caller holds the lock.
func (p *Person) top(id string) *view {
	v := p.s.views[id]
	n := len(p.p.stack)
	if v != nil && (n > 0 && v == p.p.stack[n-1] || n == 0 && v == p.p.home) {
		return v
	}
	return nil
}

// Submit submits the modal on top. Slack first looks for itself whether what is
// filled in may be sent.
func (p *Person) Submit(seen View) Outcome {
	p.s.mu.Lock()
	v := p.top(seen.ID)
	if v == nil || v == p.p.home || v.body["submit"] == nil {
		p.s.mu.Unlock()
		return p.cannot("cannot submit view %s", seen.ID)
	}
	if errors := v.check(); len(errors) > 0 {
		v.errors = errors
		p.s.Nudge()
		p.s.mu.Unlock()
		return Outcome{OK: true, Errors: errors}
	}
	v.errors = nil
	o := p.base("view_submission")
	o["view"], o["response_urls"] = v.wire(p.s), []object{}
	p.s.mu.Unlock()
	a, out := p.tell(kindInteraction, "view_submission", o, sayTrouble)
	if !out.OK {
		return out
	}
	p.s.mu.Lock()
	refused := p.s.submitted(v, a)
	out.Errors = maps.Clone(v.errors)
	p.s.Nudge()
	p.s.mu.Unlock()
	if refused != "" {
		out.OK, out.Failed = false, refused
		p.note(trouble)
	}
	return out
}

// check finds what Slack does not send: inputs that are empty and must not be,
// and texts of a wrong length. The caller holds the lock.
func (v *view) check() map[string]string {
	out := map[string]string{}
	for _, e := range elements(parts(v.body, "blocks")) {
		if e.input == nil {
			continue
		}
		value := v.values[e.block][e.action]
		switch {
		case !empty(value):
			if words := e.refuses(text(value, "value")); words != "" {
				out[e.block] = words
			}
		case e.input["optional"] != true:
			out[e.block] = "Please complete this required field."
		}
	}
	return out
}

func empty(value object) bool {
	for name, v := range value {
		list, isList := v.([]any)
		if name != "type" && v != nil && v != "" && (!isList || len(list) > 0) {
			return false
		}
	}
	return true
}

// refuses is what Slack says against a text in an input, or nothing.
func (e element) refuses(t string) string {
	switch e.kind {
	case "plain_text_input":
		least, most := integer(e.body, "min_length", 0), integer(e.body, "max_length", 3000)
		switch n := units(t); {
		case n < least:
			return fmt.Sprintf("Enter at least %d characters.", least)
		case n > most:
			return fmt.Sprintf("Enter at most %d characters.", most)
		}
	case "email_text_input":
		if !strings.Contains(t, "@") {
			return "Enter a valid email address."
		}
	case "url_text_input":
		if !strings.Contains(t, "://") {
			return "Enter a valid URL."
		}
	case "number_input":
		return e.outside(t)
	}
	return ""
}

func (e element) outside(t string) string {
	n, err := strconv.ParseFloat(t, 64)
	least, wrong := strconv.ParseFloat(text(e.body, "min_value"), 64)
	most, wrongToo := strconv.ParseFloat(text(e.body, "max_value"), 64)
	switch {
	case err != nil, e.body["is_decimal_allowed"] != true && strings.Contains(t, "."):
		return "Enter a valid number."
	case wrong == nil && n < least, wrongToo == nil && n > most:
		return "Enter a number in the range."
	}
	return ""
}
