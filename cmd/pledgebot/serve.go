package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/feed"
	"pledgebot/bot/mail"
	"pledgebot/bot/ops"
	"pledgebot/bot/ops/alarm"
	"pledgebot/bot/ops/logs"
	"pledgebot/bot/paper"
	"pledgebot/bot/service"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
	"pledgebot/store"
	"pledgebot/store/sql/file"
)

type serveCommand struct{ config }

// How often things are done, and how long the end may take.
const (
	deliverEvery = time.Second
	mailEvery    = time.Second
	remindEvery  = 20 * time.Second
	watchEvery   = 10 * time.Second
	inspectEvery = time.Minute
	expireEvery  = time.Hour
	beatWithin   = 2 * time.Minute // two poll time-outs
	grace        = 20 * time.Second
)

// Run serves until it is told to end.
func (c *serveCommand) Run(ctx context.Context, s *Settings, out streams) error {
	data, texts, ok := c.report(s, out)
	if !ok {
		return errReported
	}
	tuneGarbage()
	log := c.log(s, out)
	st, err := openStores(ctx, s, c.Redis)
	if err != nil {
		return c.guard(s, err)
	}
	err = c.serve(ctx, s, st, data, texts, log)
	return c.guard(s, errors.Join(err, st.close()))
}

// report prints every mistake in the settings, and in the Call and the texts
// that they name, and tells whether there is none.
func (c *config) report(s *Settings, out streams) (*call.Call, *locales.Catalogue, bool) {
	all := c.problems(s)
	data, texts, err := s.load()
	if err != nil {
		all = append(all, err.Error())
	}
	for _, p := range all {
		fmt.Fprintln(out.err, "pledgebot:", p)
	}
	return data, texts, len(all) == 0
}

// guard takes secrets out of an error that is to be printed.
func (c *config) guard(s *Settings, err error) error {
	if err == nil {
		return nil
	}
	return errors.New(logs.NewRedactor(c.secrets(s)...).Redact(err.Error()))
}

func (c *serveCommand) serve(ctx context.Context, s *Settings, st *stores, data *call.Call, texts *locales.Catalogue, log *slog.Logger) error {
	st.tell(ctx, log, c.Redis)
	if err := s.eraseAtStart(ctx, st.db, data, log); err != nil {
		return err
	}
	p, err := c.assemble(s, st, data, texts, log)
	if err != nil {
		return err
	}
	if err := c.Slack.seed(ctx, p.bot); err != nil {
		return err
	}
	svc, err := p.service(ctx)
	if err != nil {
		return err
	}
	return svc.Run(ctx)
}

// assemble puts the parts together; none of them is at work yet.
func (c *config) assemble(s *Settings, st *stores, data *call.Call, texts *locales.Catalogue, log *slog.Logger) (*parts, error) {
	metrics, noticed := ops.NewMetrics(version, time.Now), &ops.Noticed{Now: time.Now}
	tg, err := c.telegram(data, texts, st.limits, noticed, log)
	if err != nil {
		return nil, err
	}
	sender := metrics.ObserveSender(tg, service.Taken(noticed))
	machine := conversation.New(data, conversation.Settings{
		Langs: texts.Langs(), Controller: s.Controller, Contact: s.Contact, Platform: "Telegram", InviteOnly: c.Entry == entryInvite, Files: true, Mail: c.Mail.on(),
	})
	papers := &paper.Maker{Call: data, Texts: texts, Now: wallClock().Now, Link: tg.Link}
	runtime := bot.New(partsWithPoints(bot.Parts{
		Machine: machine, Texts: texts, Dialogs: metrics.ObserveDialogs(st.dialogs), Pledges: metrics.ObservePledges(st.db),
		Deliveries: metrics.ObserveDeliveries(st.db), Asides: st.asides, Retention: st.db, People: st.db, Erasures: s.erasures(),
		Invites: st.db, Limits: st.limits, Papers: papers, Post: c.Mail.post(), Copy: c.Mail.copies(), Second: c.Mail.second(), Reminders: st.db, Codes: c.codes(),
		Senders: []bot.Sender{sender}, Now: wallClock().Now, Log: log,
	}))
	p := &parts{config: c, settings: s, data: data, texts: texts, stores: st, log: log, metrics: metrics, noticed: noticed, telegram: tg, sender: sender, bot: runtime}
	if c.Mail.on() {
		p.post = p.mailing(data, texts, papers)
	}
	if c.Slack.on() {
		p.desk, err = p.deskIn(data, texts)
	}
	return p, err
}

func (c *config) telegram(data *call.Call, texts *locales.Catalogue, limits store.Limits, n *ops.Noticed, log *slog.Logger) (*telegram.Telegram, error) {
	clock := wallClock()
	return telegram.New(optionsWithPoints(telegram.Options{
		Token: c.Token, Endpoint: c.Endpoint, Secret: c.secret(), Words: texts, Call: data, Limits: limits, Rates: c.rates(),
		Now: clock.Now, After: clock.After, Log: log, Notice: service.Notice(n),
	}))
}

// pages are what everybody may ask for, by its path.
func (p *parts) pages() map[string]http.Handler {
	if p.config.Feed == feedOff {
		return nil
	}
	shown := feed.New(feed.Parts{
		Call: p.data, Texts: p.texts, Public: p.stores.db, URL: strings.TrimSuffix(p.config.PublicURL, "/"), Now: wallClock().Now, Log: p.log,
	})
	return map[string]http.Handler{feed.FeedPath: http.HandlerFunc(shown.JSON), feed.PagePath: http.HandlerFunc(shown.HTML)}
}

// parts are what a service is put together from.
type parts struct {
	config   *config
	settings *Settings
	data     *call.Call
	texts    *locales.Catalogue
	stores   *stores
	log      *slog.Logger
	metrics  *ops.Metrics
	noticed  *ops.Noticed
	telegram *telegram.Telegram
	sender   bot.Sender
	bot      *bot.Bot
	desk     *deskService // nil for none
	post     *mail.Post   // nil for none
}

func (p *parts) service(ctx context.Context) (*service.Service, error) {
	beat, duty := &ops.Beat{Now: time.Now, Within: beatWithin}, &service.Duty{}
	health := &ops.Health{
		Checks: append(p.stores.checks(), ops.Check{Name: ops.CheckPoll, Do: beat.Check}),
		Redact: logs.NewRedactor(p.config.secrets(p.settings)...).Redact,
	}
	arrived := service.Arrived(p.noticed)
	h := p.metrics.ObserveHandler(service.Handler{Bot: p.bot}, arrived)
	intake := []service.Task{service.Announcing(p.telegram), duty.Task(p.stores.leader)}
	brought := map[string]http.Handler{}
	inspect := func(context.Context) error { return nil }
	if url := p.config.WebhookURL; url != "" {
		brought[ops.WebhookPath], inspect = p.telegram.Webhook(h), p.telegram.InspectWebhook
		intake = append(intake, service.Webhook(p.telegram, url))
	} else {
		answered := func() { p.metrics.Beat(); arrived() }
		intake = append(intake, service.Polling(p.telegram, p.stores.leader, h, beat, answered))
	}
	if p.desk != nil && !p.desk.socket {
		brought[ops.SlackPath] = p.desk.slack.Requests(deskWithPoints(p.desk.desk))
	}
	public, err := listen(ctx, "LISTEN_ADDR", p.config.listen(), ops.Public(health, brought, p.pages()))
	if err != nil {
		return nil, err
	}
	private, err := listen(ctx, "OPS_ADDR", p.config.ops(), ops.Private(health, p.metrics))
	if err != nil {
		return nil, errors.Join(err, public.On.Close())
	}
	watch := p.watch(health, duty)
	s := &service.Service{
		Health: health, Metrics: p.metrics, Public: public, Private: private, Intake: intake,
		Loops: []service.Loop{
			{Name: "deliver", Every: deliverEvery, Do: func(ctx context.Context) error { return p.bot.DeliverDue(ctx, telegram.Platform) }},
			{Name: "remind", Every: remindEvery, Do: p.bot.Remind},
			{Name: "sweep", Every: sweepEvery, Do: p.bot.Sweep},
			{Name: "expire", Every: expireEvery, Do: p.bot.Expire},
			{Name: "watch", Every: watchEvery, Do: watch.Round},
			{Name: "webhook", Every: inspectEvery, Do: inspect},
		},
		Drain: p.telegram.Drain, Grace: grace, Clock: wallClock(), Log: p.log,
	}
	if p.post != nil {
		s.Loops = append(s.Loops, service.Loop{Name: "mail", Every: mailEvery, Do: p.post.DeliverDue})
	}
	if p.desk != nil {
		p.desk.join(s)
	}
	return serviceWithPoints(s), nil
}

func (p *parts) watch(health *ops.Health, duty *service.Duty) *ops.Watch {
	post := &alarm.Post{Log: p.log}
	if to := p.config.AlertTo; to != "" {
		post.Notifier = service.Alert{Sender: p.sender, To: store.AddressOf(pledge.Person(to))}
	}
	w := &ops.Watch{
		Health: health, Metrics: p.metrics, Noticed: p.noticed, Dialogs: p.stores.dialogs, Backlogs: p.stores.db,
		OnDuty: duty.On, Post: post, Now: wallClock().Now,
	}
	if p.stores.path != "" {
		w.Room = func() (free, total uint64, err error) { return file.Room(p.stores.path) }
	}
	return w
}

func listen(ctx context.Context, name, address string, server *http.Server) (service.Listener, error) {
	on, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return service.Listener{}, fmt.Errorf("%s: %w", name, err)
	}
	return service.Listener{Server: server, On: on}, nil
}
