package slacktest

import "maps"

// Press presses a button of a message, which must be in the message as it is
// now.
func (p *Person) Press(m Message, actionID string) Outcome {
	return p.on(m, actionID, true)
}

// PressSeen presses a button of a message as it was when it was read: a screen
// may be older than the app's last edit. The message may be gone.
func (p *Person) PressSeen(m Message, actionID string) Outcome {
	return p.on(m, actionID, false)
}

// ChooseOn chooses from a menu of a message, by the values or texts of options.
func (p *Person) ChooseOn(m Message, actionID string, words ...string) Outcome {
	return p.on(m, actionID, true, words...)
}

func (p *Person) on(m Message, actionID string, now bool, words ...string) Outcome {
	payload, ok := p.messageAction(m, actionID, now, words)
	if !ok {
		return p.cannot("no element %q in message %s of %s", actionID, m.TS, m.Channel)
	}
	_, out := p.tell(kindInteraction, "block_actions", payload, sayTrouble)
	return out
}

func (p *Person) messageAction(m Message, actionID string, now bool, words []string) (object, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[m.Channel]
	if c == nil || !c.has(p.p.ID) {
		return nil, false
	}
	present, blocks := p.shown(c, m.TS), m.Blocks
	if now {
		if present == nil {
			return nil, false
		}
		blocks = present.blocks
	}
	e, ok := find(blocks, "", actionID)
	if !ok {
		return nil, false
	}
	action, ok := p.action(e, words)
	if !ok {
		return nil, false
	}
	o := p.base("block_actions")
	o["channel"] = object{"id": c.ID, "name": c.Name}
	o["container"] = object{"type": "message", "message_ts": m.TS, "channel_id": c.ID, "is_ephemeral": m.Ephemeral}
	if m.Thread != "" {
		part(o, "container")["thread_ts"] = m.Thread
	}
	if present != nil && present.only == "" {
		o["message"] = p.s.wire(present, true)
	}
	o["state"] = object{"values": object{}}
	o["actions"] = []object{action}
	o["response_url"] = p.s.newResponseURL(p.p, c, m.TS)
	return o, true
}

// shown is a message that this person sees. The caller holds the lock.
func (p *Person) shown(c *channel, ts string) *message {
	for _, m := range c.messages {
		if m.ts == ts && (m.only == "" || m.only == p.p.ID) {
			return m
		}
	}
	return nil
}

// action is what the app is told of an element that was used. The caller holds
// the lock.
func (p *Person) action(e element, words []string) (object, bool) {
	o := object{"action_id": e.action, "block_id": e.block, "type": e.kind, "action_ts": p.s.timestamp()}
	if e.kind == "button" {
		for _, name := range []string{"text", "value", "style"} {
			if v, ok := e.body[name]; ok {
				o[name] = v
			}
		}
		return o, len(words) == 0
	}
	value, ok := e.chosen(words...)
	if !ok {
		return nil, false
	}
	maps.Copy(o, value)
	return o, true
}

// Shortcut uses a shortcut of the app's on a message that all see. The app
// needs the same scope as for commands.
func (p *Person) Shortcut(m Message, callbackID string) Outcome {
	payload := p.shortcut(m, callbackID)
	if payload == nil {
		return p.cannot("no shortcut on message %s in %s", m.TS, m.Channel)
	}
	_, out := p.tell(kindInteraction, "message_action", payload, sayTrouble)
	return out
}

func (p *Person) shortcut(m Message, callbackID string) object {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[m.Channel]
	if c == nil || !c.has(p.p.ID) {
		return nil
	}
	present := p.shown(c, m.TS)
	if present == nil || present.only != "" || p.s.needs("commands") != nil {
		return nil
	}
	o := p.base("message_action")
	o["callback_id"], o["message_ts"], o["action_ts"] = callbackID, m.TS, p.s.timestamp()
	o["channel"] = object{"id": c.ID, "name": c.Name}
	o["message"] = p.s.wire(present, false)
	o["response_url"] = p.s.newResponseURL(p.p, c, "")
	return o
}
