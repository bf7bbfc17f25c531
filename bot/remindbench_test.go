package bot_test

import (
	database "database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"pledgebot/conversation/pledge"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// BenchmarkRemind is one look for reminders that are due, among so many pledges: none is,
// or a hundred are, which are then noted. It runs every twenty seconds in each replica.
func BenchmarkRemind(b *testing.B) {
	for _, on := range []string{"sqlite", "postgres"} {
		for _, rows := range []int{10_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", on, rows), func(b *testing.B) {
				m := among(b, on, rows)
				for _, due := range []int{0, 100} {
					b.Run(fmt.Sprint("due ", due), func(b *testing.B) { m.remind(b, due) })
				}
			})
		}
	}
}

// many are pledges of which some can be made due.
type many struct {
	*world
	raw   *database.DB
	model pledge.ID
	made  int
}

// among has one accepted pledge, and so many others of which nothing is due for long.
func among(b *testing.B, on string, rows int) *many {
	b.Helper()
	url, driver := "sqlite:"+filepath.Join(b.TempDir(), "pledges.db"), "sqlite"
	source := "file:" + url[len("sqlite:"):] + "?_pragma=busy_timeout(60000)"
	if on == "postgres" {
		url, driver = storetest.Postgres(b), "pgx"
		source = url
	}
	m := &many{world: newWorld(b)}
	var err error
	if m.db, err = sql.Open(b.Context(), url); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = m.db.Close() }) // its data go
	if m.raw, err = database.Open(driver, source); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = m.raw.Close() }) // the same
	ana := m.submitted("ana")
	p := m.mine(ana.address)[0]
	m.decides(ana.b, "desk:pledge", p.ID, pledge.Accept{Check: p.Submitted.Check})
	m.due(ana.b)
	m.model = p.ID
	m.until("2028-05-02 15:00")
	m.run(b, `
INSERT INTO pledges (id, rev, state, owner, lang, rehearsal, created, touched, doc, look)
SELECT 'f' || n, 1, state, owner, lang, rehearsal, created, touched, '{}', '9999-01-01 00:00:00+00:00' FROM pledges, s`, rows)
	for _, last := range []string{fmt.Sprintf(`UPDATE pledges SET look = NULL WHERE id = '%s'`, m.model), "ANALYZE"} { //nolint:misspell // a word of SQL
		if _, err := m.raw.ExecContext(b.Context(), last); err != nil {
			b.Fatal(err)
		}
	}
	return m
}

// run runs a statement that reads the numbers of so many rows from s.
func (m *many) run(b *testing.B, statement string, rows int) {
	b.Helper()
	s := fmt.Sprintf(`WITH RECURSIVE s(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM s WHERE n < %d)`, m.made+1, m.made+rows)
	if _, err := m.raw.ExecContext(b.Context(), s+statement); err != nil {
		b.Fatal(err)
	}
	m.made += rows
}

// remind measures a look while so many are due that were not before.
func (m *many) remind(b *testing.B, due int) {
	replica := m.bot()
	b.ReportAllocs()
	for b.Loop() {
		if due > 0 {
			b.StopTimer()
			m.run(b, fmt.Sprintf(`
INSERT INTO pledges (id, rev, state, owner, lang, rehearsal, created, touched, doc, look)
SELECT 'd' || n, rev, state, owner, lang, rehearsal, created, touched, replace(replace(doc, id, 'd' || n), reference, reference || n), created FROM pledges, s WHERE id = '%s'`, m.model), due)
			b.StartTimer()
		}
		if err := replica.Remind(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
