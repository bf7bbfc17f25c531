package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pledgebot/bot/ops"
	"pledgebot/bot/ops/logs"
	"pledgebot/conversation/call"
	"pledgebot/locales"
	"pledgebot/store/sql"
	"pledgebot/store/sql/file"
)

type checkCommand struct{ config }

// Run tries every connection and prints a line for each.
func (c *checkCommand) Run(ctx context.Context, s *Settings, out streams) error {
	data, texts, ok := c.report(s, out)
	if data == nil {
		return errReported
	}
	redact := logs.NewRedactor(c.secrets(s)...).Redact
	if !ops.Try(ctx, out.out, redact, c.probes(s, data, texts, out)) || !ok {
		return errReported
	}
	return nil
}

func (c *checkCommand) probes(s *Settings, data *call.Call, texts *locales.Catalogue, out streams) []ops.Probe {
	url := cmp.Or(s.Database, defaultDatabase)
	var all []ops.Probe
	if c.Token != "" {
		all = append(all, ops.Probe{Name: "telegram", Do: func(ctx context.Context) (string, error) {
			tg, err := c.telegram(data, texts, nil, &ops.Noticed{Now: time.Now}, c.log(s, out))
			if err != nil {
				return "", err
			}
			name, err := tg.Check(ctx)
			return "the bot is @" + name, err
		}})
	}
	if c.Mail.on() {
		all = append(all, ops.Probe{Name: "mail", Do: c.Mail.tryMail})
	}
	if c.Slack.on() {
		all = append(all, ops.Probe{Name: "slack", Do: func(ctx context.Context) (string, error) {
			app, err := c.Slack.adapter(texts, &stores{}, &ops.Noticed{Now: time.Now}, c.log(s, out))
			if err != nil {
				return "", err
			}
			name, err := app.Check(ctx)
			return "the app is @" + name, err
		}})
	}
	all = append(all, ops.ClockProbe(http.DefaultClient, c.endpoint(), time.Now))
	if path, ok := file.Path(url); ok {
		all = append(all,
			ops.Probe{Name: "directory", Do: func(context.Context) (string, error) { return tryDirectory(path) }},
			ops.Probe{Name: "database", Do: func(ctx context.Context) (string, error) { return tryFile(ctx, path) }})
	} else {
		all = append(all, ops.Probe{Name: "database", Do: func(ctx context.Context) (string, error) { return tryDatabase(ctx, url) }})
	}
	if c.Redis != "" {
		all = append(all, ops.Probe{Name: "Redis", Do: c.tryRedis})
	}
	return all
}

// tryDirectory writes where the database is, and looks how much room there is.
func tryDirectory(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".pledgebot-check-*")
	if err != nil {
		return "", fmt.Errorf("the directory of the database cannot be written: %w", err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return "", err
	}
	free, _, err := file.Room(path)
	if err == nil && free < ops.LeastFree {
		err = fmt.Errorf("the disk is nearly full: %d MB free", free>>20)
	}
	return fmt.Sprintf("can be written; %d MB free", free>>20), err
}

// tryFile reads a database file whole, if there is one.
func tryFile(ctx context.Context, path string) (string, error) {
	v, err := file.Inspect(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		return "there is none yet; serve makes it", nil
	}
	return versionNote(v), err
}

func tryDatabase(ctx context.Context, url string) (string, error) {
	v, err := sql.Inspect(ctx, url)
	if errors.Is(err, sql.ErrNoTables) {
		return "there are no tables yet; serve makes them", nil
	}
	return versionNote(v), err
}

func versionNote(v int) string {
	note := fmt.Sprintf("tables of version %d", v)
	if v > sql.Newest() {
		note += fmt.Sprintf(", made by a newer release; this one knows %d", sql.Newest())
	}
	return note
}

func (c *checkCommand) tryRedis(ctx context.Context) (string, error) {
	d, err := openDialogs(ctx, c.Redis)
	if err != nil {
		return "", err
	}
	err = d.ping(ctx)
	warnings := d.warnings(ctx)
	if err := errors.Join(err, d.close()); err != nil {
		return "", err
	}
	if len(warnings) > 0 {
		return "", errors.New(strings.Join(warnings, "; "))
	}
	return "answers", nil
}
