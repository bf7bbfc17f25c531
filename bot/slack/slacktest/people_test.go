package slacktest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

func TestTheAppLearnsWhoIsWho(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.Profile(slacktest.Profile{ID: "U4", Name: "dee", Locale: "fr-FR", TZ: "Europe/Paris", Single: true})
	w.Profile(slacktest.Profile{ID: "U5", Team: "T2", Stranger: true, Gone: true})
	u, err := w.api.GetUserInfo("U4")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "name", u.Name+" "+u.TZ+" "+u.Locale, "dee Europe/Paris fr-FR")
	same(t, "guest", u.IsRestricted && u.IsUltraRestricted && !u.IsBot && !u.IsStranger, true)
	u, err = w.api.GetUserInfo("U5")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "team", u.TeamID, "T2")
	same(t, "stranger", u.IsStranger && u.Deleted, true)
	a, err := w.api.AuthTest()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "self", a.TeamID+" "+a.UserID+" "+a.BotID, "T0TEAM U0BOT B0BOT")
}

func TestTheAppLearnsWhatAChannelIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.Channel(slacktest.Channel{ID: "C2", Shared: true, NoBot: true, Members: []string{"U1"}})
	info := func(id string) *slack.Channel {
		c, err := w.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: id, IncludeNumMembers: true})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := info("C1")
	same(t, "ours", c.IsMember && !c.IsShared && !c.IsExtShared && c.NumMembers == 3, true)
	c = info("C2")
	same(t, "shared", !c.IsMember && c.IsShared && c.IsExtShared && c.NumMembers == 1, true)
	members, _, err := w.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C1"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "members", strings.Join(members, " "), "U1 U2 U0BOT")
	direct, _, _, err := w.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U1"}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "direct", direct.ID, w.ana.DM())
	same(t, "im", info(direct.ID).IsIM, true)
	ts := w.posts("C1", "card")
	link, err := w.api.GetPermalink(&slack.PermalinkParameters{Channel: "C1", Ts: ts})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "link", link, "https://test.slack.com/archives/C1/p"+strings.Replace(ts, ".", "", 1))
}

func TestAFileIsShared(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ts := w.posts("C1", "card")
	f, err := w.api.UploadFile(slack.UploadFileParameters{
		Filename: "lima.pdf", Title: "Lima", FileSize: 5, Reader: strings.NewReader("hello"), Channel: "C1", ThreadTimestamp: ts,
		InitialComment: "The pledge",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "thread", w.ana.Thread("C1", ts)[1].String(), "The pledge\n[file lima.pdf]")
	file, ok := w.File(f.ID)
	same(t, "file", ok, true)
	same(t, "bytes", file.Name+" "+file.Title+" "+string(file.Bytes), "lima.pdf Lima hello")
	_, err = w.api.UploadFile(slack.UploadFileParameters{
		Filename: "lima.pdf", FileSize: 6, Reader: strings.NewReader("hello"), Channel: "C1",
	})
	if err == nil {
		t.Error("a file of another size is taken")
	}
}

// respondsTo gives the response URL of a press on a card.
func (w *world) respondsTo(t *testing.T) string {
	t.Helper()
	var address string
	w.serveHTTP(&app{interact: func(c slack.InteractionCallback) (any, bool) { address = c.ResponseURL; return nil, true }})
	w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
	w.ana.Press(w.ana.Last("C1"), "open")
	return address
}

func (w *world) responds(address string, options ...slack.MsgOption) error {
	_, _, err := w.api.PostMessage("", append(options, slack.MsgOptionReplaceOriginal(address))...)
	return err
}

func TestAResponseURLIsGoodFiveTimesForHalfAnHour(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	address := w.respondsTo(t)
	answer := func() error {
		return slack.PostWebhookCustomHTTPContext(t.Context(), address, w.client, &slack.WebhookMessage{Text: "only you"})
	}
	for range 5 {
		if err := answer(); err != nil {
			t.Fatal(err)
		}
	}
	if answer() == nil {
		t.Error("it is good six times")
	}
	same(t, "ana", len(w.ana.Messages("C1")), 6)
	same(t, "bo", len(w.bo.Messages("C1")), 1)

	w.ana.Press(w.ana.Messages("C1")[0], "open")
	address = w.respondsTo(t)
	w.clock.Pass(30 * time.Minute)
	if err := answer(); err != nil {
		t.Errorf("at its end: %v", err)
	}
	w.clock.Pass(time.Second)
	if answer() == nil {
		t.Error("it is good after its end")
	}
	calls := w.Calls()
	same(t, "noted", calls[len(calls)-1].Method+" "+calls[len(calls)-1].Refused, "response_url expired_url")
}

func TestAResponseURLChangesWhatWasPressed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	address := w.respondsTo(t)
	if err := w.responds(address, slack.MsgOptionText("changed", false), slack.MsgOptionBlocks(buttons("Close"))); err != nil {
		t.Fatal(err)
	}
	same(t, "changed", w.bo.Last("C1").String(), "[Close]")
	if _, _, err := w.api.PostMessage("", slack.MsgOptionDeleteOriginal(address)); err != nil {
		t.Fatal(err)
	}
	same(t, "left", len(w.bo.Messages("C1")), 0)
	loud := slack.WebhookMessage{Text: "to all", ResponseType: "in_channel"}
	if err := slack.PostWebhookCustomHTTPContext(t.Context(), address, w.client, &loud); err != nil {
		t.Fatal(err)
	}
	same(t, "to all", w.bo.Last("C1").Text, "to all")
}

func TestAShortcutAndAMenu(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var got []string
	w.serveHTTP(&app{interact: func(c slack.InteractionCallback) (any, bool) {
		switch c.Type {
		case slack.InteractionTypeMessageAction:
			got = append(got, c.CallbackID+" on "+c.Message.Text+" by "+c.User.ID+" in "+c.Channel.ID)
		case slack.InteractionTypeBlockActions:
			got = append(got, c.ActionCallback.BlockActions[0].SelectedOption.Value)
		}
		return nil, true
	}})
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Pick"), "pick",
		slack.NewOptionBlockObject("1", plain("One"), nil), slack.NewOptionBlockObject("2", plain("Two"), nil))
	w.posts("C1", "card", slack.MsgOptionBlocks(slack.NewActionBlock("", menu)))
	w.ana.Shortcut(w.ana.Last("C1"), "as_question")
	w.ana.ChooseOn(w.ana.Last("C1"), "pick", "Two")
	same(t, "got", strings.Join(got, "; "), "as_question on card by U1 in C1; 2")
}
