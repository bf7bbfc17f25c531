package slacktest

import (
	"encoding/json"
	"slices"
	"time"
)

// ackLimit is how long the app has to answer.
const ackLimit = 3 * time.Second

// mostAnswer is the size from which Slack drops an answer over Socket Mode
// without a word, in bytes.
const mostAnswer = 20_000

// A Transport is the way to the app. The zero value is Socket Mode.
type Transport struct {
	Events, Interactions, Commands string // addresses
	Secret                         string // that requests are signed with
}

// HTTP sends everything to one address.
func HTTP(url, secret string) Transport {
	return Transport{Events: url, Interactions: url, Commands: url, Secret: secret}
}

func (t Transport) http() bool { return t.Events != "" || t.Interactions != "" || t.Commands != "" }

// The kinds of deliveries, as Socket Mode names them.
const (
	kindEvent       = "events_api"
	kindInteraction = "interactive"
	kindCommand     = "slash_commands"
)

// A Delivery is one try to tell the app of something.
type Delivery struct {
	Kind    string // "events_api", "interactive", "slash_commands"
	Type    string // of the event or interaction, or the command
	ID      string // event_id, or the envelope's
	Retry   int    // 0 for the first try of an event
	Reason  string // of a retry
	Body    []byte // the JSON of the event or interaction, or of the command's fields
	Sent    time.Time
	Latency time.Duration // until the app answered, on the Server's clock
	Done    bool          // it was answered, or given up
	Failed  string        // "", or Slack's word: "http_timeout", "http_error", "connection_failed", "timeout"
	Answer  []byte        // what the app said with its acknowledgement
	Dropped bool          // the answer was too large for Socket Mode
}

// Deliveries are all tries so far, oldest first; none with Options.Forget.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Delivery, len(s.deliveries))
	for i, d := range s.deliveries {
		out[i] = *d
	}
	return out
}

// An answer is how a try ended.
type answer struct {
	failed  string
	body    []byte
	noRetry bool
	over    <-chan time.Time // rings after the pause that follows a failure
}

// deliver tells the app once and waits for its answer, but not longer than
// Slack does. The pause after a failure is counted from the moment when the try
// is noted as done. The caller does not hold the lock.
func (s *Server) deliver(d *Delivery, pause time.Duration) answer {
	s.mu.Lock()
	t := s.transport
	d.Sent = s.opts.Now()
	if !s.opts.Forget {
		s.deliveries = append(s.deliveries, d)
	}
	s.Nudge()
	s.mu.Unlock()
	var a answer
	if t.http() {
		a = s.deliverHTTP(t, d)
	} else {
		a = s.deliverSocket(d)
	}
	if a.failed != "" {
		a.over = s.opts.After(pause)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d.Latency, d.Done = s.opts.Now().Sub(d.Sent), true
	d.Failed, d.Answer = a.failed, a.body
	s.Nudge()
	return a
}

// retries are the pauses before an event is told again.
var retries = []time.Duration{0, time.Minute, 5 * time.Minute}

// tell delivers an event in the background, and again until it is acknowledged
// or Slack gives up. The caller holds the lock.
func (s *Server) tell(event object) string {
	name := text(event, "type")
	if c := text(event, "channel_type"); c != "" {
		name += "." + subscription(c)
	}
	if s.opts.Subscriptions != nil && !slices.Contains(s.opts.Subscriptions, name) {
		return ""
	}
	if scope := eventScope(name); scope != "" && s.needs(scope) != nil {
		return ""
	}
	id := s.unique("Ev")
	body := encode(object{
		"token": "unused", "team_id": s.opts.Team, "api_app_id": s.opts.App, "type": "event_callback",
		"event_id": id, "event_time": s.opts.Now().Unix(), "event": event, "is_ext_shared_channel": s.external(event),
		"authorizations": []object{{"team_id": s.opts.Team, "user_id": s.opts.Bot, "is_bot": true, "enterprise_id": nil}},
	})
	if s.ctx.Err() != nil {
		return id
	}
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		s.repeat(Delivery{Kind: kindEvent, Type: text(event, "type"), ID: id, Body: body})
	}()
	return id
}

func (s *Server) external(event object) bool {
	c := s.channels[text(event, "channel")]
	return c != nil && c.Shared
}

// subscription is the last part of an event's name in a manifest.
func subscription(channelType string) string {
	return map[string]string{"channel": "channels", "group": "groups"}[channelType] + map[string]string{"im": "im"}[channelType]
}

func eventScope(name string) string {
	return map[string]string{
		"app_mention": "app_mentions:read", "message.channels": "channels:history",
		"message.groups": "groups:history", "message.im": "im:history",
	}[name]
}

// repeat delivers an event until it is acknowledged.
func (s *Server) repeat(first Delivery) {
	d := first
	for _, pause := range retries {
		try := d
		a := s.deliver(&try, pause)
		if a.failed == "" || a.noRetry {
			return
		}
		select {
		case <-a.over:
		case <-s.ctx.Done():
			return
		}
		d.Retry, d.Reason = d.Retry+1, a.failed
	}
	s.deliver(&d, 0)
}

// Event tells the app of an event that no method here makes, such as
// "member_joined_channel" or one of a kind that nobody knows. It gives the
// event's id.
func (s *Server) Event(event map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tell(event)
}

// Redeliver tells the app again of an event that it has been told of, as Slack
// may although it was acknowledged, and waits for the answer's failure.
func (s *Server) Redeliver(eventID string, retry int) string {
	for _, d := range s.Deliveries() {
		if d.ID == eventID && d.Kind == kindEvent {
			again := Delivery{Kind: kindEvent, Type: d.Type, ID: d.ID, Body: d.Body, Retry: retry, Reason: "http_timeout"}
			return s.deliver(&again, 0).failed
		}
	}
	panic("slacktest: no event " + eventID)
}

// interact tells the app of what somebody did and waits for its answer.
// Interactions and commands are told once. The caller does not hold the lock.
func (s *Server) interact(kind, name string, payload object) answer {
	d := &Delivery{Kind: kind, Type: name, Body: encode(payload)}
	return s.deliver(d, 0)
}

// told is the JSON of an answer, or nil.
func (a answer) told() object {
	v, _ := decode(string(a.body))
	o, _ := v.(object)
	return o
}

func fields(body []byte) map[string]string {
	var out map[string]string
	if json.Unmarshal(body, &out) != nil {
		panic("slacktest: a command has only texts")
	}
	return out
}
