package redis_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
	"pledgebot/store/redis"
)

// dialogOf is a dialog of about 2.5 kB, with one reply owed.
func dialogOf(turn int) store.Dialog {
	d := store.Dialog{Turn: turn, Run: "b00c5e52", Taken: store.Taken{Replica: "r", At: noon}}
	d.Session = conversation.Session{ID: "s", Lang: "es", Prompt: conversation.Prompt{ID: "s.city.1", At: "city"}}
	for i := range 20 {
		d.Inputs = append(d.Inputs, store.Input{ID: conversation.InputID(fmt.Sprint("tg:1:m:123456789:", i)), At: noon})
	}
	reply := conversation.Reply{Texts: []call.Text{{Key: "ask", Args: map[string]call.Arg{"words": {As: call.AsWords, Value: strings.Repeat("ñ", 400)}}}}}
	d.Owed = []store.Owed{{ID: "1", Reply: reply}}
	return d
}

// heap is what is in use after a collection.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// growth loads and commits so many dialogs over every connection, and returns
// how much more memory is in use afterwards than when it was warm.
func growth(t testing.TB, s *redis.Store, dialogs int) int64 {
	t.Helper()
	var next, failed atomic.Int64
	some := func(until int64) {
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				for n := next.Add(1); n <= until; n = next.Add(1) {
					with := store.Address{Platform: "tg", User: fmt.Sprint(n)}
					if err := s.Commit(context.Background(), with, dialogOf(1)); err != nil {
						failed.Add(1)
					}
					if _, _, err := s.Load(context.Background(), with); err != nil {
						failed.Add(1)
					}
				}
			})
		}
		all.Wait()
		next.Store(until)
	}
	warm := int64(dialogs / 10)
	some(warm)
	before := heap()
	some(warm + int64(dialogs))
	if failed.Load() > 0 {
		t.Fatalf("%d calls failed", failed.Load())
	}
	return heap() - before
}

// TestHeapStaysFlat is not parallel: it measures the heap of the process. What
// it keeps for each dialog, if anything, must be far under the 2.5 kB of one.
func TestHeapStaysFlat(t *testing.T) { //nolint:paralleltest // see above
	const dialogs, most = 10_000, 2 << 20
	if grown := growth(t, open(t), dialogs); grown > most {
		t.Errorf("after %d dialogs the heap has grown by %d bytes", dialogs, grown)
	}
}

// BenchmarkHeap is the same with a hundred thousand dialogs.
func BenchmarkHeap(b *testing.B) {
	for range b.N {
		b.ReportMetric(float64(growth(b, open(b), 100_000)), "bytes-grown")
	}
}

func BenchmarkLoad(b *testing.B) {
	s := open(b)
	if err := s.Commit(b.Context(), maria, dialogOf(1)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := s.Load(b.Context(), maria); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGet is what a load costs at least: the value, without the run.
func BenchmarkGet(b *testing.B) {
	s := open(b)
	if err := s.Commit(b.Context(), maria, dialogOf(1)); err != nil {
		b.Fatal(err)
	}
	var value string
	for _, key := range keysOf(b, s) {
		if strings.HasSuffix(key, "tty:maria") {
			value = key
		}
	}
	for b.Loop() {
		if err := s.Client().Get(b.Context(), value).Err(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCommit(b *testing.B) {
	s := open(b)
	for turn := 1; b.Loop(); turn++ {
		if err := s.Commit(b.Context(), maria, dialogOf(turn)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOwing(b *testing.B) {
	s := open(b)
	for i := range 1000 {
		if err := s.Commit(b.Context(), store.Address{Platform: "tg", User: fmt.Sprint(i)}, dialogOf(1)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := s.Owing(b.Context(), noon.Add(time.Second), 100); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReserve(b *testing.B) {
	s := open(b)
	for b.Loop() {
		if _, err := s.Reserve(b.Context(), "tg:1", store.Rate{Every: time.Second, Burst: 3}, 1, noon); err != nil {
			b.Fatal(err)
		}
	}
}
