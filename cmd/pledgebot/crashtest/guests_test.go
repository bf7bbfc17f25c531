package crashtest

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// What is said where people come, and to who comes in vain.
const (
	atPreview = "hoose a line to change it"
	atPeople  = "To involve a colleague, choose"
	linkSpent = "This link does not work"
)

// getsTo goes on until something is said, and nothing beyond it.
func (p *walker) getsTo(words string) telegramtest.Shown {
	for began := time.Now(); !p.w.over(began); time.Sleep(lookEvery) {
		m := p.phone.Last()
		if strings.Contains(m.Text, words) {
			return m
		}
		p.look(m)
	}
	p.w.t.Errorf("%d does not get to %q; their phone shows\n%s", p.id, words, p.screen())
	return telegramtest.Shown{}
}

var links = regexp.MustCompile(`\?start=(s-[a-z0-9-]+)`)

// links are those that stand in messages to be forwarded.
func (p *walker) links() (codes []string) {
	for _, m := range p.phone.Screen() {
		if found := links.FindStringSubmatch(m.Text); found != nil {
			codes = append(codes, found[1])
		}
	}
	return codes
}

// invites makes so many links, one after the other, and another for one that got
// lost on the way.
func (p *walker) invites(n int) []string {
	p.press(p.getsTo(atPreview), "Involve a colleague")
	for began := time.Now(); !p.w.over(began); time.Sleep(lookEvery) {
		codes := p.links()
		if len(codes) == n {
			return codes
		}
		if m := p.phone.Last(); !same(m, p.last) && strings.Contains(m.Text, atPeople) {
			p.last = m
			p.press(m, "To write everything")
		}
	}
	p.w.t.Errorf("%d makes no %d links; their phone shows\n%s", p.id, n, p.screen())
	return nil
}

// joins takes part by a link.
func (p *walker) joins(link string) {
	p.lines = []cue{
		{on: "Privacy.", press: "Continue"},
		{on: "For which office do you take part?", text: fmt.Sprintf("Department %d of the city", p.id%1000)},
	}
	p.phone.Says("/start " + link)
	p.getsTo(atPreview)
}

// isRefused comes with a link that somebody has used.
func (p *walker) isRefused(link string) {
	p.phone.Says("/start " + link)
	m := p.phone.Last()
	for began := time.Now(); m.ID == 0 && !p.w.over(began); m = p.phone.Last() {
		time.Sleep(lookEvery)
	}
	if !strings.Contains(m.Text, linkSpent) {
		p.w.t.Errorf("%d comes with a used link, and reads\n%s", p.id, p.screen())
	}
}
