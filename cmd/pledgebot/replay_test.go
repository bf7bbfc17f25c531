package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/locales"
	"pledgebot/store"
)

// TestReplayTakesAllThatIsAside: of more updates than are looked at together,
// those that can be taken now have their effect and are kept no longer; those
// that fail again stay, and hold up none behind them.
func TestReplayTakesAllThatIsAside(t *testing.T) {
	t.Parallel()
	s := &Settings{Database: "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")}
	st, err := openStores(t.Context(), s, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.close() }) // a file of this test's
	const many, last = asidesPage + 20, 7000000001
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for i := range many {
		raw := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":5,"chat":{"id":-9,"type":"channel"}}}`, i+1)
		switch {
		case i%100 == 0:
			raw = fmt.Sprintf(`{"update_id":%d,"message":[]}`, i+1)
		case i == many-1:
			raw = fmt.Sprintf(`{"update_id":%d,"my_chat_member":{"chat":{"id":%[2]d,"type":"private"},"from":{"id":%[2]d},"date":5,"new_chat_member":{"status":"kicked"}}}`, i+1, last)
		}
		a := store.Aside{Key: fmt.Sprintf("tg:1:%d", i), Platform: "tg", Raw: []byte(raw), Why: "panic", At: at.Add(time.Duration(i/10) * time.Second)}
		if err := st.asides.SetAside(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	texts, err := locales.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &config{Token: testToken, Endpoint: botAPI(t)}
	p, err := c.assemble(s, st, call.Default(), texts.With(call.Default()), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	const bad = (many + 99) / 100
	if err := p.replay(t.Context(), streams{out: &out, err: io.Discard}); err == nil || !strings.Contains(err.Error(), fmt.Sprint(bad)) {
		t.Errorf("it ends with %v", err)
	}
	if got := strings.Count(out.String(), " taken\n"); got != many-bad {
		t.Errorf("%d are taken, of %d", got, many)
	}
	left, err := st.asides.Asides(t.Context(), store.Aside{}, many)
	if err != nil || len(left) != bad {
		t.Errorf("%d are left, %v", len(left), err)
	}
	for _, a := range left {
		if !bytes.Contains(a.Raw, []byte(`"message":[]`)) {
			t.Errorf("%s is left", a.Key)
		}
	}
	v, err := st.db.Look(t.Context(), store.Query{Person: store.Address{Platform: "tg", User: fmt.Sprint(last)}.Person()})
	if err != nil || !v.Person.Away {
		t.Errorf("the last of them had no effect: %+v, %v", v.Person, err)
	}
}
