package telegramtest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"pledgebot/bot/faketest"
	"pledgebot/bot/telegram/telegramtest"
)

// A person says something, the bot answers, and the test reads the screen.
func Example() {
	clock := faketest.NewClock(time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC))
	srv := telegramtest.New(telegramtest.Options{Token: "1:secret", Now: clock.Now, After: clock.After})
	defer srv.Close()
	api := httptest.NewServer(srv.Handler())
	defer api.Close()

	person := srv.Person(7, "es")
	person.Says("/start")
	res, err := http.PostForm(api.URL+"/bot1:secret/sendMessage", url.Values{
		"chat_id": {"7"}, "text": {"<b>Welcome.</b> Shall we begin?"}, "parse_mode": {"HTML"},
		"reply_markup": {`{"inline_keyboard":[[{"text":"Begin","callback_data":"b"}]]}`},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = res.Body.Close() }() // only its status is of interest

	last := person.Last()
	fmt.Println(res.StatusCode, last.Text, last.Buttons)
	fmt.Println(person.Presses("Begin") > 0, srv.Pending(), "updates wait for the bot")
	// Output:
	// 200 Welcome. Shall we begin? [[{Begin b }]]
	// true 2 updates wait for the bot
}
