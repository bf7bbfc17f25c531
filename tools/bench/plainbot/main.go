// Command plainbot is a hand-written pledge bot to measure the product against.
// It asks the same questions in the same order, as one writes such a bot from
// the documentation of its libraries: telegram-bot-api, go-redis and pgx. It
// knows one template, in English. It takes an update for granted: none is
// recognised when it comes twice, and two of one person may overwrite each
// other's state.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

func main() {
	insert := flag.String("insert", "end", "when answers are inserted: end, or every as well")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *insert == "every")
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "plainbot:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, every bool) error {
	sessions, err := openSessions(os.Getenv("REDIS_URL"))
	if err != nil {
		return err
	}
	defer sessions.close()
	pledges, err := openPledges(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer pledges.close()
	api, err := newAPI(os.Getenv("TELEGRAM_BOT_TOKEN"), os.Getenv("TELEGRAM_API_ENDPOINT"))
	if err != nil {
		return err
	}
	b := &bot{api: api, sessions: sessions, pledges: pledges, every: every}
	server := &http.Server{Addr: os.Getenv("LISTEN_ADDR"), Handler: b, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Shutdown(context.WithoutCancel(ctx)) // what is under way is finished
	}()
	hook, err := tgbotapi.NewWebhook(os.Getenv("TELEGRAM_WEBHOOK_URL"))
	if err != nil {
		return err
	}
	hook.MaxConnections = 100
	if _, err := api.Request(hook); err != nil {
		return err
	}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// newAPI is the library's client, with room for more than Go's two idle
// connections to one host.
func newAPI(token, endpoint string) (*tgbotapi.BotAPI, error) {
	client := &http.Client{
		Timeout:   15 * time.Second,
		Transport: &http.Transport{MaxIdleConns: 512, MaxIdleConnsPerHost: 512, IdleConnTimeout: 90 * time.Second},
	}
	return tgbotapi.NewBotAPIWithClient(token, endpoint+"/bot%s/%s", client)
}
