package crashtest

import (
	"fmt"
	"regexp"
	"strings"

	"pledgebot/conversation/pledge"
)

// received is how a city is told that its pledge has arrived.
const received = "Your pledge was received"

// deskNews are words of all that the team lets a city know in a review.
var deskNews = []string{"has a question about “Text of the pledge”", "suggests another wording for “Title”", "has been accepted"}

// once are the facts of a review, and how often each becomes true.
var once = map[pledge.FactKind]int{
	pledge.WasSubmitted: 2, pledge.Looked: 1, pledge.Inquired: 1, pledge.Suggested: 1, pledge.Replied: 1, pledge.WasAccepted: 1,
}

// discussed looks at what the team and the city have made true.
func (p *walker) discussed(facts []pledge.Fact) {
	times := map[pledge.FactKind]int{}
	taken := 0
	for _, f := range facts {
		times[f.Kind]++
		if f.Kind == pledge.Answered && f.Field == "title" && f.Value.First() == p.wording() {
			taken++
		}
	}
	for kind, want := range once {
		if times[kind] != want {
			p.w.t.Errorf("%d: %d times %s\n%s", p.id, times[kind], kind, p.screen())
		}
	}
	if taken != 1 {
		p.w.t.Errorf("%d: the suggestion was taken %d times\n%s", p.id, taken, p.screen())
	}
}

// shownOnce looks at what people have seen: one card of each pledge, in its last
// state and with each line of its story once; and each piece of news told once. A
// message of which Telegram's answer was lost may come as a copy, for which
// somebody must have been killed.
func (w *stage) shownOnce(killed int) {
	w.t.Helper()
	if cards := len(w.desk.cards()); cards != len(w.people) {
		w.t.Errorf("%d cards for %d pledges", cards, len(w.people))
	}
	copies, sent := 0, w.sent()
	for _, p := range w.people {
		copies += p.told(sent[fmt.Sprint(p.id)])
		p.shown()
	}
	if copies > killed {
		w.t.Errorf("%d kills, and %d pieces of news came again", killed, copies)
	}
	w.t.Logf("%d pieces of news came again", copies)
}

// shown looks at the card and the story below it.
func (p *walker) shown() {
	if p.review == nil {
		return // they have not arrived
	}
	card, found := p.review.card()
	if !found {
		p.w.t.Errorf("%s has no card", p.review.reference)
		return
	}
	var story strings.Builder
	for _, m := range p.review.who.Thread(channel, card.TS)[1:] {
		story.WriteString(m.String() + "\n")
	}
	for _, line := range []string{"asks about", "suggests a wording of", "answers about", "sent it again.", "accepted the pledge."} {
		if n := strings.Count(story.String(), line); n != 1 {
			p.w.t.Errorf("%s: %q stands %d times:\n%s\n%s\n%s", p.review.reference, line, n, card, story.String(), p.w.desk.calls(card.TS))
		}
	}
	if !strings.Contains(card.String(), "Accepted on") {
		p.w.t.Errorf("the card is behind:\n%s", card)
	}
}

// calls are what was asked of Slack about one card, for whoever looks for a fault.
func (d *office) calls(ts string) string {
	var b strings.Builder
	for _, c := range d.srv.Calls() {
		if c.Params["ts"] == ts || c.Params["thread_ts"] == ts {
			fmt.Fprintf(&b, "%s %s %s %s\n", c.At.Format("15:04:05.000"), c.Method, c.Params["metadata"], c.Refused)
		}
	}
	return b.String()
}

// sent is what was sent to each chat.
func (w *stage) sent() map[string][]string {
	out := map[string][]string{}
	for _, c := range w.srv.Calls() {
		if c.Method == "sendMessage" && c.Refused == "" {
			out[c.Params["chat_id"]] = append(out[c.Params["chat_id"]], c.Params["text"]+c.Params["reply_markup"])
		}
	}
	return out
}

// told looks at what a city was told by the team, and counts copies: what is told
// twice is another prompt. What somebody has found in the list themself is no news
// any more.
func (p *walker) told(sent []string) (copies int) {
	for _, what := range deskNews {
		seen, told := false, map[string]bool{}
		for _, m := range sent {
			if !strings.Contains(m, what) {
				continue
			}
			if seen = true; !breaks.MatchString(m) {
				continue
			}
			if told[m] {
				copies++
			}
			told[m] = true
		}
		if !seen || len(told) > 1 {
			p.w.t.Errorf("%d was told %q %d times (%v)\n%s", p.id, what, len(told), seen, p.screen())
		}
	}
	return copies
}

// breaks is how news begins that comes by itself.
var breaks = regexp.MustCompile("The Call's team has read your pledge|There is news from the Call's team|has been accepted")
