package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// file is where the one picture or document of a message can be fetched; nil for
// anything else.
func file(m message, what conversation.Matter) *pledge.File {
	of := sized{}
	switch what {
	case conversation.Photo:
		of = m.Photo.sized
	case conversation.Document:
		of = m.Document.sized
	}
	if of.ID == "" {
		return nil
	}
	return &pledge.File{Ref: Platform + ":" + of.ID, Type: of.Type, Size: of.Size}
}

// Fetch reads a file that somebody has sent to this bot. store.ErrNotFound means that
// Telegram has it no more, or has it for another bot.
func (t *Telegram) Fetch(ctx context.Context, ref string) ([]byte, error) {
	id, ours := strings.CutPrefix(ref, Platform+":")
	if !ours {
		return nil, fmt.Errorf("fetch file: %w", store.ErrNotFound)
	}
	var at struct {
		Path string `json:"file_path"`
	}
	err := t.client.call(ctx, "getFile", tgbotapi.Params{"file_id": id}, &at)
	var refused *apiError
	switch {
	case errors.As(err, &refused) && refused.Code == http.StatusBadRequest:
		return nil, fmt.Errorf("fetch file: %w", store.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("fetch file: %w", t.noticed(err))
	}
	return t.client.download(ctx, at.Path)
}

// download reads a file of the Bot API server within callFor (Bot API, File).
func (c *client) download(ctx context.Context, path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.files+path, http.NoBody)
	if err != nil {
		return nil, errors.New("fetch file: its path is none") // the address holds the token
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("fetch file: %w", c.redacted(err))
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch file: %w: status %d", errBusy, answer.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, pledge.ScanMost+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("fetch file: %w", c.redacted(err))
	case len(data) > pledge.ScanMost:
		return nil, errors.New("fetch file: it is larger than was said")
	}
	return data, nil
}
