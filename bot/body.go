package bot

import (
	"errors"
	"io"
	"net/http"
)

// Body reads what a platform has sent, so many bytes at most. Where that fails
// it has answered the request.
func Body(w http.ResponseWriter, r *http.Request, most int64) (raw []byte, ok bool) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "not read", http.StatusBadRequest)
	}
	return raw, err == nil
}
