package terminal

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// Platform is the first half of the addresses served here, and of input ids.
const Platform = "tty"

// A Handler is the conversation as an adapter sees it.
type Handler interface {
	// Handle takes one input. It returns nil when what follows from the input
	// is kept, and an error when nothing is.
	Handle(ctx context.Context, u bot.Update) error
	// Deliver sends what is owed to somebody, in order, and returns when it is
	// sent or cannot be sent now.
	Deliver(ctx context.Context, from store.Address) error
}

// Words renders the few sentences that this adapter says itself.
type Words interface {
	Text(lang call.Lang, t call.Text) string
}

// Options say who talks and how.
type Options struct {
	User  string       // the name in the address
	Lang  call.Lang    // a guess from the environment, "" for none
	Asked bool         // Lang is no guess: the person asked for it
	Code  string       // of an invitation or a handover, with which the person comes; "" for none
	JSON  bool         // one object a line, for programs
	Color bool         // bold and dim; see ColorWanted
	Dumb  bool         // the terminal cannot move its cursor: no line editing
	Width int          // columns; 0 asks the terminal
	Words Words        // must be given
	Run   string       // the second part of input ids; "" for a random one
	Log   *slog.Logger // what went wrong on our side; nil for nowhere
}

// A Terminal is one person or program at the standard input and output. It is
// a bot.Sender, and Send may be called while Run waits for input.
type Terminal struct {
	opts    Options
	face    face
	console console
	marks   atomic.Int64

	mu     sync.Mutex // one message at a time; guards the face and what follows
	lang   call.Lang  // of the newest message
	closed bool       // the person has left by a word of the dialog
	failed error      // of writing; nothing can be shown any more
}

// A face is what one kind of partner sees and says.
type face interface {
	message(m bot.Message) string
	ready() string              // the next input may come
	trouble(text string) string // what was sent was not taken
	aside(text string) string   // a sentence that answers nothing
	read(line string, mark conversation.Mark) (conversation.Event, *call.Text)
}

// A console is where lines come from and where what is shown goes.
type console interface {
	// Write may be called while read waits; it does not disturb a line that is
	// half typed.
	io.Writer
	// read waits for the next line. It returns io.EOF when the partner leaves
	// and errTooLong for a line that was thrown away.
	read() (string, error)
	// close puts the terminal back as it was; read may still be waiting.
	close()
	// typing reports whether a person is at the keys.
	typing() bool
}

// New makes a terminal that reads from in and writes to out. Where both are a
// terminal, lines are edited.
func New(in io.Reader, out io.Writer, o Options) *Terminal {
	if o.JSON {
		return terminal(&program{}, newPlain(in, out, ""), o)
	}
	p := person{color: o.Color, width: pageWidth(out, o.Width)}
	return terminal(p, openConsole(in, out, o.Dumb), o)
}

func terminal(f face, c console, o Options) *Terminal {
	if o.Run == "" {
		o.Run = rand.Text()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Terminal{opts: o, face: f, console: c, lang: o.Lang}
}

// Platform is the first half of the addresses it serves.
func (t *Terminal) Platform() string { return Platform }

// Serves tells whether an address is the person at this terminal.
func (t *Terminal) Serves(to store.Address) bool { return to == t.address() }

// Send shows a message and returns its mark. What is meant for somebody else
// is not shown: their own terminal will do it.
func (t *Terminal) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	if !t.Serves(to) {
		return 0, &bot.SendError{Fate: bot.Retry, Err: errors.New("not the person at this terminal")}
	}
	if err := ctx.Err(); err != nil {
		return 0, &bot.SendError{Fate: bot.Retry, Err: err}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.Lang != "" {
		t.lang = m.Lang
	}
	t.closed = t.closed || m.Close && !t.opts.JSON
	if err := t.print(t.face.message(m)); err != nil {
		return 0, err
	}
	return t.mark(), nil
}

func (t *Terminal) address() store.Address {
	return store.Address{Platform: Platform, User: t.opts.User}
}

// mark counts messages when they are written and lines when they are read.
func (t *Terminal) mark() conversation.Mark { return conversation.Mark(t.marks.Add(1)) }

// print writes what a face has made, at once.
func (t *Terminal) print(s string) error {
	if s == "" || t.failed != nil {
		return t.failed
	}
	_, t.failed = io.WriteString(t.console, s)
	return t.failed
}
