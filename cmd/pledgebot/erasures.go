package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/store"
	"pledgebot/store/erasures"
)

// erasures is the log of erasures; nil where none is kept.
func (s *Settings) erasures() bot.Erasures {
	if s.ErasureLog == "" {
		return nil
	}
	return erasures.File(s.ErasureLog)
}

// An erasedAgain is what came of a log.
type erasedAgain struct {
	people int
	broken []int // numbers of lines that are no erasure
}

// eraseAgain does every erasure that the log remembers once more. What is done
// already is left alone, and so is what people did after their erasure.
func (s *Settings) eraseAgain(ctx context.Context, db store.People, c *call.Call) (erasedAgain, error) {
	all, broken, err := erasures.File(s.ErasureLog).Read()
	if err != nil {
		return erasedAgain{}, err
	}
	for _, e := range all {
		if _, err := db.Erase(ctx, c, e); err != nil {
			return erasedAgain{}, fmt.Errorf("erase again: %w", err)
		}
	}
	return erasedAgain{people: len(all), broken: broken}, nil
}

// eraseAtStart finishes erasures that a crash cut off, and those that a restored
// backup does not know of.
func (s *Settings) eraseAtStart(ctx context.Context, db store.People, c *call.Call, log *slog.Logger) error {
	if s.ErasureLog == "" {
		log.Warn("ERASURE_LOG is not set: after a restore from a backup, people who were erased since are back")
		return nil
	}
	again, err := s.eraseAgain(ctx, db, c)
	if errors.Is(err, fs.ErrNotExist) {
		log.Info("ERASURE_LOG names a file that is not there yet; it is made with the first erasure", "file", s.ErasureLog)
		return nil
	}
	if len(again.broken) > 0 {
		log.Warn("lines of the erasure log were cut off and are left out", "lines", again.broken)
	}
	return err
}
