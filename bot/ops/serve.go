package ops

import (
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Where platforms bring what has happened.
const (
	WebhookPath = "/telegram"
	SlackPath   = "/slack"
)

// Public serves what the Internet may see: what platforms bring and the pages that
// everybody may read, each at its path, and that the process lives. Where there is
// neither there is only the last.
func Public(h *Health, brought, pages map[string]http.Handler) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", h.Live)
	for path, handler := range brought {
		mux.Handle("POST "+path, handler)
	}
	for path, handler := range pages {
		mux.Handle("GET "+path, handler)
	}
	s := server(mux)
	s.WriteTimeout = time.Minute
	return s
}

// Private serves what operators see: health, metrics and profiles. It does not
// show the command line, on which there may be secrets.
func Private(h *Health, m *Metrics) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", h.Live)
	mux.HandleFunc("GET /readyz", h.Ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.Registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return server(mux)
}

// server gives a slow or greedy client little of our time and memory.
func server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
}
