package slacktest

import (
	"io"
	"net/http"
	"slices"
	"time"
)

// How long, and how often, a response URL may be used.
const (
	responseLife = 30 * time.Minute
	mostUses     = 5
)

type responseURL struct {
	who      *person
	place    *channel
	original string // the message that was pressed; empty of a command
	at       time.Time
	uses     int
}

// responseFields are what an answer may say. The library sends metadata without
// a type with each.
var responseFields = []string{
	"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata", "mrkdwn", "unfurl_links", "unfurl_media",
}

// newResponseURL makes one for what somebody did. The caller holds the lock.
func (s *Server) newResponseURL(who *person, c *channel, original string) string {
	id := s.unique("response")
	s.responses[id] = &responseURL{who: who, place: c, original: original, at: s.opts.Now()}
	return s.url + "/response/" + id
}

func (s *Server) serveResponse(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	v, ok := decode(string(b))
	o, isObject := v.(object)
	call, failure := s.note(&request{name: "response_url", params: map[string]string{"body": string(b)}})
	if failure != nil && !failure.Done {
		failure.write(w)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	refused := refuse("invalid_payload")
	if err == nil && ok && isObject {
		refused = s.useResponse(s.responses[r.PathValue("id")], o)
	}
	s.Nudge()
	switch {
	case refused != nil:
		call.Refused = refused.code
		write(w, http.StatusNotFound, object{"ok": false, "error": refused.code})
	case failure != nil:
		failure.write(w)
	default:
		write(w, http.StatusOK, object{"ok": true})
	}
}

func (s *Server) useResponse(r *responseURL, o object) *refusal {
	switch {
	case r == nil:
		return refuse("invalid_url")
	case s.opts.Now().Sub(r.at) > responseLife:
		return refuse("expired_url")
	case r.uses >= mostUses:
		return refuse("used_url")
	}
	refused := s.respond(r, o)
	if refused == nil {
		r.uses++
	}
	return refused
}

// respond shows what the app answers to somebody's press or command: only to
// them, to all in the channel, or in the place of what was pressed.
func (s *Server) respond(r *responseURL, o object) *refusal {
	for name := range o {
		if !slices.Contains(responseFields, name) {
			s.problem("answer to a press or command: unknown field %q", name)
			return refuse("invalid_arguments")
		}
	}
	original := (&Person{s: s, p: r.who}).shown(r.place, r.original)
	if o["delete_original"] == true {
		if original != nil && original.user == "" {
			s.remove(original)
		}
		return nil
	}
	said, refused := s.content(requestOf(o), true)
	if refused != nil {
		s.problem("answer to a press or command: %s %q", refused.code, refused.messages)
		return refused
	}
	if o["replace_original"] == true && original != nil && original.user == "" {
		s.edit(original, said)
		return nil
	}
	m := &message{only: r.who.ID, thread: text(o, "thread_ts")}
	if text(o, "response_type") == "in_channel" {
		m.only = ""
	}
	s.set(m, said)
	s.post(r.place, m)
	return nil
}

// requestOf reads an answer as a call's arguments.
func requestOf(o object) *request {
	q := &request{params: map[string]string{}}
	if t, ok := o["text"].(string); ok {
		q.params["text"] = t
	}
	if o["blocks"] != nil {
		q.params["blocks"] = string(encode(o["blocks"]))
	}
	return q
}
