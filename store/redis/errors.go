package redis

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"pledgebot/store"
)

// failed tells what was being done when Redis failed. An ended context stays
// what it is; a server that cannot be reached, or takes nothing now, is ErrAway.
func failed(ctx context.Context, doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	case isAway(err):
		return fmt.Errorf("%s: %w: %w", doing, store.ErrAway, plain(err))
	}
	return fmt.Errorf("%s: %w", doing, plain(err))
}

// away is how answers of a server begin that is there and cannot serve now.
var away = []string{
	"LOADING", "READONLY", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN", "NOREPLICAS", "BUSY",
	"OOM", "MISCONF", "ERR max number of clients reached",
}

func isAway(err error) bool {
	var refused redis.Error
	if errors.As(err, &refused) {
		text := refused.Error() + " "
		return slices.ContainsFunc(away, func(word string) bool {
			return strings.HasPrefix(text, word+" ")
		})
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, redis.ErrPoolTimeout) || errors.Is(err, context.DeadlineExceeded)
}

// plain leaves out the arguments that a server repeats of a command it does not
// know: they are what people have written.
func plain(err error) error {
	if text, _, repeats := strings.Cut(err.Error(), ", with args beginning with"); repeats {
		return errors.New(text)
	}
	return err
}
