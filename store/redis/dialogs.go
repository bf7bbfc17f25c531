package redis

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"pledgebot/store"
)

// kept is how long a dialog is kept after its last turn: longer than any draft.
const kept = 400 * 24 * time.Hour

var (
	errNoRun   = errors.New("this Redis does not tell its replication id (master_replid in INFO replication)")
	errDamaged = errors.New("not a dialog")
)

// Load returns the dialog held with someone, or ErrNotFound, and the server's
// replication id: another one after a restart, a fail-over or a restored copy.
func (s *Store) Load(ctx context.Context, with store.Address) (store.Dialog, string, error) {
	keys, member := s.keys.dialog(with)
	copied := s.copies.get(keys[0])
	got, err := s.run(ctx, loadScript, keys, member, copied.begins).Slice()
	if err != nil {
		return store.Dialog{}, "", failed(ctx, "load dialog", err)
	}
	if len(got) < 1 || got[0] == "" {
		return store.Dialog{}, "", fmt.Errorf("load dialog: %w", errNoRun)
	}
	run, _ := got[0].(string)
	if len(got) < 2 || got[1] == nil {
		return store.Dialog{}, run, fmt.Errorf("load dialog: %w", store.ErrNotFound)
	}
	value, _ := got[1].(string)
	if value == "=" {
		return apart(copied.dialog), run, nil
	}
	d, err := decode([]byte(value))
	if err != nil {
		return store.Dialog{}, run, fmt.Errorf("load dialog: %w", err)
	}
	if begins := beginning(value); begins != "" {
		s.copies.put(keys[0], begins, d)
	}
	return d, run, nil
}

// Commit keeps a dialog whole if it is the next turn; otherwise ErrStale. It
// is kept for 400 days.
func (s *Store) Commit(ctx context.Context, with store.Address, d store.Dialog) error {
	value := buffers.Get().(*bytes.Buffer)
	value.Reset()
	begins, err := encode(value, d)
	if err != nil {
		return fmt.Errorf("commit dialog: %w", err)
	}
	mark := ""
	if len(d.Owed) > 0 {
		mark = score(d.Taken.At)
	}
	keys, member := s.keys.dialog(with)
	done, err := s.run(ctx, commitScript, keys, d.Turn, value.Bytes(), int(kept.Seconds()), member, mark).Bool()
	switch {
	case err != nil:
		return failed(ctx, "commit dialog", err)
	case !done:
		return fmt.Errorf("commit dialog: %w", store.ErrStale)
	}
	buffers.Put(value) // it is sent
	s.copies.put(keys[0], begins, d)
	return nil
}

// Owing lists addresses to whom something is owed and whose mark is older than
// the given time, the oldest mark first. It is one round trip.
func (s *Store) Owing(ctx context.Context, before time.Time, limit int) ([]store.Address, error) {
	if limit <= 0 {
		return nil, nil
	}
	older := &redis.ZRangeBy{Min: "-inf", Max: "(" + score(before), Count: int64(limit)}
	var lists []*redis.ZSliceCmd
	_, err := s.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, key := range s.keys.owing() {
			lists = append(lists, p.ZRangeByScoreWithScores(ctx, key, older))
		}
		return nil
	})
	if err != nil {
		return nil, failed(ctx, "list who is owed", err)
	}
	var all []redis.Z
	for _, list := range lists {
		all = append(all, list.Val()...)
	}
	slices.SortFunc(all, func(a, b redis.Z) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(a.Member.(string), b.Member.(string)))
	})
	var owing []store.Address
	for _, z := range all[:min(limit, len(all))] {
		owing = append(owing, addressOf(z.Member.(string)))
	}
	return owing, nil
}

// Forget removes the dialog held with someone, and what was owed to them.
func (s *Store) Forget(ctx context.Context, with store.Address) error {
	keys, member := s.keys.dialog(with)
	return failed(ctx, "forget dialog", s.run(ctx, forgetScript, keys, member).Err())
}

// score is a time by which the index is sorted: microseconds, which a double
// holds exactly for the next two centuries. No time is the oldest.
func score(at time.Time) string {
	if at.IsZero() {
		return "-inf"
	}
	return strconv.FormatInt(at.UnixMicro(), 10)
}
