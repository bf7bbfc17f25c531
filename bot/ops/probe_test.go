package ops_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/ops"
)

func TestTryWritesALineEach(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	redact := func(s string) string { return strings.ReplaceAll(s, "hunter2", "[secret]") }
	good := ops.Probe{Name: "database", Do: func(context.Context) (string, error) { return "version 2", nil }}
	bad := ops.Probe{Name: "Redis", Do: func(context.Context) (string, error) { return "", errors.New("dial hunter2: refused") }}
	if ops.Try(t.Context(), &out, redact, []ops.Probe{good, bad, good}) {
		t.Error("all is said to be well")
	}
	if want := "ok    database: version 2\nWRONG Redis: dial [secret]: refused\nok    database: version 2\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
	if !ops.Try(t.Context(), &out, redact, []ops.Probe{good}) {
		t.Error("all is well")
	}
}

func TestClockProbe(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", noon.Format(http.TimeFormat))
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	for off, well := range map[time.Duration]bool{0: true, 30 * time.Second: true, -31 * time.Second: false, time.Hour: false} {
		probe := ops.ClockProbe(server.Client(), server.URL, func() time.Time { return noon.Add(off) })
		if _, err := probe.Do(t.Context()); (err == nil) != well {
			t.Errorf("off by %s: %v", off, err)
		}
	}
}
