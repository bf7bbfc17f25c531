package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"

	"pledgebot/bot/ops"
	"pledgebot/bot/service"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/sql/file"
)

// stores are all that is kept, open.
type stores struct {
	dialogStore
	db      *sql.DB
	asides  store.Asides
	leader  service.Leader
	path    string // of the SQLite file; "" for another database
	closers []func() error
}

// openStores opens what serve needs. A SQLite file is locked first: one serve
// at a time.
func openStores(ctx context.Context, s *Settings, redisURL string) (*stores, error) {
	st := &stores{}
	url := cmp.Or(s.Database, defaultDatabase)
	if path, ok := file.Path(url); ok {
		lock, err := file.Take(path)
		if err != nil {
			return nil, err
		}
		st.path = path
		st.closers = append(st.closers, lock.Release)
	}
	var err error
	if st.db, err = sql.Open(ctx, url); err != nil {
		return nil, errors.Join(err, st.close())
	}
	st.closers = append(st.closers, st.db.Close)
	if st.dialogStore, err = openDialogs(ctx, redisURL); err != nil {
		return nil, errors.Join(err, st.close())
	}
	st.closers = append(st.closers, st.dialogStore.close)
	st.asides = st.db
	st.leader = service.Elected{Store: leaderWithPoints(st.db), Clock: wallClock()}
	return st, nil
}

// close closes all stores, the last opened first.
func (st *stores) close() error {
	var errs []error
	for i := len(st.closers) - 1; i >= 0; i-- {
		errs = append(errs, st.closers[i]())
	}
	return errors.Join(errs...)
}

// checks are what readiness asks of stores.
func (st *stores) checks() []ops.Check {
	return []ops.Check{
		{Name: ops.CheckDatabase, Do: st.db.Ping},
		{Name: ops.CheckDialogs, Do: st.ping},
		{Name: "migrations", Do: func(ctx context.Context) error {
			v, err := st.db.Version(ctx)
			if err == nil && v < sql.Newest() {
				err = fmt.Errorf("the tables have version %d, and %d is needed", v, sql.Newest())
			}
			return err
		}},
	}
}

// tell says at start what the choice of stores means.
func (st *stores) tell(ctx context.Context, log *slog.Logger, redisURL string) {
	switch {
	case st.path != "" && redisURL == "":
		log.Info("everything is kept in one SQLite file, and dialogs in memory: only one copy of serve may run", "file", st.path)
	case st.path != "":
		log.Info("pledges are kept in one SQLite file, and dialogs in Redis: only one copy of serve may run", "file", st.path)
	case redisURL == "":
		log.Warn("dialogs are kept in memory, since REDIS_URL is not set: only one copy of serve may run")
	}
	for _, w := range st.warnings(ctx) {
		log.Warn("Redis", "warning", w)
	}
	if v, err := st.db.Version(ctx); err == nil && v > sql.Newest() {
		log.Warn("the tables were made by a newer release, whose rows are left alone", "version", v, "known", sql.Newest())
	}
}
