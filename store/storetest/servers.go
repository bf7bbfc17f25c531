package storetest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variables that name the servers of tests. "tools/services run" sets both.
const (
	PostgresVariable = "PLEDGEBOT_TEST_POSTGRES"
	RedisVariable    = "PLEDGEBOT_TEST_REDIS"
)

// Postgres makes an empty database on the server that PLEDGEBOT_TEST_POSTGRES
// names, and returns its URL. It is dropped at the end of the test, with every
// connection to it. Without a server the test is skipped.
func Postgres(t testing.TB) string {
	t.Helper()
	server := Server(t, PostgresVariable)
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(PostgresVariable + " is no URL")
	}
	name := "pledgebot_test_" + strings.ToLower(rand.Text())
	statement(t, server, "CREATE DATABASE "+name+" TEMPLATE template0")
	t.Cleanup(func() { statement(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })
	u.Path = "/" + name
	return u.String()
}

// Empty takes everything out of a database that a store has been opened on,
// for tests that need very many empty ones.
func Empty(t testing.TB, url string) {
	t.Helper()
	statement(t, url, "TRUNCATE pledges, seats, facts, people, deliveries, counters, sweeps, asides, cards, sent, invites, published")
}

// Redis is the URL of the server that PLEDGEBOT_TEST_REDIS names. Tests share
// it, each under keys of its own. Without a server the test is skipped.
func Redis(t testing.TB) string {
	t.Helper()
	return Server(t, RedisVariable)
}

// Server is the URL of a server that a test needs. Without one the test is
// skipped, or fails where PLEDGEBOT_TEST_STRICT is 1.
func Server(t testing.TB, variable string) string {
	t.Helper()
	server := os.Getenv(variable)
	if server == "" {
		missing := "needs a server in " + variable + ": see make services"
		if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return server
}

func statement(t testing.TB, server, sql string) {
	t.Helper()
	c, err := pgx.Connect(context.Background(), server)
	if err != nil {
		t.Fatalf("connect to the test server: %v", err)
	}
	defer func() { _ = c.Close(context.Background()) }()
	if _, err := c.Exec(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}
