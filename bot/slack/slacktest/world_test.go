package slacktest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/faketest"
	"pledgebot/bot/slack/slacktest"
)

var start = time.Date(2030, time.March, 4, 9, 0, 0, 0, time.UTC)

const secret = "8f742231b10e8888abcd99yyyzzz85a5"

// A world is a Server with a channel, three people and slack-go's client.
type world struct {
	*slacktest.Server
	t      testing.TB
	clock  *faketest.Clock
	client *http.Client
	api    *slack.Client
	ana    *slacktest.Person // in C1
	bo     *slacktest.Person // in C1
	cem    *slacktest.Person // in no channel
}

// newWorld has options changed before it starts. A problem fails the test,
// unless the options say otherwise.
func newWorld(t testing.TB, change func(*slacktest.Options)) *world {
	t.Helper()
	clock := faketest.NewClock(start)
	o := slacktest.Options{
		BotToken: "xoxb-1", AppToken: "xapp-1", Now: clock.Now, After: clock.After, Errorf: t.Errorf,
		Subscriptions: []string{},
	}
	if change != nil {
		change(&o)
	}
	w := &world{Server: slacktest.New(o), t: t, clock: clock}
	t.Cleanup(w.Close)
	w.client = &http.Client{Transport: &http.Transport{}}
	t.Cleanup(w.client.CloseIdleConnections)
	w.api = slack.New("xoxb-1", slack.OptionAPIURL(w.APIURL()), slack.OptionAppLevelToken("xapp-1"), slack.OptionHTTPClient(w.client))
	w.ana, w.bo, w.cem = w.Person("U1"), w.Person("U2"), w.Person("U3")
	w.Channel(slacktest.Channel{ID: "C1", Name: "review", Members: []string{"U1", "U2"}})
	return w
}

// lenient lets problems pass, for tests that look at them.
func lenient(o *slacktest.Options) { o.Errorf = nil }

// subscribed is told of some events only.
func subscribed(names ...string) func(*slacktest.Options) {
	return func(o *slacktest.Options) { o.Subscriptions = names }
}

// await fails the test if the condition does not come true.
func (w *world) await(what string, cond func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	if err := w.Await(ctx, cond); err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
}

// posts posts blocks and gives the ts.
func (w *world) posts(channel, text string, options ...slack.MsgOption) string {
	w.t.Helper()
	_, ts, err := w.api.PostMessageContext(w.t.Context(), channel, append(options, slack.MsgOptionText(text, false))...)
	if err != nil {
		w.t.Fatal(err)
	}
	return ts
}

func same[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// refused holds that a call was refused with a word.
func refused(t testing.TB, err error, word string) {
	t.Helper()
	if err == nil || err.Error() != word {
		t.Errorf("got %v, want %s", err, word)
	}
}

// complains holds that an error says what is wrong where.
func complains(t testing.TB, err error, words string) {
	t.Helper()
	var r slack.SlackErrorResponse
	if !errors.As(err, &r) || !strings.Contains(strings.Join(r.ResponseMetadata.Messages, "\n"), words) {
		t.Errorf("got %v %q, want %q", err, r.ResponseMetadata.Messages, words)
	}
}

func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func mrkdwn(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, s, false, false)
}

func buttons(labels ...string) *slack.ActionBlock {
	var all []slack.BlockElement
	for _, l := range labels {
		all = append(all, slack.NewButtonBlockElement(strings.ToLower(l), l, plain(l)))
	}
	return slack.NewActionBlock("", all...)
}

func form(blocks ...slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain("A form"), Submit: plain("Send"), Close: plain("Cancel"), CallbackID: "form",
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

func input(block string) *slack.InputBlock {
	return slack.NewInputBlock(block, plain("Why"), nil, slack.NewPlainTextInputBlockElement(plain("In a few words"), block))
}
