package telegramtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// A hook is the bot's end of a webhook. It holds every delivery until the test
// answers it.
type hook struct {
	w      *world
	server *httptest.Server
	mu     sync.Mutex
	open   []*delivery
	seen   []int64 // update ids as they came
}

type delivery struct {
	told
	secret string
	reply  chan reply
}

type reply struct {
	code   int
	header map[string]string
	body   string
	cut    bool
}

var success = reply{code: 200}

func newHook(w *world, p params) *hook {
	h := &hook{w: w}
	h.server = httptest.NewServer(http.HandlerFunc(h.serve))
	w.t.Cleanup(h.server.Close)
	w.t.Cleanup(w.Close)
	all := params{"url": h.server.URL}
	for k, v := range p {
		all[k] = v
	}
	w.ok("setWebhook", all)
	return h
}

func (h *hook) serve(w http.ResponseWriter, r *http.Request) {
	d := &delivery{secret: r.Header.Get("X-Telegram-Bot-Api-Secret-Token"), reply: make(chan reply, 1)}
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	_ = json.Unmarshal(b, &d.told) // an update that cannot be read still has come
	h.mu.Lock()
	h.open = append(h.open, d)
	h.seen = append(h.seen, d.ID)
	h.mu.Unlock()
	h.w.Nudge()
	select {
	case a := <-d.reply:
		if a.cut {
			panic(http.ErrAbortHandler)
		}
		for k, v := range a.header {
			w.Header().Set(k, v)
		}
		w.WriteHeader(a.code)
		_, _ = io.WriteString(w, a.body)
	case <-r.Context().Done():
	}
}

// ids are the updates on their way.
func (h *hook) ids() (out []int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, d := range h.open {
		out = append(out, d.ID)
	}
	return out
}

func (h *hook) waits(n int) {
	h.w.t.Helper()
	h.w.await("deliveries", func() bool { return len(h.ids()) >= n })
	same(h.w.t, "on their way", len(h.ids()), n)
}

// answer ends a delivery that is, or comes, on its way.
func (h *hook) answer(id int64, a reply) *delivery {
	h.w.t.Helper()
	var found *delivery
	h.w.await("delivery of "+itoa(id), func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		for i, d := range h.open {
			if d.ID == id {
				found = d
				h.open = append(h.open[:i:i], h.open[i+1:]...)
				return true
			}
		}
		return false
	})
	found.reply <- a
	return found
}

// fails answers with an error and waits until it is noted.
func (h *hook) fails(id int64, a reply) {
	h.w.t.Helper()
	before := h.w.Webhook().Failures
	h.answer(id, a)
	h.w.await("failure", func() bool { return h.w.Webhook().Failures > before })
}

// quiet tells that an update is not delivered though the clock goes on.
func (h *hook) quiet(d time.Duration) {
	h.w.t.Helper()
	h.w.clock.Pass(d)
	same(h.w.t, "on their way", len(h.ids()), 0)
}
