// Package redis keeps dialogs, and limits that all replicas share, in Redis 7
// or newer: one server, one watched by Sentinel, or a Cluster. Losing what is
// kept here costs each person a question and never an answer.
package redis

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"

	"pledgebot/store"
)

// Store is an open connection to Redis. It is safe for concurrent use, and
// keeps nothing itself but some copies.
type Store struct {
	client redis.UniversalClient
	shared *redis.AutoPipeliner // of the client: what many ask at once travels together
	keys   keys
	copies *copies
}

var (
	_ store.Dialogs = (*Store)(nil)
	_ store.Limits  = (*Store)(nil)
)

// Open connects to the Redis that a url names and makes sure that it can serve:
// redis://[user:password@]host[:port][/database], rediss:// for TLS, or
// unix:///path. ?master_name= makes the host a Sentinel; a Cluster is
// recognised; ?addr=host:port names further hosts of either. Options of the
// client may follow, such as ?pool_size= (64 connections if not given). The user
// may read and write keys that begin with "pledgebot:", run scripts and INFO;
// CONFIG GET makes Warnings complete.
//
// Errors do not repeat the url.
func Open(ctx context.Context, url string) (*Store, error) {
	o, err := options(url)
	if err != nil {
		return nil, fmt.Errorf("open Redis: %w", err)
	}
	redis.SetLogger(&logging.VoidLogger{}) // what fails is told to the caller
	client := redis.NewUniversalClient(o)
	if o.MasterName == "" && !o.IsClusterMode {
		clustered, err := isCluster(ctx, client)
		if err != nil {
			return nil, errors.Join(failed(ctx, "open Redis", err), client.Close())
		}
		if clustered {
			_ = client.Close() // nothing is under way
			o.IsClusterMode = true
			client = redis.NewUniversalClient(o)
		}
	}
	shared, err := client.AutoPipeline() // ends with the client
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open Redis: %w", err), client.Close())
	}
	s := &Store{client: client, shared: shared, keys: keys{prefix: "pledgebot"}, copies: &copies{}}
	if _, _, err := s.Load(ctx, store.Address{}); err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, errors.Join(fmt.Errorf("open Redis: %w", err), client.Close())
	}
	return s, nil
}

// isCluster asks a server whether it is a node of a Cluster.
func isCluster(ctx context.Context, client redis.UniversalClient) (bool, error) {
	info, err := client.Info(ctx, "cluster").Result()
	return strings.Contains(info, "cluster_enabled:1"), err
}

// Ping tells whether Redis answers; store.ErrAway if not.
func (s *Store) Ping(ctx context.Context) error {
	return failed(ctx, "ping Redis", s.client.Ping(ctx).Err())
}

// Close ends every connection. Nothing that was committed waits for it.
func (s *Store) Close() error {
	if err := s.client.Close(); err != nil {
		return fmt.Errorf("close Redis: %w", err)
	}
	return nil
}
