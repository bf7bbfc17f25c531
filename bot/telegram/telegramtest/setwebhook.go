package telegramtest

import (
	"net"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

const (
	defaultConnections = 40
	mostConnections    = 100
	mostSecret         = 256
)

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// setWebhook takes an https address or, other than Telegram, http on this
// machine; it does not mind the port. It may be called once a second if there
// are Rates.
func (s *Server) setWebhook(q *request) ([]byte, *refusal) {
	address := q.params["url"]
	if address == "" {
		return s.deleteWebhook(q)
	}
	u, refused := webhookURL(address)
	if refused != nil {
		return nil, refused
	}
	secret := q.params["secret_token"]
	switch {
	case len(secret) > mostSecret:
		return nil, badRequest("secret token is too long")
	case !secretToken.MatchString(secret):
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opts.Now()
	if s.opts.Rates != (Rates{}) && now.Sub(s.hookSetAt) < time.Second {
		return nil, tooMany(1)
	}
	s.hookSetAt = now
	s.endPoll(webhookSet)
	s.dropWebhook()
	s.forgetPending(q)
	s.allow(q)
	h := &webhook{
		address: address, queues: map[int64]*hookQueue{}, lastSuccess: now, stop: make(chan struct{}),
		most: int(q.integer("max_connections", int64(s.opts.MaxConnections), 1, mostConnections)),
		base: &http.Request{
			Method: http.MethodPost, URL: u, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{"Content-Type": jsonType},
		},
	}
	if secret != "" {
		h.base.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	s.hook, h.next = h, s.updates.pending.Front()
	s.load(h)
	s.Nudge()
	return done, nil
}

func webhookURL(address string) (*url.URL, *refusal) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, badRequest("invalid webhook URL specified")
	}
	here := u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
	if u.Scheme != "https" && (u.Scheme != "http" || !here) {
		return nil, badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	}
	return u, nil
}

func (s *Server) deleteWebhook(q *request) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropWebhook()
	s.forgetPending(q)
	s.Nudge()
	return done, nil
}

// dropWebhook ends deliveries; what was not delivered stays pending. The caller
// holds the lock.
func (s *Server) dropWebhook() {
	if s.hook != nil {
		close(s.hook.stop)
		s.hook = nil
	}
}

func (s *Server) forgetPending(q *request) {
	if q.yes("drop_pending_updates") {
		for e := s.updates.pending.Front(); e != nil; e = s.updates.pending.Front() {
			s.drop(e.Value.(*update))
		}
	}
}

// WebhookInfo is what getWebhookInfo gives.
type WebhookInfo struct {
	URL            string   `json:"url"`
	Certificate    bool     `json:"has_custom_certificate"`
	Pending        int      `json:"pending_update_count"`
	MaxConnections int      `json:"max_connections,omitempty"`
	Allowed        []string `json:"allowed_updates,omitempty"`
	LastErrorDate  int64    `json:"last_error_date,omitempty"`
	LastError      string   `json:"last_error_message,omitempty"`

	Failures int `json:"-"` // deliveries that failed since the webhook was set
}

// Webhook is what the Server knows of the webhook.
func (s *Server) Webhook() WebhookInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := WebhookInfo{Pending: s.updates.pending.Len(), Allowed: s.updates.allowed}
	if h := s.hook; h != nil {
		i.URL, i.MaxConnections, i.LastError, i.Failures = h.address, h.most, h.lastError, h.failures
		if !h.lastErrorAt.IsZero() {
			i.LastErrorDate = h.lastErrorAt.Unix()
		}
	}
	return i
}

func (s *Server) getWebhookInfo(*request) ([]byte, *refusal) { return encode(s.Webhook()), nil }
