package telegramtest

import (
	"crypto/subtle"
	"net/http"
	"strings"
)

// Handler serves the methods at /bot<token>/<method> and files at
// /file/bot<token>/<path>.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.serve) }

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, rest)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, slash := strings.Cut(rest, "/")
	switch {
	case !ok || !slash:
		writeRefusal(w, notFound)
	case !s.owns(token):
		writeRefusal(w, wrongToken)
	default:
		s.serveMethod(w, r, name)
	}
}

func (s *Server) owns(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.opts.Token)) == 1
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, name string) {
	m := s.method(name)
	if m == nil {
		writeRefusal(w, notFound)
		return
	}
	q, refused := read(w, r)
	if refused != nil {
		writeRefusal(w, refused)
		return
	}
	result, refused, failure := s.perform(m, q)
	switch {
	case failure != nil:
		failure.write(w)
	case refused != nil:
		writeRefusal(w, refused)
	default:
		writeResult(w, result)
	}
}

// perform carries a call out, unless it is told to fail before that.
func (s *Server) perform(m *method, q *request) ([]byte, *refusal, *Failure) {
	place, failure := s.note(m, q)
	if failure != nil && !failure.Done {
		return nil, nil, failure
	}
	result, refused := m.do(s, q)
	if refused != nil {
		s.noteRefusal(place, refused)
	}
	return result, refused, failure
}
