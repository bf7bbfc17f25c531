package slacktest

// submitted does what the app has answered to a submission, and gives Slack's
// word if it cannot. The caller holds the lock.
func (s *Server) submitted(v *view, a answer) string {
	if s.views[v.id] != v {
		return "" // it was closed meanwhile
	}
	if len(a.body) == 0 || string(a.body) == "{}" {
		s.drop(v)
		return ""
	}
	o := a.told()
	switch text(o, "response_action") {
	case "errors":
		return s.showErrors(v, part(o, "errors"))
	case "update":
		return s.answered(v, o, func(body object) { s.replace(v, body) }, v)
	case "push":
		if len(v.who.stack) >= mostDeep {
			s.problem("view %s: pushed on %d views", v.id, mostDeep)
			return "push_limit_reached"
		}
		return s.answered(v, o, func(body object) { s.show(v.who, body) }, nil)
	case "clear":
		s.clear(v.who)
		return ""
	}
	s.problem("view %s: Slack cannot use the answer %.200s", v.id, a.body)
	return "invalid_response"
}

// answered checks the view of an answer before it is used.
func (s *Server) answered(v *view, o object, use func(object), except *view) string {
	body, refused := checkView(string(encode(o["view"])), "modal")
	switch {
	case refused != nil:
		s.problem("view %s: answered with a view that is not taken: %s %q", v.id, refused.code, refused.messages)
		return refused.code
	case s.taken(body, except):
		s.problem("view %s: answered with an external_id that is taken", v.id)
		return "duplicate_external_id"
	}
	use(body)
	return ""
}

// showErrors puts errors under the inputs. Slack shows those of inputs only.
func (s *Server) showErrors(v *view, errors object) string {
	shown := map[string]string{}
	for _, e := range elements(parts(v.body, "blocks")) {
		if words, ok := errors[e.block].(string); ok && words != "" && e.input != nil {
			shown[e.block] = words
		}
	}
	if len(shown) == 0 || len(shown) != len(errors) {
		s.problem("view %s: errors for what is no input: %v", v.id, errors)
		return "invalid_response"
	}
	v.errors = shown
	return ""
}

// Close closes the modal on top; with it all others, if it asks for that.
func (p *Person) Close(seen View) Outcome {
	p.s.mu.Lock()
	v := p.top(seen.ID)
	if v == nil || v == p.p.home {
		p.s.mu.Unlock()
		return p.cannot("no view %s to close", seen.ID)
	}
	all := v.body["clear_on_close"] == true
	o := p.closed(v, all)
	if all {
		p.s.clear(p.p)
	} else {
		p.s.drop(v)
	}
	p.s.Nudge()
	p.s.mu.Unlock()
	if o == nil {
		return Outcome{OK: true}
	}
	a := p.s.interact(kindInteraction, "view_closed", o)
	return Outcome{OK: a.failed == "", Failed: a.failed}
}

// CloseAll closes all modals at once. The app is told of each that asks for it.
func (p *Person) CloseAll() {
	p.s.mu.Lock()
	var told []object
	for _, v := range p.p.stack {
		if o := p.closed(v, true); o != nil {
			told = append(told, o)
		}
	}
	p.s.clear(p.p)
	p.s.Nudge()
	p.s.mu.Unlock()
	for _, o := range told {
		p.s.interact(kindInteraction, "view_closed", o)
	}
}

// closed is what the app is told of a view that is closed, if it wants to know.
func (p *Person) closed(v *view, all bool) object {
	if v.body["notify_on_close"] != true {
		return nil
	}
	o := p.base("view_closed")
	delete(o, "trigger_id")
	o["view"], o["is_cleared"] = v.wire(p.s), all
	return o
}
