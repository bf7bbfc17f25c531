package slacktest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Post is a request to the app, as Slack made it or as a stranger may.
type Post struct {
	URL    string
	Header http.Header
	Body   string
}

// Posts are all that Slack has made so far, oldest first; none with
// Options.Forget. One of them, sent again, is a replay.
func (s *Server) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.posts)
}

const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// deliverHTTP posts one delivery and waits for the answer.
func (s *Server) deliverHTTP(t Transport, d *Delivery) answer {
	p := s.request(t, d)
	if !s.opts.Forget {
		s.mu.Lock()
		s.posts = append(s.posts, p)
		s.mu.Unlock()
	}
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(nil)
	late := s.opts.After(ackLimit)
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		select {
		case <-late:
			cancel(errLate)
		case <-ctx.Done():
		}
	}()
	status, header, body, err := s.roundTrip(ctx, p)
	a := answer{body: body, noRetry: header.Get("X-Slack-No-Retry") == "1"}
	switch {
	case errors.Is(context.Cause(ctx), errLate):
		a.failed = "http_timeout"
	case err != nil:
		a.failed = "connection_failed"
	case status != http.StatusOK:
		a.failed = "http_error"
	}
	return a
}

// request is a delivery as a signed request: an event is JSON, an interaction
// is JSON in a form, a command is a form.
func (s *Server) request(t Transport, d *Delivery) Post {
	address, kind, body := t.Events, jsonType, string(d.Body)
	switch d.Kind {
	case kindInteraction:
		address, kind, body = t.Interactions, formType, url.Values{"payload": {body}}.Encode()
	case kindCommand:
		form := url.Values{}
		for name, value := range fields(d.Body) {
			form.Set(name, value)
		}
		address, kind, body = t.Commands, formType, form.Encode()
	}
	p := s.sign(address, kind, body, t.Secret, s.opts.Now())
	if d.Retry > 0 {
		p.Header.Set("X-Slack-Retry-Num", strconv.Itoa(d.Retry))
		p.Header.Set("X-Slack-Retry-Reason", d.Reason)
	}
	return p
}

var errLate = errors.New("no answer within 3 seconds")

func (s *Server) roundTrip(ctx context.Context, p Post) (int, http.Header, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL, strings.NewReader(p.Body))
	if err != nil {
		return 0, nil, nil, err
	}
	r.Header = p.Header.Clone()
	res, err := s.sender.RoundTrip(r)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = res.Body.Close() }() // it was read to its end or is of no use
	b, err := io.ReadAll(io.LimitReader(res.Body, mostBody))
	return res.StatusCode, res.Header, b, err
}

// Send makes a request to the app as it is, without a limit of time, and gives
// the status and the body of the answer.
func (s *Server) Send(p Post) (int, string, error) {
	status, _, body, err := s.roundTrip(s.ctx, p)
	return status, string(body), err
}

// Challenge asks the app to confirm its address, as Slack does when it is set:
// it must answer with the challenge, as a text or as JSON.
func (s *Server) Challenge() (bool, error) {
	s.mu.Lock()
	t, challenge := s.transport, s.unique("challenge")
	s.mu.Unlock()
	body := encode(object{"type": "url_verification", "token": "unused", "challenge": challenge})
	status, got, err := s.Send(s.sign(t.Events, jsonType, string(body), t.Secret, s.opts.Now()))
	if err != nil || status != http.StatusOK {
		return false, err
	}
	v, _ := decode(got)
	o, _ := v.(object)
	return strings.TrimSpace(got) == challenge || text(o, "challenge") == challenge, nil
}

// SSLCheck asks whether the address of commands has a certificate: the app
// answers 200. Slack does not sign it.
func (s *Server) SSLCheck() (int, string, error) {
	s.mu.Lock()
	t := s.transport
	s.mu.Unlock()
	return s.Send(Post{URL: t.Commands, Header: http.Header{"Content-Type": {formType}}, Body: "ssl_check=1&token=unused"})
}

// Signed is a request as Slack would make it now to one address of the app.
func (s *Server) Signed(address, contentType, body string) Post {
	s.mu.Lock()
	secret := s.transport.Secret
	s.mu.Unlock()
	return s.sign(address, contentType, body, secret, s.opts.Now())
}

// SignedAt is a request as Slack would have made it at another time.
func (s *Server) SignedAt(at time.Time, address, contentType, body string) Post {
	s.mu.Lock()
	secret := s.transport.Secret
	s.mu.Unlock()
	return s.sign(address, contentType, body, secret, at)
}
