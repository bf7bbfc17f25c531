package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"

	"github.com/jackc/pgx/v5"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/tools/bench/walk"
)

const (
	idleFor    = time.Minute            // that people visit before reminders are due
	visitEvery = 250 * time.Millisecond // a fifth of what the bot may send is for them
	remindFor  = 30 * time.Minute       // that reminders may take
	ownRate    = 25                     // messages a second, as the product keeps it
)

// published is what Telegram takes: see telegramtest.Rates.
var published = telegramtest.Rates{ChatPerSecond: 1, ChatBurst: 6, GroupPerMinute: 20, BotPerSecond: 30}

// remind measures how so many reminders are sent that are due at the same time, against
// the rate that Telegram allows; and how long people who visit meanwhile wait for their
// answer, against those who visit before. The service is the product with the time of two
// years later, which only its build for tests can have.
func (b *bench) remind(ctx context.Context) error {
	p := b.product()
	p.rates, p.env = published, []string{"TELEGRAM_RATES="}
	r, err := b.start(ctx, p)
	if err != nil {
		return err
	}
	err = b.accepted(ctx, r)
	if err = errors.Join(err, r.stop()); err != nil {
		return errors.Join(err, r.phones.Close(), r.stores.close())
	}
	at, err := b.owing(ctx, r)
	if err == nil {
		p.args[0], err = b.later(ctx)
	}
	if err == nil {
		p.env = append(p.env, "PLEDGEBOT_CRASH_LATER="+at.Add(-idleFor-10*time.Second).Sub(clock.Now()).String())
		err = r.begin(b.command(p, r.phones.URL(), r.stores.database.String(), r.stores.redisURL.String(), r.public, r.private))
	}
	if err != nil {
		return errors.Join(err, r.phones.Close(), r.stores.close())
	}
	if err = r.awaitReady(ctx); err == nil {
		err = b.reminded(ctx, r)
	}
	return r.end(err)
}

// later builds the product such that its time can be another.
func (b *bench) later(ctx context.Context) (binary string, err error) {
	return "later", build(ctx, filepath.Join("..", ".."), b.binary("later"), "./cmd/pledgebot", "-tags", "crash")
}

// copies are pledges like one that was walked through and accepted: $1 and $2 are the ids
// of the first and the last of their people, $3 is when their reminders are looked at.
var copies = []string{`
INSERT INTO pledges (id, rev, state, reference, owner, lang, rehearsal, deleted, created, touched, doc, look)
SELECT lpad(n::text, 24, '0'), rev, state, left(reference, 9) || n, 'tg:' || n, lang, rehearsal, deleted, created, touched,
	replace(replace(replace(doc, id, lpad(n::text, 24, '0')), '"' || owner || '"', '"tg:' || n || '"'), reference, left(reference, 9) || n), $3
FROM pledges, generate_series($1::bigint, $2::bigint) n`, `
INSERT INTO seats (pledge, person, seat)
SELECT lpad(n::text, 24, '0'), 'tg:' || n, seat FROM seats, generate_series($1::bigint, $2::bigint) n WHERE $3::timestamptz IS NOT NULL`, `
INSERT INTO people (person, rev, doc)
SELECT 'tg:' || n, rev, replace(doc, '"' || person || '"', '"tg:' || n || '"')
FROM people, generate_series($1::bigint, $2::bigint) n WHERE $3::timestamptz IS NOT NULL`}

// accepted has one pledge sent and accepted.
func (b *bench) accepted(ctx context.Context, r *running) error {
	if _, err := r.phones.Submit(ctx); err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, r.stores.database.String())
	if err != nil {
		return err
	}
	var reference string
	err = conn.QueryRow(ctx, `SELECT reference FROM pledges`).Scan(&reference)
	if err = errors.Join(err, conn.Close(ctx)); err != nil {
		return err
	}
	_, err = b.operate(ctx, r, "desk", "accept", reference)
	return err
}

// operate runs one of the product's commands on the stores.
func (b *bench) operate(ctx context.Context, r *running, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, b.binary("pledgebot"), args...) //nolint:gosec // our own binary
	cmd.Env, cmd.Dir = []string{"HOME=" + b.dir, "DATABASE_URL=" + r.stores.database.String()}, b.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", args[0], err, out)
	}
	return string(out), nil
}

// inUTC is a moment in the list of what would come, which has the city's own before it.
var inUTC = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d  +(\d{4}-\d\d-\d\d \d\d:\d\d)`)

// firstReminder is when the first reminder of the only pledge comes.
func (b *bench) firstReminder(ctx context.Context, r *running) (time.Time, error) {
	out, err := b.operate(ctx, r, "simulate")
	if err != nil {
		return time.Time{}, err
	}
	first := inUTC.FindStringSubmatch(out)
	if first == nil {
		return time.Time{}, fmt.Errorf("no reminder is to come:\n%s", out)
	}
	return time.Parse("2006-01-02 15:04", first[1])
}

// owing makes as many pledges as there are reminders of the one that was accepted, which
// itself gets none. It returns when theirs are due.
func (b *bench) owing(ctx context.Context, r *running) (at time.Time, err error) {
	first, last, err := r.phones.Listen(ctx, b.reminders)
	if err != nil {
		return at, err
	}
	conn, err := pgx.Connect(ctx, r.stores.database.String())
	if err != nil {
		return at, err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	if at, err = b.firstReminder(ctx, r); err != nil {
		return at, err
	}
	for _, sql := range copies {
		if _, err := conn.Exec(ctx, sql, first, last, at); err != nil {
			return at, fmt.Errorf("copy a pledge: %w", err)
		}
	}
	_, err = conn.Exec(ctx, `UPDATE pledges SET look = NULL WHERE owner NOT IN (SELECT 'tg:' || n FROM generate_series($1::bigint, $2::bigint) n)`, first, last)
	return at, err
}

// reminded has people visit before reminders are due and until they are sent.
func (b *bench) reminded(ctx context.Context, r *running) error {
	ctx, cancel := context.WithTimeout(ctx, remindFor)
	defer cancel()
	idle, enough := context.WithTimeout(ctx, idleFor)
	before, err := r.phones.Visit(idle, visitEvery)
	enough()
	if err != nil {
		return err
	}
	if n := r.phones.Told().Messages; n > 0 {
		return fmt.Errorf("%d reminders came too early", n)
	}
	sending, end := context.WithCancel(ctx)
	go func() {
		defer end()
		for ctx.Err() == nil && r.phones.Told().Listeners < b.reminders {
			<-clock.After(100 * time.Millisecond)
		}
	}()
	meanwhile, err := r.phones.Visit(sending, visitEvery)
	if err = errors.Join(err, ctx.Err()); err != nil {
		fmt.Fprintf(os.Stderr, "told: %+v\n", r.phones.Told())
		return err
	}
	b.printReminded(r.phones.Told(), before, meanwhile)
	return nil
}

func (b *bench) printReminded(told walk.Told, idle, meanwhile []time.Duration) {
	rate := float64(told.Messages+told.Others) / told.Took.Seconds()
	fmt.Fprintln(b.out, "| reminders | messages to those who are reminded | took s | messages a second, with those to visitors | of the product's own rate | of Telegram's | refused as too many | visitors' p50, p99 ms before | meanwhile | p99, of that before |")
	fmt.Fprintln(b.out, "|---:|---:|---:|---:|---:|---:|---:|---|---|---:|")
	p99 := func(all []time.Duration) float64 { return millis(walk.Quantile(all, 0.99)) }
	fmt.Fprintf(b.out, "| %d | %d | %.1f | %.2f | %.1f %% | %.1f %% | %d | %.1f, %.1f (%d) | %.1f, %.1f (%d) | %.2f × |\n",
		told.Listeners, told.Messages, told.Took.Seconds(), rate, 100*rate/ownRate, 100*rate/float64(published.BotPerSecond), told.TooSoon,
		millis(walk.Quantile(idle, 0.5)), p99(idle), len(idle), millis(walk.Quantile(meanwhile, 0.5)), p99(meanwhile), len(meanwhile),
		p99(meanwhile)/p99(idle))
}
