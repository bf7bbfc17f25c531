package sql

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// at is a time as columns keep it: in UTC, to the microsecond.
func at(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// A stamp is a time in a column, which has none where the time is zero.
// Databases differ in what they hand back.
type stamp time.Time

// Value gives the stamp to a driver.
func (s stamp) Value() (driver.Value, error) {
	if time.Time(s).IsZero() {
		return nil, nil
	}
	return at(time.Time(s)), nil
}

// Scan takes a stamp from a driver.
func (s *stamp) Scan(from any) error {
	switch from := from.(type) {
	case nil:
		*s = stamp{}
	case time.Time:
		*s = stamp(from.UTC())
	case string:
		t, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", from)
		if err != nil {
			return fmt.Errorf("read time: %w", err)
		}
		*s = stamp(t.UTC())
	default:
		return fmt.Errorf("read time: a column of type %T", from)
	}
	return nil
}
