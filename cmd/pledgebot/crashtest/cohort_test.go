package crashtest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// cities is how many pledges have their reminders at the same time.
const cities = 32

// A cohort are cities with one pledge each that was accepted at the same time: copies of
// a pledge that somebody has walked through.
type cohort struct {
	*stage
	db     *pgx.Conn
	model  pledge.Pledge
	look   time.Time // when its reminders would be looked at
	origin int64     // of the program's time, when it was accepted
	first  int64     // of their people's ids
}

// found has one pledge drafted, sent and accepted, which then gets no reminders itself.
func found(w *stage) *cohort {
	w.t.Helper()
	p := w.start(w.places[0], w.byWebhook())
	w.base = 2 * (1 + int64(w.lot(1<<30))) * 1000 // its pledge is accepted
	who := w.next()
	who.walk()
	w.empty()
	kept := w.open()
	w.told(kept, 1, func(store.Backlog) bool { return false })
	v, err := kept.Look(w.t.Context(), store.Query{Person: who.person(), Mine: true})
	if err != nil || len(v.Mine) != 1 || v.Mine[0].State != pledge.Accepted {
		w.t.Fatalf("%d pledges, %v", len(v.Mine), err)
	}
	p.kill()
	c := &cohort{stage: w, model: v.Mine[0], origin: w.origin.Load(), first: w.base}
	if c.db, err = pgx.Connect(w.t.Context(), w.database); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = c.db.Close(context.Background()) }) // it was only read
	c.query(`SELECT look FROM pledges WHERE id = $1`, []any{c.model.ID}, &c.look)
	c.run(`UPDATE pledges SET look = NULL`)
	return c
}

// query reads one row.
func (c *cohort) query(sql string, args []any, into ...any) {
	c.t.Helper()
	if err := c.db.QueryRow(c.t.Context(), sql, args...).Scan(into...); err != nil {
		c.t.Fatalf("%s: %v", sql, err)
	}
}

func (c *cohort) run(sql string, args ...any) {
	c.t.Helper()
	if _, err := c.db.Exec(c.t.Context(), sql, args...); err != nil {
		c.t.Fatalf("%s: %v", sql, err)
	}
}

// copies are what is kept of one pledge under other names: $1 is its id, $2 and $3 are the
// ids of the first and the last of the new people, $4 is when reminders are looked at.
var copies = []string{`
INSERT INTO pledges (id, rev, state, reference, owner, lang, rehearsal, deleted, created, touched, doc, look)
SELECT lpad(n::text, 24, '0'), rev, state, left(reference, 9) || n, 'tg:' || n, lang, rehearsal, deleted, created, touched,
	replace(replace(replace(doc, id, lpad(n::text, 24, '0')), '"' || owner || '"', '"tg:' || n || '"'), reference, left(reference, 9) || n), $4
FROM pledges, generate_series($2::bigint, $3::bigint) n WHERE id = $1`, `
INSERT INTO seats (pledge, person, seat)
SELECT lpad(n::text, 24, '0'), 'tg:' || n, seat FROM seats, generate_series($2::bigint, $3::bigint) n WHERE pledge = $1 AND $4::timestamptz IS NOT NULL`, `
INSERT INTO facts (pledge, person, rev, n, input, input_n, by_person, at, kind, body)
SELECT lpad(k::text, 24, '0'), '', f.rev, n, input || ':' || k, input_n, replace(by_person, owner, 'tg:' || k), at, kind,
	replace(replace(replace(body, id, lpad(k::text, 24, '0')), '"' || owner || '"', '"tg:' || k || '"'), reference, left(reference, 9) || k)
FROM facts f JOIN pledges ON pledge = id, generate_series($2::bigint, $3::bigint) k WHERE id = $1 AND $4::timestamptz IS NOT NULL`, `
INSERT INTO people (person, rev, doc)
SELECT 'tg:' || n, p.rev, replace(p.doc, '"' || owner || '"', '"tg:' || n || '"')
FROM people p JOIN pledges ON person = owner, generate_series($2::bigint, $3::bigint) n WHERE id = $1 AND $4::timestamptz IS NOT NULL`}

// begin makes the cities anew, and time begins again when their pledges were accepted.
func (c *cohort) begin() {
	c.t.Helper()
	c.redis.flush()
	c.stage.origin.Store(c.origin)
	c.first += 1000
	c.run(`DELETE FROM deliveries`)
	c.run(`DELETE FROM seats WHERE pledge <> $1`, c.model.ID)
	c.run(`DELETE FROM facts WHERE pledge <> $1 AND pledge <> ''`, c.model.ID)
	c.run(`DELETE FROM pledges WHERE id <> $1`, c.model.ID)
	c.run(`DELETE FROM sweeps`)
	for _, sql := range copies {
		c.run(sql, c.model.ID, c.first, c.first+cities-1, c.look)
	}
	c.greet()
}

// greet has the cities open their chats.
func (c *cohort) greet() {
	c.t.Helper()
	c.srv.Fail(nil)
	p := c.start(c.places[0], c.byWebhook())
	for _, phone := range c.phones() {
		phone.Says("/start")
	}
	greeted := func(p *telegramtest.Person) bool { return p.Last().ID != 0 }
	for end := time.Now().Add(patience); c.srv.Pending() > 0 || !all(c.phones(), greeted); time.Sleep(lookEvery) {
		if time.Now().After(end) {
			c.t.Fatal("cities are not greeted")
		}
	}
	time.Sleep(calm / 4) // what was sent is settled
	p.kill()
	c.srv.Fail(c.trouble)
}

func all(people []*telegramtest.Person, is func(*telegramtest.Person) bool) bool {
	return !slices.ContainsFunc(people, func(p *telegramtest.Person) bool { return !is(p) })
}

// trouble has Telegram ask for patience now and then, or lose an answer.
func (c *cohort) trouble(call telegramtest.Call) *telegramtest.Failure {
	if call.Method != "sendMessage" {
		return nil
	}
	switch c.lot(40) {
	case 0, 1, 2, 3:
		return telegramtest.TooManyRequests(1)
	case 4:
		return telegramtest.CutAfter()
	}
	return nil
}

// phones are those of the cities.
func (c *cohort) phones() (all []*telegramtest.Person) {
	for n := range int64(cities) {
		all = append(all, c.srv.Person(c.first+n, "en"))
	}
	return all
}

// contract is every reminder of the cities, in its order.
func (c *cohort) contract() []calendar.Nudge { return c.model.Reminders(call.Default()) }

// until lets time pass until a reminder is due, or is about to be.
func (c *cohort) until(n calendar.Nudge) {
	c.t.Helper()
	zone, _ := c.model.Zone(call.Default())
	d := n.At(zone).Sub(c.now()) + []time.Duration{time.Minute, -15 * time.Second}[c.lot(2)]
	if d < 0 {
		c.t.Fatalf("%s on %s was %s ago", n.Kind, n.Day, -d)
	}
	c.pass(d)
}

// keys are the keys of the deliveries of a reminder of all cities.
func keys(n calendar.Nudge) string { return fmt.Sprintf("nudge:%%:%s:%s:%%", n.Kind, n.Day) }
