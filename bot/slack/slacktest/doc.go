// Package slacktest is a strict fake of Slack for tests: the Web API, the
// deliveries to an app over HTTP and over Socket Mode, and the people who use
// it. It refuses what Slack refuses, in Slack's words.
//
//	clock := faketest.NewClock(start)
//	srv := slacktest.New(slacktest.Options{
//		BotToken: "xoxb-1", AppToken: "xapp-1", Now: clock.Now, After: clock.After, Errorf: t.Errorf,
//	})
//	defer srv.Close()
//	srv.Channel(slacktest.Channel{ID: "C1", Members: []string{"U1"}})
//	api := slack.New("xoxb-1", slack.OptionAPIURL(srv.APIURL()), slack.OptionAppLevelToken("xapp-1"))
//	ana := srv.Person("U1")
//	out := ana.Press(ana.Last("C1"), "open")
//
// Facts come from docs.slack.dev, from the sources of Slack's SDKs and from
// issues that name a limit; where the fake is stricter than Slack, or knows
// less, the constant or function says so. Fields, blocks and arguments that it
// does not know are refused.
//
// Left out: several workspaces and Enterprise Grid, OAuth and token rotation,
// user tokens, attachments, scheduled messages, reactions, global shortcuts, the
// state of menus in messages, menus whose options the app is asked for, and
// search.
//
// Nothing sleeps: the clock and the timers are the caller's.
package slacktest
