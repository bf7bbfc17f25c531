package telegram

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// The size and length of one poll (Bot API, getUpdates).
const (
	pollMost = 100
	pollFor  = 50 * time.Second
)

// Poll asks for updates until ctx is done, and returns nil then. An update is
// confirmed, by asking for those behind it, only after it was taken. Only one
// program may poll at a time. beat is called whenever Telegram has answered.
func (t *Telegram) Poll(ctx context.Context, h Handler, beat func()) error {
	p := poll{t: t, h: h, done: map[int64]bool{}}
	for failures := 0; ctx.Err() == nil; {
		batch, err := p.get(ctx)
		if err == nil {
			failures = 0
			beat()
			if p.take(ctx, batch) {
				continue
			}
		} else if ctx.Err() == nil {
			failures++
			t.opts.Log.WarnContext(ctx, "not polled", "platform", Platform, "error", t.noticed(err))
		}
		select {
		case <-t.opts.After(time.Second << min(failures, pollRest)):
		case <-ctx.Done():
		}
	}
	return nil
}

// pollRest bounds the pause after failures: 2^5 seconds.
const pollRest = 5

// A poll is where one program stands in the queue. Updates are taken out of
// order where one of them must wait, and confirmed in order.
type poll struct {
	t      *Telegram
	h      Handler
	offset int64          // the lowest that is not confirmed
	done   map[int64]bool // taken, behind one that is not
}

func (p *poll) get(ctx context.Context) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, pollFor+callFor)
	defer cancel()
	var batch []json.RawMessage
	err := p.t.client.ask(ctx, "getUpdates", tgbotapi.Params{
		"offset": strconv.FormatInt(p.offset, 10), "limit": strconv.Itoa(pollMost),
		"timeout": strconv.Itoa(int(pollFor / time.Second)), "allowed_updates": kinds,
	}, &batch)
	return batch, err
}

// take carries a batch through: those of one chat one after another, different
// chats at once. It tells whether all of it was taken.
func (p *poll) take(ctx context.Context, batch []json.RawMessage) bool {
	ids, queues := p.queues(batch)
	taken := make(map[int64]bool, len(ids))
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, q := range queues {
		all.Go(func() {
			for _, q := range q {
				if !p.one(ctx, q.raw) {
					return // those behind it wait
				}
				mu.Lock()
				taken[q.id] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return p.confirm(ids, taken)
}

// A queued update waits for those of its chat before it.
type queued struct {
	id  int64
	raw json.RawMessage
}

// queues sorts what is new in a batch by whose it is, in order.
func (p *poll) queues(batch []json.RawMessage) (ids []int64, queues map[int64][]queued) {
	queues = map[int64][]queued{}
	for _, raw := range batch {
		u, _ := decode(raw) // a bad one is set aside when it is taken
		ids = append(ids, u.ID)
		if p.done[u.ID] {
			continue
		}
		who, _ := whose(raw)
		if who == 0 {
			who = -u.ID // it waits for nobody
		}
		queues[who] = append(queues[who], queued{id: u.ID, raw: raw})
	}
	return ids, queues
}

// one takes an update, answers a press and shows what follows.
func (p *poll) one(ctx context.Context, raw json.RawMessage) bool {
	t := p.t
	t.room <- struct{}{}
	defer func() { <-t.room }()
	within, cancel := context.WithTimeout(ctx, handleFor)
	defer cancel()
	done, err := t.take(within, p.h, raw)
	if err != nil {
		if ctx.Err() == nil {
			t.opts.Log.WarnContext(ctx, "update not taken", "platform", Platform, "error", err)
		}
		return false
	}
	if done.press != "" {
		t.begin(func(ctx context.Context) { t.pressAnswered(ctx, press{done.press, done.toast}) })
	}
	if done.owed.User != "" {
		t.follow(p.h, done.owed)
	}
	return true
}

// pressAnswered ends the waiting mark on a button. A press that is too old for
// that was taken all the same.
func (t *Telegram) pressAnswered(ctx context.Context, a press) {
	p := tgbotapi.Params{"callback_query_id": a.ID}
	if a.Text != "" {
		p["text"] = a.Text
	}
	if err := t.client.call(ctx, "answerCallbackQuery", p, nil); err != nil {
		t.opts.Log.DebugContext(ctx, "press not answered", "platform", Platform, "error", err)
	}
}

// confirm moves the offset past all that was taken in order, and tells whether
// that is the whole batch.
func (p *poll) confirm(ids []int64, taken map[int64]bool) bool {
	for id := range taken {
		p.done[id] = true
	}
	for _, id := range ids {
		if id == 0 {
			continue
		}
		if !p.done[id] {
			return false
		}
		delete(p.done, id)
		p.offset = id + 1
	}
	return true
}
