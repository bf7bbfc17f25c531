package telegram

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"pledgebot/bot"
)

// fate says how a sending ended, by the table of error classes of the Bot API.
// An error that stays as it is means that nobody knows.
func fate(err error) error {
	var refused *apiError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errBusy), errors.Is(err, errUnsent):
		return &bot.SendError{Fate: bot.Retry, Err: err}
	case !errors.As(err, &refused):
		return err
	}
	code := status(refused)
	switch {
	case code == http.StatusTooManyRequests:
		after := time.Duration(max(refused.RetryAfter, 1)) * time.Second
		return &bot.SendError{Fate: bot.Throttled, After: after, Err: err}
	case code == http.StatusUnauthorized, code == http.StatusNotFound:
		return &bot.SendError{Fate: bot.Retry, Err: err} // an operator's to mend
	case code == http.StatusForbidden, says(refused, "chat not found", "PEER_ID_INVALID", "user is deactivated"):
		return &bot.SendError{Fate: bot.Gone, Err: err}
	}
	return &bot.SendError{Fate: bot.Rejected, Err: err}
}

// status is an error's code. An upload's error has none, and its words do.
func status(e *apiError) int {
	switch {
	case e.RetryAfter > 0:
		return http.StatusTooManyRequests
	case e.Code == 0 && strings.HasPrefix(e.Message, "Forbidden"):
		return http.StatusForbidden
	case e.Code == 0 && strings.HasPrefix(e.Message, "Unauthorized"):
		return http.StatusUnauthorized
	}
	return e.Code
}

// says tells whether a refusal has one of these words in it.
func says(e *apiError, words ...string) bool {
	for _, w := range words {
		if strings.Contains(strings.ToLower(e.Message), strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// refusal finds what Telegram said, where it refused a call as bad.
func refusal(err error) (*apiError, bool) {
	var refused *apiError
	return refused, errors.As(err, &refused) && status(refused) == http.StatusBadRequest
}

// unchanged tells whether an edit found everything as it should be.
func unchanged(err error) bool {
	refused, ok := refusal(err)
	return ok && says(refused, "message is not modified")
}

// uneditable tells whether a message can no longer be drawn over.
func uneditable(err error) bool {
	refused, ok := refusal(err)
	return ok && says(refused, "message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
}

// malformed tells whether the fault is in what was sent.
func malformed(err error) bool {
	refused, ok := refusal(err)
	return ok && says(refused, "can't parse", "too long", "BUTTON_DATA_INVALID", "reply markup", "keyboard")
}
