package crashtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
)

func (p *walker) person() pledge.Person { return pledge.Person(fmt.Sprint("tg:", p.id)) }

// audit compares what is kept of a pledge with what its officials wrote.
func (c *circle) audit(db *sql.DB) (sum tally) {
	c.t.Helper()
	v, err := db.Look(c.t.Context(), store.Query{Person: c.members[0].person(), Mine: true})
	if err != nil {
		c.t.Fatal(err)
	}
	if len(v.Mine) != 1 {
		c.t.Errorf("the owner has %d pledges", len(v.Mine))
		return sum
	}
	is := v.Mine[0]
	facts, err := db.Facts(c.t.Context(), is.ID)
	if err != nil {
		c.t.Fatal(err)
	}
	c.replays(is, facts)
	c.seated(is, facts)
	c.unread(facts)
	c.signed(&sum, is, facts)
	for _, o := range c.members {
		sum.texts += len(o.lines)
		sum.unread += o.kept(facts)
	}
	for _, f := range facts {
		if f.Kind == pledge.Clashed {
			sum.clashes++
		}
	}
	return sum
}

// replays looks whether the facts give the pledge that is stored.
func (c *circle) replays(is pledge.Pledge, facts []pledge.Fact) {
	var replayed pledge.Pledge
	for _, f := range facts {
		replayed = pledge.Fold(replayed, f)
	}
	want, err := json.Marshal(replayed)
	if err != nil {
		c.t.Fatal(err)
	}
	got, err := json.Marshal(is)
	if err != nil {
		c.t.Fatal(err)
	}
	if string(got) != string(want) {
		c.t.Errorf("stored is\n%s\nand the facts give\n%s", got, want)
	}
}

// seated looks whether everybody sits where their link led, and nobody else.
func (c *circle) seated(is pledge.Pledge, facts []pledge.Fact) {
	offered, taken := 0, map[string]bool{}
	for _, f := range facts {
		switch f.Kind {
		case pledge.Involved:
			offered++
		case pledge.Joined:
			if taken[f.From] {
				c.t.Errorf("link %s was used twice", f.From)
			}
			taken[f.From] = true
		}
	}
	if len(taken) != officials-1 || len(is.Openings) != offered-len(taken) || len(is.Seats) != officials {
		c.t.Errorf("%d links, %d used, %d left, and seats %v", offered, len(taken), len(is.Openings), is.Seats)
	}
	for i, o := range c.members {
		want := pledge.Contributor
		if i == 0 {
			want = pledge.Owner
		}
		if is.Seats[o.person()] != want {
			c.t.Errorf("%d has the seat %q", o.id, is.Seats[o.person()])
		}
	}
}

// signed looks whether every sign-off was of the text that stood when it was reported,
// and the pledge was sent once, with the one of the text that it says.
func (c *circle) signed(sum *tally, is pledge.Pledge, facts []pledge.Fact) {
	data, sent := call.Default(), 0
	var p pledge.Pledge
	for _, f := range facts {
		stands := p.Answers["approvals"]
		switch {
		case f.Kind == pledge.Answered && f.Field == "approvals":
			sum.signed++
			if f.Check != pledge.Check(data, p) {
				c.t.Errorf("a sign-off for %s is kept beside the text %s", f.Check, pledge.Check(data, p))
			}
			if is.Submitted == nil || f.Check != is.Submitted.Check {
				sum.void++
			}
		case f.Kind == pledge.WasSubmitted:
			sent++
			if now := pledge.Check(data, p); f.Check != now || stands.Check != now {
				c.t.Errorf("sent is %s, with a sign-off for %s, and the text is %s", f.Check, stands.Check, now)
			}
		}
		p = pledge.Fold(p, f)
	}
	if sent != 1 || is.State != pledge.Submitted {
		c.t.Errorf("it was sent %d times, and is %s", sent, is.State)
	}
}

// written tells whether a fact keeps what somebody has typed.
func written(f pledge.Fact) bool {
	return (f.Kind == pledge.Answered || f.Kind == pledge.Clashed) && !f.Derived && !f.Known
}

// kept looks for each text of one official: it stands in the history under its own
// field and their own name, in the order in which they typed. It returns how many
// were not taken: those that were offered back to them.
func (o *official) kept(facts []pledge.Fact) (offeredBack int) {
	var order []string
	kept := map[string]bool{}
	for _, f := range facts {
		if !written(f) {
			continue
		}
		for _, line := range o.lines {
			if !strings.Contains(strings.Join(f.Value, "\n"), line.text) {
				continue
			}
			if f.Field != line.field || f.By != o.person() || len(f.Value) != 1 || f.Value.First() != line.text {
				o.w.t.Errorf("%d typed %q for %s, and %s keeps %q for %s", o.id, line.text, line.field, f.By, f.Value, f.Field)
			}
			if kept[line.text] = true; !o.taken[line.text] && !slices.Contains(order, line.text) {
				order = append(order, line.text)
			}
		}
	}
	var typed []string
	for _, line := range o.lines {
		switch {
		case kept[line.text] && o.taken[line.text]: // it stands where the yes came
		case kept[line.text]:
			typed = append(typed, line.text)
		case o.offeredBack(line.text):
			offeredBack++
		default:
			o.w.t.Errorf("%d typed %q, which is lost\n%s", o.id, line.text, o.screen())
		}
	}
	if !slices.Equal(order, typed) {
		o.w.t.Errorf("%d typed\n%q\nand kept are\n%q", o.id, typed, order)
	}
	return offeredBack
}

// offeredBack tells whether the bot has asked what a text was meant for, and heard
// no yes in time: who said it too late has read that nothing has changed.
func (o *official) offeredBack(text string) bool {
	offered, refused := false, false
	for _, m := range o.phone.Screen() {
		offered = offered || o.offered(m) && strings.Contains(m.Text, "“"+text+"”")
		refused = refused || offered && strings.Contains(m.Text, pressedLate)
	}
	return offered && (refused || !o.taken[text])
}

// unread looks whether anybody has written over what a colleague wrote without
// having it before them: what is seen too late must clash.
func (c *circle) unread(facts []pledge.Fact) {
	stands := map[call.FieldKey]pledge.Fact{}
	for _, f := range facts {
		if f.Kind != pledge.Answered {
			continue
		}
		before := stands[f.Field]
		stands[f.Field] = f
		if !written(f) || !written(before) || before.By == f.By {
			continue
		}
		for _, o := range c.members {
			if read, mine := o.read[f.Value.First()]; mine && !strings.Contains(plain(read), plain(before.Value.First())) {
				c.t.Errorf("%d wrote %q over %q, and had read\n%s\ntheir phone shows\n%s", o.id, f.Value, before.Value, read, o.screen())
			}
		}
	}
}

// plain is a text with the spaces that people type.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
