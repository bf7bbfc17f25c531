package slacktest

import "strings"

// Command gives a command in the conversation with the bot.
func (p *Person) Command(command, words string) Outcome {
	return p.CommandIn(p.DM(), command, words)
}

// CommandIn gives a command in a channel, where the bot need not be. What the
// app answers at once is shown there.
func (p *Person) CommandIn(channelID, command, words string) Outcome {
	p.s.mu.Lock()
	c := p.s.channels[channelID]
	if c == nil || !c.has(p.p.ID) {
		p.s.mu.Unlock()
		return p.cannot("no channel %s for %s", channelID, command)
	}
	if refused := p.s.needs("commands"); refused != nil {
		p.s.mu.Unlock()
		return p.cannot("%s: the app may have no commands", command)
	}
	name := c.Name
	if c.direct != "" {
		name = "directmessage"
	}
	address := p.s.newResponseURL(p.p, c, "")
	o := object{
		"token": "unused", "team_id": p.s.opts.Team, "team_domain": "test", "channel_id": c.ID, "channel_name": name,
		"user_id": p.p.ID, "user_name": p.p.Name, "command": command, "text": words, "api_app_id": p.s.opts.App,
		"is_enterprise_install": "false", "response_url": address, "trigger_id": p.s.newTrigger(p.p),
	}
	r := p.s.responses[address[strings.LastIndex(address, "/")+1:]]
	p.s.mu.Unlock()
	a, out := p.tell(kindCommand, command, o, commandTrouble(command))
	if !out.OK {
		return out
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if refused := p.s.answerCommand(r, a); refused != nil {
		out.OK, out.Failed = false, refused.code
	}
	return out
}

// commandTrouble is what Slack says when a command fails.
func commandTrouble(command string) func(string) string {
	return func(failed string) string {
		word := "dispatch_failed"
		if strings.Contains(failed, "timeout") {
			word = "operation_timeout"
		}
		return command + ` failed with the error "` + word + `"`
	}
}

// answerCommand shows what the app answers at once: nothing, a text or JSON.
func (s *Server) answerCommand(r *responseURL, a answer) *refusal {
	if len(a.body) == 0 {
		return nil
	}
	o := a.told()
	if o == nil {
		o = object{"text": string(a.body)}
	}
	if len(o) == 0 {
		return nil
	}
	refused := s.respond(r, o)
	s.Nudge()
	return refused
}
