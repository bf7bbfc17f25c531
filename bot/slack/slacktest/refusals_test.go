package slacktest_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

type params map[string]string

// An answer is what the Web API says, as far as the tests look at it.
type answer struct {
	OK       bool
	Error    string
	Needed   string
	TS       string
	Metadata struct {
		Messages   []string
		NextCursor string `json:"next_cursor"`
	} `json:"response_metadata"`
	Messages []struct{ TS, Text string }
	Members  []string
}

// call makes a call as a form, with the bot's token unless another is given.
func (w *world) call(method string, p params) answer {
	w.t.Helper()
	form := url.Values{"token": {"xoxb-1"}}
	for name, value := range p {
		form.Set(name, value)
	}
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.APIURL()+method, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.do(r)
}

func (w *world) do(r *http.Request) (a answer) {
	w.t.Helper()
	res, err := w.client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }() // it is read to its end
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil {
		w.t.Fatal(err)
	}
	return a
}

const modal = `{"type":"modal","title":{"type":"plain_text","text":"A"},"blocks":[]}`

var refusals = []struct {
	name, method string
	params       params
	word         string // empty: it is taken
}{
	{"test", "auth.test", nil, ""},
	{"no token", "auth.test", params{"token": ""}, "not_authed"},
	{"wrong token", "auth.test", params{"token": "xoxb-2"}, "invalid_auth"},
	{"app token", "auth.test", params{"token": "xapp-1"}, "not_allowed_token_type"},
	{"bot token", "apps.connections.open", nil, "not_allowed_token_type"},
	{"unknown method", "chat.shout", nil, "unknown_method"},
	{"unknown argument", "chat.postMessage", params{"channel": "C1", "text": "a", "link_names": "1"}, "invalid_arguments"},

	{"post", "chat.postMessage", params{"channel": "C1", "text": "a"}, ""},
	{"no channel", "chat.postMessage", params{"channel": "C9", "text": "a"}, "channel_not_found"},
	{"not in channel", "chat.postMessage", params{"channel": "C2", "text": "a"}, "not_in_channel"},
	{"private and not in", "chat.postMessage", params{"channel": "C3", "text": "a"}, "channel_not_found"},
	{"to a person", "chat.postMessage", params{"channel": "U1", "text": "a"}, ""},
	{"no text", "chat.postMessage", params{"channel": "C1"}, "no_text"},
	{"blank text", "chat.postMessage", params{"channel": "C1", "text": " \n"}, "no_text"},
	{"blocks without text", "chat.postMessage", params{"channel": "C1", "blocks": `[{"type":"divider"}]`}, "no_text"},
	{"longest text", "chat.postMessage", params{"channel": "C1", "text": strings.Repeat("a", 40_000)}, ""},
	{"long text", "chat.postMessage", params{"channel": "C1", "text": strings.Repeat("a", 40_001)}, "msg_too_long"},
	{"no JSON", "chat.postMessage", params{"channel": "C1", "text": "a", "blocks": "["}, "invalid_blocks_format"},
	{"bad block", "chat.postMessage", params{"channel": "C1", "text": "a", "blocks": `[{"type":"x"}]`}, "invalid_blocks"},
	{"no thread", "chat.postMessage", params{"channel": "C1", "text": "a", "thread_ts": "1.000001"}, "thread_not_found"},
	{"metadata", "chat.postMessage", params{"channel": "C1", "text": "a", "metadata": `{"event_type":"a","event_payload":{"b":1}}`}, ""},
	{"metadata no JSON", "chat.postMessage", params{"channel": "C1", "text": "a", "metadata": `{`}, "invalid_metadata_format"},
	{"metadata no type", "chat.postMessage", params{"channel": "C1", "text": "a", "metadata": `{"event_payload":{}}`}, "invalid_metadata_schema"},
	{
		"metadata too large", "chat.postMessage",
		params{"channel": "C1", "text": "a", "metadata": `{"event_type":"a","event_payload":{"b":"` + strings.Repeat("a", 8000) + `"}}`},
		"metadata_too_large",
	},
	{"update nothing", "chat.update", params{"channel": "C1", "ts": "1.000001", "text": "a"}, "message_not_found"},
	{"update with nothing", "chat.update", params{"channel": "C1", "ts": "BOT"}, "no_text"},
	{"update with blocks alone", "chat.update", params{"channel": "C1", "ts": "BOT", "blocks": "[]"}, "no_text"},
	{"update in no channel", "chat.update", params{"channel": "C9", "ts": "BOT", "text": "a"}, "channel_not_found"},
	{"update", "chat.update", params{"channel": "C1", "ts": "BOT", "text": "a"}, ""},
	{"update another's", "chat.update", params{"channel": "C1", "ts": "ANA", "text": "a"}, "cant_update_message"},
	{"delete another's", "chat.delete", params{"channel": "C1", "ts": "ANA"}, "cant_delete_message"},
	{"delete nothing", "chat.delete", params{"channel": "C1", "ts": "1.000001"}, "message_not_found"},
	{"ephemeral", "chat.postEphemeral", params{"channel": "C1", "user": "U1", "text": "a"}, ""},
	{"ephemeral to nobody", "chat.postEphemeral", params{"channel": "C1", "user": "U3", "text": "a"}, "user_not_in_channel"},
	{"permalink", "chat.getPermalink", params{"channel": "C1", "message_ts": "ANA"}, ""},
	{"ephemeral without text", "chat.postEphemeral", params{"channel": "C1", "user": "U1"}, "no_text"},
	{"ephemeral in no channel", "chat.postEphemeral", params{"channel": "C9", "user": "U1", "text": "a"}, "channel_not_found"},
	{"permalink in no channel", "chat.getPermalink", params{"channel": "C9", "message_ts": "ANA"}, "channel_not_found"},
	{"permalink of nothing", "chat.getPermalink", params{"channel": "C1", "message_ts": "1.000001"}, "message_not_found"},

	{"info of what it is not in", "conversations.info", params{"channel": "C2"}, ""},
	{"history of what it is not in", "conversations.history", params{"channel": "C2"}, "not_in_channel"},
	{"info of nothing", "conversations.info", params{"channel": "C9"}, "channel_not_found"},
	{"members of nothing", "conversations.members", params{"channel": "C9"}, "channel_not_found"},
	{"replies to a reply", "conversations.replies", params{"channel": "C1", "ts": "ANA"}, "thread_not_found"},
	{"replies", "conversations.replies", params{"channel": "C1", "ts": "BOT"}, ""},
	{"wrong cursor of history", "conversations.history", params{"channel": "C1", "cursor": "x"}, "invalid_cursor"},
	{"replies to nothing", "conversations.replies", params{"channel": "C1", "ts": "1.000001"}, "thread_not_found"},
	{"wrong cursor", "conversations.members", params{"channel": "C1", "cursor": "x"}, "invalid_cursor"},
	{"nobody", "users.info", params{"user": "U9"}, "user_not_found"},
	{"direct with nobody", "conversations.open", params{"users": "U9"}, "user_not_found"},

	{"no trigger", "views.open", params{"view": modal, "trigger_id": "1"}, "invalid_trigger_id"},
	{"push without trigger", "views.push", params{"view": modal, "trigger_id": "1"}, "invalid_trigger_id"},
	{"bad view", "views.open", params{"view": `{"type":"modal"}`, "trigger_id": "1"}, "invalid_arguments"},
	{"view no JSON", "views.open", params{"view": `{`, "trigger_id": "1"}, "invalid_arguments"},
	{"home as modal", "views.open", params{"view": `{"type":"home","blocks":[]}`, "trigger_id": "1"}, "invalid_arguments"},
	{"no view", "views.update", params{"view": modal, "view_id": "V9"}, "not_found"},
	{"home of nobody", "views.publish", params{"view": `{"type":"home","blocks":[]}`, "user_id": "U9"}, "user_not_found"},
	{"home", "views.publish", params{"view": `{"type":"home","blocks":[]}`, "user_id": "U1"}, ""},
	{"home with the hash of none", "views.publish", params{"view": `{"type":"home","blocks":[]}`, "user_id": "U2", "hash": "1"}, "hash_conflict"},

	{"upload of nothing", "files.getUploadURLExternal", params{"filename": "a.pdf", "length": "0"}, "invalid_arguments"},
	{"complete nothing", "files.completeUploadExternal", params{"files": `[{"id":"F9"}]`, "channel_id": "C1"}, "file_not_found"},
	{"complete no list", "files.completeUploadExternal", params{"files": `x`}, "invalid_arguments"},
}

func TestSlackRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, lenient)
			w.Channel(slacktest.Channel{ID: "C2", NoBot: true})
			w.Channel(slacktest.Channel{ID: "C3", Private: true, NoBot: true})
			bot := w.posts("C1", "card")
			ts := map[string]string{"BOT": bot, "ANA": w.ana.Say("C1", bot, "mine")}
			p := params{}
			for name, value := range c.params {
				p[name] = cmp.Or(ts[value], value)
			}
			a := w.call(c.method, p)
			same(t, "word", a.Error, c.word)
			same(t, "ok", a.OK, c.word == "")
			if calls := w.Calls(); len(calls) != 2 || calls[1].Refused != c.word || calls[1].Method != c.method {
				t.Errorf("calls: %+v", calls)
			}
		})
	}
}

func TestUnknownMethodsAndArgumentsAreProblems(t *testing.T) {
	t.Parallel()
	var told []string
	w := newWorld(t, func(o *slacktest.Options) { o.Errorf = func(string, ...any) { told = append(told, "x") } })
	w.call("chat.shout", nil)
	w.call("auth.test", params{"loud": "1"})
	same(t, "problems", len(w.Problems()), 2)
	same(t, "told", len(told), 2)
}

func TestBlocksAreRefusedWithAPointer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	_, _, err := w.api.PostMessageContext(t.Context(), "C1", slack.MsgOptionText("a", false),
		slack.MsgOptionBlocks(slack.NewDividerBlock(), buttons(strings.Repeat("a", 76))))
	refused(t, err, "invalid_blocks")
	complains(t, err, "must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]")
}

func TestScopesAreAskedForAndNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *slacktest.Options) { o.Scopes = []string{"chat:write", "channels:history"} })
	w.posts("C1", "a")
	a := w.call("users.info", params{"user": "U1"})
	same(t, "word", a.Error+" "+a.Needed, "missing_scope users:read")
	same(t, "direct", w.call("conversations.info", params{"channel": w.ana.DM()}).Needed, "im:read")
	w.call("conversations.history", params{"channel": "C1"})
	same(t, "used", strings.Join(w.UsedScopes(), " "), "channels:history chat:write")
}

func TestCallsWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *slacktest.Options) { o.Rates = slacktest.PublishedRates() })
	w.Channel(slacktest.Channel{ID: "C2"})
	for range 3 {
		w.posts("C1", "a")
	}
	same(t, "too many", w.call("chat.postMessage", params{"channel": "C1", "text": "a"}).Error, "ratelimited")
	_, _, err := w.api.PostMessageContext(t.Context(), "C1", slack.MsgOptionText("a", false))
	if r, ok := err.(*slack.RateLimitedError); !ok || r.RetryAfter != time.Second { //nolint:errorlint // it comes as it is
		t.Errorf("got %v", err)
	}
	w.posts("C2", "another channel")
	w.clock.Pass(time.Second)
	w.posts("C1", "b")
	for range 50 {
		w.call("conversations.info", params{"channel": "C1"})
	}
	same(t, "tier 3", w.call("conversations.info", params{"channel": "C1"}).Error, "ratelimited")
	same(t, "another method", w.call("users.info", params{"user": "U1"}).Error, "")
	w.clock.Pass(2 * time.Second)
	same(t, "later", w.call("conversations.info", params{"channel": "C1"}).Error, "")
}
