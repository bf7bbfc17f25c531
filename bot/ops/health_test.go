package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/ops"
)

func ask(t *testing.T, h http.Handler, method, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader("{}")))
	return w.Code, w.Body.String()
}

func TestReadyNamesEachCheck(t *testing.T) {
	t.Parallel()
	c := newClock()
	beat := &ops.Beat{Now: c.Now, Within: time.Minute}
	var away error
	h := &ops.Health{
		Checks: []ops.Check{
			{Name: ops.CheckDatabase, Do: func(context.Context) error { return away }}, {Name: ops.CheckPoll, Do: beat.Check},
		},
		Redact: func(s string) string { return strings.ReplaceAll(s, "hunter2", "[secret]") },
	}
	ready := func(want int, words ...string) {
		t.Helper()
		code, body := ask(t, ops.Private(h, ops.NewMetrics("v1", c.Now)).Handler, "GET", "/readyz")
		var answer struct {
			Ready  bool
			Checks map[string]string
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil || code != want || answer.Ready != (want == 200) {
			t.Errorf("%d %s, %v", code, body, err)
		}
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%q is not in %s", w, body)
			}
		}
	}
	ready(200, `"database":"ok"`, `"poll":"ok"`)
	beat.Strike()
	c.wind(time.Minute)
	ready(200)
	c.wind(time.Second)
	ready(503, `"poll":"no answer for 1m1s"`, `"database":"ok"`)
	beat.Rest()
	ready(200)
	away = errors.New("dial hunter2: refused")
	ready(503, `"database":"dial [secret]: refused"`)
	away = nil
	h.Close()
	ready(503, `"serve":"is ending"`)
	if code, _ := ask(t, ops.Private(h, ops.NewMetrics("v1", c.Now)).Handler, "GET", "/livez"); code != 200 {
		t.Errorf("it lives: %d", code)
	}
}

func TestListenersServeNothingElse(t *testing.T) {
	t.Parallel()
	h, m := &ops.Health{}, ops.NewMetrics("v1", newClock().Now)
	webhook := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) })
	cases := []struct {
		server       *http.Server
		method, path string
		want         int
	}{
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "POST", "/telegram", 202},
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "GET", "/telegram", 405},
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "GET", "/livez", 200},
		{ops.Public(h, nil, map[string]http.Handler{"/feed.json": webhook}), "POST", "/telegram", 404},
		{ops.Public(h, nil, map[string]http.Handler{"/feed.json": webhook}), "GET", "/feed.json", 202},
		{ops.Public(h, nil, map[string]http.Handler{"/feed.json": webhook}), "POST", "/feed.json", 405},
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "GET", "/readyz", 404},
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "GET", "/metrics", 404},
		{ops.Public(h, map[string]http.Handler{ops.WebhookPath: webhook}, nil), "GET", "/debug/pprof/", 404},
		{ops.Private(h, m), "GET", "/metrics", 200},
		{ops.Private(h, m), "GET", "/debug/pprof/", 200},
		{ops.Private(h, m), "GET", "/debug/pprof/heap", 200},
		{ops.Private(h, m), "POST", "/telegram", 404},
	}
	for _, c := range cases {
		if code, _ := ask(t, c.server.Handler, c.method, c.path); code != c.want {
			t.Errorf("%s %s: %d", c.method, c.path, code)
		}
		s := c.server
		if s.ReadHeaderTimeout != 5*time.Second || s.ReadTimeout != 10*time.Second || s.IdleTimeout != time.Minute || s.MaxHeaderBytes != 16<<10 {
			t.Errorf("limits %v %v %v %v", s.ReadHeaderTimeout, s.ReadTimeout, s.IdleTimeout, s.MaxHeaderBytes)
		}
	}
}
