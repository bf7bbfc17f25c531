package sql_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

func TestErrorsTellNoAnswer(t *testing.T) {
	t.Parallel()
	d, c := open(t, "sqlite::memory:"), newDraft("p")
	c.Facts[0].Note = "hunter2"
	lost := c
	lost.Pledge = &pledge.Pledge{ID: "p", Rev: 2}
	_, mistaken := d.Commit(context.Background(), lost)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	_, closed := d.Commit(context.Background(), c)
	for _, err := range []error{mistaken, closed} {
		if err == nil || !strings.HasPrefix(err.Error(), "commit change: ") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("error %v", err)
		}
	}
}

// newDraft is the change that makes a pledge.
func newDraft(id pledge.ID) store.Change {
	f := pledge.Fact{Pledge: id, Rev: 1, Kind: pledge.Created, By: "tty:maria", At: noon, Lang: "en", Call: 1}
	p := pledge.Fold(pledge.Pledge{}, f)
	return store.Change{Input: conversation.InputID("new " + id), Facts: []pledge.Fact{f}, Pledge: &p}
}

func TestOpenSaysWhichURLsItUnderstands(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"", "sqlite:", "pledges.db", "postgres://city:hunter2@db:port/pledges", "postgres://city:hunter2@db/pledges?pool_max_conns=many",
		"postgres://city:hunter2 @db/%zz", "mysql:hunter2",
	} {
		d, err := sql.Open(context.Background(), url)
		if err == nil {
			t.Fatalf("%q opened: %v", url, d.Close())
		}
		if !strings.Contains(err.Error(), "sqlite:PATH") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestOpenTakesAnyPath(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(here, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		filepath.Join(dir, "plain.db"), filepath.Join(relative, "relative.db"),
		filepath.Join(dir, "Ñandú 50% #1?mode=ro&x=y;z.db"), "/" + filepath.Join(dir, "slashes.db"),
	} {
		d := open(t, "sqlite:"+path)
		if _, err := d.Commit(context.Background(), newDraft("p")); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v", path, info.Mode())
		}
	}
}

func TestOpenNamesAMissingDirectory(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "no", "such", "pledges.db")
	if _, err := sql.Open(context.Background(), "sqlite:"+path); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("error %v", err)
	}
}

func TestWhatIsCommittedIsThereAfterClose(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "pledges.db")
	first, c := open(t, url), newDraft("p")
	if _, err := first.Commit(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	v, err := open(t, url).Look(ctx, store.Query{Pledge: "p"})
	if err != nil || v.Pledge == nil || v.Pledge.Rev != 1 {
		t.Fatalf("found %v, error %v", v.Pledge, err)
	}
}

func TestMemoriesAreApart(t *testing.T) {
	t.Parallel()
	ctx, first, second := context.Background(), open(t, "sqlite::memory:"), open(t, "sqlite::memory:")
	if _, err := first.Commit(ctx, newDraft("p")); err != nil {
		t.Fatal(err)
	}
	if v, err := second.Look(ctx, store.Query{Pledge: "p"}); err != nil || v.Pledge != nil {
		t.Fatalf("found %v, error %v", v.Pledge, err)
	}
}

// TestMemoryOutlivesWhoGivesUp: a driver drops the connection of a request that
// was given up, and a store in memory must not go with it.
func TestMemoryOutlivesWhoGivesUp(t *testing.T) {
	t.Parallel()
	d := open(t, "sqlite::memory:")
	if _, err := d.Commit(context.Background(), newDraft("p")); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 200 {
		ctx, giveUp := context.WithCancel(context.Background())
		all.Go(giveUp)
		all.Go(func() { _, _ = d.Commit(ctx, newDraft(pledge.ID(fmt.Sprint(i)))) })
		all.Go(func() { _, _ = d.Look(ctx, store.Query{Pledge: "p"}) })
	}
	all.Wait()
	if v, err := d.Look(context.Background(), store.Query{Pledge: "p"}); err != nil || v.Pledge == nil {
		t.Fatalf("found %v, error %v", v.Pledge, err)
	}
}

// TestProcessesStartAtOnce on a database that has no tables yet.
func TestProcessesStartAtOnce(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		startAtOnce(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		startAtOnce(t, storetest.Postgres(t))
	})
}

func startAtOnce(t *testing.T, url string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const many = 8
	failed := make(chan error, many)
	for range many {
		go func() {
			cmd := exec.CommandContext(t.Context(), self)
			cmd.Env = append(os.Environ(), "PLEDGEBOT_TEST_OPEN="+url)
			out, err := cmd.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			failed <- err
		}()
	}
	for range many {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	n := 0
	if err := open(t, url).All(context.Background(), func(pledge.Pledge) error { n++; return nil }); err != nil || n != many {
		t.Fatalf("%d pledges of %d, error %v", n, many, err)
	}
}

// TestManyOpenAtOnce is the same inside one process, often enough to meet every
// way of getting in each other's way.
func TestManyOpenAtOnce(t *testing.T) {
	t.Parallel()
	for range 30 {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		const many = 8
		dbs, errs := make([]*sql.DB, many), make([]error, many)
		var all sync.WaitGroup
		for i := range many {
			all.Go(func() { dbs[i], errs[i] = sql.Open(context.Background(), url) })
		}
		all.Wait()
		for i := range many {
			if errs[i] != nil {
				t.Fatal(errs[i])
			}
			if err := dbs[i].Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestOpenGivenUpLeavesNothingHalfDone(t *testing.T) {
	t.Parallel()
	for range 30 {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		ctx, giveUp := context.WithCancel(context.Background())
		go giveUp()
		if d, err := sql.Open(ctx, url); err == nil {
			_ = d.Close()
		}
		if _, err := open(t, url).Commit(context.Background(), newDraft("p")); err != nil {
			t.Fatal(err)
		}
	}
}

func openAndCommit(url string) error {
	ctx := context.Background()
	d, err := sql.Open(ctx, url)
	if err != nil {
		return err
	}
	_, err = d.Commit(ctx, newDraft(pledge.ID(fmt.Sprint(os.Getpid()))))
	return errors.Join(err, d.Close())
}
