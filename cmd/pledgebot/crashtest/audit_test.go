package crashtest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
)

// audit compares what is kept with what people meant to say, and returns how
// many answers were looked up.
func (w *stage) audit() (answers int) {
	w.t.Helper()
	ctx, db := w.t.Context(), w.open()
	references, of := map[string]bool{}, map[pledge.Person][]pledge.Pledge{}
	if err := db.All(ctx, func(p pledge.Pledge) error {
		for person := range p.Seats {
			of[person] = append(of[person], p)
		}
		if p.Submitted != nil {
			references[p.Submitted.Reference] = true
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	if len(references) != len(w.people) {
		w.t.Errorf("%d references for %d people", len(references), len(w.people))
	}
	for _, p := range w.people {
		mine := of[pledge.Person(fmt.Sprint("tg:", p.id))]
		if len(mine) != 1 || mine[0].Submitted == nil {
			w.t.Errorf("%d has %d pledges\n%s%s", p.id, len(mine), p.screen(), p.history(db))
			continue
		}
		facts, err := db.Facts(ctx, mine[0].ID)
		if err != nil {
			w.t.Fatal(err)
		}
		answers += p.compare(mine[0], facts)
		p.papers(mine[0], facts)
		if w.desk != nil {
			p.discussed(facts)
		}
	}
	if w.desk != nil {
		w.told(db, len(w.people)*len(deskNews), behind)
	} else {
		w.told(db, len(w.people)*w.toldOf(), func(store.Backlog) bool { return false })
	}
	if w.mail != nil {
		w.t.Logf("%d mails came again, under their Message-ID", w.mailed(of))
	}
	return answers
}

// toldOf is how many deliveries there are of each person's pledge: the news of what the
// team decided, and the mail.
func (w *stage) toldOf() int {
	if w.mail != nil {
		return 2
	}
	return 1
}

// open opens what is kept, to be read.
func (w *stage) open() *sql.DB {
	w.t.Helper()
	db, err := sql.Open(w.t.Context(), w.database)
	for end := time.Now().Add(patience); errors.Is(err, store.ErrAway) && time.Now().Before(end); {
		db, err = sql.Open(w.t.Context(), w.database) // the machine is busy
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = db.Close() }) // it was only read
	return db
}

// compare looks at one pledge and its history: every answer stands under its own
// question, and was kept once. Where dialogs got lost people may have said it
// again, but nothing else.
func (p *walker) compare(is pledge.Pledge, facts []pledge.Fact) (answers int) {
	t := p.w.t
	times, values := map[call.FieldKey]int{}, map[call.FieldKey]map[string]bool{}
	for _, f := range facts {
		switch {
		case f.Kind == pledge.Clashed && !p.w.forgetful:
			t.Errorf("%d: a clash at %s\n%s", p.id, f.Field, p.screen())
		case f.Kind == pledge.Answered && !f.Derived && !f.Known:
			times[f.Field]++
			if values[f.Field] == nil {
				values[f.Field] = map[string]bool{}
			}
			values[f.Field][f.Value.First()] = true
		}
	}
	for key, want := range p.means() {
		answers++
		got := is.Value(key).First()
		switch {
		case got != want[len(want)-1]:
			t.Errorf("%d: under %s stands %q instead of %q\n%s", p.id, key, got, want, p.screen())
		case times[key] != len(want) && !p.w.forgetful:
			t.Errorf("%d: %s was kept %d times\n%s", p.id, key, times[key], p.screen())
		case len(values[key]) != len(want):
			t.Errorf("%d: under %s stood %v\n%s", p.id, key, values[key], p.screen())
		}
	}
	if len(p.again) > 0 && !p.w.forgetful {
		t.Errorf("%d was asked again, after an answer: %q\n%s", p.id, p.again, p.screen())
	}
	return answers
}

// history is what somebody has caused, for whoever looks for a fault.
func (p *walker) history(db *sql.DB) string {
	var b strings.Builder
	for some, err := range store.History(p.w.t.Context(), db, store.Point{}) {
		if err != nil {
			return err.Error()
		}
		for _, c := range some {
			if c.By != pledge.Person(fmt.Sprint("tg:", p.id)) {
				continue
			}
			for _, f := range c.Facts {
				fmt.Fprintf(&b, "%s %s %s %s %q\n", f.At.Format(time.TimeOnly), c.Input, f.Kind, f.Field, f.Value)
			}
		}
	}
	return b.String()
}

// told waits until so many pieces of news are known to have been told, all that
// there are, and nothing else waits.
func (w *stage) told(db *sql.DB, want int, waits func(store.Backlog) bool) {
	w.t.Helper()
	var b store.Backlog
	for end := time.Now().Add(patience / 4); time.Now().Before(end); time.Sleep(lookEvery) {
		var err error
		if b, err = db.Backlog(w.t.Context(), time.Now()); err != nil {
			w.t.Fatal(err)
		}
		if b.Deliveries[store.Sent] == want && len(b.Deliveries) == 1 && !waits(b) {
			return
		}
	}
	w.t.Errorf("%d pieces of news, and what waits is %+v", want, b)
}

// behind tells whether a card is behind its pledge, or an update was set aside.
func behind(b store.Backlog) bool { return b.Cards+b.Asides > 0 }
