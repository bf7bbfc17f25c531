package redis

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"

	"pledgebot/store"
)

// A value is the turn, which the script compares, a space, and the dialog as
// JSON, before whose own members stands a sum over them. A reader may leave the
// sum aside. Two values that begin alike are the same.
const sumMember = `{"sum":"`

// encode gives a value, and how it begins.
func encode(d store.Dialog) (value []byte, begins string, err error) {
	doc, err := json.Marshal(d)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(doc)
	value = append(strconv.AppendInt(make([]byte, 0, len(doc)+sumRoom), int64(d.Turn), 10), ' ')
	value = append(value, sumMember...)
	value = base64.RawURLEncoding.AppendEncode(value, sum[:sumBytes])
	value = append(value, `",`...)
	begins = string(value)
	return append(value, doc[1:]...), begins, nil
}

const (
	sumBytes = 15 // of the hash
	sumRoom  = 64 // for all that stands before the dialog's own members
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
	const sumLen = (sumBytes*8 + 5) / 6
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
