package telegram

import (
	"context"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/skip2/go-qrcode"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// captionMost is the longest text below a file, in UTF-16 units after its
// entities are read (Bot API, sendDocument.caption).
const captionMost = 1024

// showWith shows a message, with its file or its link where it has one.
func (t *Telegram) showWith(ctx context.Context, chat string, m bot.Message) (conversation.Mark, error) {
	if m.Code != "" {
		link := t.link(ctx, m.Code)
		m.Text += "\n\n" + link
		if _, _, seat := pledge.SeatCoded(m.Code); seat {
			m.File = picture(link)
		}
	}
	if m.File == nil {
		return t.show(ctx, chat, m)
	}
	p := tgbotapi.Params{"chat_id": chat}
	all := pages(blocks(m))
	if m.Paper == "" && len(all) == 1 && units(bare(all[0])) <= captionMost {
		p["caption"], p["parse_mode"] = html(all[0]), "HTML"
	} else {
		if _, err := t.show(ctx, chat, m); err != nil {
			return 0, err
		}
		if err := t.turn(ctx, chat, patienceRest); err != nil {
			return 0, err
		}
	}
	var sent struct {
		ID conversation.Mark `json:"message_id"`
	}
	file := tgbotapi.RequestFile{Name: "document", Data: tgbotapi.FileBytes{Name: m.File.Name, Bytes: m.File.Data}}
	err := t.client.upload(ctx, "sendDocument", p, file, &sent)
	return sent.ID, fate(err)
}

// picture is a link as a QR code, to be shown on a screen; nil where it is too long
// for one.
func picture(link string) *bot.File {
	const size = 512 // pixels
	png, err := qrcode.Encode(link, qrcode.Medium, size)
	if err != nil {
		return nil
	}
	return &bot.File{Name: "qr.png", Data: png}
}

// link opens this bot with a code. Without the bot's name there is only the
// code, to be written to it.
func (t *Telegram) link(ctx context.Context, code string) string {
	url, err := t.Link(ctx, code)
	if err != nil {
		return code
	}
	return url
}

// Link opens this bot with a code. The bot's name is asked for once.
func (t *Telegram) Link(ctx context.Context, code string) (string, error) {
	if t.username.Load() == nil {
		if _, err := t.Check(ctx); err != nil {
			return "", err
		}
	}
	return "https://t.me/" + *t.username.Load() + "?start=" + code, nil
}
