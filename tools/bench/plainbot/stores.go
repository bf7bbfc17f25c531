package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
)

// A session is where one conversation stands.
type session struct {
	Step    int               `json:"step"`
	Answers map[string]string `json:"answers"`
	Ticked  []string          `json:"ticked,omitempty"`
}

// sessionFor is how long a conversation is kept that nobody goes on with.
const sessionFor = 30 * 24 * time.Hour

// redisSessions keep conversations as JSON.
type redisSessions struct{ client *redis.Client }

func openSessions(url string) (*redisSessions, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, errors.New("REDIS_URL is no address of a Redis")
	}
	return &redisSessions{client: redis.NewClient(o)}, nil
}

func (r *redisSessions) close() { _ = r.client.Close() }

func sessionKey(chat int64) string { return fmt.Sprintf("session:%d", chat) }

func (r *redisSessions) load(ctx context.Context, chat int64) (session, error) {
	var s session
	text, err := r.client.Get(ctx, sessionKey(chat)).Bytes()
	if errors.Is(err, redis.Nil) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(text, &s)
}

func (r *redisSessions) save(ctx context.Context, chat int64, s session) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return r.client.Set(ctx, sessionKey(chat), text, sessionFor).Err()
}

// sqlPledges keep what was promised in Postgres.
type sqlPledges struct{ pool *pgxpool.Pool }

// poolSize is how many connections to Postgres are open at most.
const poolSize = 16

const schema = `
CREATE TABLE IF NOT EXISTS pledges (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chat_id bigint NOT NULL,
  answers jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS answers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chat_id bigint NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now())`

func openPledges(ctx context.Context, url string) (*sqlPledges, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("DATABASE_URL is no address of a Postgres")
	}
	config.MaxConns = poolSize
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	_, err = pool.Exec(ctx, schema)
	return &sqlPledges{pool: pool}, err
}

func (p *sqlPledges) close() { p.pool.Close() }

func (p *sqlPledges) answer(ctx context.Context, chat int64, question, answer string) error {
	_, err := p.pool.Exec(ctx, "INSERT INTO answers (chat_id, question, answer) VALUES ($1, $2, $3)", chat, question, answer)
	return err
}

func (p *sqlPledges) submit(ctx context.Context, chat int64, answers map[string]string) (id int64, err error) {
	err = p.pool.QueryRow(ctx, "INSERT INTO pledges (chat_id, answers) VALUES ($1, $2) RETURNING id", chat, answers).Scan(&id)
	return id, err
}
