package logs

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
)

// Options say how a log is written.
type Options struct {
	Level   slog.Level
	JSON    bool     // one object a line; otherwise key=value
	Secrets []string // never written; URLs with passwords among them
	Names   IDs      // of people
}

// New returns a log that writes to w.
func New(w io.Writer, o Options) *slog.Logger {
	how := &slog.HandlerOptions{Level: o.Level}
	var h slog.Handler = slog.NewTextHandler(w, how)
	if o.JSON {
		h = slog.NewJSONHandler(w, how)
	}
	return slog.New(handler{to: h, secrets: NewRedactor(o.Secrets...), names: o.Names})
}

// A handler writes records with secrets taken out and people's ids replaced.
type handler struct {
	to      slog.Handler
	secrets Redactor
	names   IDs
}

// personal are the attributes whose values are people or chats.
var personal = []string{"person", "people", "user", "chat", "from", "to", "by", "recipient", "address"}

// ids finds ids of people on a platform, and of their inputs, inside a text.
var ids = regexp.MustCompile(`\b(tg|tty|sl):-?[0-9A-Za-z][0-9A-Za-z:_-]*`)

func (h handler) Enabled(ctx context.Context, l slog.Level) bool { return h.to.Enabled(ctx, l) }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.to.Handle(ctx, clean)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = h.attr(a)
	}
	h.to = h.to.WithAttrs(clean)
	return h
}

func (h handler) WithGroup(name string) slog.Handler {
	h.to = h.to.WithGroup(h.text(name))
	return h
}

func (h handler) attr(a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch {
	case v.Kind() == slog.KindGroup:
		inner := v.Group()
		clean := make([]slog.Attr, len(inner))
		for i, a := range inner {
			clean[i] = h.attr(a)
		}
		v = slog.GroupValue(clean...)
	case slices.Contains(personal, a.Key):
		v = slog.StringValue(h.names.Of(written(v)))
	case v.Kind() == slog.KindString || v.Kind() == slog.KindAny:
		v = slog.StringValue(h.text(written(v)))
	}
	return slog.Attr{Key: h.text(a.Key), Value: v}
}

// text is a text without secrets and ids of people.
func (h handler) text(s string) string {
	return ids.ReplaceAllStringFunc(h.secrets.Redact(s), h.names.Of)
}

// written is a value as a text. Values of other types are written here and not
// by the handler below, which would look into them by itself.
func written(v slog.Value) string {
	if v.Kind() == slog.KindAny {
		return fmt.Sprintf("%+v", v.Any())
	}
	return v.String()
}
