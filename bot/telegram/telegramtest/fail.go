package telegramtest

import "net/http"

// A Failure is how a call goes wrong that Telegram itself would take.
type Failure struct {
	Done   bool   // it takes effect first: only the answer is lost
	Cut    bool   // the connection is cut instead of an answer
	Status int    // of the answer
	Body   string // of the answer
	Retry  int    // seconds; the answer is 429 with these
}

// Fail asks f before every call whether, and how, it shall fail; nil from f
// lets the call pass, and Fail(nil) lets all calls pass. The function may be
// called at once by several calls and must not wait for the Server.
func (s *Server) Fail(f func(Call) *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = f
}

// TooManyRequests asks the bot to wait for so many seconds.
func TooManyRequests(seconds int) *Failure { return &Failure{Retry: seconds} }

// Restarting is what Telegram says while it restarts.
func Restarting() *Failure {
	r := &refusal{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}
	return &Failure{Status: r.code, Body: string(r.body())}
}

// BadGateway is the page of a proxy before Telegram; it is not JSON.
func BadGateway() *Failure {
	return &Failure{
		Status: http.StatusBadGateway,
		Body:   "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n",
	}
}

// Unreadable carries the call out and answers half a line.
func Unreadable() *Failure {
	return &Failure{Done: true, Status: http.StatusOK, Body: `{"ok":true,"resu`}
}

// CutBefore cuts the connection and does nothing.
func CutBefore() *Failure { return &Failure{Cut: true} }

// CutAfter carries the call out and cuts the connection before the answer.
func CutAfter() *Failure { return &Failure{Cut: true, Done: true} }

func (f *Failure) write(w http.ResponseWriter) {
	switch {
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.Retry > 0:
		writeRefusal(w, tooMany(f.Retry))
	default:
		if f.Body != "" && f.Body[0] == '<' {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(f.Status)
			_, _ = w.Write([]byte(f.Body)) //nolint:gosec // the test's own page
			return
		}
		write(w, f.Status, []byte(f.Body))
	}
}
