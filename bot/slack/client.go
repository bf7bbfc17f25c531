package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/store"
)

// callFor is how long one call may take.
const callFor = 10 * time.Second

// A client calls the Web API, at the rates that Slack allows, and never faster.
type client struct {
	api    *slack.Client
	limits store.Limits
	rates  Rates
	now    func() time.Time
	after  func(time.Duration) <-chan time.Time
	notice func(Incident)

	mu   sync.Mutex
	left map[string][]time.Time // turns that were given up, by bucket: when they are due, in order
}

// Rates are what is called at most, kept ahead of time and shared by all
// replicas.
type Rates struct {
	Post   store.Rate // of new messages in a channel
	Update store.Rate // of changed messages
	Read   store.Rate // of what is looked up
}

// DefaultRates stay below docs.slack.dev/apis/web-api/rate-limits: a message a
// second in a channel; tier 3, 50 a minute.
var DefaultRates = Rates{
	Post:   store.Rate{Every: time.Second, Burst: 1},
	Update: store.Rate{Every: time.Minute / 45, Burst: 5},
	Read:   store.Rate{Every: time.Minute / 45, Burst: 5},
}

func newClient(o Options) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 16
	var around http.RoundTripper = transport
	if o.Around != nil {
		around = o.Around(around)
	}
	options := []slack.Option{slack.OptionHTTPClient(&http.Client{Transport: around, Timeout: callFor})}
	if o.API != "" {
		options = append(options, slack.OptionAPIURL(o.API))
	}
	if o.AppToken != "" {
		options = append(options, slack.OptionAppLevelToken(o.AppToken))
	}
	return &client{
		api: slack.New(o.Token, options...), limits: o.Limits, rates: o.Rates, now: o.Now, after: o.After, notice: o.Notice,
		left: map[string][]time.Time{},
	}
}

// A refusedError is Slack saying no; the same call would be refused again.
type refusedError struct{ Method, Code string }

func (e *refusedError) Error() string { return e.Method + ": Slack says " + e.Code }

// A throttledError is Slack asking to wait.
type throttledError struct{ After time.Duration }

func (e *throttledError) Error() string { return "Slack asks to wait " + e.After.String() }

// turn waits until a call is due under a rate; "" for no rate. A turn that is
// given up is the next one's: otherwise many who do not wait for long would take
// turns far ahead, and the cards would wait behind them.
func (c *client) turn(ctx context.Context, bucket string, r store.Rate) error {
	if bucket == "" || r.Every == 0 {
		return ctx.Err()
	}
	due, found := c.taken(bucket)
	if !found {
		wait, err := c.limits.Reserve(ctx, bucket, r, 1, c.now())
		if err != nil || wait <= 0 {
			return err
		}
		due = c.now().Add(wait)
	}
	select {
	case <-c.after(due.Sub(c.now())):
		return nil
	case <-ctx.Done():
		c.leave(bucket, due)
		return ctx.Err()
	}
}

// leave keeps a turn for the next.
func (c *client) leave(bucket string, due time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := append(c.left[bucket], due)
	slices.SortFunc(all, time.Time.Compare)
	c.left[bucket] = all
}

// forget drops the turns that were left: they are of before a pause.
func (c *client) forget(bucket string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.left, bucket)
}

// taken is the first turn that was left and is still to come.
func (c *client) taken(bucket string) (due time.Time, found bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for all := c.left[bucket]; len(all) > 0; all = c.left[bucket] {
		due, c.left[bucket] = all[0], all[1:]
		if !due.Before(c.now()) {
			return due, true
		}
	}
	return time.Time{}, false
}

// do calls a method. Its error names the method and Slack's word for what is
// wrong: never a token, nor a text.
func (c *client) do(ctx context.Context, method, bucket string, r store.Rate, call func(*slack.Client) error) error {
	if err := c.turn(ctx, bucket, r); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	err := call(c.api)
	var throttled *slack.RateLimitedError
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &throttled):
		if bucket != "" {
			_ = c.limits.Pause(ctx, bucket, c.now().Add(throttled.RetryAfter)) // the error says so too
			c.forget(bucket)
		}
		return &throttledError{After: throttled.RetryAfter}
	case errors.As(err, &said):
		return c.refused(method, said)
	case errors.As(err, &status):
		return fmt.Errorf("%s: status %d", method, status.Code)
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
	return fmt.Errorf("%s: no answer of Slack (%T)", method, errors.Unwrap(err))
}

func (c *client) refused(method string, said slack.SlackErrorResponse) error {
	switch said.Err {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired":
		c.notice(TokenRefused)
	case "invalid_blocks", "invalid_arguments", "msg_too_long", "no_text", "invalid_blocks_format":
		c.notice(Malformed)
		said.Err += " " + strings.Join(said.ResponseMetadata.Messages, "; ") // names places in our blocks
	}
	return &refusedError{Method: method, Code: said.Err}
}

// says tells whether an error is Slack's refusal with one of some codes.
func says(err error, codes ...string) bool {
	var refused *refusedError
	if !errors.As(err, &refused) {
		return false
	}
	for _, code := range codes {
		if refused.Code == code {
			return true
		}
	}
	return false
}
