package service

import (
	"pledgebot/bot/ops"
	"pledgebot/bot/ops/alarm"
	"pledgebot/bot/slack"
	"pledgebot/bot/telegram"
)

// incidents are Telegram's incidents as an operator knows them.
var incidents = map[telegram.Incident]alarm.Name{
	telegram.TokenRefused:   ops.TokenRefused,
	telegram.PollConflict:   ops.PollConflict,
	telegram.WebhookFailing: ops.WebhookFailing,
}

// Notice takes note of Telegram's incidents.
func Notice(n *ops.Noticed) func(telegram.Incident) {
	return func(i telegram.Incident) {
		if name, ok := incidents[i]; ok {
			n.Notice(name)
		}
	}
}

// slackIncidents are Slack's incidents as an operator knows them.
var slackIncidents = map[slack.Incident]alarm.Name{
	slack.TokenRefused:  ops.SlackRefused,
	slack.ChannelUnsafe: ops.SlackUnsafe,
	slack.Malformed:     ops.SlackMalformed,
}

// NoticeSlack takes note of Slack's incidents.
func NoticeSlack(n *ops.Noticed) func(slack.Incident) {
	return func(i slack.Incident) {
		if name, ok := slackIncidents[i]; ok {
			n.Notice(name)
		}
	}
}

// Arrived is called when updates arrive: all is well with Telegram.
func Arrived(n *ops.Noticed) func() {
	return func() { n.Clear(ops.TokenRefused, ops.PollConflict, ops.WebhookFailing) }
}

// Taken is called when a message was sent, which says nothing of what comes in.
func Taken(n *ops.Noticed) func() {
	return func() { n.Clear(ops.TokenRefused) }
}
