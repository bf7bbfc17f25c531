package sql

import (
	"database/sql"
	"encoding/json"
)

// A scanner takes the columns of one row.
type scanner func(into ...any) error

// each reads rows to their end, which is also when an UPDATE that returns rows
// is committed. It takes the error of the query as well.
func each(rows *sql.Rows, err error, take func(scanner) error) error {
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads a document, the last column, and what stands before it.
func one[T any](scan scanner, before ...any) (T, error) {
	var t T
	var doc []byte
	if err := scan(append(before, &doc)...); err != nil {
		return t, err
	}
	return t, json.Unmarshal(doc, &t)
}
