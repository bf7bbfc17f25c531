package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"pledgebot/conversation"
)

// TestRetentionIsDocumented wants each row of the table in the program, and no
// other, in the document: what, for how long, and what then becomes of it.
func TestRetentionIsDocumented(t *testing.T) {
	t.Parallel()
	rows := section(t, document(t, "docs/privacy.md"), "Retention")
	var documented, known []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| ([0-9]+ (?:years|months|days)) \\| [^|]+ \\| (\\w+)").FindAllStringSubmatch(rows, -1) {
		documented = append(documented, m[1]+": "+m[2]+", "+m[3])
	}
	for _, p := range conversation.Retention {
		span := fmt.Sprintf("%d months", p.Months)
		switch {
		case p.Years > 0:
			span = fmt.Sprintf("%d years", p.Years)
		case p.Days > 0:
			span = fmt.Sprintf("%d days", p.Days)
		}
		known = append(known, fmt.Sprintf("%s: %s, %s", p.Of, span, p.Then))
	}
	if !slices.Equal(documented, known) {
		t.Errorf("docs/privacy.md:\n%q\nthe program:\n%q", documented, known)
	}
}

// TestTablesAreDocumented wants each table that a migration makes in the data map.
func TestTablesAreDocumented(t *testing.T) {
	t.Parallel()
	known := []string{"goose_db_version"}
	files, err := fs.Glob(os.DirFS("../../store/sql/migrations"), "*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	for _, name := range files {
		known = append(known, found(`CREATE TABLE (\w+)`, document(t, filepath.Join("store/sql/migrations", name)))...)
	}
	slices.Sort(known)
	rows := section(t, document(t, "docs/privacy.md"), "Data map")
	if documented := found("(?m)^\\| `([a-z_]+)` \\|", rows); !slices.Equal(documented, known) {
		t.Errorf("docs/privacy.md:\n%q\nthe migrations:\n%q", documented, known)
	}
}
