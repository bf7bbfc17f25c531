package slacktest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// verify is a handler that looks at the signature as an app should, by the
// test's clock, and answers 401 to what is not Slack's.
func verify(w *world) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, 100_000))
		if err != nil {
			rw.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		stamp, err := time.ParseDuration(r.Header.Get("X-Slack-Request-Timestamp") + "s")
		age := w.clock.Now().Sub(time.Unix(0, 0).Add(stamp)).Abs()
		want := w.Signed("", "", string(body)).Signature()
		if age > 0 {
			want = w.SignedAt(time.Unix(0, 0).Add(stamp), "", "", string(body)).Signature()
		}
		if err != nil || age > 5*time.Minute || r.Header.Get("X-Slack-Signature") != want {
			rw.WriteHeader(http.StatusUnauthorized)
			return
		}
		if v, ok := strings.CutPrefix(string(body), `{"challenge":"`); ok {
			name, _, _ := strings.Cut(v, `"`)
			_, _ = io.WriteString(rw, name)
		}
	}
}

func TestRequestsOfAllSorts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	server := httptest.NewServer(verify(w))
	t.Cleanup(server.Close)
	w.Deliver(slacktest.HTTP(server.URL, secret))
	if out := w.ana.Command("/x", "a & b"); !out.OK {
		t.Fatalf("command: %+v", out)
	}
	good := w.Posts()[0]
	same(t, "content type", good.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
	for _, c := range []struct {
		name   string
		post   slacktest.Post
		status int
	}{
		{"a replay", good, http.StatusOK},
		{"forged", good.Forged(), http.StatusUnauthorized},
		{"another version", good.SignedAs("v1=" + good.Signature()[3:]), http.StatusUnauthorized},
		{"in capitals", good.SignedAs("v0=" + strings.ToUpper(good.Signature()[3:])), http.StatusUnauthorized},
		{"of odd length", good.SignedAs(good.Signature()[:66]), http.StatusUnauthorized},
		{"unsigned", good.Unsigned(), http.StatusUnauthorized},
		{"with another body", good.Tampered(good.Body + "&a=b"), http.StatusUnauthorized},
		{"at the end", w.SignedAt(start.Add(-5*time.Minute), server.URL, "text/plain", "a"), http.StatusOK},
		{"stale", w.SignedAt(start.Add(-5*time.Minute-time.Second), server.URL, "text/plain", "a"), http.StatusUnauthorized},
		{"from the future", w.SignedAt(start.Add(5*time.Minute+time.Second), server.URL, "text/plain", "a"), http.StatusUnauthorized},
		{"too long", w.Signed(server.URL, "text/plain", strings.Repeat("a", 100_001)), http.StatusRequestEntityTooLarge},
		{"as something else", good.As("text/plain"), http.StatusOK},
	} {
		status, _, err := w.Send(c.post)
		if err != nil || status != c.status {
			t.Errorf("%s: %d %v, want %d", c.name, status, err, c.status)
		}
	}
	w.clock.Pass(5*time.Minute + time.Second)
	if status, _, _ := w.Send(good); status != http.StatusUnauthorized {
		t.Errorf("a late replay: %d", status)
	}
}

// TestTheSignatureIsSlacks takes the example of Slack's documents.
func TestTheSignatureIsSlacks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.Deliver(slacktest.HTTP("http://localhost", "8f742231b10e8888abcd99yyyzzz85a5"))
	const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar" +
		"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com" +
		"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	p := w.SignedAt(time.Unix(1531420618, 0), "http://localhost", "application/x-www-form-urlencoded", body)
	same(t, "signature", p.Signature(), "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
}

func TestSlackChecksTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	server := httptest.NewServer(verify(w))
	t.Cleanup(server.Close)
	w.Deliver(slacktest.HTTP(server.URL, secret))
	ok, err := w.Challenge()
	if err != nil || !ok {
		t.Errorf("challenge: %v %v", ok, err)
	}
	status, _, err := w.SSLCheck()
	if err != nil || status != http.StatusUnauthorized {
		t.Errorf("a check of the certificate bears no signature: %d %v", status, err)
	}
	w.Deliver(slacktest.HTTP(server.URL, "another"))
	if ok, err := w.Challenge(); err != nil || !ok {
		t.Errorf("signed with what was set last: %v %v", ok, err)
	}
}

// TestTheFieldsOfACommand looks at what an app without a library sees.
func TestTheFieldsOfACommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var form url.Values
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		form = r.PostForm
	}))
	t.Cleanup(server.Close)
	w.Deliver(slacktest.HTTP(server.URL, secret))
	w.ana.CommandIn("C1", "/pledges", "a & <b>")
	same(t, "command", form.Get("command")+" "+form.Get("text"), "/pledges a & <b>")
	same(t, "who and where", form.Get("user_id")+" "+form.Get("channel_id")+" "+form.Get("channel_name"), "U1 C1 review")
	same(t, "app", form.Get("api_app_id")+" "+form.Get("team_id"), "A0APP T0TEAM")
	w.ana.Command("/pledges", "")
	same(t, "in the conversation with the bot", form.Get("channel_name"), "directmessage")
}
