package slacktest_test

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

func Example() {
	srv := slacktest.New(slacktest.Options{BotToken: "xoxb-1", Now: time.Now, After: time.After, Subscriptions: []string{}})
	defer srv.Close()
	srv.Channel(slacktest.Channel{ID: "C1", Name: "review", Members: []string{"U1"}})
	ana := srv.Person("U1")

	api := slack.New("xoxb-1", slack.OptionAPIURL(srv.APIURL()))
	open := slack.NewButtonBlockElement("open", "lima", slack.NewTextBlockObject(slack.PlainTextType, "Open", false, false))
	_, _, err := api.PostMessage("C1", slack.MsgOptionText("Lima waits", false), slack.MsgOptionBlocks(slack.NewActionBlock("", open)))

	fmt.Println(err)
	fmt.Print(ana.Read("C1"))
	fmt.Println(ana.Last("C1").Text)
	// Output:
	// <nil>
	// pledgebot:
	//   [Open]
	// Lima waits
}
