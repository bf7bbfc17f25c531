package walk

import (
	"context"
	"regexp"
	"strings"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// A Screen is what a bot shows: its text for parse mode HTML, and the labels
// below it. What the person has answered before stands in braces under the name
// of its question.
type Screen struct {
	Text     string     `json:"text"`
	Keyboard [][]string `json:"keyboard,omitempty"`
}

// names are the answers that come again on later screens, as their steps stand
// in the route.
var names = []struct {
	step int
	name string
}{
	{5, "{entity_name}"}, // before the place, which is a part of it
	{3, "{place_name}"},
	{4, "{country}"},
	{11, "{number}"},
	{12, "{whom}"},
	{13, "{when}"},
	{14, "{measures}"},
	{16, "{contact_email}"},
	{18, "{approvals}"},
}

// Record walks once and gives every message as it first stood, then the receipt
// and what comes after it.
func (p *Phones) Record(ctx context.Context) ([]Screen, error) {
	who, leave := p.meet()
	defer leave()
	var all []Screen
	var newest int64
	steps := 0
	who.see = func(reply telegramtest.Shown) {
		steps++
		if reply.ID != newest { // not drawn over an earlier one
			all = append(all, who.screen(reply, steps))
		}
		newest = reply.ID
	}
	if err := who.walk(ctx, func(time.Duration) {}); err != nil {
		return nil, err
	}
	last := func() []telegramtest.Shown {
		shown := who.person.Screen()
		return shown[len(shown)-2:]
	}
	err := p.api.Await(ctx, func() bool { return strings.Contains(last()[0].Text, received) })
	for _, m := range last() {
		all = append(all, who.screen(m, len(who.steps)))
	}
	return all, err
}

// Numbers and dates that differ between any two walks.
var (
	reference = regexp.MustCompile(`[A-Z]{3}-\d{4}-\d{4,}`)
	check     = regexp.MustCompile(`[0-9A-Z]{5}-[0-9A-Z]{5}`)
)

// screen takes the answers that have been given after so many steps out of a
// message.
func (w *walker) screen(m telegramtest.Shown, steps int) Screen {
	text := strings.ReplaceAll(m.Sent, "\u00a0", " ")
	for _, n := range names {
		if n.step < steps {
			text = strings.ReplaceAll(text, w.steps[n.step].say, n.name)
		}
	}
	text = strings.ReplaceAll(text, w.phones.clock.Now().Format("2 January 2006"), "{today}")
	s := Screen{Text: check.ReplaceAllString(reference.ReplaceAllString(text, "{reference}"), "{check}")}
	for _, row := range m.Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, b.Label)
		}
		s.Keyboard = append(s.Keyboard, labels)
	}
	return s
}
