package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"pledgebot/bot/telegram/telegramtest"
)

// A program is one of the bots.
type program struct {
	name  string
	args  []string
	env   []string // beside what every bot gets
	count string   // SQL: how many pledges were submitted
	rates telegramtest.Rates
}

func (*bench) product() program {
	return program{
		name: "pledgebot", args: []string{"pledgebot", "serve"},
		count: "SELECT count(*) FROM pledges WHERE reference IS NOT NULL",
	}
}

// programs are what is compared, the product first.
func (b *bench) programs() []program {
	const count = "SELECT count(*) FROM pledges"
	return []program{
		b.product(),
		{name: "plain, one insert at the end", args: []string{"plainbot", "-insert", "end"}, count: count},
		{name: "plain, an insert per answer", args: []string{"plainbot", "-insert", "every"}, count: count},
	}
}

// build compiles one program.
func build(ctx context.Context, dir, binary, target string, flags ...string) error {
	cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{"build", "-o", binary}, flags, []string{target})...) //nolint:gosec // our own packages
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("build %s: %w", target, err)
	}
	return nil
}

// buildProduct compiles the product, unless a binary was given.
func (b *bench) buildProduct(ctx context.Context) error {
	if b.given != "" {
		return nil
	}
	return build(ctx, filepath.Join("..", ".."), b.binary("pledgebot"), "./cmd/pledgebot")
}

// binary is where a program is.
func (b *bench) binary(name string) string {
	if name == "pledgebot" && b.given != "" {
		return b.given
	}
	return filepath.Join(b.dir, name)
}

// command is a bot that is about to start.
func (b *bench) command(p program, api, database, redis string, public, private string) *exec.Cmd {
	cmd := exec.Command(b.binary(p.args[0]), p.args[1:]...) //nolint:gosec,noctx // our own binary, which is ended by a signal
	cmd.Dir, cmd.Stderr = b.dir, os.Stderr
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + b.dir, "TELEGRAM_BOT_TOKEN=" + token, "TELEGRAM_API_ENDPOINT=" + api,
		"TELEGRAM_WEBHOOK_URL=http://" + public + "/telegram", "LISTEN_ADDR=" + public, "OPS_ADDR=" + private,
		"REDIS_URL=" + redis, "DATABASE_URL=" + database, "TELEGRAM_RATES=off", "LOG_LEVEL=warn",
		"PRIVACY_CONTROLLER=The Mayors Mechanism", "PRIVACY_CONTACT=privacy@city.example",
	}, p.env...)
	return cmd
}
