package bot

import (
	"context"
	"sync"
)

// Begun is work of an adapter that goes on after an acknowledgement. Its zero
// value has none; it is safe for concurrent use.
type Begun struct {
	work sync.WaitGroup
	once sync.Once
	ctx  context.Context // ends when what was begun must end
	stop context.CancelFunc
}

func (b *Begun) init() { b.ctx, b.stop = context.WithCancel(context.Background()) }

// Go begins some work. Its context ends when Drain breaks it off.
func (b *Begun) Go(work func(ctx context.Context)) {
	b.once.Do(b.init)
	b.work.Go(func() { work(b.ctx) })
}

// Drain waits until all that was begun is done. When ctx is done first, it is
// broken off.
func (b *Begun) Drain(ctx context.Context) error {
	b.once.Do(b.init)
	done := make(chan struct{})
	go func() {
		b.work.Wait()
		close(done)
	}()
	select {
	case <-done:
		b.stop()
		return nil
	case <-ctx.Done():
		b.stop()
		<-done
		return ctx.Err()
	}
}
