package bot

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation/pledge"
)

// A Coming is one thing that would be done about the reminders of a pledge.
type Coming struct {
	At   time.Time // in the city's zone
	Fact pledge.Fact
	To   string // a person or a mail address; "" for the team
}

// Foresee plays the reminders of a pledge between two moments against a clock of its own, by
// the rules of Remind: as if each arrived, nobody answered and the service never stood
// still. It changes nothing.
func (b *Bot) Foresee(ctx context.Context, p pledge.Pledge, from, to time.Time) ([]Coming, error) {
	c := b.machine.Call()
	zone, _ := p.Zone(c)
	var out []Coming
	for now := p.Look(c); !now.IsZero() && now.Before(to); {
		due, missed, next := p.Upcoming(c, now)
		cmd, err := b.reminding(ctx, p, due, missed)
		if err != nil {
			return nil, err
		}
		var facts []pledge.Fact
		if cmd != nil {
			var why pledge.Refusal
			if p, facts, why = pledge.Apply(c, b.texts, p, now, pledge.Actor{}, cmd); why != "" {
				return nil, fmt.Errorf("reminders of pledge %s: refused: %s", p.ID, why)
			}
		}
		for _, f := range facts {
			if !now.Before(from) {
				out = append(out, Coming{At: now.In(zone), Fact: f, To: b.reaches(p, f)})
			}
		}
		if len(facts) == 0 {
			now = next
		}
	}
	return out, nil
}

// reaches is whom a reminder reaches by its way.
func (b *Bot) reaches(p pledge.Pledge, f pledge.Fact) string {
	way := pledge.Way(f.From)
	if use, mail := mailed[way]; mail {
		return p.Value(b.machine.Call().Using(use).Key).First()
	}
	return string(chats(p)[way])
}
