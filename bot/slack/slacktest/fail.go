package slacktest

import "net/http"

// A Failure is how a call goes wrong that Slack itself would take.
type Failure struct {
	Done   bool   // it takes effect first: only the answer is lost
	Cut    bool   // the connection is cut instead of an answer
	Error  string // of an answer that is not ok, such as "fatal_error"
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

// TooManyRequests asks the app to wait for so many seconds.
func TooManyRequests(seconds int) *Failure { return &Failure{Retry: seconds} }

// Refused answers with an error's name, and does nothing.
func Refused(name string) *Failure { return &Failure{Error: name} }

// ServiceUnavailable is a page instead of JSON, and does nothing.
func ServiceUnavailable() *Failure {
	return &Failure{Status: http.StatusServiceUnavailable, Body: "<html>503</html>"}
}

// Unreadable carries the call out and answers half a line.
func Unreadable() *Failure { return &Failure{Done: true, Status: http.StatusOK, Body: `{"ok":tr`} }

// CutBefore cuts the connection and does nothing.
func CutBefore() *Failure { return &Failure{Cut: true} }

// CutAfter carries the call out and cuts the connection before the answer.
func CutAfter() *Failure { return &Failure{Cut: true, Done: true} }

func (f *Failure) write(w http.ResponseWriter) {
	switch {
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.Retry > 0:
		tooMany(f.Retry).write(w)
	case f.Error != "":
		refuse(f.Error).write(w)
	default:
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(f.Body)) //nolint:gosec // the test's own page
	}
}
