package telegramtest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/faketest"
	"pledgebot/bot/telegram/telegramtest"
)

func TestParametersInEveryForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	p.Says("/start")
	a := w.post("sendMessage", "application/json", `{"chat_id":7,"text":"json","entities":null,"reply_markup":`+keyboard(1, 1)+`}`)
	same(t, "json", a.Text, "")
	same(t, "buttons", len(p.Last().Buttons), 1)
	same(t, "bad json", w.post("sendMessage", "application/json", `{`).Text, "Bad Request: can't parse request JSON object")
	a = w.post("sendMessage", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nmultipart\r\n--x--\r\n")
	same(t, "multipart", a.Text, "")
	same(t, "query", w.post("sendMessage?chat_id=7&text=in+the%20query", "", "").Text, "")
	var texts []string
	for _, m := range p.Screen() {
		texts = append(texts, m.Text)
	}
	same(t, "texts", strings.Join(texts, "|"), "/start|json|multipart|in the query")
	same(t, "me", strings.Contains(string(w.ok("getMe", nil).Result), `"id":7000000001,"is_bot":true`), true)
}

func TestLargeUploadsAreRefusedUnread(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodPost, "/bot"+token+"/sendDocument", nil)
	r.ContentLength = 60 << 20
	got := httptest.NewRecorder()
	w.Handler().ServeHTTP(got, r)
	same(t, "code", got.Code, http.StatusRequestEntityTooLarge)
	same(t, "answer", got.Body.String(), `{"ok":false,"error_code":413,"description":"Request Entity Too Large"}`)
}

func TestCallsAreLoggedAndCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Person(7, "").Says("/start")
	w.call("sendMessage", text("a"))
	w.call("sendMessage", text(""))
	w.call("sendNothing", nil)
	calls := w.Calls()
	same(t, "calls", len(calls), 2)
	same(t, "method", calls[0].Method, "sendMessage")
	same(t, "text", calls[0].Params["text"], "a")
	same(t, "at", calls[0].At, noon)
	same(t, "taken", calls[0].Refused, "")
	same(t, "refused", calls[1].Refused, "Bad Request: message text is empty")
	same(t, "count", w.Count("sendMessage"), 2)
	same(t, "count of nothing", w.Count("sendNothing"), 0)
}

func TestForgetKeepsTheNewestMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *telegramtest.Options) { o.Forget = true })
	p := w.Person(7, "")
	for range 10 {
		p.Says("a")
	}
	id := w.sends(button(`{"text":"Yes","callback_data":"y"}`))
	same(t, "newest", len(p.Screen()), 4)
	same(t, "press", p.Presses("Yes") != 0, true)
	w.ok("editMessageText", params{"chat_id": person, "message_id": id, "text": "b"})
	same(t, "log", len(w.Calls()), 0)
	same(t, "count", w.Count("editMessageText"), 1)
}

func TestRates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *telegramtest.Options) {
		o.Rates = telegramtest.Rates{ChatPerSecond: 1, ChatBurst: 3, GroupPerMinute: 2, BotPerSecond: 30}
	})
	p := w.Person(7, "")
	p.Says("/start")
	for range 3 {
		w.sends(text("a"))
	}
	a := w.call("sendMessage", text("a"))
	same(t, "code", a.Code, 429)
	same(t, "words", a.Text, "Too Many Requests: retry after 1")
	same(t, "seconds", a.Parameters.Retry, 1)
	w.clock.Pass(time.Second)
	w.sends(text("a"))
	w.clock.Pass(10 * time.Second)

	w.Group(-5, "Team").Joins(p)
	w.sends(params{"chat_id": "-5", "text": "a"})
	w.sends(params{"chat_id": "-5", "text": "a"})
	same(t, "group", w.call("sendMessage", params{"chat_id": "-5", "text": "a"}).Parameters.Retry, 30)

	w.clock.Pass(10 * time.Second)
	for chat := range int64(30) {
		w.Person(100+chat, "").Says("/start")
		w.sends(params{"chat_id": itoa(100 + chat), "text": "a"})
	}
	same(t, "bot", w.call("sendMessage", text("a")).Parameters.Retry, 1)
	w.ok("setWebhook", params{"url": "https://127.0.0.1:1/"})
	same(t, "webhook", w.call("setWebhook", params{"url": "https://127.0.0.1:1/"}).Code, 429)
}

func TestFailures(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		failure *telegramtest.Failure
		code    int // 0: no answer that can be read
		done    bool
	}{
		"429":        {telegramtest.TooManyRequests(7), 429, false},
		"restart":    {telegramtest.Restarting(), 500, false},
		"proxy":      {telegramtest.BadGateway(), 0, false},
		"unreadable": {telegramtest.Unreadable(), 0, true},
		"cut before": {telegramtest.CutBefore(), 0, false},
		"cut after":  {telegramtest.CutAfter(), 0, true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := w.Person(7, "")
			p.Says("/start")
			w.Fail(func(call telegramtest.Call) *telegramtest.Failure {
				if call.Params["text"] == "now" {
					return c.failure
				}
				return nil
			})
			a, err := w.try("sendMessage", "application/x-www-form-urlencoded", "chat_id=7&text=now")
			same(t, "no answer", err != nil, c.code == 0)
			same(t, "code", a.Code, c.code)
			same(t, "done", p.Last().Text == "now", c.done)
			w.sends(text("later"))
		})
	}
}

func TestAwaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.Await(ctx, func() bool { return false }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	w.await("what holds", func() bool { return true })
}

func TestNewPanicsWithoutWhatIsRequired(t *testing.T) {
	t.Parallel()
	clock := faketest.NewClock(noon)
	for name, o := range map[string]telegramtest.Options{
		"token": {Token: "secret", Now: clock.Now, After: clock.After}, "now": {Token: token, After: clock.After},
		"after": {Token: token, Now: clock.Now},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			telegramtest.New(o)
		}()
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.ok("setMyName", params{"name": "Pledges", "language_code": "es"})
	w.ok("setMyDescription", params{"description": "long"})
	w.ok("setMyShortDescription", params{"short_description": "short"})
	w.ok("setMyCommands", params{"commands": `[{"command":"/help","description":"Help"}]`, "scope": `{"type":"all_private_chats"}`})
	w.ok("setChatMenuButton", params{"menu_button": `{"type":"commands"}`})
	same(t, "name", w.Profile("es").Name, "Pledges")
	p := w.Profile("")
	same(t, "description", p.Description+p.Short+p.Menu, `longshort{"type":"commands"}`)
	same(t, "command", p.Commands["all_private_chats"][0], telegramtest.Command{Command: "help", Description: "Help"})
	same(t, "webhook", strings.Contains(string(w.ok("getWebhookInfo", nil).Result), `"url":"","has_custom_certificate":false,"pending_update_count":0`), true)
}
