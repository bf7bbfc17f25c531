package storetest

import (
	"strings"
	"testing"
)

func TestEachTestHasAPostgresOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, database := range []string{Postgres(t), Postgres(t)} {
		statement(t, database, "CREATE TABLE mine (n INT)")
	}
}

// An ending notes how a test was ended.
type ending struct {
	testing.TB
	skipped, failed []any
}

func (*ending) Helper() {}

// Skip is reached after Fatal only because Fatal does not end the test here.
func (e *ending) Skip(args ...any) {
	if e.failed == nil {
		e.skipped = args
	}
}

func (e *ending) Fatal(args ...any) { e.failed = args }

func TestAMissingServerIsNamed(t *testing.T) {
	t.Setenv(RedisVariable, "")
	for strict, said := range map[string]func(*ending) []any{
		"":  func(e *ending) []any { return e.skipped },
		"1": func(e *ending) []any { return e.failed },
	} {
		t.Setenv("PLEDGEBOT_TEST_STRICT", strict)
		e := &ending{TB: t}
		Redis(e)
		if args := said(e); len(e.skipped)+len(e.failed) != 1 || len(args) != 1 || !strings.Contains(args[0].(string), RedisVariable) {
			t.Errorf("strict %q: skipped %v, failed %v", strict, e.skipped, e.failed)
		}
	}
}
