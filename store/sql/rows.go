package sql

import "encoding/json"

// one reads a document, the last column, and what stands before it.
func one[T any](scan scanner, before ...any) (T, error) {
	var t T
	var doc []byte
	if err := scan(append(before, &doc)...); err != nil {
		return t, err
	}
	return t, json.Unmarshal(doc, &t)
}
