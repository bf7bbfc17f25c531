package redis

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"sync"

	"pledgebot/store"
)

// A value is the turn, which the script compares, a space, and the dialog as
// JSON, before whose own members stands a sum over them. A reader may leave the
// sum aside. Two values that begin alike are the same.
const sumMember = `{"sum":"`

// buffers are used again: a dialog under way is the largest thing there is.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// encode writes a value into an empty buffer, and gives how it begins.
func encode(into *bytes.Buffer, d store.Dialog) (begins string, err error) {
	var room [sumRoom]byte
	head := append(strconv.AppendInt(room[:0], int64(d.Turn), 10), ' ')
	head = append(head, sumMember...)
	at := len(head)
	head = append(head[:at+sumLen], `",`...)
	into.Write(head)
	if err := json.NewEncoder(into).Encode(d); err != nil {
		return "", err
	}
	into.Truncate(into.Len() - 1) // of the line feed
	value := into.Bytes()
	sum := sha256.Sum256(value[len(head):])
	base64.RawURLEncoding.Encode(value[at:], sum[:sumBytes])
	value[len(head)] = ' ' // in place of the brace, which stands before the sum
	return string(value[:len(head)]), nil
}

const (
	sumBytes = 15               // of the hash
	sumLen   = sumBytes * 8 / 6 // as text
	sumRoom  = 64               // for all that stands before the dialog's own members
)

func decode(value []byte) (d store.Dialog, err error) {
	_, doc, found := bytes.Cut(value, []byte(" "))
	if !found {
		return d, errDamaged
	}
	if err := json.Unmarshal(doc, &d); err != nil {
		return store.Dialog{}, err
	}
	return d, nil
}

// beginning is how a value begins, as encode gives it; "" of one without a sum.
func beginning(value string) string {
	for i := range min(len(value), sumRoom) {
		if value[i] != ' ' {
			continue
		}
		end := i + 1 + len(sumMember) + sumLen + len(`",`)
		if end <= len(value) && value[i+1:i+1+len(sumMember)] == sumMember {
			return value[:end]
		}
		break
	}
	return ""
}

// apart is a dialog whose lists may be changed without changing the other's.
// What they point at is never changed by anybody.
func apart(d store.Dialog) store.Dialog {
	d.Inputs, d.Owed = slices.Clone(d.Inputs), slices.Clone(d.Owed)
	s := &d.Session
	s.Prompt.Ticks, s.Shown = slices.Clone(s.Prompt.Ticks), slices.Clone(s.Shown)
	s.Waiting, s.Notes = slices.Clone(s.Waiting), slices.Clone(s.Notes)
	return d
}
