package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pledgebot/store"
	"pledgebot/store/memory"
)

// While one replica is sending, another leaves it what comes meanwhile, so that
// a person is told in order.
func TestWhoIsSendingGoesOnSending(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := w.person("ana", w.bot()), w.person("ana", w.bot())
	first.handled(first.update(first.event("/open en")))
	second.inputs = first.inputs
	w.clock.pass(store.TakenFor)
	second.handled(second.update(second.event("Why engage")))
	second.delivered()
	sameLines(t, "shown by the second while the first's mark is fresh", w.fields(first, 0), nil)
	first.delivered()
	sameLines(t, "shown by the first", w.fields(first, 0), []string{"menu", "menu"})
}

// A replica that has long been silent is not waited for.
func TestWhoIsSilentIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := w.person("ana", w.bot()), w.person("ana", w.bot())
	first.handled(first.update(first.event("/open en")))
	second.inputs = first.inputs
	w.clock.pass(store.TakenFor + time.Millisecond)
	second.does("Why engage")
	sameLines(t, "shown by the second", w.fields(first, 0), []string{"menu", "menu"})
	first.delivered()
	sameLines(t, "shown in the end", w.fields(first, 0), []string{"menu", "menu"})
}

// What is told late, by a sweep, leaves a dialog where it would be if it had
// been told at once.
func TestToldLateIsToldTheSame(t *testing.T) {
	t.Parallel()
	begin := []string{"/open en", "/choose draft", "/choose continue", "Riobamba"}
	stories := map[string][]string{
		"a text offered after a loss": append(begin[:4:4], "/lose", "Ecuador", "/choose yes"),
		"a reading confirmed":         append(begin[:4:4], "Ecuadr", "/choose yes"),
		"a change from the preview":   append(drafting[:len(drafting):len(drafting)], "/choose population", "180 000"),
		"a piece of a long answer":    append(drafting[:len(drafting):len(drafting)], "/choose description", "Many families live in hotels."),
	}
	for n := range templatePath {
		stories["the path to "+templatePath[n]] = templatePath[:n+1]
	}
	for name, lines := range stories {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ahead, last := lines[:len(lines)-1], lines[len(lines)-1]
			late, atOnce := newWorld(t), newWorld(t)
			for _, w := range []*world{late, atOnce} {
				ana := w.person("ana", w.bot())
				ana.lives(ahead)
				if w == atOnce {
					ana.does(last)
					continue
				}
				known := len(w.facts(ana.address))
				ana.halfDone(last)
				if len(w.facts(ana.address)) == known && len(w.mine(ana.address)) > 0 {
					return // nothing was promised: there is nothing to be told
				}
				w.sweeps(w.bot())
			}
			if len(late.mine(store.Address{Platform: "tty", User: "ana"})) > 0 {
				same(t, "session", late.session("ana"), atOnce.session("ana"))
			}
		})
	}
}

// lives is does, with losses of the dialog on the way.
func (p *person) lives(lines []string) {
	p.w.t.Helper()
	for _, line := range lines {
		p.w.clock.pass(time.Second)
		if line == "/lose" {
			p.w.dialogs = memory.New()
			p.b = p.w.bot()
			continue
		}
		p.does(line)
	}
}

// session is where somebody's dialog stands, without the random part of names.
func (w *world) session(name string) string {
	w.t.Helper()
	s := w.dialog(store.Address{Platform: "tty", User: name}).Session
	text, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), string(s.ID), "ID")
}
