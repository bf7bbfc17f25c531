// Package telegramtest is a strict fake of Telegram's Bot API server, for tests
// and benchmarks. It refuses what Telegram refuses, in Telegram's words; it
// delivers as Telegram delivers; and it plays the people who talk to the bot.
//
//	clock := faketest.NewClock(start)
//	srv := telegramtest.New(telegramtest.Options{Token: "1:a", Now: clock.Now, After: clock.After})
//	defer srv.Close()
//	api := httptest.NewServer(srv.Handler())
//	maria := srv.Person(7, "es")
//	maria.Says("/start")
//	err := srv.Await(ctx, func() bool { return len(maria.Screen()) == 2 })
//
// Facts come from the sources of the open Bot API server
// (github.com/tdlib/telegram-bot-api: Client.cpp, WebhookActor.cpp), of the
// library below it (github.com/tdlib/td: MessageEntity.cpp, TQueue.cpp), and
// from core.telegram.org/bots/api. Where the fake is stricter than Telegram, or
// knows less, the function says so. It knows no parse_mode but HTML.
//
// Nothing sleeps: the clock and the timers are the caller's.
package telegramtest
