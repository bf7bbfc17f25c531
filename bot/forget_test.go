package bot_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// erasures is a log of who was erased.
type erasures struct {
	mu  sync.Mutex
	all []store.Erasure
}

func (e *erasures) Append(p pledge.Person, at time.Time) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, store.Erasure{Person: p, At: at})
	return nil
}

func (e *erasures) on(p *bot.Parts) { p.Erasures = e }

// leaving brings somebody from hello to the last question, with a pledge that
// was submitted and a draft.
func leaving(w *world, b *bot.Bot) *person {
	ana := w.person("ana", b)
	ana.does(templatePath...)
	ana.does("/choose draft", "/choose 5", "/choose done", "/choose p5-plan")
	ana.does("delete me", "/choose erase")
	return ana
}

// isErased wants nothing left of somebody but what the city promised.
func (w *world) isErased(p *person) {
	w.t.Helper()
	h, err := w.db.Held(w.t.Context(), p.address.Person())
	if err != nil || !h.Empty() {
		w.t.Errorf("held: %+v, %v", h, err)
	}
	if d, _, err := w.dialogs.Load(w.t.Context(), p.address); !errors.Is(err, store.ErrNotFound) {
		w.t.Errorf("a dialog is kept: %+v, %v", d, err)
	}
	kept, err := w.db.Find(w.t.Context(), "CLA-2026-0001")
	if err != nil || len(kept.Seats) > 0 || kept.Value("title").Empty() {
		w.t.Errorf("the city's pledge: %+v, %v", kept, err)
	}
	pledges := 0
	if err := w.db.All(w.t.Context(), func(pledge.Pledge) error { pledges++; return nil }); err != nil || pledges != 1 {
		w.t.Errorf("%d pledges, %v", pledges, err)
	}
}

func goodbyes(w *world, p *person) int {
	n := 0
	for _, s := range w.phones.shownTo(p.address) {
		if strings.HasPrefix(s.Text, "Your data has been deleted.") {
			n++
		}
	}
	return n
}

// TestForgetKilledAnywhere kills the process before and after every call of an
// erasure. Repeated by the platform it ends erased; not repeated, it ends
// erased once the log is applied again, if the log has it, and else with
// everything as it was.
func TestForgetKilledAnywhere(t *testing.T) {
	t.Parallel()
	try := func(t *testing.T, at int, after, repeat bool) (calls []string) {
		w, log, taps := newWorld(t), &erasures{}, &tap{}
		ana := leaving(w, w.bot(log.on))
		confirm := ana.update(ana.event("/choose erase_now"))
		kill := func(n int, _ string) error {
			if n == at {
				panic(died{})
			}
			return nil
		}
		if after {
			taps.after = kill
		} else {
			taps.before = kill
		}
		c := &crash{world: w}
		c.attempt(func() error { return w.bot(log.on, taps.on).Handle(t.Context(), confirm) })
		next := w.bot(log.on)
		w.sweeps(next)
		if repeat {
			ana.b = next
			ana.hands(confirm)
		}
		if len(log.all) == 0 {
			if repeat {
				t.Error("nothing was written down")
			}
			if len(w.mine(ana.address)) != 2 {
				t.Error("something was erased without being written down")
			}
			return taps.made()
		}
		for _, e := range log.all {
			if _, err := w.db.Erase(t.Context(), product.Call, e); err != nil {
				t.Fatal(err)
			}
		}
		if !repeat {
			if err := w.dialogs.Forget(t.Context(), ana.address); err != nil {
				t.Fatal(err)
			}
		}
		w.isErased(ana)
		if n := goodbyes(w, ana); repeat && (n < 1 || n > 2) || n > 2 {
			t.Errorf("%d goodbyes", n)
		}
		return taps.made()
	}
	calls := try(t, 0, false, false)
	want := "Dialogs.Load ana, Pledges.Look, People.Held, Erasures.Append, People.Erase, Sender.Send ana, Dialogs.Forget ana"
	if got := strings.Join(calls, ", "); got != want {
		t.Fatalf("calls: %s", got)
	}
	for at := range calls {
		for _, after := range []bool{false, true} {
			for _, repeat := range []bool{false, true} {
				t.Run(fmt.Sprintf("%d %s after=%v repeat=%v", at+1, calls[at], after, repeat), func(t *testing.T) {
					t.Parallel()
					try(t, at+1, after, repeat)
				})
			}
		}
	}
}

// TestForgetOnce: however often the confirmation comes, on whichever replica,
// it is written down and said as if it had come once, and a typed one likewise
// leaves nothing.
func TestForgetOnce(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"/choose erase_now", "Delete everything now"} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			w, log := newWorld(t), &erasures{}
			ana := leaving(w, w.bot(log.on))
			confirm := ana.update(ana.event(line))
			for range 5 {
				ana.hands(confirm)
			}
			if len(log.all) != 1 || goodbyes(w, ana) != 1 {
				t.Errorf("written down %d times, %d goodbyes", len(log.all), goodbyes(w, ana))
			}
			w.isErased(ana)
		})
	}
	t.Run("two replicas at once", func(t *testing.T) {
		t.Parallel()
		w, log := newWorld(t), &erasures{}
		ana := leaving(w, w.bot(log.on))
		confirm := ana.update(ana.event("/choose erase_now"))
		replicas := []*bot.Bot{w.bot(log.on), w.bot(log.on)}
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				if err := replicas[i%2].Handle(t.Context(), confirm); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := goodbyes(w, ana); n < 1 || n > 2 {
			t.Errorf("%d goodbyes", n)
		}
		w.isErased(ana)
	})
}

// TestForgottenComesBackAsNew: what they do then is nobody's they were.
func TestForgottenComesBackAsNew(t *testing.T) {
	t.Parallel()
	w, log := newWorld(t), &erasures{}
	ana := leaving(w, w.bot(log.on))
	old := ana.reads().Prompt
	ana.does("/choose erase_now")
	kept, err := w.db.Find(t.Context(), "CLA-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	w.clock.pass(time.Minute)
	w.decides(ana.b, "desk:1", kept.ID, pledge.Accept{Check: kept.Submitted.Check})
	w.due(ana.b) // tells nobody
	w.isErased(ana)
	ana.does(drafting...)
	ana.hands(ana.update(conversation.Chose{Prompt: old, Option: "erase_now"}))
	if mine := w.mine(ana.address); len(mine) != 1 || mine[0].Value("place_name").First() != "Riobamba" {
		t.Errorf("after an old button: %d pledges", len(mine))
	}
	for _, e := range log.all { // as at every start
		if done, err := w.db.Erase(t.Context(), product.Call, e); err != nil || len(done.Dropped)+len(done.Kept) > 0 {
			t.Errorf("erased again: %+v, %v", done, err)
		}
	}
	if len(w.mine(ana.address)) != 1 {
		t.Error("what they did after coming back is erased")
	}
}

// TestHandOver: a colleague brings the code, both are told, and the one who
// leaves takes nothing along.
func TestHandOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana, luis, eva := w.person("ana", b), w.person("luis", b), w.person("eva", b)
	ana.does(templatePath...)
	ana.does("delete me", "/choose hand_over")
	code := ""
	for _, s := range w.phones.shownTo(ana.address) {
		code = code + s.Code
	}
	if d, err := json.Marshal(w.dialog(ana.address)); err != nil || strings.Contains(string(d), code) || code == "" {
		t.Errorf("the code %q is kept, %v", code, err)
	}
	bring := conversation.Opened{Lang: "en", Code: code}
	for _, p := range []*person{luis, eva} { // the first to take it has it
		p.hands(p.update(bring))
		p.does("/choose continue", "/choose take_over")
	}
	if mine := w.mine(luis.address); len(mine) != 1 || len(w.mine(ana.address))+len(w.mine(eva.address)) != 0 {
		t.Fatalf("luis has %d", len(mine))
	}
	if said := eva.reads().Text; !strings.Contains(said, "This code is not valid") {
		t.Errorf("eva is told: %s", said)
	}
	w.due(b)
	told := w.phones.shownTo(ana.address)
	if last := told[len(told)-1].Text; !strings.Contains(last, "has a new contact person") {
		t.Errorf("ana is told: %s", last)
	}
	ana.does("delete me", "/choose erase", "/choose erase_now")
	if h, err := w.db.Held(t.Context(), ana.address.Person()); err != nil || !h.Empty() {
		t.Errorf("held: %+v, %v", h, err)
	}
	if mine := w.mine(luis.address); len(mine) != 1 || mine[0].Value("title").Empty() || !mine[0].Value("contact_email").Empty() {
		t.Error("luis has not the pledge without her address")
	}
}

// TestMyDataIsEverything: the file has what the database has, names nobody
// else and is not named after the person.
func TestMyDataIsEverything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(templatePath...)
	w.decides(b, "desk:1", w.mine(ana.address)[0].ID, pledge.Inquire{Field: call.FieldKey("title"), Note: "Which homes?"})
	ana.does("my data")
	var file *bot.File
	for _, s := range w.phones.shownTo(ana.address) {
		if s.File != nil {
			file = s.File
		}
	}
	if file == nil || strings.Contains(file.Name, "ana") {
		t.Fatalf("file %+v", file)
	}
	h, err := w.db.Held(t.Context(), ana.address.Person())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Person     conversation.Person
		Pledges    []struct{ Answers map[string]pledge.Answer }
		Facts      []pledge.Fact
		Deliveries []store.Delivery
		Dialog     struct{ Session conversation.Session }
	}
	if err := json.Unmarshal(file.Data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Person != h.Person || len(got.Facts) != len(h.Facts) || len(got.Deliveries) != 1 || len(h.Deliveries) != 1 {
		t.Errorf("%d of %d facts, %d of %d deliveries", len(got.Facts), len(h.Facts), len(got.Deliveries), len(h.Deliveries))
	}
	if len(got.Pledges) != 1 || len(got.Pledges[0].Answers) != len(h.Pledges[0].Answers) || got.Dialog.Session.ID == "" {
		t.Errorf("pledges %+v", got.Pledges)
	}
}
