package redis

import "github.com/redis/go-redis/v9"

// Under returns a store on the same connections whose keys begin with another
// prefix.
func (s *Store) Under(prefix string) *Store {
	return &Store{client: s.client, shared: s.shared, keys: keys{prefix: prefix}, copies: &copies{}}
}

// Client is what the store asks.
func (s *Store) Client() redis.UniversalClient { return s.client }

// IsAway and Plain are how errors are read.
var (
	IsAway = isAway
	Plain  = plain
)

// MemberOf and AddressOf are how an address is written in the index.
var (
	MemberOf  = memberOf
	AddressOf = addressOf
)

// Options is how a url is read.
var Options = options

// Prefix is how its keys begin.
func (s *Store) Prefix() string { return s.keys.prefix }
