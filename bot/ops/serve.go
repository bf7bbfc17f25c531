package ops

import (
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// WebhookPath is where updates are taken.
const WebhookPath = "/telegram"

// Public serves what the Internet may see: updates, and that the process
// lives. Without a webhook there is only the second.
func Public(h *Health, webhook http.Handler) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", h.Live)
	if webhook != nil {
		mux.Handle("POST "+WebhookPath, webhook)
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
