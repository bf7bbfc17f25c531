package crashtest

import (
	"bytes"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A crier brings every update several times, to all replicas at once, and some
// copies once more when it was acknowledged long ago.
type crier struct {
	w       *stage
	copies  atomic.Int64
	updates atomic.Int64
	late    sync.WaitGroup
}

func (c *crier) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	n := 2 + c.w.lot(9)
	c.updates.Add(1)
	c.copies.Add(int64(n))
	answers := make(chan *http.Response, n)
	for i := range n {
		pause := time.Duration(0)
		if i > 1 && c.w.lot(4) == 0 {
			pause = time.Duration(c.w.lot(2000)) * time.Millisecond
		}
		c.late.Go(func() {
			time.Sleep(pause)
			answers <- c.bring(r, c.w.places[i%len(c.w.places)], body) //nolint:bodyclose // it was read whole
		})
	}
	var answer *http.Response
	for range n {
		if answer = <-answers; answer.StatusCode == http.StatusOK {
			break
		}
	}
	return answer, nil
}

// bring brings one copy to one replica, and reads the answer whole.
func (c *crier) bring(r *http.Request, to place, body []byte) *http.Response {
	r = r.Clone(r.Context())
	r.URL.Host, r.Body = to.public, io.NopCloser(bytes.NewReader(body))
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return &http.Response{StatusCode: http.StatusBadGateway, Status: "502 " + err.Error(), Body: http.NoBody}
	}
	said, _ := io.ReadAll(answer.Body) // half an answer is none
	_ = answer.Body.Close()
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(said)), int64(len(said))
	return answer
}

// TestEveryUpdateManyTimes: every update comes 2 to 10 times, to three replicas
// at once.
func TestEveryUpdateManyTimes(t *testing.T) {
	t.Parallel()
	c := &crier{}
	w := newStage(t, 3, c)
	c.w = w
	w.startAll()
	w.gather()
	for began := time.Now(); w.count() < fewer(2*crowd) && !w.over(began); time.Sleep(lookEvery) {
	}
	w.arrive()
	c.late.Wait()
	w.audit() // after the last copy
	t.Logf("%d updates came %d times", c.updates.Load(), c.copies.Load())
}
