package telegramtest

import (
	"strconv"
	"time"
)

// pressLife is how long the open server keeps a press for the bot. How long
// Telegram takes an answer is not documented; here it is the same.
const pressLife = 150 * time.Second

// A callback is a press that waits for an answer, or has had one.
type callback struct {
	by       *user
	at       time.Time
	answered bool
}

// A Toast is what a person reads for a moment after a press.
type Toast struct {
	Text  string
	Alert bool // it must be closed by hand
}

// press tells the bot of a press. The caller holds the lock.
func (s *Server) press(c *chat, by *user, id int64, data string) int64 {
	number := strconv.FormatInt(by.wire.ID<<20+s.unique("callback"), 10)
	s.callbacks[number] = &callback{by: by, at: s.opts.Now()}
	by.pressed++
	s.Nudge()
	w := wireCallback{ID: number, From: &by.wire, Instance: strconv.FormatInt(c.wire.ID, 10), Data: data}
	if m := c.find(id); m != nil {
		w.Message = m.wireMessage
	} else {
		w.Message = wireInaccessible{Chat: &c.wire, ID: id}
	}
	return s.tell("callback_query", by.wire.ID+3<<33, s.opts.PressLife, encode(w))
}

// answerCallbackQuery takes one answer to a press.
func (s *Server) answerCallbackQuery(q *request) ([]byte, *refusal) {
	if units(q.params["text"]) > mostToast {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	number := q.params["callback_query_id"]
	c := s.callbacks[number]
	if c == nil || c.answered || s.opts.Now().Sub(c.at) > s.opts.PressLife {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	c.answered = true
	c.by.pressed--
	if s.opts.Forget {
		delete(s.callbacks, number)
	} else if text := plain(q.params["text"], nil).text; text != "" {
		c.by.toasts = append(c.by.toasts, Toast{Text: text, Alert: q.yes("show_alert")})
	}
	s.Nudge()
	return done, nil
}
