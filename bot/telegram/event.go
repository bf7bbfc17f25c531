package telegram

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// An input is an update as the dialog takes it.
type input struct {
	bot.Update
	press string // the id of a press, which must be answered; "" for none
	idle  bool   // nothing follows from it
}

// input says what an update means. What is none of the bot's business is idle.
func (t *Telegram) input(u update) input {
	switch {
	case u.Callback != nil:
		return t.pressed(*u.Callback)
	case u.Message != nil:
		return t.message(*u.Message)
	case u.Edited != nil:
		return t.edited(*u.Edited)
	case u.Member != nil:
		return t.member(*u.Member)
	}
	return input{idle: true}
}

// from is the address of a person or a group.
func from(id int64) store.Address {
	return store.Address{Platform: Platform, User: strconv.FormatInt(id, 10)}
}

// name is the id of an input: "tg:<bot>:<kind>:<what>".
func (t *Telegram) name(kind string, what ...any) conversation.InputID {
	parts := []string{Platform, t.id, kind}
	for _, w := range what {
		parts = append(parts, fmt.Sprint(w))
	}
	return conversation.InputID(strings.Join(parts, ":"))
}

func (t *Telegram) pressed(c callback) input {
	in := input{press: c.ID, Update: bot.Update{ID: t.name("c", c.ID), From: from(c.From.ID)}}
	if c.Data == chosenData || c.Message != nil && c.Message.Chat.ID != c.From.ID {
		in.idle = true // it only shows what was chosen, or stands in a group
		return in
	}
	p := t.seal.read(in.From.User, c.Data)
	if c.Message != nil {
		p.At = conversation.Mark(c.Message.ID)
	}
	in.Press = &p
	return in
}

// private tells whether a message is one person's to the bot.
func private(m message) bool {
	return m.From != nil && !m.From.IsBot && m.Chat.Type == "private" && m.Chat.ID == m.From.ID
}

func (t *Telegram) message(m message) input {
	if !private(m) {
		return t.group(m)
	}
	in := input{Update: bot.Update{ID: t.messageID(m), From: from(m.From.ID)}}
	if m.happened() {
		in.idle = true
		return in
	}
	if what := matter(m); what != "" {
		if m.Album != "" { // its parts are one answer
			what, in.ID = conversation.Album, t.name("g", m.Chat.ID, m.Album)
		}
		in.Event = conversation.Sent{What: what, File: file(m, what)}
		return in
	}
	command, rest := t.command(m.Text)
	if command == "start" || command == "language" && t.language(rest) != "" {
		in.Event = t.opened(*m.From, rest)
		return in
	}
	text := m.Text
	if command != "" {
		text = strings.TrimSpace("/" + command + " " + rest)
	}
	if m.Reply != nil {
		in.Quotes = conversation.Mark(m.Reply.ID)
	}
	in.Event = conversation.Said{
		Text: text, Mark: conversation.Mark(m.ID), Forwarded: bool(m.Forward) || m.ForwardDate != 0,
	}
	return in
}

func (t *Telegram) messageID(m message) conversation.InputID { return t.name("m", m.Chat.ID, m.ID) }

// opened is /start, with what a link has put behind it.
func (t *Telegram) opened(who user, payload string) conversation.Opened {
	if l := t.language(payload); l != "" {
		return conversation.Opened{Lang: l, Asked: true}
	}
	opened := conversation.Opened{}
	opened.Lang, _ = t.opts.Words.Match(who.Lang)
	if pledge.IsCode(payload) {
		opened.Code = payload
	}
	return opened
}

// language is the language that a code names, if it is served.
func (t *Telegram) language(code string) call.Lang {
	if l := call.Lang(code); slices.Contains(t.opts.Words.Langs(), l) {
		return l
	}
	return ""
}

// command is a text's command without its slash and the bot's name, and what
// stands behind it.
func (*Telegram) command(text string) (name, rest string) {
	if !strings.HasPrefix(text, "/") {
		return "", ""
	}
	first, rest, _ := strings.Cut(text[1:], " ")
	name, _, _ = strings.Cut(first, "@")
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	}) {
		return "", ""
	}
	return strings.ToLower(name), strings.TrimSpace(rest)
}

// edited is a message whose text was changed. The id tells one change from the
// next.
func (t *Telegram) edited(m message) input {
	if !private(m) || matter(m) != "" || m.Text == "" {
		return input{idle: true}
	}
	sum := sha256.Sum256([]byte(m.Text))
	was := t.messageID(m)
	return input{Update: bot.Update{
		ID:   conversation.InputID(fmt.Sprintf("%s:%d:%s", was, m.EditDate, hex.EncodeToString(sum[:6]))),
		From: from(m.From.ID), Edits: was, Event: conversation.Edited{Text: m.Text},
	}}
}

// group answers a command in a group once, and leaves its talk alone. A group
// that has moved is the same one; both the old one and the new one say so, and
// either may come first.
func (t *Telegram) group(m message) input {
	shared := m.Chat.Type == "group" || m.Chat.Type == "supergroup"
	command, _ := t.command(m.Text)
	switch {
	case shared && m.MigratedTo != 0:
		return t.moved(m, m.MigratedTo)
	case shared && m.MovedFrom != 0:
		return t.moved(m, m.Chat.ID)
	case shared && command != "":
		return input{Update: bot.Update{ID: t.messageID(m), From: from(m.Chat.ID), Event: t.gathered(m.From)}}
	}
	return input{idle: true}
}

func (t *Telegram) moved(m message, to int64) input {
	return input{Update: bot.Update{ID: t.messageID(m), From: from(to), Event: conversation.Gathered{Moved: true}}}
}

func (t *Telegram) gathered(who *user) conversation.Gathered {
	var lang call.Lang
	if who != nil {
		lang, _ = t.opts.Words.Match(who.Lang)
	}
	return conversation.Gathered{Lang: lang}
}

// member is the bot blocked or unblocked by a person, or brought into a group.
func (t *Telegram) member(m member) input {
	in := input{Update: bot.Update{ID: t.name("b", m.Chat.ID, m.Date, m.New.Status), From: from(m.Chat.ID)}}
	here := m.New.Status == "member" || m.New.Status == "administrator"
	switch {
	case m.Chat.Type == "private" && m.New.Status == "kicked":
		in.Event = conversation.Left{}
	case m.Chat.Type == "private" && here:
		in.Event = conversation.Returned{}
	case (m.Chat.Type == "group" || m.Chat.Type == "supergroup") && here:
		in.Event = t.gathered(&m.From)
	default:
		in.idle = true
	}
	return in
}

// matter is what a message holds that is no text; "" where it is a text.
func matter(m message) conversation.Matter {
	for _, p := range []struct {
		there present
		what  conversation.Matter
	}{
		{m.Photo.present, conversation.Photo},
		{m.Animation, conversation.Video},
		{m.Video || m.VideoNote, conversation.Video},
		{m.Voice, conversation.Voice},
		{m.Audio, conversation.Audio},
		{m.Sticker, conversation.Sticker},
		{m.Location || m.Venue, conversation.Location},
		{m.Contact, conversation.Contact},
		{m.Poll, conversation.Poll},
		{m.Document.present, conversation.Document},
	} {
		if p.there {
			return p.what
		}
	}
	if m.Text == "" {
		return conversation.Other
	}
	return ""
}
