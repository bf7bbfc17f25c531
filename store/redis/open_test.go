package redis_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pledgebot/store"
	"pledgebot/store/redis"
)

func TestURLs(t *testing.T) {
	t.Parallel()
	o, err := redis.Options("rediss://app:s3cret@redis.example:7000/2?pool_size=8&read_timeout=9s")
	if err != nil || o.Addrs[0] != "redis.example:7000" || o.Username != "app" || o.Password != "s3cret" || o.DB != 2 ||
		o.TLSConfig == nil || o.PoolSize != 8 || o.ReadTimeout != 9*time.Second {
		t.Errorf("%+v, %v", o, err)
	}
	o, err = redis.Options("redis://localhost")
	if err != nil || o.Addrs[0] != "localhost:6379" || o.PoolSize != 64 || o.PipelinePoolSize != -1 || !o.ContextTimeoutEnabled ||
		o.ReadTimeout != 3*time.Second || o.TLSConfig != nil || o.IsClusterMode {
		t.Errorf("%+v, %v", o, err)
	}
	o, err = redis.Options("redis://a?addr=b:1&addr=c:2&master_name=pledges")
	if err != nil || strings.Join(o.Addrs, " ") != "a:6379 b:1 c:2" || o.MasterName != "pledges" || o.IsClusterMode {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err = redis.Options("redis://a?addr=b:1"); err != nil || !o.IsClusterMode {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestOpenTellsNoSecret(t *testing.T) {
	t.Parallel()
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{
		"redis://app:s3cret@127.0.0.1:" + port, "redis://app:s3/cret@127.0.0.1", "redis://127.0.0.1/s3cret",
		"redis://127.0.0.1?password=s3cret", "http://app:s3cret@127.0.0.1", "s3cret", "redis://127.0.0.1:s3cret", "",
		"rediss://app:s3cret@127.0.0.1:" + port,
	} {
		s, err := redis.Open(t.Context(), url)
		if err == nil {
			t.Errorf("%q is opened", url)
			_ = s.Close()
			continue
		}
		if strings.Contains(err.Error(), "s3") {
			t.Errorf("%q: %v", url, err)
		}
		if nobody := strings.HasSuffix(url, port); errors.Is(err, store.ErrAway) != nobody {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestOpenTellsWhatIsForbidden(t *testing.T) {
	t.Parallel()
	srv := private(t, "--user", "app", "on", ">s3cret", "~other:*", "+@all", "--user", "blind", "on", ">s3cret", "~pledgebot:*", "+@all", "-info")
	for _, user := range []string{"app", "blind", "nobody"} {
		url := strings.Replace(srv.url(), "://", "://"+user+":s3cret@", 1)
		s, err := redis.Open(t.Context(), url)
		if err == nil || errors.Is(err, store.ErrAway) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", user, err)
		}
		if err == nil {
			_ = s.Close()
		}
	}
}

func TestPing(t *testing.T) {
	t.Parallel()
	srv := private(t)
	s := openAt(t, srv.url())
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	srv.kill()
	if err := s.Ping(t.Context()); !errors.Is(err, store.ErrAway) {
		t.Error(err)
	}
}
