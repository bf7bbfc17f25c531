package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"pledgebot/tools/bench/walk"
)

// clock is the real one.
var clock = walk.Clock{Now: time.Now, After: time.After} //nolint:forbidigo // the one place where the clock is wired

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run of this program.
type bench struct {
	people        []int
	team          []int // of the desk; none for another measurement
	typing        int   // meanwhile
	reminders     int   // that are due at once; 0 for another measurement
	rounds        int
	warm, measure time.Duration
	dir           string // of binaries
	given         string // the product's binary, "" for the one that is built
	postgres      string
	redis         string
	out           io.Writer
}

// errNoServers is all that can be said without them.
var errNoServers = errors.New("PLEDGEBOT_TEST_POSTGRES and PLEDGEBOT_TEST_REDIS must name a Postgres and a Redis")

func run(ctx context.Context, args []string, out io.Writer) error {
	b := &bench{postgres: os.Getenv("PLEDGEBOT_TEST_POSTGRES"), redis: os.Getenv("PLEDGEBOT_TEST_REDIS"), out: out}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	people := flags.String("users", "1,16,128", "how many people walk at once")
	flags.IntVar(&b.rounds, "rounds", 3, "how often each point is measured; the median counts")
	flags.DurationVar(&b.measure, "for", 10*time.Second, "how long each point is measured")
	flags.DurationVar(&b.warm, "warm", 2*time.Second, "how long people walk before that")
	memory := flags.Bool("memory", false, "measure memory with few and with many dialogs stored instead")
	ready := flags.Bool("ready", false, "measure the time from start to readiness instead")
	record := flags.Bool("record", false, "write down what the product shows, for the plain bots, instead")
	team := flags.String("desk", "", "measure the team's desk instead, with so many people pressing in Slack at once, such as 1,16,64")
	flags.IntVar(&b.typing, "typing", 16, "how many people walk while the desk is measured")
	flags.IntVar(&b.reminders, "reminders", 0, "measure instead how so many reminders are sent that are due at the same time, such as 10000")
	flags.StringVar(&b.given, "pledgebot", "", "a binary to measure instead of the source beside this program")
	profile := flags.String("profile", "", "record a CPU profile of this program's own work")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var err error
	if b.people, err = numbers("-users", *people); err != nil {
		return err
	}
	if *team != "" {
		if b.team, err = numbers("-desk", *team); err != nil {
			return err
		}
	}
	if b.postgres == "" || b.redis == "" {
		return errNoServers
	}
	do := b.compare
	switch {
	case b.team != nil:
		do = b.desk
	case b.reminders > 0:
		do = b.remind
	case *memory:
		do = b.memory
	case *ready:
		do = b.ready
	case *record:
		do = b.record
	}
	return b.built(ctx, func() error { return profiled(*profile, func() error { return do(ctx) }) })
}

// numbers reads how many people there are at each point.
func numbers(flag, given string) (all []int, err error) {
	for n := range strings.SplitSeq(given, ",") {
		many, err := strconv.Atoi(n)
		if err != nil || many < 1 {
			return nil, fmt.Errorf("%s: %q is no number of people", flag, n)
		}
		all = append(all, many)
	}
	return all, nil
}

// built does something while the binaries are there.
func (b *bench) built(ctx context.Context, do func() error) error {
	dir, err := os.MkdirTemp("", "pledgebot-bench")
	if err != nil {
		return err
	}
	b.dir = dir
	err = errors.Join(build(ctx, ".", b.binary("plainbot"), "./plainbot"), b.buildProduct(ctx))
	if err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return errors.Join(do(), os.RemoveAll(dir))
}
