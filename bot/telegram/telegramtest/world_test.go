package telegramtest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/faketest"
	"pledgebot/bot/telegram/telegramtest"
)

const token = "7000000001:secret"

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// A world is a Server with a clock that is moved by hand, and a bot's client.
type world struct {
	*telegramtest.Server
	t      testing.TB
	clock  *faketest.Clock
	api    *httptest.Server
	client *http.Client
}

func newWorld(t testing.TB, change ...func(*telegramtest.Options)) *world {
	t.Helper()
	clock := faketest.NewClock(noon)
	o := telegramtest.Options{Token: token, Now: clock.Now, After: clock.After}
	for _, c := range change {
		c(&o)
	}
	w := &world{Server: telegramtest.New(o), t: t, clock: clock}
	w.api = httptest.NewServer(w.Handler())
	w.client = w.api.Client()
	t.Cleanup(w.api.Close)
	t.Cleanup(w.Close)
	return w
}

// An answer is what the Server said to a call.
type answer struct {
	OK         bool            `json:"ok"`
	Code       int             `json:"error_code"`
	Text       string          `json:"description"`
	Result     json.RawMessage `json:"result"`
	Parameters struct {
		MigrateTo int64 `json:"migrate_to_chat_id"`
		Retry     int   `json:"retry_after"`
	} `json:"parameters"`
}

type params map[string]string

func (w *world) call(method string, p params) answer {
	w.t.Helper()
	form := url.Values{}
	for k, v := range p {
		form.Set(k, v)
	}
	return w.post(method, "application/x-www-form-urlencoded", form.Encode())
}

func (w *world) post(method, kind, body string) answer {
	w.t.Helper()
	a, err := w.try(method, kind, body)
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

// try gives the error of a connection that was cut, or of a body that cannot be
// read.
func (w *world) try(method, kind, body string) (a answer, err error) {
	r, err := http.NewRequest(http.MethodPost, w.api.URL+"/bot"+token+"/"+method, strings.NewReader(body))
	if err != nil {
		return a, err
	}
	r.Header.Set("Content-Type", kind)
	res, err := w.client.Do(r)
	if err != nil {
		return a, err
	}
	defer func() { _ = res.Body.Close() }() // it was read to its end
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(b, &a)
}

// ok makes a call that must succeed.
func (w *world) ok(method string, p params) answer {
	w.t.Helper()
	a := w.call(method, p)
	if !a.OK {
		w.t.Fatalf("%s: %s", method, a.Text)
	}
	return a
}

// sends sends a text to a chat and gives the message's id.
func (w *world) sends(p params) string {
	w.t.Helper()
	var m struct {
		ID json.Number `json:"message_id"`
	}
	if err := json.Unmarshal(w.ok("sendMessage", p).Result, &m); err != nil {
		w.t.Fatal(err)
	}
	return m.ID.String()
}

// A told is an update as far as the tests look at it.
type told struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		ID   int64  `json:"message_id"`
		Text string `json:"text"`
		Chat struct{ ID int64 }
	} `json:"message"`
	Edited   json.RawMessage `json:"edited_message"`
	Callback *struct {
		ID      string
		Data    string
		Message struct {
			ID   int64  `json:"message_id"`
			Date int64  `json:"date"`
			Text string `json:"text"`
		}
	} `json:"callback_query"`
	Member json.RawMessage `json:"my_chat_member"`
}

func (w *world) updates(p params) []told {
	w.t.Helper()
	return w.decode(w.ok("getUpdates", p))
}

func (w *world) decode(a answer) []told {
	w.t.Helper()
	var out []told
	if err := json.Unmarshal(a.Result, &out); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// await fails the test if the condition does not come true.
func (w *world) await(what string, cond func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	if err := w.Await(ctx, cond); err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
}

func same[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
