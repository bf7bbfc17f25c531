package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/store"
)

// poisoned breaks down at what says so.
type poisoned struct{ telegram.Handler }

func (p poisoned) Handle(ctx context.Context, u bot.Update) error {
	if said, ok := u.Event.(conversation.Said); ok && said.Text == "a panic" {
		panic("canary text")
	}
	return p.Handler.Handle(ctx, u)
}

// canaries are planted in everything that must not be in a log, a metric or an
// error.
var canaries = []string{
	"AAcanaryTOKENcanary", "canary_SECRET_canary", "canaryname", "canaryuser", "canary text", "canary caption",
	"canary.mail@example.org", "canarycity", "canary edit", "canary.pdf", "593999999999", "canary poll", "7000000077",
}

func wantNoCanary(t *testing.T, where, text string) {
	t.Helper()
	for _, c := range canaries {
		if at := strings.Index(strings.ToLower(text), strings.ToLower(c)); at >= 0 {
			t.Errorf("%q is in %s: …%s", c, where, text[max(0, at-120):min(len(text), at+60)])
		}
	}
}

// TestNothingPersonalIsLogged in a run with failures of every class.
func TestNothingPersonalIsLogged(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, handler: func(h telegram.Handler) telegram.Handler { return poisoned{h} }})
		ana := w.person(7, "en")
		failures := []*telegramtest.Failure{
			telegramtest.TooManyRequests(1), telegramtest.Restarting(), telegramtest.BadGateway(), telegramtest.CutBefore(),
			telegramtest.CutAfter(), telegramtest.Unreadable(), refusal(http.StatusUnauthorized, "Unauthorized"),
			refusal(http.StatusNotFound, "Not Found"), refusal(http.StatusConflict, "Conflict: other"),
			refusal(http.StatusBadRequest, "Bad Request: can't parse entities"), refusal(http.StatusBadRequest, "Bad Request: something new"),
			{Status: http.StatusOK, Body: "canary text " + token},
			{Status: http.StatusTeapot, Body: token},
		}
		w.does(ana, failures)
		w.srv.Raw(`{"message":{"message_id":"x","from":{"id":7,"first_name":"canaryname","username":"canaryuser"},"text":"canary text"}}`)
		w.srv.Raw(`{"message":{"message_id":5,"from":{"id":7,"first_name":"canaryname","username":"canaryuser"},"chat":{"id":7,"type":"private"},"text":"a panic"}}`)
		w.srv.Raw(`{"canary text":{}}`)
		w.srv.Raw(`{"message":"canary text"}`)
		w.srv.Raw(`{"message":{"text":["canary text"]}}`)
		w.srv.Raw(`{"message":{"message_id":5,"from":{"id":7000000077.5},"chat":{"id":7000000077,"type":"private"},"text":"canary text"}}`)
		w.srv.Raw(`{"callback_query":{"id":7000000077,"from":{"id":70000000770000000077}}}`)
		w.dialogs.goAway(func(store.Address) bool { return true })
		w.pass(5*time.Second, func() bool { return len(w.asides.kept()) >= 3 })
		ana.Says("canary text")
		w.pass(5*time.Second, func() bool { return strings.Count(w.log.String(), "not taken") > 0 })
		w.dialogs.goAway(nil)
		w.pass(5*time.Minute, w.quiet)
		w.await("something is logged", func() bool { return strings.Contains(w.log.String(), "level=") })
		wantNoCanary(t, "a log", w.log.String())
		for _, a := range w.asides.kept() {
			wantNoCanary(t, "the reason of an aside", a.Why)
		}
		for _, i := range w.noticed() {
			wantNoCanary(t, "an incident", string(i))
		}
	})
}

// does plays what has canaries in it, while one call after another fails.
func (w *world) does(ana *person, failures []*telegramtest.Failure) {
	w.t.Helper()
	n := 0
	failing := make(chan *telegramtest.Failure, 1)
	w.srv.Fail(func(c telegramtest.Call) *telegramtest.Failure {
		if c.Method == "answerCallbackQuery" || c.Method == "deleteWebhook" {
			return nil // nobody tries those again
		}
		select {
		case f := <-failing:
			return f
		default:
			return nil
		}
	})
	for _, act := range []func(){
		func() { ana.Says("/start") }, func() { ana.presses("draft") }, func() { ana.presses("continue") },
		func() { ana.Says("Canarycity") }, func() { ana.Says("Ecuador") }, func() { ana.Says("The canary text of Canarycity") },
		func() { ana.SendsPhoto("canary caption") }, func() { ana.SendsContact("593999999999") },
		func() { ana.SendsDocument("canary.pdf", []byte("%PDF canary text"), "canary caption") },
		func() { ana.SendsPoll("canary poll?", "a", "b") }, func() { ana.SendsForward("canary text") },
		func() { ana.Edits(7, "The canary edit of Canarycity") }, func() { ana.Says("canary.mail@example.org") },
		func() { ana.Says("menu") },
	} {
		select {
		case failing <- failures[n%len(failures)]:
			n++
		default:
		}
		act()
		w.pass(5*time.Minute, w.quiet)
	}
	w.srv.Fail(nil)
}

// TestErrorsHoldNoSecret: of every method that gives one, for every way to fail.
func TestErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	gone, err := telegram.New(telegram.Options{Token: token, Endpoint: "http://127.0.0.1:1", Words: product.Texts, Call: product.Call, Now: w.clock.Now, After: w.clock.After})
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	ways := map[string]func() (*telegram.Telegram, context.Context){
		"nobody listens": func() (*telegram.Telegram, context.Context) { return gone, t.Context() },
		"cancelled":      func() (*telegram.Telegram, context.Context) { return w.tg, ended },
	}
	for name, f := range map[string]*telegramtest.Failure{
		"echo": {Status: http.StatusBadRequest, Body: `{"ok":false,"error_code":400,"description":"Bad Request: /bot` + token + `/getMe"}`},
		"page": {Status: http.StatusOK, Body: "<html>" + token}, "cut": telegramtest.CutBefore(), "proxy": telegramtest.BadGateway(),
		"busy":  {Status: 500, Body: `{"ok":false,"error_code":500,"description":"` + token + `"}`},
		"moved": {Status: http.StatusFound, Body: token},
	} {
		ways[name] = func() (*telegram.Telegram, context.Context) {
			w.srv.Fail(func(telegramtest.Call) *telegramtest.Failure { return f })
			return w.tg, t.Context()
		}
	}
	for name, way := range ways {
		tg, ctx := way()
		for method, call := range map[string]func() error{
			"Check":      func() error { _, err := tg.Check(ctx); return err },
			"Fetch":      func() error { _, err := tg.Fetch(ctx, "tg:file1"); return err },
			"SetWebhook": func() error { return tg.SetWebhook(ctx, "https://example.org/canary_SECRET_canary") },
			"Announce":   func() error { return tg.Announce(ctx) },
			"Send":       func() error { _, err := tg.Send(ctx, ana.address(), message("canary text")); return err },
		} {
			err := call()
			if err == nil {
				t.Errorf("%s, %s: no error", method, name)
				continue
			}
			all := fmt.Sprintf("%v %+v %#v", err, err, err)
			for e := err; e != nil; e = errors.Unwrap(e) {
				all += fmt.Sprintf(" %v %#v", e, e)
			}
			wantNoCanary(t, method+", "+name, all)
		}
		w.srv.Fail(nil)
	}
	for _, bad := range []string{"AAcanaryTOKENcanary", "x:AAcanaryTOKENcanary", ":AAcanaryTOKENcanary", ""} {
		if _, err := telegram.New(telegram.Options{Token: bad}); err == nil {
			t.Errorf("token %q is taken", bad)
		} else {
			wantNoCanary(t, "New", err.Error())
		}
	}
}
