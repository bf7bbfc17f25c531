package telegramtest

import (
	"net/http"
	"strconv"
	"strings"
)

// Limits of files that are sent and fetched, in bytes.
const (
	mostSent    = 50 << 20
	mostFetched = 20 << 20
)

// A Document is a file.
type Document struct {
	Name  string
	Type  string // of its content
	Bytes []byte
	id    string
}

type wireDocument struct {
	ID     string `json:"file_id"`
	Unique string `json:"file_unique_id"`
	Name   string `json:"file_name,omitempty"`
	Type   string `json:"mime_type,omitempty"`
	Size   int    `json:"file_size"`
	Path   string `json:"file_path,omitempty"`
}

func (d *Document) wire() wireDocument {
	return wireDocument{ID: d.id, Unique: "u" + d.id, Name: d.Name, Type: d.Type, Size: len(d.Bytes)}
}

// keepFile gives a file its id, once. The caller holds the lock.
func (s *Server) keepFile(d *Document) {
	if d.id != "" {
		return
	}
	d.id = "file" + strconv.FormatInt(s.unique("file"), 10)
	if !s.opts.Forget {
		s.files[d.id] = d
	}
}

// sendDocument takes an upload or the id of a file that it knows, but fetches
// nothing from elsewhere.
func (s *Server) sendDocument(q *request) ([]byte, *refusal) {
	file, refused := s.documentOf(q)
	if refused != nil {
		return nil, refused
	}
	f, refused := textOf(q, "caption", "caption_entities")
	switch {
	case refused != nil:
		return nil, refused
	case f.units > mostCaption:
		return nil, badRequest("message caption is too long")
	}
	d := &draft{message: message{wireMessage: wireMessage{Caption: f.text, CaptionE: f.entities}, document: file, ignored: f.ignored}}
	d.sent = q.params["caption"]
	if refused := d.dress(q); refused != nil {
		return nil, refused
	}
	return s.send(q, d)
}

func (s *Server) documentOf(q *request) (*Document, *refusal) {
	name, sent := "document", q.params["document"]
	if attached, ok := strings.CutPrefix(sent, "attach://"); ok {
		name, sent = attached, ""
	}
	if sent != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		if d := s.files[sent]; d != nil {
			return d, nil
		}
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	}
	d, ok := q.files[name]
	switch {
	case !ok:
		return nil, badRequest("there is no document in the request")
	case len(d.Bytes) == 0:
		return nil, badRequest("file must be non-empty")
	case len(d.Bytes) > mostSent:
		return nil, tooLarge
	}
	return &d, nil
}

func (s *Server) getFile(q *request) ([]byte, *refusal) {
	s.mu.Lock()
	d := s.files[q.params["file_id"]]
	s.mu.Unlock()
	switch {
	case q.params["file_id"] == "":
		return nil, badRequest("file_id not specified")
	case d == nil:
		return nil, badRequest("wrong file_id or the file is temporarily unavailable")
	case len(d.Bytes) > mostFetched:
		return nil, badRequest("file is too big")
	}
	w := d.wire()
	w.Name, w.Type, w.Path = "", "", "documents/"+d.id
	return encode(w), nil
}

// serveFile answers <token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, rest string) {
	token, path, _ := strings.Cut(rest, "/")
	if !s.owns(token) {
		writeRefusal(w, wrongToken)
		return
	}
	id, _ := strings.CutPrefix(path, "documents/")
	s.mu.Lock()
	d := s.files[id]
	s.mu.Unlock()
	if d == nil {
		writeRefusal(w, notFound)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(d.Bytes) // as in write
}
