package sql

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"pledgebot/store"
)

// away marks the errors of a Postgres that cannot be reached or cannot work
// now, among them that of a commit whose end nobody heard. Broken says that the
// connection is gone. Who gave up a request knows that and is told no more.
func away(err error, broken bool) error {
	var answer *pgconn.PgError
	var connect *pgconn.ConnectError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &answer):
		broken = passes(answer.Code)
	case errors.As(err, &connect), errors.Is(err, context.DeadlineExceeded):
		broken = true
	}
	if broken {
		return fmt.Errorf("%w: %w", store.ErrAway, err)
	}
	return err
}

// readOnly is what a server answers that has handed over to another.
const readOnly = "25006"

// passes tells of an error of Postgres whether it is one of the present moment:
// of connections (class 08), of memory, disk or the number of connections (53),
// or of somebody who ends sessions, shuts down or starts up (57).
func passes(code string) bool {
	switch code[:min(2, len(code))] {
	case "08", "53", "57":
		return true
	}
	return code == readOnly
}
