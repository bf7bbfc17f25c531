package slack

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/slack-go/slack/socketmode"

	"pledgebot/bot"
	"pledgebot/store"
)

// bodyMost is the longest request that is read, in bytes.
const bodyMost = 1 << 20

// freshFor is how old a request may be, and rememberFor how long its signature
// is known again.
const (
	freshFor    = 5 * time.Minute
	rememberFor = 2 * freshFor
)

// Requests takes what Slack sends to a URL: events, presses, forms and commands
// alike. It answers 200 after what follows is kept, and otherwise 503.
func (s *Slack) Requests(d Desk) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		raw, ok := bot.Body(w, r, bodyMost)
		switch {
		case !ok:
			return
		case probed(r.Header, raw):
			w.WriteHeader(http.StatusOK)
			return
		case !s.signed(r.Header, raw):
			s.opts.Log.WarnContext(r.Context(), "request refused", "platform", Platform)
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
		s.answer(w, r, d, raw)
	})
}

// signed tells whether Slack has signed a request within the last minutes
// (docs.slack.dev/authentication/verifying-requests-from-slack). The library's
// verifier reads the wall clock, and its error names the right signature.
func (s *Slack) signed(h http.Header, body []byte) bool {
	stamp := h.Get("X-Slack-Request-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if age := s.opts.Now().Sub(time.Unix(seconds, 0)); err != nil || age.Abs() > freshFor {
		return false
	}
	mac := hmac.New(sha256.New, []byte(s.opts.Secret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	want := "v0=" + hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(h.Get("X-Slack-Signature")))
}

func (s *Slack) answer(w http.ResponseWriter, r *http.Request, d Desk, raw []byte) {
	in, ok := request(r.Header.Get("Content-Type"), raw)
	if !ok {
		http.Error(w, "not understood", http.StatusBadRequest)
		return
	}
	then := func(context.Context) {}
	select {
	case s.room <- struct{}{}:
		defer func() {
			s.begin(func(ctx context.Context) {
				defer func() { <-s.room }()
				then(ctx)
			})
		}()
	default:
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return
	}
	again, err := s.replayed(r.Context(), r.Header)
	if err == nil && again {
		w.WriteHeader(http.StatusOK) // it has been taken
		return
	}
	var a answer
	if err == nil {
		a, err = s.take(context.WithoutCancel(r.Context()), d, in)
	}
	if err != nil {
		s.opts.Log.WarnContext(r.Context(), "request not taken", "platform", Platform, "kind", in.kind, "error", err)
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return
	}
	if a.then != nil {
		then = a.then
	}
	if a.body == nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(a.body) // nobody is left to tell
}

// probed tells whether Slack only looks at our certificate, for which it signs
// nothing (docs.slack.dev, slash commands).
func probed(h http.Header, raw []byte) bool {
	return h.Get("X-Slack-Signature") == "" && bytes.HasPrefix(raw, []byte("ssl_check=1"))
}

// replayed tells whether the same signed request has come before, to any
// replica. Slack signs each of its own tries anew.
func (s *Slack) replayed(ctx context.Context, h http.Header) (bool, error) {
	sum := sha256.Sum256([]byte(h.Get("X-Slack-Signature")))
	bucket := "slack:signed:" + hex.EncodeToString(sum[:16])
	wait, err := s.opts.Limits.Reserve(ctx, bucket, store.Rate{Every: rememberFor, Burst: 1}, 1, s.opts.Now())
	return wait > 0, err
}

// request tells what a request brings. Commands come as a form; they are read
// into the shape that they have in Socket Mode.
func request(contentType string, raw []byte) (input, bool) {
	kind, _, err := mime.ParseMediaType(contentType)
	switch {
	case err != nil:
		return input{}, false
	case kind == "application/json":
		return input{kind: socketmode.RequestTypeEventsAPI, body: raw}, true
	case kind != "application/x-www-form-urlencoded":
		return input{}, false
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return input{}, false
	}
	if payload := form.Get("payload"); payload != "" {
		return input{kind: socketmode.RequestTypeInteractive, body: json.RawMessage(payload)}, true
	}
	fields := map[string]string{}
	for name := range form {
		fields[name] = form.Get(name)
	}
	body, err := json.Marshal(fields)
	return input{kind: socketmode.RequestTypeSlashCommands, body: body}, err == nil && form.Get("command") != ""
}
