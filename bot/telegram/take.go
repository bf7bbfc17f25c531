package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// A taken update may be acknowledged.
type taken struct {
	press string        // the press to be answered, "" for none
	toast string        // what the answer says, "" for nothing
	owed  store.Address // to whom something may be owed now; zero for nobody
}

// take carries an update through, as far as it must be before it may be
// acknowledged. An error means that it must come again.
func (t *Telegram) take(ctx context.Context, h Handler, raw json.RawMessage) (taken, error) {
	u, err := decode(raw)
	if err != nil {
		return t.aside(ctx, h, u, raw, err)
	}
	in := t.input(u)
	if in.idle {
		return taken{press: in.press}, nil
	}
	err = t.handle(ctx, h, in)
	var panicked *panicked
	if errors.As(err, &panicked) {
		err = t.handle(ctx, h, in) // once more: it may have been chance
	}
	switch {
	case err == nil:
		t.tries.forget(in.ID)
		return taken{press: in.press, owed: in.From}, nil
	case in.press != "" && away(err):
		return taken{press: in.press, toast: t.text(u, textAgain)}, nil
	case ctx.Err() != nil, away(err), errors.Is(err, store.ErrNewer):
		return taken{}, err
	case errors.As(err, &panicked), t.tries.enough(in.ID, t.opts.Now()):
		done, err := t.aside(ctx, h, u, raw, err)
		if err == nil {
			t.tries.forget(in.ID)
		}
		return done, err
	}
	return taken{}, err
}

// Replay takes an update that was set aside. An error means that it still cannot
// be taken.
func (t *Telegram) Replay(ctx context.Context, h Handler, raw json.RawMessage) error {
	u, err := decode(raw)
	if err != nil {
		return err
	}
	in := t.input(u)
	if in.idle {
		return nil
	}
	if err := t.handle(ctx, h, in); err != nil {
		return err
	}
	t.follow(h, in.From)
	return nil
}

// away tells whether an error is a store's that cannot be reached now.
func away(err error) bool {
	return errors.Is(err, store.ErrAway) || errors.Is(err, context.DeadlineExceeded)
}

// panicked is a handler that broke down.
type panicked struct{ why any }

func (p *panicked) Error() string { return fmt.Sprintf("panic of type %T", p.why) }

// handle hands an input over and outlives a panic.
func (t *Telegram) handle(ctx context.Context, h Handler, in input) (err error) {
	defer func() {
		if why := recover(); why != nil {
			t.opts.Log.ErrorContext(ctx, "handler panicked", "platform", Platform, "kind", fmt.Sprintf("%T", in.Event), "why", fmt.Sprintf("%T", why))
			err = &panicked{why: why}
		}
	}()
	return h.Handle(ctx, in.Update)
}

// aside keeps an update that cannot be taken, so that it blocks nobody, and
// tells the person.
func (t *Telegram) aside(ctx context.Context, h Handler, u update, raw json.RawMessage, why error) (taken, error) {
	who, lang := whose(raw)
	a := store.Aside{
		Key: fmt.Sprintf("%s:%s:%d", Platform, t.id, u.ID), Platform: Platform, Raw: raw, Why: why.Error(), At: t.opts.Now().UTC(),
	}
	if who != 0 {
		a.User = strconv.FormatInt(who, 10)
	}
	if err := h.SetAside(ctx, a); err != nil {
		return taken{}, fmt.Errorf("set aside: %w", err)
	}
	t.opts.Log.ErrorContext(ctx, "update set aside", "platform", Platform, "update", u.ID, "why", why)
	if who > 0 {
		t.begin(func(ctx context.Context) {
			if t.turn(ctx, a.User, patienceRest) == nil {
				t.tell(ctx, a.User, lang, textAside)
			}
		})
	}
	out := taken{}
	if u.Callback != nil {
		out.press = u.Callback.ID
	}
	return out, nil
}

// whose reads as much of an update as it takes to answer: a private chat and its
// language. The rest may be in any shape.
func whose(raw json.RawMessage) (id int64, lang string) {
	var kinds map[string]json.RawMessage
	if json.Unmarshal(raw, &kinds) != nil {
		return 0, ""
	}
	for _, kind := range []string{"message", "edited_message", "callback_query", "my_chat_member"} {
		var parts map[string]json.RawMessage
		if json.Unmarshal(kinds[kind], &parts) != nil {
			continue
		}
		var u user
		if json.Unmarshal(parts["from"], &u) == nil && u.ID > 0 {
			return u.ID, u.Lang
		}
	}
	return 0, ""
}

// tell says one of the adapter's own sentences, if it can.
func (t *Telegram) tell(ctx context.Context, chat, lang, key string) {
	l, _ := t.opts.Words.Match(lang)
	err := t.client.call(ctx, "sendMessage", tgbotapi.Params{
		"chat_id": chat, "text": t.opts.Words.Text(l, call.Say(key)),
	}, nil)
	if err != nil {
		t.opts.Log.WarnContext(ctx, "sentence not shown", "platform", Platform, "key", key, "error", err)
	}
}

func (t *Telegram) text(u update, key string) string {
	lang, _ := t.opts.Words.Match(u.Callback.From.Lang)
	return t.opts.Words.Text(lang, call.Say(key))
}

// follow does what comes after an acknowledgement: it shows what is owed, again
// if that must wait. What cannot be shown now stays owed, and a sweep tries
// again.
func (t *Telegram) follow(h Handler, to store.Address) {
	t.begin(func(ctx context.Context) {
		for tries := 0; tries < deliverTries; {
			err := h.Deliver(ctx, to)
			if err == nil {
				return
			}
			wait, told := pause(err, tries)
			if !told { // a turn that is waited for is no failure
				tries++
				t.opts.Log.WarnContext(ctx, "not delivered", "platform", Platform, "error", err)
			}
			select {
			case <-t.opts.After(wait):
			case <-ctx.Done():
				return
			}
		}
	})
}

// deliverTries is how often one replica tries to show what is owed before it
// leaves that to the next sweep.
const deliverTries = 5

// pause is how long to wait before the next try; told says that it is known when
// that may be.
func pause(err error, n int) (wait time.Duration, told bool) {
	var refused *bot.SendError
	if errors.As(err, &refused) && refused.Fate == bot.Throttled {
		return refused.After, true
	}
	return time.Second << n, false
}

// tries counts how often an input has failed for no reason outside it. It
// remembers a bounded number: for a new one it forgets the one that failed first.
type tries struct {
	mu  sync.Mutex
	all map[conversation.InputID]failed
}

type failed struct {
	times int
	first time.Time
}

// An input that has failed so often, or for so long, is set aside, so that it
// does not hold up those behind it.
const (
	triesMost  = 5
	triesFor   = 2 * time.Minute
	triesKnown = 1000
)

func (t *tries) enough(id conversation.InputID, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, known := t.all[id]
	if !known {
		f.first = now
		t.makeRoom()
	}
	f.times++
	t.all[id] = f
	return f.times >= triesMost || now.Sub(f.first) >= triesFor
}

// makeRoom lets one more be remembered. The caller holds the lock.
func (t *tries) makeRoom() {
	if t.all == nil {
		t.all = map[conversation.InputID]failed{}
	}
	if len(t.all) < triesKnown {
		return
	}
	var oldest conversation.InputID
	for id, f := range t.all {
		if oldest == "" || f.first.Before(t.all[oldest].first) {
			oldest = id
		}
	}
	delete(t.all, oldest)
}

func (t *tries) forget(id conversation.InputID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.all, id)
}
