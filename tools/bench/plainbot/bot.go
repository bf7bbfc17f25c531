package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// sessions keep where conversations stand.
type sessions interface {
	load(ctx context.Context, chat int64) (session, error)
	save(ctx context.Context, chat int64, s session) error
}

// pledges keep what was answered.
type pledges interface {
	answer(ctx context.Context, chat int64, question, answer string) error
	submit(ctx context.Context, chat int64, answers map[string]string) (id int64, err error)
}

type bot struct {
	api      *tgbotapi.BotAPI
	sessions sessions
	pledges  pledges
	every    bool // answers are inserted one by one as well
}

// ServeHTTP takes one update and acknowledges it when it is handled.
func (b *bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u, err := b.api.HandleUpdate(r)
	if err != nil {
		http.Error(w, "not read", http.StatusBadRequest)
		return
	}
	switch {
	case u.CallbackQuery != nil:
		err = b.press(r.Context(), u.CallbackQuery)
	case u.Message != nil:
		err = b.text(r.Context(), u.Message)
	}
	if err != nil {
		log.Print(err)
		http.Error(w, "not handled", http.StatusInternalServerError)
	}
}

func (b *bot) text(ctx context.Context, m *tgbotapi.Message) error {
	chat := m.Chat.ID
	if m.IsCommand() && m.Command() == "start" {
		if err := b.sessions.save(ctx, chat, session{Answers: map[string]string{}}); err != nil {
			return err
		}
		return b.show(chat, session{}, 0)
	}
	s, err := b.sessions.load(ctx, chat)
	if err != nil {
		return err
	}
	q := questions[s.Step]
	if q.read == nil {
		return b.show(chat, s, s.Step)
	}
	answer, err := q.read(m.Text)
	if err != nil {
		return b.show(chat, s, s.Step)
	}
	return b.next(ctx, chat, s, answer)
}

func (b *bot) press(ctx context.Context, c *tgbotapi.CallbackQuery) error {
	if _, err := b.api.Request(tgbotapi.NewCallback(c.ID, "")); err != nil {
		return err
	}
	chat := c.From.ID
	s, err := b.sessions.load(ctx, chat)
	if err != nil {
		return err
	}
	step, label, ok := pressed(c.Data)
	q := questions[s.Step]
	switch {
	case !ok || step != s.Step || q.read != nil:
		return nil // of an old question
	case q.ticks && strings.HasPrefix(label, unticked):
		return b.tick(ctx, c.Message, s, strings.TrimPrefix(label, unticked))
	case q.ticks:
		return b.next(ctx, chat, s, strings.Join(s.Ticked, ", "))
	}
	return b.next(ctx, chat, s, label)
}

// pressed reads the data of a button: the place of its question and its own.
func pressed(data string) (step int, label string, ok bool) {
	q, o, _ := strings.Cut(data, ":")
	step, err := strconv.Atoi(q)
	n, wrong := strconv.Atoi(o)
	if err != nil || wrong != nil || step < 0 || step >= len(questions) {
		return 0, "", false
	}
	for _, row := range screens[step].Keyboard {
		if n < len(row) {
			return step, row[n], true
		}
		n -= len(row)
	}
	return 0, "", false
}

// tick sets an option or clears it, and draws the buttons again.
func (b *bot) tick(ctx context.Context, m *tgbotapi.Message, s session, option string) error {
	var left []string
	for _, t := range s.Ticked {
		if t != option {
			left = append(left, t)
		}
	}
	if len(left) == len(s.Ticked) {
		left = append(left, option)
	}
	s.Ticked = left
	if err := b.sessions.save(ctx, m.Chat.ID, s); err != nil {
		return err
	}
	_, err := b.api.Request(tgbotapi.NewEditMessageReplyMarkup(m.Chat.ID, m.MessageID, keyboard(s, s.Step)))
	return err
}

// next keeps an answer and asks the next question.
func (b *bot) next(ctx context.Context, chat int64, s session, answer string) error {
	name := questions[s.Step].name
	if name != "" {
		s.Answers[name] = answer
		if b.every {
			if err := b.pledges.answer(ctx, chat, name, answer); err != nil {
				return err
			}
		}
	}
	s.Step++
	if s.Step == len(questions) {
		return b.submit(ctx, chat, s)
	}
	if err := b.sessions.save(ctx, chat, s); err != nil {
		return err
	}
	return b.show(chat, s, s.Step)
}

// submit inserts the pledge and shows its number.
func (b *bot) submit(ctx context.Context, chat int64, s session) error {
	id, err := b.pledges.submit(ctx, chat, s.Answers)
	if err != nil {
		return err
	}
	if err := b.sessions.save(ctx, chat, session{Answers: map[string]string{}}); err != nil {
		return err
	}
	s.Answers["reference"] = fmt.Sprintf("CLA-%d-%04d", time.Now().Year(), id) //nolint:forbidigo // a program that only the benchmark runs
	if err := b.show(chat, s, len(questions)); err != nil {
		return err
	}
	return b.show(chat, s, len(questions)+1)
}

// show sends a screen with the answers in it.
func (b *bot) show(chat int64, s session, at int) error {
	m := tgbotapi.NewMessage(chat, fill(screens[at].Text, s.Answers))
	m.ParseMode, m.DisableWebPagePreview = tgbotapi.ModeHTML, true
	if len(screens[at].Keyboard) > 0 {
		m.ReplyMarkup = keyboard(s, at)
	}
	_, err := b.api.Send(m)
	return err
}

// fill puts answers into a text.
func fill(text string, answers map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	pairs := []string{"{today}", time.Now().Format("2 January 2006")} //nolint:forbidigo // as above
	for name, a := range answers {
		pairs = append(pairs, "{"+name+"}", tgbotapi.EscapeText(tgbotapi.ModeHTML, a))
	}
	if strings.Contains(text, "{check}") {
		sum := sha256.Sum256([]byte(answers["number"] + answers["whom"] + answers["when"] + answers["measures"]))
		pairs = append(pairs, "{check}", strings.ToUpper(hex.EncodeToString(sum[:5])))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// The marks of an option that can be ticked.
const (
	unticked = "☐ "
	ticked   = "☑ "
)

// keyboard is what stands below a question.
func keyboard(s session, step int) tgbotapi.InlineKeyboardMarkup {
	on := map[string]bool{}
	for _, t := range s.Ticked {
		on[unticked+t] = true
	}
	var rows [][]tgbotapi.InlineKeyboardButton
	n := 0
	for _, labels := range screens[step].Keyboard {
		var row []tgbotapi.InlineKeyboardButton
		for _, label := range labels {
			data := strconv.Itoa(step) + ":" + strconv.Itoa(n)
			if on[label] {
				label = strings.Replace(label, unticked, ticked, 1)
			}
			row = append(row, tgbotapi.NewInlineKeyboardButtonData(label, data))
			n++
		}
		rows = append(rows, row)
	}
	return tgbotapi.NewInlineKeyboardMarkup(rows...)
}
