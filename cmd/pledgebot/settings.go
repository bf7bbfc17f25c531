package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/sql"
)

// Settings are what every command understands, from flags or the environment.
type Settings struct {
	Database     string `name:"database" env:"DATABASE_URL" help:"Where pledges are kept: sqlite:FILE; sqlite:pledgebot.db if not given."`
	DatabaseFile string `name:"database-file" env:"DATABASE_URL_FILE" help:"File that holds the URL of the database."`
	Call         string `name:"call" env:"PLEDGEBOT_CALL" help:"A file that replaces the Call's data."`
	Texts        string `name:"texts" env:"PLEDGEBOT_TEXTS" help:"A directory whose active.LANG.json files replace single texts."`
	Controller   string `name:"privacy-controller" env:"PRIVACY_CONTROLLER" help:"Who answers for personal data."`
	Contact      string `name:"privacy-contact" env:"PRIVACY_CONTACT" help:"Where to ask about personal data."`
	ErasureLog   string `name:"erasure-log" env:"ERASURE_LOG" help:"File that remembers who was erased, to be applied again after a restore."`
}

// defaultDatabase is a file in the directory in which the program is started.
const defaultDatabase = "sqlite:pledgebot.db"

// product is everything a command needs.
type product struct {
	call     *call.Call
	texts    *locales.Catalogue
	machine  *conversation.Machine
	db       *sql.DB
	erasures bot.Erasures  // nil for none
	copy     pledge.Person // as bot.Parts has them
	second   pledge.Person
	now      func() time.Time
	settings *Settings
}

// load reads the Call and the texts and checks them whole.
func (s *Settings) load() (*call.Call, *locales.Catalogue, error) {
	c := call.Default()
	if s.Call != "" {
		data, err := os.ReadFile(s.Call)
		if err != nil {
			return nil, nil, fmt.Errorf("read the Call: %w", err)
		}
		if c, err = call.Load(bytes.NewReader(data), s.Call); err != nil {
			return nil, nil, err
		}
	}
	var overlay fs.FS
	if s.Texts != "" {
		overlay = os.DirFS(s.Texts)
		if _, err := os.ReadDir(s.Texts); err != nil {
			return nil, nil, fmt.Errorf("read the texts: %w", err)
		}
	}
	texts, err := locales.Load(overlay)
	if err != nil {
		return nil, nil, err
	}
	return c, texts.With(c), nil
}

// with opens the store, does something with it and closes it again.
func (s *Settings) with(ctx context.Context, do func(*product) error) error {
	c, texts, err := s.load()
	if err != nil {
		return err
	}
	var mistakes problems
	mistakes.file("DATABASE_URL", &s.Database, s.DatabaseFile)
	if len(mistakes) > 0 {
		return errors.New(mistakes[0])
	}
	db, err := sql.Open(ctx, cmp.Or(s.Database, defaultDatabase))
	if err != nil {
		return err
	}
	machine := conversation.New(c, conversation.Settings{
		Langs: texts.Langs(), Controller: s.Controller, Contact: s.Contact,
	})
	return errors.Join(do(&product{call: c, texts: texts, machine: machine, db: db, erasures: s.erasures(), now: time.Now, settings: s}), db.Close())
}

// bot puts the runtime together; dialogs live in memory.
func (p *product) bot(log *slog.Logger, senders ...bot.Sender) *bot.Bot {
	return p.botOn(memory.New(), log, senders...)
}

func (p *product) botOn(dialogs store.Dialogs, log *slog.Logger, senders ...bot.Sender) *bot.Bot {
	return bot.New(bot.Parts{
		Machine: p.machine, Texts: p.texts, Dialogs: dialogs, Pledges: p.db, Deliveries: p.db, Retention: p.db, People: p.db, Erasures: p.erasures,
		Invites: p.db, Limits: memory.NewLimits(), Reminders: p.db, Copy: p.copy, Second: p.second,
		Senders: senders, Now: p.now, Log: log,
	})
}
