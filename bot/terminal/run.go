package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// Run opens the dialog and holds it until the input ends, the dialog closes or
// ctx is done; all three are a proper end and return nil. An error means that
// the dialog could not be opened, or that reading or writing failed. If ctx
// ends first, a read that has begun is left waiting.
func (t *Terminal) Run(ctx context.Context, h Handler) error {
	defer t.console.close()
	if err := t.open(ctx, h); err != nil {
		if ctx.Err() != nil {
			return t.leave()
		}
		return fmt.Errorf("open the dialog: %w", err)
	}
	for n := 1; ; n++ {
		if over, err := t.over(); over || err != nil {
			return err
		}
		l := t.next(ctx)
		switch {
		case errors.Is(l.err, errTooLong):
			t.tell(call.Say(textTooLong))
		case errors.Is(l.err, io.EOF), ctx.Err() != nil:
			return t.leave()
		case l.err != nil:
			return fmt.Errorf("read: %w", l.err)
		default:
			t.take(ctx, h, n, l)
		}
	}
}

func (t *Terminal) open(ctx context.Context, h Handler) error {
	if err := h.Handle(ctx, t.update(0, conversation.Opened{Lang: t.opts.Lang, Asked: t.opts.Asked, Code: t.opts.Code})); err != nil {
		return err
	}
	t.deliver(ctx, h)
	if t.console.typing() {
		t.show(func() string { return t.face.aside(t.text(call.Say(textHint))) })
	}
	return nil
}

// over says that the partner may speak, unless the dialog has closed.
func (t *Terminal) over() (bool, error) {
	t.show(t.face.ready)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed != nil {
		return true, fmt.Errorf("write: %w", t.failed)
	}
	return t.closed, nil
}

// A line is one input with its place among the messages.
type line struct {
	text string
	mark conversation.Mark
	err  error
}

// next reads one line, and no further: what is read ahead of an answer would
// get the smaller mark.
func (t *Terminal) next(ctx context.Context) line {
	if err := ctx.Err(); err != nil {
		return line{err: err}
	}
	read := make(chan line, 1)
	go func() {
		text, err := t.console.read()
		l := line{text: text, err: err}
		if err == nil {
			l.mark = t.mark()
		}
		read <- l
	}()
	select {
	case l := <-read:
		return l
	case <-ctx.Done():
		return line{err: ctx.Err()}
	}
}

// take hands over one line and shows what follows.
func (t *Terminal) take(ctx context.Context, h Handler, n int, l line) {
	t.mu.Lock()
	event, problem := t.face.read(l.text, l.mark)
	t.mu.Unlock()
	if problem != nil {
		t.tell(*problem)
		return
	}
	if err := h.Handle(ctx, t.update(n, event)); err != nil {
		t.trouble(ctx, "handle input", textTrouble, err)
		return
	}
	t.deliver(ctx, h)
}

func (t *Terminal) deliver(ctx context.Context, h Handler) {
	if err := h.Deliver(ctx, t.address()); err != nil {
		t.trouble(ctx, "deliver", textLate, err)
	}
}

// trouble says what an error means for the person; leaving is no trouble.
func (t *Terminal) trouble(ctx context.Context, what, key string, err error) {
	if ctx.Err() != nil {
		return
	}
	t.opts.Log.ErrorContext(ctx, what, "platform", Platform, "user", t.opts.User, "err", err)
	t.tell(call.Say(key))
}

func (t *Terminal) update(n int, e conversation.Event) bot.Update {
	id := Platform + ":" + t.opts.Run + ":" + strconv.Itoa(n)
	return bot.Update{ID: conversation.InputID(id), From: t.address(), Event: e}
}

// leave says goodbye, also below a line that is half typed.
func (t *Terminal) leave() error {
	t.console.close()
	t.show(func() string { return t.face.aside(t.text(call.Say(textGoodbye))) })
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed != nil {
		return fmt.Errorf("write: %w", t.failed)
	}
	return nil
}

// tell says why what was sent was not taken.
func (t *Terminal) tell(text call.Text) {
	t.show(func() string { return t.face.trouble(t.text(text)) })
}

// show prints something of our own. A failure is kept for Run to find.
func (t *Terminal) show(what func() string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_ = t.print(what())
}

func (t *Terminal) text(text call.Text) string { return t.opts.Words.Text(t.lang, text) }
