package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// mostBody is the largest request that is read, in bytes.
const mostBody = 1 << 20

// An object is JSON as it was sent. Numbers stay json.Number.
type object = map[string]any

// A request is a method's call. Objects and arrays are the JSON that was sent.
type request struct {
	name   string
	token  string
	params map[string]string
}

// read takes the arguments from the query and from a form or a JSON body, and
// the token from the header or, of a form, from its argument.
func read(w http.ResponseWriter, r *http.Request) (*request, *refusal) {
	q := &request{params: map[string]string{}}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		q.token = token
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err != nil {
		return nil, refuse("request_too_large")
	}
	q.take(r.URL.Query())
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	switch {
	case len(body) == 0:
	case kind == "application/json":
		if !q.takeJSON(body) {
			return nil, refuse("invalid_json")
		}
	case kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, refuse("invalid_form_data")
		}
		if q.token == "" {
			q.token = form.Get("token")
		}
		q.take(form)
	default:
		return nil, refuse("invalid_post_type")
	}
	return q, nil
}

func (q *request) take(v url.Values) {
	for name := range v {
		if name != "token" {
			q.params[name] = v.Get(name)
		}
	}
}

func (q *request) takeJSON(body []byte) bool {
	var all map[string]json.RawMessage
	if json.Unmarshal(body, &all) != nil {
		return false
	}
	for name, raw := range all {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			q.params[name] = text
			continue
		}
		q.params[name] = string(raw)
	}
	return true
}

func (q *request) yes(name string) bool {
	v := q.params[name]
	return v == "1" || v == "true"
}

// limit is how many the app asks for, or another number if it does not say.
func (q *request) limit(otherwise, most int) int {
	n, err := strconv.Atoi(q.params["limit"])
	if err != nil || n < 1 {
		return otherwise
	}
	return min(n, most)
}

// decode reads JSON and keeps its numbers as they were written.
func decode(s string) (any, bool) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil, false
	}
	_, err := d.Token()
	return v, err == io.EOF
}

// text is a string in an object, or empty.
func text(o object, name string) string {
	v, _ := o[name].(string)
	return v
}

// part is an object in an object, or nil.
func part(o object, name string) object {
	v, _ := o[name].(object)
	return v
}

// parts are the objects of an array in an object.
func parts(o object, name string) []object {
	all, _ := o[name].([]any)
	out := make([]object, 0, len(all))
	for _, v := range all {
		if p, ok := v.(object); ok {
			out = append(out, p)
		}
	}
	return out
}
