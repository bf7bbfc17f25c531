package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"pledgebot/store/sql"
	"pledgebot/store/sql/file"
)

type backupCommand struct {
	File string `arg:"" help:"The new file."`
}

// errNoFile says how another database is backed up.
var errNoFile = errors.New(`this database is no SQLite file. Of Postgres make a backup with
  pg_dump --format=custom --file=pledgebot.dump "$DATABASE_URL"
and put it back, into an empty database, with
  pg_restore --clean --if-exists --no-owner --dbname="$DATABASE_URL" pledgebot.dump`)

// Run copies the database while serve runs.
func (c *backupCommand) Run(ctx context.Context, s *Settings, out streams) error {
	path, err := s.file()
	if err != nil {
		return err
	}
	switch err := file.Backup(ctx, path, c.File); {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already, and is left as it is: name a new file", c.File)
	case err != nil:
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(out.out, `%s: %d bytes, proved whole. It holds pledges, people and deliveries, among them personal data.
Not in it: where each dialog stands (a restore costs people a question, never an answer), the settings, the token,
your own texts or Call data, and the erasure log. Keep the erasure log elsewhere: a restore needs the newest.
`, c.File, info.Size())
	return nil
}

// file is the SQLite file that the settings name.
func (s *Settings) file() (string, error) {
	var mistakes problems
	mistakes.file("DATABASE_URL", &s.Database, s.DatabaseFile)
	if len(mistakes) > 0 {
		return "", errors.New(mistakes[0])
	}
	path, ok := file.Path(cmp.Or(s.Database, defaultDatabase))
	if !ok {
		return "", errNoFile
	}
	return path, nil
}

type restoreCommand struct {
	File string `arg:"" help:"The backup."`
}

// Run puts a backup in the place of the database.
func (c *restoreCommand) Run(ctx context.Context, s *Settings, out streams) (err error) {
	path, err := s.file()
	if err != nil {
		return err
	}
	lock, err := file.Take(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	done, err := file.Restore(ctx, file.Restoration{
		From: c.File, Path: path, Version: sql.Newest(), Now: time.Now(),
		Ready: func(ctx context.Context, beside string) error { return c.ready(ctx, s, beside, out) },
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out.out, "%s is restored from %s.\n", path, c.File)
	if done.Former != "" {
		fmt.Fprintf(out.out, "What was there before is kept in %s; delete it when you are sure.\n", done.Former)
	}
	if !done.Counted {
		fmt.Fprintln(out.err, `pledgebot: references that were given after the backup would be given again.
If there were any, name the last one before serve starts: pledgebot migrate --last-reference CLA-2027-0041`)
	}
	return nil
}

// ready brings the tables of the restored database up to date and erases again
// those who were erased after the backup was made.
func (c *restoreCommand) ready(ctx context.Context, s *Settings, beside string, out streams) (err error) {
	data, _, err := s.load()
	if err != nil {
		return err
	}
	db, err := sql.Open(ctx, "sqlite:"+beside)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if s.ErasureLog == "" {
		fmt.Fprintln(out.err, "pledgebot: ERASURE_LOG is not set: whoever was erased after the backup is back")
		return nil
	}
	again, err := s.eraseAgain(ctx, db, data)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the erasure log is missing, and whoever was erased would be back: %w", err)
	case err != nil:
		return err
	}
	for _, line := range again.broken {
		fmt.Fprintf(out.err, "pledgebot: line %d of the erasure log was cut off and is left out\n", line)
	}
	fmt.Fprintf(out.out, "%d people of the erasure log were erased again.\n", again.people)
	return nil
}
