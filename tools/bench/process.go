package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"pledgebot/tools/bench/walk"
)

// token is the bot's, as the fake Bot API knows it.
const token = walk.Token

// startFor is how long a bot may take to set its webhook.
const startFor = 20 * time.Second

// A running bot has a Bot API, a database and a Redis of its own.
type running struct {
	phones  *walk.Phones
	cmd     *exec.Cmd
	stores  *stores
	ended   chan error
	public  string // where platforms reach it
	private string // where it answers operators
	began   time.Time
}

// via gives an address that leads to another.
type via func(address string) (string, error)

// direct leads to where it says.
func direct(address string) (string, error) { return address, nil }

// start begins a bot and waits until updates reach it.
func (b *bench) start(ctx context.Context, p program) (*running, error) {
	return b.startVia(ctx, p, direct)
}

// startVia is start with something between the bot and its stores.
func (b *bench) startVia(ctx context.Context, p program, v via) (*running, error) {
	r, err := b.launch(ctx, p, v)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startFor)
	defer cancel()
	if err := r.phones.AwaitBot(ctx); err != nil {
		return nil, r.end(fmt.Errorf("%s does not start: %w", p.name, err))
	}
	return r, nil
}

// launch begins a bot.
func (b *bench) launch(ctx context.Context, p program, v via) (*running, error) {
	stores, err := b.openStores(ctx)
	if err != nil {
		return nil, err
	}
	phones, err := walk.OpenPhones(ctx, clock, p.rates)
	if err != nil {
		return nil, errors.Join(err, stores.close())
	}
	r := &running{phones: phones, stores: stores, ended: make(chan error, 1), public: freePort(ctx), private: freePort(ctx)}
	database, err := through(*stores.database, "5432", v)
	redis, wrong := through(*stores.redisURL, "6379", v)
	if err = errors.Join(err, wrong); err == nil {
		err = r.begin(b.command(p, phones.URL(), database, redis, r.public, r.private))
	}
	if err != nil {
		return nil, errors.Join(err, phones.Close(), stores.close())
	}
	return r, nil
}

// begin begins a bot's process.
func (r *running) begin(cmd *exec.Cmd) error {
	r.cmd, r.began = cmd, clock.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { r.ended <- cmd.Wait() }()
	return nil
}

// freePort is an address of this machine where nobody listens.
func freePort(ctx context.Context) string {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "127.0.0.1:0"
	}
	_ = l.Close() // it only found the port
	return l.Addr().String()
}

// stop tells the bot to end and waits.
func (r *running) stop() error {
	_ = r.cmd.Process.Signal(syscall.SIGTERM) // one that is gone has ended
	select {
	case err := <-r.ended:
		return err
	case <-clock.After(startFor):
		return errors.Join(errors.New("it does not end when it is told to"), r.cmd.Process.Kill())
	}
}

// end stops the bot and takes everything down. It gives err and what went wrong
// besides.
func (r *running) end(err error) error {
	return errors.Join(err, r.stop(), r.phones.Close(), r.stores.close())
}

// ticksPerSecond is the unit of /proc/<pid>/stat, USER_HZ, which is 100 on Linux.
const ticksPerSecond = 100

// cpu is how much time the bot has computed, in its own code and in the kernel.
func (r *running) cpu() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", r.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), ") ") // the name may hold spaces
	fields := strings.Fields(rest)
	const utime, stime = 11, 12
	if len(fields) <= stime {
		return 0, errors.New("/proc/<pid>/stat is cut short")
	}
	user, err := strconv.Atoi(fields[utime])
	system, wrong := strconv.Atoi(fields[stime])
	return time.Duration(user+system) * time.Second / ticksPerSecond, errors.Join(err, wrong)
}

// memory is what the bot holds now and held at most, in MiB.
func (r *running) memory() (now, peak float64, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		kib, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64) // other lines hold words
		switch name {
		case "VmRSS":
			now = kib / 1024
		case "VmHWM":
			peak = kib / 1024
		}
	}
	return now, peak, nil
}
