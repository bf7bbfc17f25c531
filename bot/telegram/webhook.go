package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pledgebot/bot"
)

// secretHeader carries the webhook's secret (Bot API, setWebhook.secret_token).
const secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // a header's name

// bodyMost is the longest request that is read, in bytes.
const bodyMost = 1 << 20

// handleFor is how long one update may take before Telegram is asked to bring
// it again. Telegram itself waits a minute.
const handleFor = callFor

// kinds are the updates that are asked for; others are never sent.
const kinds = `["message","edited_message","callback_query","my_chat_member"]`

// SetWebhook has Telegram send updates to a URL. What waits there is kept.
func (t *Telegram) SetWebhook(ctx context.Context, url string) error {
	return t.noticed(t.client.call(ctx, "setWebhook", tgbotapi.Params{
		"url": url, "secret_token": t.opts.Secret, "allowed_updates": kinds, "max_connections": "100",
	}, nil))
}

// failingFor is how long a webhook's last error counts.
const failingFor = 5 * time.Minute

// InspectWebhook asks Telegram whether it reaches the webhook, and reports when
// it lately did not.
func (t *Telegram) InspectWebhook(ctx context.Context) error {
	var info struct {
		Pending int   `json:"pending_update_count"`
		Failed  int64 `json:"last_error_date"`
	}
	if err := t.client.call(ctx, "getWebhookInfo", nil, &info); err != nil {
		return t.noticed(err)
	}
	if info.Pending > 0 && info.Failed > 0 && t.opts.Now().Sub(time.Unix(info.Failed, 0)) < failingFor {
		t.opts.Notice(WebhookFailing)
	}
	return nil
}

// RemoveWebhook has Telegram keep updates until they are polled.
func (t *Telegram) RemoveWebhook(ctx context.Context) error {
	return t.noticed(t.client.call(ctx, "deleteWebhook", nil, nil))
}

// Webhook takes the requests that Telegram sends. It answers 200 after what
// follows from an update is kept, and otherwise 503, upon which Telegram comes
// again.
func (t *Telegram) Webhook(h Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method != http.MethodPost:
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		case !t.ours(r.Header.Get(secretHeader)):
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
		if raw, ok := bot.Body(w, r, bodyMost); ok {
			t.answer(r.Context(), w, h, raw)
		}
	})
}

// ours compares a secret in a time that does not depend on it.
func (t *Telegram) ours(secret string) bool {
	want, got := sha256.Sum256([]byte(t.opts.Secret)), sha256.Sum256([]byte(secret))
	return t.opts.Secret != "" && subtle.ConstantTimeCompare(want[:], got[:]) == 1
}

// answer takes one update and says so. A press is answered in the same breath.
func (t *Telegram) answer(ctx context.Context, w http.ResponseWriter, h Handler, raw []byte) {
	select {
	case t.room <- struct{}{}:
		defer func() { <-t.room }()
	default:
		unavailable(w)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, handleFor)
	defer cancel()
	done, err := t.take(ctx, h, raw)
	if err != nil {
		t.opts.Log.WarnContext(ctx, "update not taken", "platform", Platform, "error", err)
		unavailable(w)
		return
	}
	if done.owed.User != "" {
		t.follow(h, done.owed)
	}
	if done.press == "" {
		w.WriteHeader(http.StatusOK)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct { // nobody is left to tell
		Method string `json:"method"`
		press
	}{"answerCallbackQuery", press{done.press, done.toast}})
}

// A press is the answer to a pressed button.
type press struct {
	ID   string `json:"callback_query_id"`
	Text string `json:"text,omitempty"`
}

// unavailable asks Telegram to bring the update again.
func unavailable(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "2")
	http.Error(w, "not now", http.StatusServiceUnavailable)
}
