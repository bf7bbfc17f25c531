package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/redis/go-redis/v9"
)

// redisNumber is the logical database that is emptied and used.
const redisNumber = 15

// stores are a Postgres database and a Redis that nobody else uses. They outlive
// a cancelled context.
type stores struct {
	ctx      context.Context //nolint:containedctx // what is made is taken away whenever it ends
	admin    *pgx.Conn
	name     string
	database *url.URL
	redisURL *url.URL
	redis    *redis.Client
	before   usage
}

// openStores makes a database and empties a Redis.
func (b *bench) openStores(ctx context.Context) (*stores, error) {
	database, err := url.Parse(b.postgres)
	if err != nil {
		return nil, errors.New("PLEDGEBOT_TEST_POSTGRES is no URL")
	}
	redisURL, err := url.Parse(b.redis)
	if err != nil {
		return nil, errors.New("PLEDGEBOT_TEST_REDIS is no URL")
	}
	redisURL.Path = "/" + strconv.Itoa(redisNumber)
	s := &stores{ctx: context.WithoutCancel(ctx), database: database, redisURL: redisURL}
	s.name = fmt.Sprintf("bench_%d", clock.Now().UnixNano())
	if s.admin, err = pgx.Connect(ctx, b.postgres); err != nil {
		return nil, fmt.Errorf("connect to Postgres: %w", err)
	}
	if _, err := s.admin.Exec(ctx, "CREATE DATABASE "+s.name); err != nil {
		return nil, errors.Join(fmt.Errorf("make a database: %w", err), s.admin.Close(ctx))
	}
	s.database.Path = "/" + s.name
	o, err := redis.ParseURL(redisURL.String())
	if err != nil {
		return nil, errors.New("PLEDGEBOT_TEST_REDIS is no address of a Redis")
	}
	s.redis = redis.NewClient(o)
	if err := s.redis.FlushDB(ctx).Err(); err != nil {
		return nil, errors.Join(fmt.Errorf("empty Redis: %w", err), s.close())
	}
	s.before, err = s.used()
	return s, err
}

// close takes both away.
func (s *stores) close() error {
	_, err := s.admin.Exec(s.ctx, "DROP DATABASE IF EXISTS "+s.name+" WITH (FORCE)")
	err = errors.Join(err, s.admin.Close(s.ctx))
	if s.redis != nil {
		err = errors.Join(err, s.redis.FlushDB(s.ctx).Err(), s.redis.Close())
	}
	return err
}

// through is a server's URL by another address.
func through(u url.URL, port string, v via) (string, error) {
	if u.Host == "" {
		return u.String(), nil // a socket, which leads to nowhere else
	}
	if u.Port() == "" {
		u.Host += ":" + port
	}
	var err error
	u.Host, err = v(u.Host)
	return u.String(), err
}

// usage is how much the stores have done.
type usage struct {
	commands int // of Redis, also those inside scripts
	commits  int // of the database
}

// used reads both counters. Postgres tells of a connection's commits when that
// has ended.
func (s *stores) used() (usage, error) {
	var u usage
	text, err := s.redis.Info(s.ctx, "commandstats").Result()
	if err != nil {
		return u, fmt.Errorf("ask Redis: %w", err)
	}
	for line := range strings.Lines(text) {
		if _, rest, ok := strings.Cut(line, ":calls="); ok {
			calls, _, _ := strings.Cut(rest, ",")
			n, err := strconv.Atoi(calls)
			if err != nil {
				return u, fmt.Errorf("read what Redis counts: %w", err)
			}
			u.commands += n
		}
	}
	err = s.admin.QueryRow(s.ctx, "SELECT xact_commit FROM pg_stat_database WHERE datname = $1", s.name).Scan(&u.commits)
	return u, err
}

// since is what has been done since the stores were opened.
func (s *stores) since() (usage, error) {
	now, err := s.used()
	return usage{commands: now.commands - s.before.commands, commits: now.commits - s.before.commits}, err
}

// count asks the database for a number.
func (s *stores) count(query string) (n int, err error) {
	conn, err := pgx.Connect(s.ctx, s.database.String())
	if err != nil {
		return 0, err
	}
	err = conn.QueryRow(s.ctx, query).Scan(&n)
	return n, errors.Join(err, conn.Close(s.ctx))
}
