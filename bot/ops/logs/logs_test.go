package logs_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/bot/ops/logs"
	"pledgebot/store"
)

const (
	token    = "123456:AAcanary_token-0123456789"
	webhook  = "canarywebhook0123456789"
	password = `canary p@ss/"<&>`
	person   = "tg:555000111"
)

func secrets() []string {
	return []string{token, webhook, "postgres://" + url.UserPassword("city", password).String() + "@db/pledges", "redis://:canaryredis@cache:6379/0"}
}

// A secretive value shows a secret only when it is written.
type secretive struct{}

func (secretive) LogValue() slog.Value { return slog.StringValue("resolved " + token) }

// TestCanaries: secrets and people planted wherever a record has a place are
// not written, and what stands beside them is.
func TestCanaries(t *testing.T) {
	t.Parallel()
	for _, asJSON := range []bool{true, false} {
		var out bytes.Buffer
		log := logs.New(&out, logs.Options{JSON: asJSON, Secrets: secrets(), Names: logs.NewIDs(token)})
		failure := fmt.Errorf("beside: %w", errors.New("Post \"https://api.telegram.org/bot"+token+"/getMe\": "+password))
		log.Error("beside "+token, "error", failure, "url", secrets()[2], "redis", "beside canaryredis")
		log.With("beside", token, "person", person).WithGroup(webhook).Info("beside", token, "beside")
		log.Warn("beside", slog.Group("group", "inner", url.QueryEscape(token), slog.Group("deep", "x", password)))
		log.Warn("beside", "resolved", secretive{}, "struct", struct{ Secret string }{token}, "list", []string{password, webhook})
		log.Warn("beside", "to", store.Address{Platform: "tg", User: "555000111"}, "chat", 555000111)
		log.Warn("finish delivery nudge:"+person+":2027: beside", "error", errors.New("input tg:77:m:555000111:9"))
		for _, canary := range []string{"canary", url.QueryEscape(password), "AAcanary", "p@ss", "555000111"} {
			if strings.Contains(out.String(), canary) {
				t.Errorf("JSON %v: %s is in the log:\n%s", asJSON, canary, out.String())
			}
		}
		if n := strings.Count(out.String(), "beside"); n < 9 {
			t.Errorf("JSON %v: only %d of the harmless words are left:\n%s", asJSON, n, out.String())
		}
	}
}

// TestNoSecretIsWritten: any secret, in any place.
func TestNoSecretIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[!-~]{6,30}`).Draw(t, "secret")
		around := rapid.StringMatching(`[ -~]{0,5}`)
		text := around.Draw(t, "before") + secret + around.Draw(t, "after")
		if strings.Contains("[secret]", secret) {
			return
		}
		r := logs.NewRedactor(secret)
		if strings.Contains(r.Redact(text), secret) {
			t.Fatalf("%q in %q", secret, r.Redact(text))
		}
	})
}

func TestNamesFollowAPersonAndNobodyElse(t *testing.T) {
	t.Parallel()
	a, b := logs.NewIDs(token), logs.NewIDs(token+"x")
	switch {
	case a.Of(person) != logs.NewIDs(token).Of(person):
		t.Error("two names for one person")
	case a.Of(person) == a.Of("tg:555000112"):
		t.Error("one name for two people")
	case a.Of(person) == b.Of(person):
		t.Error("another installation gives the same name")
	case strings.Contains(a.Of(person), "555000111"):
		t.Error("the name tells the id")
	}
}

func TestShortWordsAreNotHidden(t *testing.T) {
	t.Parallel()
	if got := logs.NewRedactor("redis://:db@cache/0", "").Redact("the db is away"); got != "the db is away" {
		t.Fatalf("%q", got)
	}
}

func TestLevel(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logs.New(&out, logs.Options{Level: slog.LevelWarn})
	log.Info("quiet")
	log.Warn("loud")
	if strings.Contains(out.String(), "quiet") || !strings.Contains(out.String(), "loud") {
		t.Fatalf("%q", out.String())
	}
}
