package ops

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A Probe tries one connection. Its note says what was found.
type Probe struct {
	Name string
	Do   func(ctx context.Context) (note string, err error)
}

// probeFor is how long one probe may take.
const probeFor = 10 * time.Second

// Try runs probes one after another and writes a line for each; redact takes
// secrets out of it. It tells whether all went well.
func Try(ctx context.Context, w io.Writer, redact func(string) string, probes []Probe) bool {
	all := true
	for _, p := range probes {
		ctx, stop := context.WithTimeout(ctx, probeFor)
		note, err := p.Do(ctx)
		stop()
		verdict := "ok   "
		if err != nil {
			verdict, note, all = "WRONG", err.Error(), false
		}
		fmt.Fprintf(w, "%s %s: %s\n", verdict, p.Name, redact(note))
	}
	return all
}

// clockMost is how far our clock may be from another's.
const clockMost = 30 * time.Second

// ClockProbe compares the clock with that of a web server, which need not know
// the address it is asked for.
func ClockProbe(client *http.Client, url string, now func() time.Time) Probe {
	return Probe{Name: "clock", Do: func(ctx context.Context) (string, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
		if err != nil {
			return "", err
		}
		asked := now()
		res, err := client.Do(req)
		if err != nil {
			return "", fmt.Errorf("ask the Bot API server for its time: %w", err)
		}
		_ = res.Body.Close()
		theirs, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil {
			return "", fmt.Errorf("read the time of the Bot API server: %w", err)
		}
		off := asked.Sub(theirs).Round(time.Second)
		if off.Abs() > clockMost {
			return "", fmt.Errorf("off by %s from the Bot API server: set the clock, for instance with systemd-timesyncd", off)
		}
		return fmt.Sprintf("within %s of the Bot API server", clockMost), nil
	}}
}
