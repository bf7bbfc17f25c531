package telegramtest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
)

// BenchmarkWebhook delivers an update to a bot that does nothing but answer 200
// with a method, over real connections.
func BenchmarkWebhook(b *testing.B) {
	w := newWorld(b, func(o *telegramtest.Options) { o.Forget = true })
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"method":"sendMessage","chat_id":1,"text":"<b>Noted.</b> What next?","parse_mode":"HTML"}`)
	}))
	defer bot.Close()
	defer w.Close()
	people := make([]*telegramtest.Person, 100)
	for i := range people {
		people[i] = w.Person(int64(i+1), "")
	}
	w.ok("setWebhook", params{"url": bot.URL})
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range people {
			p.Says("hello")
		}
		w.await("all", func() bool { return w.Pending() == 0 })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(people)), "ns/update")
}

// nowhere is a response that nobody reads.
type nowhere struct{ h http.Header }

func (n nowhere) Header() http.Header         { return n.h }
func (n nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n nowhere) WriteHeader(int)             {}

// BenchmarkSendMessage is the fake's own work for a screen with five buttons,
// without the network.
func BenchmarkSendMessage(b *testing.B) {
	w := newWorld(b, func(o *telegramtest.Options) { o.Forget = true })
	w.Person(7, "").Says("/start")
	h := w.Handler()
	body := "chat_id=7&parse_mode=HTML&text=%3Cb%3ETitle%3C%2Fb%3E%0A" + strings.Repeat("What+will+your+city+do%3F+", 20) +
		"&reply_markup=" + strings.NewReplacer("{", "%7B", "}", "%7D", `"`, "%22").Replace(keyboard(5, 2))
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/bot"+token+"/sendMessage", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		h.ServeHTTP(nowhere{http.Header{}}, r)
	}
	same(b, "sent", w.Count("sendMessage") > 0, true)
}

// BenchmarkGetUpdates makes and fetches updates in batches of a hundred, without
// the network.
func BenchmarkGetUpdates(b *testing.B) {
	w := newWorld(b, func(o *telegramtest.Options) { o.Forget = true })
	p := w.Person(7, "")
	h := w.Handler()
	var last int64
	b.ReportAllocs()
	for b.Loop() {
		for range 100 {
			last = p.Says("hello")
		}
		r := httptest.NewRequest(http.MethodPost, "/bot"+token+"/getUpdates?offset="+itoa(last-99), nil)
		h.ServeHTTP(nowhere{http.Header{}}, r)
	}
}
