package slacktest

import (
	"io"
	"net/http"
	"strconv"
	"strings"
)

// A File is one that was uploaded.
type File struct {
	ID, Name, Title string
	Bytes           []byte
}

// An upload is a file on its way: a URL is given, it is sent there, and it is
// shared.
type upload struct {
	File
	size   int
	sent   bool
	shared bool
}

// File is one that the app has uploaded, by its id.
func (s *Server) File(id string) (File, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.uploads[id]
	if u == nil || !u.sent {
		return File{}, false
	}
	return u.File, true
}

func (s *Server) uploadURL(q *request) (object, *refusal) {
	size, err := strconv.Atoi(q.params["length"])
	if err != nil || size < 1 || q.params["filename"] == "" {
		return nil, refuse("invalid_arguments")
	}
	u := &upload{File: File{ID: s.unique("F"), Name: q.params["filename"]}, size: size}
	s.uploads[u.ID] = u
	return object{"upload_url": s.url + "/upload/" + u.ID, "file_id": u.ID}, nil
}

// serveUpload takes a file as a form's or as the body itself.
func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	var content io.Reader = r.Body
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		form, err := r.MultipartReader()
		if err == nil {
			content, err = form.NextPart()
		}
		if err != nil {
			http.Error(w, "no file", http.StatusBadRequest)
			return
		}
	}
	b, err := io.ReadAll(io.LimitReader(content, mostBody))
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.uploads[r.PathValue("id")]
	if err != nil || u == nil || u.sent || len(b) != u.size {
		http.Error(w, "wrong file or size", http.StatusBadRequest)
		return
	}
	u.Bytes, u.sent = b, true
	s.Nudge()
	_, _ = io.WriteString(w, "OK - "+strconv.Itoa(len(b)))
}

func (s *Server) completeUpload(q *request) (object, *refusal) {
	decoded, _ := decode(q.params["files"])
	list := parts(object{"files": decoded}, "files")
	if len(list) == 0 {
		return nil, refuse("invalid_arguments")
	}
	for _, f := range list {
		if u := s.uploads[text(f, "id")]; u == nil || !u.sent || u.shared {
			return nil, refuse("file_not_found")
		}
	}
	files := make([]object, len(list))
	for i, f := range list {
		u := s.uploads[text(f, "id")]
		u.Title = text(f, "title")
		files[i] = object{"id": u.ID, "title": u.Title, "name": u.Name, "size": u.size}
	}
	if id := q.params["channel_id"] + q.params["channels"]; id != "" {
		if refused := s.share(id, q, files); refused != nil {
			return nil, refused
		}
	}
	for _, f := range list {
		s.uploads[text(f, "id")].shared = true
	}
	return object{"files": files}, nil
}

// share posts files to one channel.
func (s *Server) share(id string, q *request, files []object) *refusal {
	c, refused := s.joined(id)
	if refused != nil {
		return refused
	}
	s.post(c, &message{thread: c.root(q.params["thread_ts"]), text: q.params["initial_comment"], files: files})
	return nil
}
