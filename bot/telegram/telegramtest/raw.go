package telegramtest

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Raw tells the bot an update in the test's own words, whatever it asked to be
// told: an object without its update_id, which is put in. Nothing is checked,
// so that it may be one that no bot can read. It waits in the queue of the chat
// or person that it names, or in one of its own.
func (s *Server) Raw(object string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(object), "{"))
	body := `{"update_id":` + strconv.FormatInt(s.updates.next, 10)
	if rest != "}" {
		body += ","
	}
	return s.push(&update{queue: s.queueOf(object), body: []byte(body + rest), expires: s.opts.Now().Add(day)})
}

// queueOf reads no more of an update than whose it is.
func (s *Server) queueOf(object string) int64 {
	type owner struct{ ID int64 }
	type spoken struct{ Chat owner }
	var named struct {
		Message       json.RawMessage `json:"message"`
		Callback      json.RawMessage `json:"callback_query"`
		EditedMessage json.RawMessage `json:"edited_message"`
	}
	var m spoken
	var c struct{ From owner }
	_ = json.Unmarshal([]byte(object), &named) // what cannot be read has no owner
	for _, raw := range []json.RawMessage{named.Message, named.EditedMessage} {
		if _ = json.Unmarshal(raw, &m); m.Chat.ID != 0 {
			return m.Chat.ID
		}
	}
	if _ = json.Unmarshal(named.Callback, &c); c.From.ID != 0 {
		return c.From.ID + 3<<33
	}
	return 1<<60 + s.unique("queue")
}
