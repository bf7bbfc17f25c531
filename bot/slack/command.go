package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"regexp"

	"github.com/slack-go/slack"

	"pledgebot/bot"
	"pledgebot/bot/desk"
	"pledgebot/conversation"
)

// commanded takes a command. What it comes to rides in the answer, so that it
// can be given anywhere.
func (s *Slack) commanded(ctx context.Context, d Desk, body json.RawMessage) (answer, error) {
	var c slack.SlashCommand
	if err := json.Unmarshal(body, &c); err != nil {
		return s.unread(ctx, "slash_commands", err)
	}
	if !s.letsIn(c.TeamID) || c.UserID == "" {
		return answer{}, nil
	}
	by := desk.Person{ID: Person(c.TeamID, c.UserID), Lang: s.reads(ctx, c.UserID)}
	typed, err := s.named(ctx, c.TeamID, c.Text)
	if err != nil {
		key := textAgain
		if errors.Is(err, errGuest) {
			key = textGuest
		}
		return answer{body: private(desk.Outcome{Said: s.say(by.Lang, key)})}, nil
	}
	out, err := d.Command(ctx, conversation.InputID("sl:c:"+c.TriggerID), by, typed)
	if err != nil {
		s.opts.Log.WarnContext(ctx, "command not taken", "platform", Platform, "error", err)
		out = desk.Outcome{Said: s.say(by.Lang, textAgain)}
	}
	a := answer{}
	if out.Said != "" {
		a.body = private(out)
	}
	switch {
	case out.Form != nil:
		a.then = func(ctx context.Context) { s.open(ctx, c.TriggerID, modal(*out.Form)) }
	case len(out.Files) > 0:
		a.then = func(ctx context.Context) { s.giveAll(ctx, c.UserID, out.Files) }
	}
	return a, nil
}

// mentions are people as Slack writes them in a command: <@U024BE7LH|maria>.
var mentions = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)

// errGuest says that somebody is no member of the workspace.
var errGuest = errors.New("no member of the workspace")

// named puts people's ids in the place of their mentions. A guest of the
// workspace is an error.
func (s *Slack) named(ctx context.Context, team, typed string) (string, error) {
	for _, m := range mentions.FindAllStringSubmatch(typed, -1) {
		who, err := s.people.profile(ctx, m[1])
		switch {
		case err != nil:
			return "", err
		case who.guest || who.bot:
			return "", errGuest
		}
	}
	return mentions.ReplaceAllStringFunc(typed, func(m string) string {
		return string(Person(team, mentions.FindStringSubmatch(m)[1]))
	}), nil
}

// giveAll sends somebody files in private, one after another.
func (s *Slack) giveAll(ctx context.Context, user string, files []bot.File) {
	for _, f := range files {
		s.shown(ctx, s.give(ctx, user, f))
	}
}

// give sends somebody a file in private.
func (s *Slack) give(ctx context.Context, user string, f bot.File) error {
	var to string
	err := s.client.do(ctx, "conversations.open", "", noRate, func(api *slack.Client) error {
		channel, _, _, err := api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		if err == nil {
			to = channel.ID
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.client.do(ctx, "files.upload", "", noRate, func(api *slack.Client) error {
		_, err := api.UploadFileContext(ctx, slack.UploadFileParameters{
			Channel: to, Reader: bytes.NewReader(f.Data), FileSize: len(f.Data), Filename: f.Name, Title: f.Name,
		})
		return err
	})
}
