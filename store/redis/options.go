package redis

import (
	"cmp"
	"errors"
	"net/url"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// errURL does not repeat the url, which may hold a password.
var errURL = errors.New("url not understood: it must be redis://[user:password@]host[:port][/database], rediss:// for TLS, or unix:///path, with options of go-redis")

// What is set unless the url says otherwise. A command is tried three times in
// all; a context that ends sooner ends it.
const (
	connections = 64
	patience    = 3 * time.Second // for one answer
	retries     = 2
)

// options reads a url. The places of further hosts and the name of a Sentinel's
// master are options of ours; go-redis knows the rest.
func options(text string) (*redis.UniversalOptions, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, errURL
	}
	q := u.Query()
	hosts, master := q["addr"], q.Get("master_name")
	q.Del("addr")
	q.Del("master_name")
	u.RawQuery = q.Encode()
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, errURL
	}
	return &redis.UniversalOptions{
		Addrs:      append([]string{o.Addr}, hosts...),
		MasterName: master,
		// Several hosts without a Sentinel are a Cluster.
		IsClusterMode: master == "" && len(hosts) > 0,

		DB: o.DB, Protocol: o.Protocol, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig,
		ClientName: o.ClientName, DisableIdentity: true,

		MaxRetries: cmp.Or(o.MaxRetries, retries), MinRetryBackoff: o.MinRetryBackoff, MaxRetryBackoff: o.MaxRetryBackoff,
		DialTimeout: cmp.Or(o.DialTimeout, patience), DialerRetries: 1, // a failed dial is a failed try
		ReadTimeout: cmp.Or(o.ReadTimeout, patience), WriteTimeout: cmp.Or(o.WriteTimeout, patience),
		ContextTimeoutEnabled: true, // or a context's deadline would not bound a read

		PoolSize: cmp.Or(o.PoolSize, connections), PoolTimeout: o.PoolTimeout, PoolFIFO: o.PoolFIFO,
		MinIdleConns: o.MinIdleConns, MaxIdleConns: o.MaxIdleConns, MaxActiveConns: o.MaxActiveConns,
		ConnMaxIdleTime: o.ConnMaxIdleTime, ConnMaxLifetime: o.ConnMaxLifetime, ConnMaxLifetimeJitter: o.ConnMaxLifetimeJitter,
		PipelinePoolSize: -1, // one pool is enough

		// Probing for these is noise on every server that has none.
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}, nil
}
