package ops

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Handler is the conversation as adapters see it.
type Handler interface {
	Handle(ctx context.Context, u bot.Update) error
	Deliver(ctx context.Context, from store.Address) error
	SetAside(ctx context.Context, u store.Aside) error
}

// ObserveHandler counts the updates that a handler takes. arrived is called
// after each one that was kept; it may be nil.
func (m *Metrics) ObserveHandler(h Handler, arrived func()) Handler {
	return observedHandler{Handler: h, m: m, arrived: arrived}
}

type observedHandler struct {
	Handler
	m       *Metrics
	arrived func()
}

func (h observedHandler) Handle(ctx context.Context, u bot.Update) error {
	began := h.m.now()
	err := h.Handler.Handle(ctx, u)
	h.m.handling.WithLabelValues(u.From.Platform).Observe(h.m.now().Sub(began).Seconds())
	h.m.updates.WithLabelValues(u.From.Platform, kindOf(u.Event), outcomeOf(err)).Inc()
	if err == nil && h.arrived != nil {
		h.arrived()
	}
	return err
}

func (h observedHandler) SetAside(ctx context.Context, a store.Aside) error {
	err := h.Handler.SetAside(ctx, a)
	outcome := "set aside"
	if err != nil {
		outcome = outcomeOf(err)
	}
	h.m.updates.WithLabelValues(a.Platform, "unread", outcome).Inc()
	return err
}

// kindOf is an event's type, of which there are a handful.
func kindOf(e conversation.Event) string {
	_, name, _ := strings.Cut(fmt.Sprintf("%T", e), ".")
	return strings.ToLower(name)
}

func outcomeOf(err error) string {
	switch {
	case err == nil:
		return "kept"
	case errors.Is(err, store.ErrAway):
		return "away"
	}
	return "failed"
}

// ObserveSender counts what a sender sends. taken is called after each message
// that was sent; it may be nil.
func (m *Metrics) ObserveSender(s bot.Sender, taken func()) bot.Sender {
	return observedSender{Sender: s, m: m, taken: taken}
}

type observedSender struct {
	bot.Sender
	m     *Metrics
	taken func()
}

func (s observedSender) Send(ctx context.Context, to store.Address, msg bot.Message) (conversation.Mark, error) {
	began := s.m.now()
	mark, err := s.Sender.Send(ctx, to, msg)
	s.m.sending.WithLabelValues(to.Platform).Observe(s.m.now().Sub(began).Seconds())
	s.m.sends.WithLabelValues(to.Platform, string(msg.Class), fateOf(err)).Inc()
	if err == nil && s.taken != nil {
		s.taken()
	}
	return mark, err
}

func fateOf(err error) string {
	var known *bot.SendError
	switch {
	case err == nil:
		return "sent"
	case errors.As(err, &known):
		return string(known.Fate)
	}
	return "unknown"
}

// ObserveDialogs counts the commits and errors of a store of dialogs.
func (m *Metrics) ObserveDialogs(d store.Dialogs) store.Dialogs {
	return observedDialogs{Dialogs: d, m: m}
}

type observedDialogs struct {
	store.Dialogs
	m *Metrics
}

const dialogs, pledges, deliveries = "dialogs", "pledges", "deliveries"

func (d observedDialogs) Load(ctx context.Context, with store.Address) (store.Dialog, string, error) {
	dialog, run, err := d.Dialogs.Load(ctx, with)
	return dialog, run, d.m.trouble(dialogs, err)
}

func (d observedDialogs) Commit(ctx context.Context, with store.Address, dialog store.Dialog) error {
	return d.m.committed(dialogs, d.Dialogs.Commit(ctx, with, dialog))
}

func (d observedDialogs) Owing(ctx context.Context, before time.Time, limit int) ([]store.Address, error) {
	all, err := d.Dialogs.Owing(ctx, before, limit)
	return all, d.m.trouble(dialogs, err)
}

// ObservePledges counts the commits and errors of a store of pledges.
func (m *Metrics) ObservePledges(p store.Pledges) store.Pledges {
	return observedPledges{Pledges: p, m: m}
}

type observedPledges struct {
	store.Pledges
	m *Metrics
}

func (p observedPledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	v, err := p.Pledges.Look(ctx, q)
	return v, p.m.trouble(pledges, err)
}

func (p observedPledges) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	facts, err := p.Pledges.Commit(ctx, c)
	return facts, p.m.committed(pledges, err)
}

func (p observedPledges) Since(ctx context.Context, after store.Point) ([]store.Caused, error) {
	all, err := p.Pledges.Since(ctx, after)
	return all, p.m.trouble(pledges, err)
}

// ObserveDeliveries counts the errors of a store of deliveries.
func (m *Metrics) ObserveDeliveries(d store.Deliveries) store.Deliveries {
	return observedDeliveries{Deliveries: d, m: m}
}

type observedDeliveries struct {
	store.Deliveries
	m *Metrics
}

func (d observedDeliveries) Claim(ctx context.Context, to string, now time.Time, limit int) ([]store.Delivery, error) {
	all, err := d.Deliveries.Claim(ctx, to, now, limit)
	return all, d.m.trouble(deliveries, err)
}

func (d observedDeliveries) Finish(ctx context.Context, key string, s store.DeliveryState, due time.Time) error {
	return d.m.trouble(deliveries, d.Deliveries.Finish(ctx, key, s, due))
}

func (m *Metrics) committed(which string, err error) error {
	outcome := "kept"
	switch {
	case errors.Is(err, store.ErrStale):
		outcome = "stale"
	case err != nil:
		outcome = "failed"
	}
	m.commits.WithLabelValues(which, outcome).Inc()
	return m.trouble(which, err)
}

// trouble counts an error that is no ordinary answer of a store.
func (m *Metrics) trouble(which string, err error) error {
	switch {
	case err == nil, errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrStale), errors.Is(err, context.Canceled):
	case errors.Is(err, store.ErrAway):
		m.troubles.WithLabelValues(which, "away").Inc()
	case errors.Is(err, store.ErrNewer):
		m.troubles.WithLabelValues(which, "newer").Inc()
	default:
		m.troubles.WithLabelValues(which, "other").Inc()
	}
	return err
}
