package main

import (
	"errors"
	"os"
	"runtime/pprof"
)

// profiled does something and writes a CPU profile of it, if a file is named:
// the people must not be what limits a bot.
func profiled(file string, do func() error) error {
	if file == "" {
		return do()
	}
	f, err := os.Create(file) //nolint:gosec // named on the command line
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return errors.Join(err, f.Close())
	}
	err = do()
	pprof.StopCPUProfile()
	return errors.Join(err, f.Close())
}
