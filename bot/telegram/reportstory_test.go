package telegram_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/pledge"
)

// A chronicle is a story over years: of two people of one city, one after the other, and of
// the team. Above what happens stand the day and the hour in the city, and above what a
// phone shows whose it is.
type chronicle struct {
	*story
	awa, moussa *scribe
	zone        *time.Location
	speaks      *scribe // whose phone the page shows; nil for the team
}

func newChronicle(t *testing.T) *chronicle {
	t.Helper()
	s := newStory(t, "fr")
	zone, err := time.LoadLocation("Africa/Casablanca")
	if err != nil {
		t.Fatal(err)
	}
	phone := func(p *person) *scribe { return &scribe{person: p, was: map[int64]telegramtest.Shown{}} }
	return &chronicle{story: s, awa: phone(s.person), moussa: phone(s.w.person(8, "fr")), zone: zone}
}

// begins leaves out what was written so far, which another story tells.
func (c *chronicle) begins(what string) {
	c.page.Reset()
	fmt.Fprintf(&c.page, "# %s\n", what)
	c.dated()
}

func (c *chronicle) dated() {
	fmt.Fprintf(&c.page, "\n## %s\n\n", c.w.clock.Now().In(c.zone).Format("2 January 2006, 15:04"))
	c.speaks = nil
}

// does has somebody of the city do one thing after another, and writes down who sees what.
func (c *chronicle) does(who *scribe, lines ...string) {
	c.w.t.Helper()
	for _, line := range lines {
		c.turns(who, func() { who.plays(line) })
	}
	c.hears()
}

// hears tells everybody what is to be told.
func (c *chronicle) hears() {
	c.w.t.Helper()
	c.w.told()
	for _, who := range []*scribe{c.awa, c.moussa} {
		c.turns(who, who.writes)
	}
	before := c.page.Len()
	c.draw()
	if c.page.Len() > before {
		c.speaks = nil
	}
}

// turns writes down what a phone shows, below whose it is.
func (c *chronicle) turns(who *scribe, shows func()) {
	who.page.Reset()
	shows()
	if who.page.Len() == 0 {
		return
	}
	if c.speaks != who {
		fmt.Fprintf(&c.page, "### %s\n\n", map[*scribe]string{c.awa: "Awa", c.moussa: "Moussa"}[who])
	}
	c.speaks = who
	c.page.WriteString(who.page.String())
}

// until lets time go by to an hour of the city's, and what is due then happen.
func (c *chronicle) until(at string) {
	c.w.t.Helper()
	to, err := time.ParseInLocation("2006-01-02 15:04", at, c.zone)
	if err != nil {
		c.w.t.Fatal(err)
	}
	c.w.clock.Pass(to.Sub(c.w.clock.Now()))
	c.dated()
	for range 2 { // what was missed, and what is to be done now
		if err := c.w.bot.Remind(c.w.t.Context()); err != nil {
			c.w.t.Fatal(err)
		}
	}
	c.hears()
}

// acts has somebody of the team do something, and the city hear of it once it cannot be
// taken back any more.
func (c *chronicle) acts(what func()) {
	c.w.t.Helper()
	c.speaks = nil
	what()
	c.w.clock.Pass(pledge.ToldAfter)
	c.hears()
}

// commands has somebody of the team give a command, and writes down what they are told.
func (c *chronicle) commands(who, words string) {
	c.w.t.Helper()
	person := c.srv.Person(who)
	before := len(person.Told(person.DM()))
	c.note("%s types /pledges %s", c.name(who), words)
	if out := person.Command("/pledges", words); !out.OK {
		c.w.t.Fatalf("%s: %+v", words, out)
	}
	for _, m := range person.Told(person.DM())[before:] {
		c.bar("(to " + c.name(who) + " alone) " + m.String())
	}
	c.draw()
}

// secretOfACode is what only who is given a code may know.
var secretOfACode = regexp.MustCompile(`\bh-[a-z0-9]+-[a-z0-9]{20,}`)

// TestStoryOfAReport: a city reads on which days it will be reminded, moves one of them,
// puts one off, has one wait for its council, and hands over; who comes after is reminded,
// reports what has changed, is asked one thing and answers; and a year later the city reads
// where its report was used.
func TestStoryOfAReport(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	c.does(c.awa, "/start", "*draft", "*continue", "Agadir", "Maroc", "La Commune d'Agadir", "*4", "*done", "*p4ho-homes", "40",
		"familles récemment arrivées", "août 2028", "des garanties de loyer et la rénovation de logements vacants", "*full_text", "migration@agadir.ma",
		"*actions", "Signer 40 garanties de loyer ; Rénover dix logements vacants ; Ouvrir un guichet du logement", "/preview",
		"*submit", "Cabinet de la présidence du conseil communal, 20 novembre 2026", "*submit")
	c.team(tom, "vouch")
	c.begins("A city official in French has a pledge accepted and is reminded of its report; a colleague takes over, reports, and answers the team. What the team sees stands after a bar.")
	c.acts(func() { c.team(tom, "accept") })
	c.does(c.awa, "*menu", "/nudges", "*move_before_30", "août", "1er septembre 2028", "*menu")
	c.until("2028-06-12 09:00")
	c.acts(func() { c.commands(tom, "nudges") })
	c.until("2028-07-03 10:00")
	c.does(c.awa, "*remind_on", "1er août 2028")
	c.until("2028-08-01 10:00")
	c.does(c.awa, "*after_council", "30 août 2028")
	c.until("2028-08-31 10:00")
	c.does(c.awa, "*not_me", "*hand_over")
	_, payload := c.awa.passedOn()
	c.does(c.moussa, "/start "+payload, "*continue", "*take_over", "/menu")
	c.until("2028-09-01 10:00")
	c.does(c.moussa, "*report", "*finished", "38", "*changed", "Deux propriétaires ont vendu leur logement.", "*rest_under_way")
	c.does(c.moussa, "*in_progress", "*delayed", "Trente-huit logements sont loués, avec les garanties de la commune.", "Les deux derniers logements sont loués au printemps 2029.")
	c.does(c.moussa, "*no", "*no", "*whole", "*submit", "Cabinet de la présidence du conseil communal, 31 août 2028", "*submit")
	c.until("2028-09-04 09:30")
	c.acts(func() {
		c.team(tom, "ask")
		c.fills(tom, "fields: summary", "words: Combien de familles cela représente-t-il ?", "lang: fr")
		c.fills(tom)
	})
	c.does(c.moussa, "*answer", "Trente-cinq familles, soit 142 personnes.", "*submit", "*submit")
	c.until("2028-09-06 11:00")
	c.acts(func() { c.team(tom, "accept") })
	c.until("2029-05-14 11:00")
	c.acts(func() {
		c.commands(tom, "used CLA-2026-0001 Dans le rapport du Forum d'examen des migrations internationales, page 12.")
	})
	c.does(c.moussa, "/pledges", "*1")
	page := secretOfACode.ReplaceAllString(c.page.String(), "h-…")
	c.page.Reset()
	c.page.WriteString(page)
	c.same("story/report.fr")
}
