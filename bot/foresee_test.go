package bot_test

import (
	"slices"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestWhatIsForeseenIsWhatComes: each reminder and the task for the team, by its way and at
// its time, also after the city has asked for another day or is not reached in chat.
func TestWhatIsForeseenIsWhatComes(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*world, *bot.Bot, *person){
		"as promised": func(*world, *bot.Bot, *person) {},
		"another day": func(_ *world, _ *bot.Bot, ana *person) { ana.does("/choose remind_on", "1 August 2028") },
		"stopped":     func(_ *world, _ *bot.Bot, ana *person) { ana.does("/choose stop_nudges") },
		"in the midst": func(w *world, b *bot.Bot, _ *person) {
			w.until("2028-07-24 16:00")
			w.runs(b)
		},
		"not reached in chat": func(w *world, b *bot.Bot, _ *person) {
			w.phones.before = func(store.Address, bot.Message) error { return &bot.SendError{Fate: bot.Gone, Err: errAway} }
			w.until("2028-06-30 16:00")
			w.runs(b)
			w.runs(b)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, ana := owed(t)
			b := w.bot(func(p *bot.Parts) { p.Copy, p.Second = "mail:city", "mail:second" })
			w.until("2028-05-02 15:00")
			w.runs(b)
			w.wants(ana, 1)
			prepare(w, b, ana)
			now, end := w.clock.now(), time.Date(2028, 10, 1, 0, 0, 0, 0, time.UTC)
			foreseen, err := b.Foresee(t.Context(), w.mine(ana.address)[0], now, end)
			if err != nil {
				t.Fatal(err)
			}
			before := len(w.reminded(ana))
			for ; w.clock.now().Before(end); w.clock.pass(30 * time.Minute) {
				w.reminds(b)
			}
			came := w.reminded(ana)[before:]
			if len(came) != len(foreseen) || len(came) == 0 {
				t.Fatalf("%d things came, and %d were foreseen", len(came), len(foreseen))
			}
			for i, f := range foreseen {
				got := came[i]
				if got.Kind != f.Fact.Kind || got.Note != f.Fact.Note || got.From != f.Fact.From || got.Expected != f.Fact.Expected {
					t.Errorf("%s %s %s came, and %s %s %s was foreseen", got.Kind, got.Note, got.From, f.Fact.Kind, f.Fact.Note, f.Fact.From)
				}
				if late := got.At.Sub(f.At); late < 0 || late > time.Hour {
					t.Errorf("%s %s came %v after its time", got.Kind, got.Note, late)
				}
				if to := map[string]string{"chat": string(ana.address.Person()), "mail": "migration@riobamba.gob.ec"}[f.Fact.From]; f.To != to && f.Fact.Kind == pledge.WasNudged {
					t.Errorf("%s %s goes to %q", f.Fact.Kind, f.Fact.From, f.To)
				}
			}
		})
	}
}

// reminded are the facts about reminders of somebody's pledge.
func (w *world) reminded(p *person) []pledge.Fact {
	w.t.Helper()
	return slices.DeleteFunc(w.facts(p.address), func(f pledge.Fact) bool {
		return f.Kind != pledge.WasNudged && f.Kind != pledge.NudgeMissed && f.Kind != pledge.Escalated
	})
}
