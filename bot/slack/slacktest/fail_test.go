package slacktest_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

func TestCallsFailAsTheyAreTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		failure *slacktest.Failure
		done    bool
		is      func(error) bool
	}{
		{"not at all", nil, true, func(err error) bool { return err == nil }},
		{"too many", slacktest.TooManyRequests(7), false, func(err error) bool {
			var r *slack.RateLimitedError
			return errors.As(err, &r) && r.RetryAfter == 7*time.Second
		}},
		{"refused", slacktest.Refused("fatal_error"), false, func(err error) bool { return err != nil && err.Error() == "fatal_error" }},
		{"unavailable", slacktest.ServiceUnavailable(), false, func(err error) bool {
			var s slack.StatusCodeError
			return errors.As(err, &s) && s.Code == http.StatusServiceUnavailable
		}},
		{"unreadable", slacktest.Unreadable(), true, func(err error) bool { return err != nil }},
		{"cut before", slacktest.CutBefore(), false, func(err error) bool { return err != nil }},
		{"cut after", slacktest.CutAfter(), true, func(err error) bool { return err != nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.Fail(func(call slacktest.Call) *slacktest.Failure {
				if call.Method != "chat.postMessage" || call.Params["text"] != "card" {
					t.Errorf("asked about %+v", call)
				}
				return c.failure
			})
			_, _, err := w.api.PostMessageContext(t.Context(), "C1", slack.MsgOptionText("card", false))
			same(t, "as told", c.is(err), true)
			same(t, "done", len(w.ana.Messages("C1")) == 1, c.done)
			w.Fail(nil)
			w.posts("C1", "again")
		})
	}
}
