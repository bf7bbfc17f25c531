package crashtest

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// An office is the team's Slack.
type office struct {
	srv  *slacktest.Server
	free chan *slacktest.Person // who is at no pledge
}

const (
	channel = "C0DESK"
	secret  = "crash-signing-secret"
)

// How Slack reaches the program.
const (
	bySocket   = "socket"
	byRequests = "requests"
)

// openDesk gives the stage a desk in Slack, whose answers get lost now and then.
// What is brought from outside comes to any of the replicas.
func (w *stage) openDesk(way string) {
	w.balance()
	d := &office{free: make(chan *slacktest.Person, crowd)}
	d.srv = slacktest.New(slacktest.Options{
		BotToken: "xoxb-crash", AppToken: "xapp-crash", Now: w.now, After: after, Errorf: w.t.Errorf, Subscriptions: []string{},
	})
	w.t.Cleanup(d.srv.Close)
	team := slacktest.Channel{ID: channel, Private: true}
	var admins []string
	for i := range crowd {
		id := fmt.Sprint("U0DESK", i)
		team.Members, admins = append(team.Members, id), append(admins, id+"=UCLG")
		d.free <- d.srv.Person(id)
	}
	d.srv.Channel(team)
	w.settings = []string{
		"SLACK_BOT_TOKEN=xoxb-crash", "SLACK_API_URL=" + d.srv.APIURL(), "SLACK_CHANNEL=" + channel, "SLACK_WORKSPACES=T0TEAM",
		"SLACK_RATES=off", "DESK_ADMINS=" + strings.Join(admins, ","), "DESK_DIGEST_HOUR=off",
	}
	if way == bySocket {
		w.settings = append(w.settings, "SLACK_APP_TOKEN=xapp-crash")
	} else {
		w.settings = append(w.settings, "SLACK_SIGNING_SECRET="+secret)
		d.srv.Deliver(slacktest.HTTP(w.address("/slack"), secret))
	}
	d.srv.Fail(w.loses)
	w.desk = d
}

// loses has some calls that draw cards fail, and the answers to others get lost.
func (w *stage) loses(c slacktest.Call) *slacktest.Failure {
	if c.Method != "chat.postMessage" && c.Method != "chat.update" {
		return nil
	}
	switch w.lot(10) {
	case 0, 1:
		return slacktest.CutAfter()
	case 2:
		return slacktest.ServiceUnavailable()
	}
	return nil
}

// take has somebody who is free review a pledge, by its receipt.
func (d *office) take(p *walker, receipt string) *review {
	return &review{
		walker: p, who: <-d.free, reference: reference.FindString(receipt), check: checkCode.FindString(receipt),
		deeds: []func(*review) bool{(*review).opens, (*review).asks, (*review).suggests, (*review).accepts},
	}
}

// cards are what stands in the channel by itself.
func (d *office) cards() (out []slacktest.Message) {
	for _, m := range d.srv.Person("U0DESK0").Messages(channel) {
		if m.Thread == "" && !m.Ephemeral {
			out = append(out, m)
		}
	}
	return out
}

// conclude has everybody arrive, and then time pass.
func (w *stage) conclude() {
	w.t.Helper()
	last := w.startAll()
	w.empty()
	w.rest(last)
}

// startAll starts a replica at each place.
func (w *stage) startAll() (all []*incarnation) {
	w.t.Helper()
	for _, at := range w.places {
		all = append(all, w.start(at, w.byWebhook()))
	}
	return all
}

// rest has time pass for what was put off.
func (w *stage) rest(running []*incarnation) {
	w.t.Helper()
	for _, p := range running {
		p.kill()
	}
	w.pass(15 * time.Minute)
	w.start(w.places[0], w.byWebhook())
}

// TestDeskSweep kills three replicas, each at its share of the points, while
// cities submit on Telegram and the team reviews in Slack: it opens a pledge, asks,
// suggests a wording, and accepts what was submitted again.
func TestDeskSweep(t *testing.T) {
	t.Parallel()
	for _, way := range []string{bySocket, byRequests} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := newStage(t, lanes, nil)
			w.openDesk(way)
			w.gather()
			sweeps := make([]*sweep, lanes)
			var killing sync.WaitGroup
			for i, at := range w.places {
				sweeps[i] = newSweep(w, at, i)
				killing.Go(func() { sweeps[i].strikeAll((*kills/4 + lanes - 1) / lanes) })
			}
			killing.Wait()
			w.conclude()
			answers := w.audit()
			killed := 0
			for _, s := range sweeps {
				s.report()
				killed += s.kills
			}
			w.shownOnce(killed)
			t.Logf("%d kills, %d people, %d answers looked up", killed, len(w.people), answers)
		})
	}
}
