package slack

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"pledgebot/bot/desk"
	"pledgebot/conversation"
)

// sendID is the callback of the shortcut on a message, as the manifest names it.
const sendID = "send_to_city"

// picked takes a shortcut on a message: a question to the city begins with what
// somebody of the team wrote below its card. A message of the bot's own lends no
// words.
func (s *Slack) picked(ctx context.Context, d Desk, by desk.Person, cb interaction) (answer, error) {
	if cb.Callback != sendID {
		return answer{}, nil
	}
	m := cb.Message
	said := ""
	if m.Bot == "" {
		said = unmarked(m.Text)
	}
	place := cb.Channel.ID + "/" + cmp.Or(m.Thread, m.At)
	id := strings.Join([]string{"sl:a", cb.User.ID, m.At, sendID, cb.At}, ":")
	out, err := d.AskFrom(ctx, conversation.InputID(id), by, place, said)
	if err != nil {
		s.opts.Log.WarnContext(ctx, "shortcut not taken", "platform", Platform, "error", err)
		out = desk.Outcome{Said: s.say(by.Lang, textAgain)}
	}
	return answer{then: func(ctx context.Context) { s.show(ctx, by, cb, out) }}, nil
}

// marked is what Slack writes for people, channels and links in a message
// (docs.slack.dev/messaging/formatting-message-text#retrieving-messages).
var marked = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

// unmarked is a message as its author wrote it, without those whom it calls.
func unmarked(text string) string {
	text = marked.ReplaceAllStringFunc(text, func(m string) string {
		parts := marked.FindStringSubmatch(m)
		switch to, label := parts[1], parts[2]; {
		case strings.HasPrefix(to, "@"), strings.HasPrefix(to, "!"):
			return ""
		case strings.HasPrefix(to, "#"):
			return "#" + cmp.Or(label, to[1:])
		case label == "", strings.HasSuffix(to, label):
			return strings.TrimPrefix(to, "mailto:")
		default:
			return label + " (" + to + ")"
		}
	})
	return strings.TrimSpace(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text))
}
