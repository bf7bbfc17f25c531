package telegram

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

// patience is how long a message waits for its turn inside Send. The rest of a
// long one, of which a part is shown already, waits longer.
const (
	patience     = 2 * time.Second
	patienceRest = callFor
)

// Send shows a message and returns its mark, the id of the message that has its
// buttons. One that is drawn over an earlier one keeps that one's mark.
func (t *Telegram) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	turn := t.turn
	if m.Class == conversation.Nudge {
		turn = t.lastTurn
	}
	if err := turn(ctx, to.User, patience); err != nil {
		return 0, err
	}
	if m.Chosen != nil && t.pace.spare(ctx, to.User) {
		over := t.leave(ctx, to.User, *m.Chosen)
		defer over()
	}
	mark, err := t.showWith(ctx, to.User, m)
	var refused *bot.SendError
	if errors.As(err, &refused) && refused.Fate == bot.Throttled {
		t.pace.refuse(ctx, to.User, refused.After)
	}
	return mark, t.noticed(err)
}

// turn waits for the chat's turn, or says how long that takes.
func (t *Telegram) turn(ctx context.Context, chat string, patience time.Duration) error {
	wait, err := t.pace.wait(ctx, chat)
	return t.await(ctx, chat, patience, wait, err)
}

// lastTurn is turn for what has all day: it lets everything else go first, and one such
// message after another, so that no more than one has taken a turn and waits for it.
func (t *Telegram) lastTurn(ctx context.Context, chat string, patience time.Duration) error {
	select {
	case t.pace.last <- struct{}{}:
		defer func() { <-t.pace.last }()
	case <-t.opts.After(patience):
		return &bot.SendError{Fate: bot.Throttled, After: patience, Err: errors.New("others have not had their turns")}
	case <-ctx.Done():
		return &bot.SendError{Fate: bot.Retry, Err: ctx.Err()}
	}
	wait, err := t.pace.waitLast(ctx, chat)
	return t.await(ctx, chat, patience, wait, err)
}

// await waits for a turn that was taken, unless that takes too long.
func (t *Telegram) await(ctx context.Context, chat string, patience, wait time.Duration, err error) error {
	switch {
	case err != nil:
		return &bot.SendError{Fate: bot.Retry, Err: err}
	case wait == 0:
		return nil
	case wait > patience:
		t.pace.keep(chat, wait)
		return &bot.SendError{Fate: bot.Throttled, After: wait, Err: errors.New("the chat's turn has not come")}
	}
	select {
	case <-t.opts.After(wait):
		return nil
	case <-ctx.Done():
		return &bot.SendError{Fate: bot.Retry, Err: ctx.Err()}
	}
}

// leave puts what was chosen in place of an answered question's buttons, while
// the next one is sent. It is an ornament: an error costs nobody anything, and
// it is left out where it would make a message wait for its turn.
func (t *Telegram) leave(ctx context.Context, chat string, c bot.Chosen) (over func()) {
	var done sync.WaitGroup
	done.Go(func() {
		_ = t.client.call(ctx, "editMessageReplyMarkup", tgbotapi.Params{
			"chat_id": chat, "message_id": id(c.At), "reply_markup": chosen(c.Labels).json(),
		}, nil)
	})
	return done.Wait
}

// show draws a message over an earlier one, or sends it.
func (t *Telegram) show(ctx context.Context, chat string, m bot.Message) (conversation.Mark, error) {
	all := pages(blocks(m))
	if len(all) == 0 && len(m.Options) > 0 {
		all = [][]block{{{text: ellipsis}}} // the buttons still need a message
	}
	if m.Over != 0 && len(all) == 1 {
		mark, err := t.write(ctx, chat, "editMessageText", m, all[0], true)
		switch {
		case err == nil, unchanged(err):
			return m.Over, nil
		case !uneditable(err):
			return mark, fate(err)
		}
	}
	var papers [][]block
	if m.Paper != "" {
		papers = pages([]block{{text: bot.Clean(m.Paper)}})
	}
	var mark conversation.Mark
	for i, page := range append(papers, all...) {
		if i > 0 {
			if err := t.turn(ctx, chat, patienceRest); err != nil {
				return 0, err
			}
		}
		var err error
		if mark, err = t.write(ctx, chat, "sendMessage", m, page, i == len(papers)+len(all)-1); err != nil {
			return 0, fate(err)
		}
	}
	return mark, nil
}

// write makes one message, with its buttons if it is the last. One that
// Telegram finds malformed, which is a fault of ours, is written once more
// without style, and then without buttons.
func (t *Telegram) write(ctx context.Context, chat, method string, m bot.Message, page []block, last bool) (conversation.Mark, error) {
	p := tgbotapi.Params{
		"chat_id": chat, "text": html(page), "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`,
	}
	if method == "editMessageText" {
		p["message_id"] = id(m.Over)
	}
	if last && len(m.Options) > 0 {
		p["reply_markup"] = t.keyboard(chat, m).json()
	}
	mark, err := t.written(ctx, method, p)
	for _, simpler := range []func(){
		func() { p["text"] = bare(page); delete(p, "parse_mode") },
		func() { delete(p, "reply_markup") },
	} {
		if !malformed(err) {
			return mark, err
		}
		t.opts.Notice(Malformed)
		t.opts.Log.ErrorContext(ctx, "message malformed", "platform", Platform, "method", method, "class", m.Class, "error", err)
		simpler()
		mark, err = t.written(ctx, method, p)
	}
	return mark, err
}

func (t *Telegram) written(ctx context.Context, method string, p tgbotapi.Params) (conversation.Mark, error) {
	var message struct {
		ID conversation.Mark `json:"message_id"`
	}
	err := t.client.call(ctx, method, p, &message)
	return message.ID, err
}

func id(m conversation.Mark) string { return strconv.FormatInt(int64(m), 10) }
