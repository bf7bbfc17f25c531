package main

import (
	"pledgebot/bot/desk"
	"pledgebot/bot/feed"
	"pledgebot/bot/mail"
	"pledgebot/bot/paper"
	"pledgebot/bot/slack"
	"pledgebot/bot/telegram"
	"pledgebot/bot/terminal"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/locales"
)

// keys lists every text that the product can say under a Call.
func keys(c *call.Call) []locales.Key {
	var out []locales.Key
	for _, k := range conversation.Keys(c) {
		out = append(out, locales.Key{Name: k.Name, Args: k.Args, Plural: k.Plural, Optional: k.Optional, Some: k.Some})
	}
	for _, lines := range []map[string][]string{call.TextKeys(), terminal.Lines(), telegram.Lines(), desk.Lines(), slack.Lines(), paper.Lines(), mail.Lines(), feed.Lines()} {
		for name, args := range lines {
			out = append(out, locales.Key{Name: name, Args: args})
		}
	}
	return out
}
