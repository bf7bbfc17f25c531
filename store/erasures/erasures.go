// Package erasures remembers who was erased in a file of its own, outside what a
// backup holds, so that a restored backup does not bring anybody back. Each line
// is one erasure as JSON.
package erasures

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// File is the path of the log.
type File string

// Append adds an erasure and returns when it is on disk. Several processes of
// one machine may share a file.
func (f File) Append(who pledge.Person, at time.Time) error {
	line, err := json.Marshal(store.Erasure{Person: who, At: at})
	if err != nil {
		return fmt.Errorf("write erasure log: %w", err)
	}
	file, err := f.open()
	if err != nil {
		return fmt.Errorf("write erasure log: %w", err)
	}
	line = append(line, '\n')
	torn, err := cutOff(file)
	if torn {
		line = append([]byte("\n"), line...) // a line that was cut off must not take this one with it
	}
	if err == nil {
		_, err = file.Write(line)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write erasure log: %w", err)
	}
	return nil
}

// open makes the file if there is none, for its owner alone.
func (f File) open() (*os.File, error) {
	_, err := os.Stat(string(f))
	fresh := errors.Is(err, fs.ErrNotExist)
	file, err := os.OpenFile(string(f), os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil || !fresh {
		return file, err
	}
	dir, err := os.Open(filepath.Dir(string(f))) // its new entry must outlive a power cut as well
	if err == nil {
		err = errors.Join(dir.Sync(), dir.Close())
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// cutOff tells whether the last line of a file was cut off.
func cutOff(file *os.File) (torn bool, err error) {
	info, err := file.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	var last [1]byte
	_, err = file.ReadAt(last[:], info.Size()-1)
	return last[0] != '\n', err
}

// Read gives every erasure that the log remembers, a person's last one alone, and
// the numbers of lines that are none: an erasure whose line was cut off had not
// begun yet.
func (f File) Read() (all []store.Erasure, broken []int, err error) {
	file, err := os.Open(string(f))
	if err != nil {
		return nil, nil, fmt.Errorf("read erasure log: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return read(file)
}

func read(r io.Reader) (all []store.Erasure, broken []int, err error) {
	at := map[string]int{}
	lines := bufio.NewReader(r)
	for n := 1; err == nil; n++ {
		var line []byte
		line, err = lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var e store.Erasure
		if json.Unmarshal(line, &e) != nil || e.Person == "" || e.At.IsZero() {
			broken = append(broken, n)
			continue
		}
		i, again := at[string(e.Person)]
		switch {
		case !again:
			at[string(e.Person)] = len(all)
			all = append(all, e)
		case e.At.After(all[i].At):
			all[i] = e
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("read erasure log: %w", err)
	}
	return all, broken, nil
}
