package telegramtest

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// A refusal is an answer that is not ok.
type refusal struct {
	code      int
	text      string
	migrateTo int64 // the supergroup that a group has become
	retry     int   // seconds
}

// The answers that need no look at the parameters. The open server words the
// first "Not Found: method not found"; here it is the status alone.
var (
	notFound   = &refusal{code: http.StatusNotFound, text: http.StatusText(http.StatusNotFound)}
	wrongToken = &refusal{code: http.StatusUnauthorized, text: http.StatusText(http.StatusUnauthorized)}
	tooLarge   = &refusal{code: http.StatusRequestEntityTooLarge, text: http.StatusText(http.StatusRequestEntityTooLarge)}
)

func badRequest(text string) *refusal {
	return &refusal{code: http.StatusBadRequest, text: "Bad Request: " + text}
}

func forbidden(text string) *refusal {
	return &refusal{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) *refusal {
	return &refusal{code: http.StatusConflict, text: "Conflict: " + text}
}

func tooMany(seconds int) *refusal {
	return &refusal{
		code: http.StatusTooManyRequests, text: "Too Many Requests: retry after " + strconv.Itoa(seconds), retry: seconds,
	}
}

// body is the JSON of a refusal.
func (r *refusal) body() []byte {
	type parameters struct {
		MigrateTo int64 `json:"migrate_to_chat_id,omitempty"`
		Retry     int   `json:"retry_after,omitempty"`
	}
	out := struct {
		OK         bool        `json:"ok"`
		Code       int         `json:"error_code"`
		Text       string      `json:"description"`
		Parameters *parameters `json:"parameters,omitempty"`
	}{Code: r.code, Text: r.text}
	if r.migrateTo != 0 || r.retry != 0 {
		out.Parameters = &parameters{MigrateTo: r.migrateTo, Retry: r.retry}
	}
	return encode(out)
}

func writeRefusal(w http.ResponseWriter, r *refusal) {
	if r.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retry))
	}
	write(w, r.code, r.body())
}

// writeResult answers a call that succeeded with the JSON of its result.
func writeResult(w http.ResponseWriter, result []byte) {
	b := make([]byte, 0, len(result)+len(`{"ok":true,"result":}`))
	b = append(b, `{"ok":true,"result":`...)
	b = append(b, result...)
	write(w, http.StatusOK, append(b, '}'))
}

var jsonType = []string{"application/json"}

func write(w http.ResponseWriter, code int, body []byte) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	_, _ = w.Write(body) //nolint:gosec // JSON for a bot; one that hung up has its reasons
}

// done is the result of a method that gives nothing else.
var done = []byte("true")

// encode is for types of this package, which all have a JSON form.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("telegramtest: " + err.Error())
	}
	return b
}
