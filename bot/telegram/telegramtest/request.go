package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mostUpload is the largest request: a file of 50 MB and what goes with it.
const mostUpload = 51 << 20

// A request is a method's call as it was sent.
type request struct {
	ctx    context.Context
	params map[string]string
	files  map[string]Document
}

// read takes the parameters from the query and from a body in one of the three
// forms that Telegram takes.
func read(w http.ResponseWriter, r *http.Request) (*request, *refusal) {
	q := &request{ctx: r.Context(), params: map[string]string{}}
	if r.URL.RawQuery != "" {
		q.readForm(r.URL.RawQuery)
	}
	if r.ContentLength > mostUpload {
		return nil, tooLarge
	}
	kind := r.Header.Get("Content-Type")
	body := http.MaxBytesReader(w, r.Body, mostUpload)
	var err error
	switch {
	case strings.HasPrefix(kind, "multipart/form-data"):
		err = q.readMultipart(kind, body)
	case strings.HasPrefix(kind, "application/json"):
		var b []byte
		if b, err = readAll(body, r.ContentLength); err == nil && len(b) > 0 && !q.readJSON(b) {
			return nil, badRequest("can't parse request JSON object")
		}
	case strings.HasPrefix(kind, "application/x-www-form-urlencoded"):
		var b []byte
		if b, err = readAll(body, r.ContentLength); err == nil {
			q.readForm(string(b))
		}
	}
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, tooLarge
	case err != nil:
		return nil, badRequest("can't read the request")
	}
	for _, v := range q.params {
		if !utf8.ValidString(v) {
			return nil, badRequest("strings must be encoded in UTF-8")
		}
	}
	return q, nil
}

// readAll needs one allocation where the length is known.
func readAll(r io.Reader, length int64) ([]byte, error) {
	if length < 0 || length > mostUpload {
		return io.ReadAll(r)
	}
	b := make([]byte, length)
	_, err := io.ReadFull(r, b)
	return b, err
}

// readForm leaves out what is not properly escaped.
func (q *request) readForm(form string) {
	for form != "" {
		var pair string
		pair, form, _ = strings.Cut(form, "&")
		k, v, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(k)
		value, wrong := url.QueryUnescape(v)
		if err == nil && wrong == nil && key != "" {
			q.params[key] = value
		}
	}
}

// readJSON tells whether it was an object. Objects and arrays stay JSON.
func (q *request) readJSON(b []byte) bool {
	var object map[string]json.RawMessage
	if json.Unmarshal(b, &object) != nil {
		return false
	}
	for k, raw := range object {
		switch {
		case len(raw) > 0 && raw[0] == '"':
			var v string
			if json.Unmarshal(raw, &v) != nil {
				return false
			}
			q.params[k] = v
		case !bytes.Equal(raw, []byte("null")):
			q.params[k] = string(raw)
		}
	}
	return true
}

func (q *request) readMultipart(kind string, body io.Reader) error {
	_, args, err := mime.ParseMediaType(kind)
	if err != nil {
		return err
	}
	parts := multipart.NewReader(body, args["boundary"])
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		b, err := io.ReadAll(p)
		if err != nil {
			return err
		}
		if p.FileName() == "" {
			q.params[p.FormName()] = string(b)
			continue
		}
		if q.files == nil {
			q.files = map[string]Document{}
		}
		q.files[p.FormName()] = Document{Name: p.FileName(), Type: p.Header.Get("Content-Type"), Bytes: b}
	}
}

// integer is a number between two others, and lies in between whatever was sent.
func (q *request) integer(name string, otherwise, least, most int64) int64 {
	v := q.params[name]
	if v == "" {
		return otherwise
	}
	n, _ := strconv.ParseInt(v, 10, 64)
	return max(least, min(n, most))
}

func (q *request) yes(name string) bool {
	switch strings.ToLower(strings.TrimSpace(q.params[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}
