package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// The time-outs of one call. A poll waits pollFor longer.
const (
	dialFor = 5 * time.Second
	callFor = 15 * time.Second
)

// idleMost is how many connections to the API's one host are kept open.
const idleMost = 512

// answerMost is the longest answer of the API that is read, in bytes: a batch
// of updates is cut at about 4 MiB.
const answerMost = 16 << 20

// A client makes calls. Nothing it returns holds the token.
type client struct {
	bot   tgbotapi.BotAPI
	token string
	files string // where files are fetched; holds the token
	http  *http.Client
}

func newClient(token, endpoint string) *client {
	if endpoint == "" {
		endpoint = "https://api.telegram.org"
	}
	endpoint = strings.TrimRight(endpoint, "/")
	c := &client{token: token, files: endpoint + "/file/bot" + token + "/", bot: tgbotapi.BotAPI{Token: token}}
	c.bot.SetAPIEndpoint(strings.ReplaceAll(endpoint, "%", "%%") + "/bot%s/%s")
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: dialFor}).DialContext,
			TLSHandshakeTimeout: dialFor,
			MaxIdleConns:        idleMost,
			MaxIdleConnsPerHost: idleMost,
			IdleConnTimeout:     90 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// apiError is an answer that refuses a call.
type apiError = tgbotapi.Error

var (
	// errUnsent means that nothing of a call reached the server.
	errUnsent = errors.New("the Bot API server cannot be reached")
	// errBusy means that the server is in trouble and has done nothing.
	errBusy = errors.New("the Bot API server is in trouble")
)

// call makes one call within callFor and reads its result into one. Its error is
// an *apiError, wraps errUnsent or errBusy, or means that nobody knows whether
// it was carried out.
func (c *client) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	return c.ask(ctx, method, params, result)
}

// upload is call with a file.
func (c *client) upload(ctx context.Context, method string, params tgbotapi.Params, file tgbotapi.RequestFile, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	return c.make(ctx, method, result, func(bot *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return bot.UploadFiles(method, params, []tgbotapi.RequestFile{file})
	})
}

// ask is call within the time that ctx gives.
func (c *client) ask(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	return c.make(ctx, method, result, func(bot *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return bot.MakeRequest(method, params)
	})
}

func (c *client) make(ctx context.Context, method string, result any, request func(*tgbotapi.BotAPI) (*tgbotapi.APIResponse, error)) error {
	do := &doing{ctx: ctx, http: c.http}
	bot := c.bot
	bot.Client = do
	answer, err := request(&bot)
	if err == nil && result != nil {
		err = json.Unmarshal(answer.Result, result)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", method, do.explain(c.redacted(err)))
	}
	return nil
}

// redacted is an error whose text does not hold the token.
func (c *client) redacted(err error) error {
	var with *url.Error
	if errors.As(err, &with) {
		err = with.Err // the URL holds the token
	}
	if _, secret, _ := strings.Cut(c.token, ":"); strings.Contains(err.Error(), secret) {
		return errors.New(strings.ReplaceAll(err.Error(), secret, "[token]"))
	}
	return err
}

// A doing is one request on its way. It gives the library a context.
type doing struct {
	ctx    context.Context //nolint:containedctx // the library's calls take none
	http   *http.Client
	sent   atomic.Bool
	status int
}

// Do sends the request and reads the answer whole, so that its connection is
// free again.
func (d *doing) Do(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{WroteHeaders: func() { d.sent.Store(true) }}
	answer, err := d.http.Do(r.WithContext(httptrace.WithClientTrace(d.ctx, trace))) //nolint:gosec // the operator names the server
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, answerMost))
	_ = answer.Body.Close() // it was read
	if err != nil {
		return nil, err
	}
	d.status = answer.StatusCode
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// explain says of an error what is known about the call.
func (d *doing) explain(err error) error {
	var refused *apiError
	switch {
	case errors.As(err, &refused):
		if refused.Code >= http.StatusInternalServerError {
			return fmt.Errorf("%w: %w", errBusy, err)
		}
		return err
	case d.status >= http.StatusInternalServerError: // a proxy's page, which is no answer of the API
		return fmt.Errorf("%w: status %d", errBusy, d.status)
	case d.status == 0 && !d.sent.Load():
		return fmt.Errorf("%w: %w", errUnsent, err)
	}
	return err
}
