package telegramtest

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// mostAnswer is how much of a webhook's answer is read, in bytes.
const mostAnswer = 1 << 20

// A hookAnswer is how a delivery ended.
type hookAnswer struct {
	problem string // empty for a success
	retry   int    // seconds that the bot asks for
	gone    bool   // the answer was 410
	method  *method
	call    *request // a method that the answer asks for
}

// deliverOne sends an update and waits for the answer.
func (s *Server) deliverOne(h *webhook, u *update) hookAnswer {
	r := h.base.WithContext(s.ctx)
	r.Body = io.NopCloser(bytes.NewReader(u.body))
	r.ContentLength = int64(len(u.body))
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(u.body)), nil }
	res, err := s.sender.RoundTrip(r)
	if err != nil {
		return hookAnswer{problem: "Webhook connection closed"}
	}
	defer func() { _ = res.Body.Close() }() // it was read to its end or is of no use
	var body []byte
	if res.ContentLength != 0 {
		body, err = io.ReadAll(io.LimitReader(res.Body, mostAnswer))
	}
	switch {
	case err != nil:
		return hookAnswer{problem: "Webhook connection closed"}
	case res.StatusCode < 200 || res.StatusCode > 299:
		retry, _ := strconv.Atoi(res.Header.Get("Retry-After"))
		return hookAnswer{
			problem: "Wrong response from the webhook: " + res.Status,
			retry:   max(0, retry), gone: res.StatusCode == http.StatusGone,
		}
	}
	return s.answered(res.Header.Get("Content-Type"), body)
}

// answered reads the method that an answer may ask for. Telegram does not tell
// the bot how it ended.
func (s *Server) answered(kind string, body []byte) hookAnswer {
	if len(body) == 0 {
		return hookAnswer{}
	}
	q := &request{ctx: s.ctx, params: map[string]string{}}
	switch {
	case strings.HasPrefix(kind, "application/json"):
		q.readJSON(body)
	case strings.HasPrefix(kind, "application/x-www-form-urlencoded"):
		q.readForm(string(body))
	}
	name := strings.ToLower(q.params["method"])
	m := s.method(name)
	if m == nil || strings.HasPrefix(name, "get") || name == "setwebhook" || name == "deletewebhook" {
		return hookAnswer{}
	}
	delete(q.params, "method")
	return hookAnswer{method: m, call: q}
}
