package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/user"
	"sync"
	"time"

	"golang.org/x/term"

	"pledgebot/bot"
	"pledgebot/bot/terminal"
	"pledgebot/conversation/call"
	"pledgebot/locales"
	"pledgebot/store"
)

type chatCommand struct {
	JSON bool   `name:"json" help:"Speak JSON, one object a line, for programs."`
	Lang string `help:"Language to begin in; otherwise that of the environment."`
	Code string `name:"start" help:"Code of an invitation or a handover, as it stands in the link."`
	As   string `help:"Name under which drafts are kept; otherwise that of the login."`

	Clock bool `help:"Practise, in a file of its own, with a clock that you put forward: to the acceptance, the reminders and the report."`
}

// sweepEvery is how often what a crash interrupted is looked for, and what has
// come due is told.
const sweepEvery = time.Minute

// Run holds the conversation until the person leaves.
func (c *chatCommand) Run(ctx context.Context, s *Settings, io streams) error {
	if c.Clock {
		practice := *s
		practice.Database, practice.DatabaseFile, practice.ErasureLog = practiceDatabase, "", ""
		s = &practice
	}
	return s.with(ctx, func(p *product) error { return c.hold(ctx, p, io) })
}

func (c *chatCommand) hold(ctx context.Context, p *product, io streams) error {
	lang, err := c.language(p.texts)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(io.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	person := terminal.New(io.in, io.out, terminal.Options{
		User: c.name(), Lang: lang, Asked: c.Lang != "", Code: c.Code, JSON: c.JSON, Words: p.texts, Log: log,
		Color: terminal.ColorWanted(os.Getenv, isTerminal(io.out)), Dumb: os.Getenv("TERM") == "dumb",
	})
	if c := p.settings; c.ErasureLog != "" {
		if err := c.eraseAtStart(ctx, p.db, p.call, log); err != nil {
			return err
		}
	}
	h, served, err := c.handler(ctx, p, io, log, person)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { h.keepUp(ctx, log) })
	err = person.Run(ctx, served)
	stop()
	background.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// handler is what keeps up with what comes due, and what serves the terminal.
func (c *chatCommand) handler(ctx context.Context, p *product, out streams, log *slog.Logger, person *terminal.Terminal) (*handler, terminal.Handler, error) {
	to := string(store.Address{Platform: terminal.Platform, User: c.name()}.Person())
	if !c.Clock {
		h := &handler{Bot: p.bot(log, person), to: to}
		return h, h, nil
	}
	clock := &movableClock{}
	p.now = clock.now
	h := &handler{Bot: p.bot(log, person), to: to}
	r := &practice{handler: h, p: p, clock: clock, said: out.err}
	if c.JSON { // a program reads what the bot says, and nothing else
		r.said = io.Discard
	}
	return h, r, r.begin(ctx)
}

// A handler is the bot at one terminal. What has come due for its person is
// told with the answer to each input, and while they think.
type handler struct {
	*bot.Bot
	to    string
	swept bool
}

// Deliver shows what is owed, and then news. The first time it also finishes
// what an earlier end of the program has interrupted.
func (h *handler) Deliver(ctx context.Context, from store.Address) error {
	if err := h.Bot.Deliver(ctx, from); err != nil {
		return err
	}
	if !h.swept {
		h.swept = true
		if err := errors.Join(h.Remind(ctx), h.Sweep(ctx), h.Expire(ctx)); err != nil {
			return err
		}
	}
	return h.DeliverDue(ctx, h.to)
}

// keepUp tells what comes due while the conversation goes on.
func (h *handler) keepUp(ctx context.Context, log *slog.Logger) {
	due := time.NewTicker(time.Second)
	defer due.Stop()
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	expire := time.NewTicker(expireEvery)
	defer expire.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-due.C:
			err = h.DeliverDue(ctx, h.to)
		case <-sweep.C:
			err = errors.Join(h.Remind(ctx), h.Sweep(ctx))
		case <-expire.C:
			err = h.Expire(ctx)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("keep up", "error", err)
		}
	}
}

// name is whom the drafts belong to on this machine.
func (c *chatCommand) name() string {
	if c.As != "" {
		return c.As
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "me"
}

// language is the one asked for, or that of the environment. Where neither
// names one that is served, it is asked.
func (c *chatCommand) language(texts *locales.Catalogue) (call.Lang, error) {
	if c.Lang != "" {
		lang, ok := texts.Match(c.Lang)
		if !ok {
			return "", fmt.Errorf("there are no texts in language %q; there are: %v", c.Lang, texts.Langs())
		}
		return lang, nil
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			lang, _ := texts.Match(value)
			return lang, nil
		}
	}
	return "", nil
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
