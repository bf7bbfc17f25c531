// Command pledgebot is a chat bot through which cities draft and submit
// pledges to the Call to Local Action for Migrants and Refugees.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set when a release is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// errReported ends a command whose mistakes are on the screen already.
var errReported = errors.New("reported")

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, s streams) int {
	var c commands
	exit := -1
	parser, err := kong.New(&c,
		kong.Name("pledgebot"),
		kong.Description("Draft, submit and keep city pledges on migration."),
		kong.Writers(s.out, s.err),
		kong.Exit(func(code int) { exit = code }),
		kong.Vars{"version": version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(s.err, "pledgebot:", err)
		return 2
	}
	if len(args) == 1 && args[0] == "help" || len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		fmt.Fprintln(s.err, "pledgebot:", err)
		return 2
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	switch err := parsed.Run(&c.Settings, s); {
	case errors.Is(err, errReported):
		return 1
	case err != nil:
		fmt.Fprintln(s.err, "pledgebot:", err)
		return 1
	}
	return 0
}

// commands is the command line.
type commands struct {
	Settings

	Chat        chatCommand        `cmd:"" help:"Hold the conversation in this terminal."`
	Serve       serveCommand       `cmd:"" help:"Run the bot on Telegram as a service."`
	Check       checkCommand       `cmd:"" help:"Try every connection that serve would use; print what is wrong."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the tables up to date."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running serve whether it is alive, or ready."`
	Backup      backupCommand      `cmd:"" help:"Copy the SQLite database to a new file, while serve runs."`
	Restore     restoreCommand     `cmd:"" help:"Put a backup in the place of the SQLite database."`
	Asides      asidesCommand      `cmd:"" help:"List updates that could not be taken, or take them now."`
	Person      personCommand      `cmd:"" help:"Find, export or erase a person, for requests that arrive on paper."`
	Pledges     pledgesCommand     `cmd:"" help:"List pledges, show one, or put one on paper."`
	Verify      verifyCommand      `cmd:"" help:"Tell whether a paper of a pledge says what was submitted."`
	Export      exportCommand      `cmd:"" help:"Write all pledges as JSON or CSV."`
	Desk        deskCommand        `cmd:"" help:"Act as the mechanism team on the local store."`
	Simulate    simulateCommand    `cmd:"" help:"Print which reminders would come, to whom, when and why."`
	Lint        lintCommand        `cmd:"" help:"Check the Call's data and every text; print all mistakes."`
	Flow        flowCommand        `cmd:"" help:"Draw the conversation as a diagram (docs/flow.md)."`
	Rights      rightsCommand      `cmd:"" help:"Print who may do what (docs/rights.md)."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}
