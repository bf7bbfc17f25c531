package telegram

import (
	"context"
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pledgebot/conversation/call"
)

// command is one of the menu's (Bot API, BotCommand).
type command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// privateChats is where the commands are offered.
const privateChats = `{"type":"all_private_chats"}`

// Announce tells Telegram what people see of the bot before they write: its
// commands and descriptions, in every language and, for all others, in the
// first. It changes only what differs.
func (t *Telegram) Announce(ctx context.Context) error {
	langs := t.opts.Words.Langs()
	if len(langs) == 0 {
		return nil
	}
	if err := t.announce(ctx, langs[0], ""); err != nil {
		return t.noticed(err)
	}
	for _, l := range langs {
		if err := t.announce(ctx, l, l); err != nil {
			return t.noticed(err)
		}
	}
	return nil
}

// announce says it in one language to those whose language is that; "" is all
// who have no other.
func (t *Telegram) announce(ctx context.Context, in, to call.Lang) error {
	for _, text := range []struct{ set, get, name, value string }{
		{"setMyDescription", "getMyDescription", "description", t.about(in)},
		{"setMyShortDescription", "getMyShortDescription", "short_description", t.opts.Words.Text(in, call.Say(textAboutShort))},
	} {
		has := map[string]string{}
		if err := t.client.call(ctx, text.get, tgbotapi.Params{"language_code": string(to)}, &has); err != nil {
			return err
		}
		if has[text.name] == text.value {
			continue
		}
		if err := t.client.call(ctx, text.set, tgbotapi.Params{"language_code": string(to), text.name: text.value}, nil); err != nil {
			return err
		}
	}
	return t.announceCommands(ctx, in, to)
}

func (t *Telegram) about(in call.Lang) string {
	name := call.Arg{As: call.AsWords, Value: call.In(t.opts.Call.Names.Call, in)}
	return t.opts.Words.Text(in, call.Text{Key: textAbout, Args: map[string]call.Arg{"call": name}})
}

func (t *Telegram) announceCommands(ctx context.Context, in, to call.Lang) error {
	var has, want []command
	for _, c := range commands {
		want = append(want, command{Command: c, Description: t.opts.Words.Text(in, call.Say(textCommand+c))})
	}
	p := tgbotapi.Params{"scope": privateChats, "language_code": string(to)}
	if err := t.client.call(ctx, "getMyCommands", p, &has); err != nil {
		return err
	}
	wanted, _ := json.Marshal(want) // texts alone
	if had, _ := json.Marshal(has); string(had) == string(wanted) {
		return nil
	}
	p["commands"] = string(wanted)
	return t.client.call(ctx, "setMyCommands", p, nil)
}
