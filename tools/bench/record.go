package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
)

// screensFile holds what the plain bots show.
const screensFile = "plainbot/screens.json"

// record writes down what the product shows, so that the plain bots show the
// same.
func (b *bench) record(ctx context.Context) error {
	p, err := b.start(ctx, b.product())
	if err != nil {
		return err
	}
	screens, err := p.phones.Record(ctx)
	if err := p.end(err); err != nil {
		return err
	}
	var text bytes.Buffer
	to := json.NewEncoder(&text)
	to.SetEscapeHTML(false)
	to.SetIndent("", " ")
	if err := to.Encode(screens); err != nil {
		return err
	}
	return os.WriteFile(screensFile, text.Bytes(), 0o644) //nolint:gosec // everybody may read the source
}
