package slacktest

import (
	"net/http"
	"strings"
)

// Handler serves the Web API at /api/<method>, uploads at /upload/, response
// URLs at /response/ and Socket Mode at /link/.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.serveMethod)
	mux.HandleFunc("POST /upload/{id}", s.serveUpload)
	mux.HandleFunc("POST /response/{id}", s.serveResponse)
	mux.HandleFunc("GET /link/", s.serveSocket)
	return mux
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request) {
	q, refused := read(w, r)
	if refused != nil {
		refused.write(w)
		return
	}
	q.name = strings.TrimPrefix(r.URL.Path, "/api/")
	call, failure := s.note(q)
	if failure != nil && !failure.Done {
		failure.write(w)
		return
	}
	result, refused := s.perform(q)
	s.noteRefusal(call, refused)
	switch {
	case failure != nil:
		failure.write(w)
	case refused != nil:
		refused.write(w)
	default:
		result["ok"] = true
		write(w, http.StatusOK, result)
	}
}

// perform checks who calls, what for and how often, and carries the call out.
func (s *Server) perform(q *request) (object, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.Nudge()
	m := s.methods[q.name]
	if m == nil {
		s.problem("unknown method %q", q.name)
		return nil, refuse("unknown_method")
	}
	if refused := s.authorise(m, q); refused != nil {
		return nil, refused
	}
	if refused := s.limitMethod(q.name, m.tier); refused != nil {
		return nil, refused
	}
	for name := range q.params {
		if !m.takes(name) {
			s.problem("%s: unknown argument %q", q.name, name)
			return nil, refuse("invalid_arguments")
		}
	}
	if m.scope != "" {
		if refused := s.needs(m.scope); refused != nil {
			return nil, refused
		}
	}
	return m.do(s, q)
}

func (s *Server) authorise(m *method, q *request) *refusal {
	want := s.opts.BotToken
	if m.app {
		want = s.opts.AppToken
	}
	switch {
	case q.token == "":
		return refuse("not_authed")
	case q.token == s.opts.BotToken && m.app, q.token == s.opts.AppToken && !m.app:
		return refuse("not_allowed_token_type")
	case q.token != want:
		return refuse("invalid_auth")
	}
	return nil
}
