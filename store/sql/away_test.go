package sql_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// withPassword plants a password, which no error may tell.
func withPassword(t *testing.T, database string) string {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(u.User.Username(), "hunter2")
	return u.String()
}

func wantAway(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrAway) || errors.Is(err, store.ErrStale) || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%s: error %v", what, err)
	}
}

// TestCommitNobodyHeardOf: the answer to a commit is lost, and the repeated
// input settles that it was kept.
func TestCommitNobodyHeardOf(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p, url := behind(t, withPassword(t, storetest.Postgres(t)))
	d, draft := open(t, url), newDraft("p")
	if _, err := d.Commit(ctx, newDraft("other")); err != nil {
		t.Fatal(err)
	}
	p.deafen(true)
	_, err := d.Commit(ctx, draft)
	wantAway(t, "commit", err)
	p.deafen(false)
	if _, err := d.Commit(ctx, draft); !errors.Is(err, store.ErrStale) {
		t.Errorf("repeated: %v", err)
	}
	v, err := d.Look(ctx, store.Query{Pledge: "p", Input: draft.Input})
	if err != nil || v.Pledge == nil || len(v.Already) != 1 {
		t.Errorf("found %v and %d facts, error %v", v.Pledge, len(v.Already), err)
	}
}

// TestCutOff: every request says that the database is away, and the next one
// finds it again.
func TestCutOff(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p, url := behind(t, withPassword(t, storetest.Postgres(t)))
	d := open(t, url+"&pool_max_conns=1")
	answer := answered(*newDraft("p").Pledge, 1)
	requests := map[string]func() error{
		"look":   func() error { _, err := d.Look(ctx, store.Query{Pledge: "p"}); return err },
		"commit": func() error { _, err := d.Commit(ctx, newDraft("p")); return err },
		"submit": func() error { _, err := d.Commit(ctx, submits(*answer.Pledge)); return err },
		"claim":  func() error { _, err := d.Claim(ctx, "tty", noon, 1); return err },
		"finish": func() error { return d.Finish(ctx, "k", store.Sent, noon) },
		"ping":   func() error { return d.Ping(ctx) },
	}
	for name, request := range requests {
		p.cut()
		wantAway(t, name, request())
		if err := d.Ping(ctx); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
	}
}

// TestSessionsEnded by an administrator, as a restart does it.
func TestSessionsEnded(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), withPassword(t, storetest.Postgres(t))
	d := open(t, url+"&pool_max_conns=1")
	endSessions(t, url)
	_, err := d.Commit(ctx, newDraft("p"))
	wantAway(t, "commit", err)
	if _, err := d.Commit(ctx, newDraft("p")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// endSessions ends every other session on a database and waits until each has
// ended.
func endSessions(t *testing.T, url string) {
	t.Helper()
	const end = `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
	if _, err := connect(t, url).Exec(context.Background(), end); err != nil {
		t.Fatal(err)
	}
}

func TestOpenSaysThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	for _, nobody := range []string{"postgres://city:hunter2@127.0.0.1:1/pledges", "postgresql://city@127.0.0.1:1/pledges?password=hunter2"} {
		_, err := sql.Open(context.Background(), nobody)
		wantAway(t, "open", err)
	}
	p, url := behind(t, withPassword(t, storetest.Postgres(t)))
	p.deafen(true)
	_, err := sql.Open(context.Background(), url)
	wantAway(t, "open", err)
}

// TestOpenRefusedIsNotAway: waiting does not help against a wrong setting.
func TestOpenRefusedIsNotAway(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(withPassword(t, storetest.Postgres(t)))
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/no_such_database"
	_, err = sql.Open(context.Background(), u.String())
	if err == nil || errors.Is(err, store.ErrAway) || strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "no_such_database") {
		t.Errorf("error %v", err)
	}
}

// TestGivenUpIsNotAway, but out of time is.
func TestGivenUpIsNotAway(t *testing.T) {
	t.Parallel()
	d := open(t, storetest.Postgres(t))
	late, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	_, err := d.Commit(late, newDraft("p"))
	wantAway(t, "late", err)

	givenUp, giveUp := context.WithCancel(context.Background())
	giveUp()
	_, err = d.Commit(givenUp, newDraft("p"))
	if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrAway) {
		t.Errorf("given up: %v", err)
	}
}
