package sql

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgresEngine keeps everything in a Postgres database, which any number of
// processes may share. A transaction reads what is committed; that one is first
// is settled by revisions and keys.
//
// Statements are prepared once on each connection. A pooler that lends
// connections for one transaction, such as PgBouncer, may not know them: there
// the url says default_query_exec_mode=cache_describe, which keeps nothing on
// the server and costs no further round trip.
type postgresEngine struct {
	pool *pgxpool.Pool
}

const (
	// connections is how many a pool has at most if the url does not say
	// pool_max_conns.
	connections = 16
	// patience is how long a request may take, with the wait for a connection.
	// What takes longer is away.
	patience = 10 * time.Second
	// connectPatience is how long one address may take to answer if the url does
	// not say connect_timeout.
	connectPatience = 5 * time.Second
)

func openPostgres(ctx context.Context, url string) (engine, error) {
	p, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	if err := migratePostgres(ctx, p); err != nil {
		p.Close()
		return nil, err
	}
	return &postgresEngine{pool: p}, nil
}

// connect makes a pool for the database of a url.
func connect(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errURL // what the parser says repeats the url
	}
	if !strings.Contains(url, "pool_max_conns=") {
		config.MaxConns = connections
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectPatience
	}
	if parameters := config.ConnConfig.RuntimeParams; parameters["application_name"] == "" {
		parameters["application_name"] = "pledgebot"
	}
	p, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, away(err, true)
	}
	return p, nil
}

// with gives f a connection and marks errors of a database that is away. An
// error that f has from elsewhere must leave the connection whole.
func (d *postgresEngine) with(ctx context.Context, f func(context.Context, *pgx.Conn) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c, err := d.pool.Acquire(ctx)
	if err != nil {
		return away(err, true)
	}
	defer c.Release()
	err = f(ctx, c.Conn())
	return away(err, c.Conn().IsClosed())
}

func (d *postgresEngine) query(ctx context.Context, s statement, take func(scanner) error) error {
	return d.with(ctx, func(ctx context.Context, c *pgx.Conn) error {
		return readRows(take)(c.Query(ctx, s.text, s.args...))
	})
}

// readRows reads to the end.
func readRows(take func(scanner) error) func(pgx.Rows, error) error {
	return func(rows pgx.Rows, err error) error {
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := take(rows.Scan); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

func (d *postgresEngine) exec(ctx context.Context, s statement) (n int64, err error) {
	err = d.with(ctx, func(ctx context.Context, c *pgx.Conn) error {
		tag, err := c.Exec(ctx, s.text, s.args...)
		n = tag.RowsAffected()
		return err
	})
	return n, err
}

func (d *postgresEngine) Ping(ctx context.Context) error {
	return d.with(ctx, func(ctx context.Context, c *pgx.Conn) error { return c.Ping(ctx) })
}

func (d *postgresEngine) close() error {
	d.pool.Close()
	return nil
}
