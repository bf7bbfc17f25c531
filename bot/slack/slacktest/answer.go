package slacktest

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// A refusal is an answer that is not ok.
type refusal struct {
	code             string
	needed, provided string   // scopes
	messages         []string // what is wrong where
	retry            int      // seconds
}

func refuse(code string) *refusal { return &refusal{code: code} }

func (r *refusal) write(w http.ResponseWriter) {
	out := object{"ok": false, "error": r.code}
	if r.needed != "" {
		out["needed"], out["provided"] = r.needed, r.provided
	}
	if r.messages != nil {
		out["response_metadata"] = object{"messages": r.messages}
	}
	status := http.StatusOK
	if r.retry > 0 {
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(r.retry))
	}
	write(w, status, out)
}

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(encode(v)) //nolint:gosec // JSON for a bot; one that hung up has its reasons
}

// encode is for what this package makes, which always has a JSON form.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("slacktest: " + err.Error())
	}
	return b
}
