package slack

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot"
	"pledgebot/bot/desk"
	"pledgebot/conversation/pledge"
)

// What the metadata of our messages says, so that one whose outcome nobody
// knows can be found again.
const (
	cardEvent  = "pledge_card"  // with pledge
	storyEvent = "pledge_story" // with told
)

// historyMost is how many messages are read at a time.
const historyMost = 200

// Ready fails while others than the team read the channel; see desk.Channel.
func (s *Slack) Ready(ctx context.Context) error { return s.guard.check(ctx) }

// Post shows a card.
func (s *Slack) Post(ctx context.Context, c desk.Card) (place string, err error) {
	err = s.post(ctx, func(api *slack.Client) error {
		channel, at, err := api.PostMessageContext(ctx, s.opts.Channel, s.drawn(c)...)
		place = channel + "/" + at
		return err
	})
	return place, err
}

// Redraw shows a card in its place.
func (s *Slack) Redraw(ctx context.Context, place string, c desk.Card) error {
	channel, at, _ := strings.Cut(place, "/")
	err := s.client.do(ctx, "chat.update", "slack:update", s.opts.Rates.Update, func(api *slack.Client) error {
		_, _, _, err := api.UpdateMessageContext(ctx, channel, at, s.drawn(c)...)
		return err
	})
	if says(err, "message_not_found", "channel_not_found") {
		return desk.ErrGone
	}
	return err
}

// TakeDown removes a card and what its story says. What people wrote below it
// stays theirs.
func (s *Slack) TakeDown(ctx context.Context, place string) error {
	channel, at, _ := strings.Cut(place, "/")
	story, err := s.story(ctx, place)
	for _, m := range story {
		if err == nil {
			err = s.remove(ctx, channel, m.Timestamp)
		}
	}
	if err != nil {
		return err
	}
	return s.remove(ctx, channel, at)
}

func (s *Slack) remove(ctx context.Context, channel, at string) error {
	err := s.client.do(ctx, "chat.delete", "slack:update", s.opts.Rates.Update, func(api *slack.Client) error {
		_, _, err := api.DeleteMessageContext(ctx, channel, at)
		return err
	})
	if says(err, "message_not_found", "channel_not_found") {
		return nil
	}
	return err
}

// drawn is a card as a message.
func (*Slack) drawn(c desk.Card) []slack.MsgOption {
	return append(quietly(c.Summary), slack.MsgOptionBlocks(card(c)...), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: cardEvent, EventPayload: map[string]any{"pledge": string(c.Pledge)},
	}))
}

// quietly is a message's plain text, in which Slack finds no markup, no names
// and no links to fetch.
func quietly(text string) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(bot.Clean(text), true), slack.MsgOptionDisableMarkdown(),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
}

// Tell adds lines below a card.
func (s *Slack) Tell(ctx context.Context, place string, told int, story []desk.Line) error {
	channel, at, _ := strings.Cut(place, "/")
	options := append(quietly(spoken(story)), slack.MsgOptionTS(at), slack.MsgOptionBlocks(paragraph(story...)),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: storyEvent, EventPayload: map[string]any{"told": strconv.Itoa(told)}}))
	return s.post(ctx, func(api *slack.Client) error {
		_, _, err := api.PostMessageContext(ctx, channel, options...)
		return err
	})
}

// spoken is a story for a notification and for somebody who has it read aloud.
func spoken(story []desk.Line) string {
	var out strings.Builder
	for i, line := range story {
		if i > 0 {
			out.WriteString("\n")
		}
		for _, span := range line {
			if span.Mark != desk.Who && span.Mark != desk.Struck {
				out.WriteString(span.Text)
			}
		}
	}
	return strings.TrimSpace(out.String())
}

func (s *Slack) post(ctx context.Context, call func(*slack.Client) error) error {
	return s.client.do(ctx, "chat.postMessage", "slack:post:"+s.opts.Channel, s.opts.Rates.Post, call)
}

// Found looks for a card that may have been posted since a time.
func (s *Slack) Found(ctx context.Context, id pledge.ID, since time.Time) (place string, err error) {
	params := &slack.GetConversationHistoryParameters{
		ChannelID: s.opts.Channel, IncludeAllMetadata: true, Inclusive: true, Limit: historyMost,
		Oldest: fmt.Sprintf("%d.000000", since.Add(-clockSkew).Unix()),
	}
	for {
		var page *slack.GetConversationHistoryResponse
		err = s.client.do(ctx, "conversations.history", "slack:read", s.opts.Rates.Read, func(api *slack.Client) (err error) {
			page, err = api.GetConversationHistoryContext(ctx, params)
			return err
		})
		if err != nil {
			return "", err
		}
		for _, m := range page.Messages {
			if m.Metadata.EventType == cardEvent && m.Metadata.EventPayload["pledge"] == string(id) {
				return s.opts.Channel + "/" + m.Timestamp, nil
			}
		}
		if params.Cursor = page.ResponseMetaData.NextCursor; !page.HasMore || params.Cursor == "" {
			return "", nil
		}
	}
}

// clockSkew is how far Slack's clock may be from ours.
const clockSkew = time.Minute

// Told looks up how far the story below a card goes.
func (s *Slack) Told(ctx context.Context, place string) (told int, err error) {
	story, err := s.story(ctx, place)
	for _, m := range story {
		text, _ := m.Metadata.EventPayload["told"].(string)
		n, _ := strconv.Atoi(text)
		told = max(told, n)
	}
	return told, err
}

// story is what the bot has told below a card.
func (s *Slack) story(ctx context.Context, place string) (story []slack.Message, err error) {
	channel, at, _ := strings.Cut(place, "/")
	params := &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: at, IncludeAllMetadata: true, Limit: historyMost}
	for {
		var some []slack.Message
		var more bool
		err = s.client.do(ctx, "conversations.replies", "slack:read", s.opts.Rates.Read, func(api *slack.Client) (err error) {
			some, more, params.Cursor, err = api.GetConversationRepliesContext(ctx, params)
			return err
		})
		switch {
		case says(err, "thread_not_found", "channel_not_found"):
			return nil, nil
		case err != nil:
			return nil, err
		}
		for _, m := range some {
			if m.Metadata.EventType == storyEvent {
				story = append(story, m)
			}
		}
		if !more || params.Cursor == "" {
			return story, nil
		}
	}
}
