package bot

import (
	"errors"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// recalled is the world as this replica left it after a dialog's latest input.
// Whatever the person does is another input, so until then it is only others who
// may have changed the pledge; that is found out by its revision when it is
// written. So a plain answer needs no look before the write that verifies it,
// and a tick, which says nothing of a pledge, none at all. For all else the
// stores are looked at.
type recalled struct {
	view  store.View
	after conversation.InputID
	at    time.Time
}

// recalledFor bounds how old it may be.
const recalledFor = time.Minute

// errUnsure asks for a look at the stores.
var errUnsure = errors.New("what is recalled does not do")

// remember keeps the world after a turn.
func (b *Bot) remember(a store.Address, d store.Dialog, v store.View) {
	v.Already, v.Mine = nil, nil
	b.recalled.put(a, d, recalled{view: v, after: latest(d), at: b.now()})
}

// latest is the input that a dialog took last.
func latest(d store.Dialog) conversation.InputID {
	if len(d.Inputs) == 0 {
		return ""
	}
	return d.Inputs[len(d.Inputs)-1].ID
}

// recall gives the world as it was left after the dialog's latest input; nil
// where it is not known or would not do.
func (b *Bot) recall(d store.Dialog, u Update) *store.View {
	_, said := u.Event.(conversation.Said)
	_, chose := u.Event.(conversation.Chose)
	if !said && !chose && u.Press == nil {
		return nil
	}
	k, found := b.recalled.get(u.From)
	if !found || k.session != d.Session.ID || k.what.after != latest(d) || b.now().Sub(k.what.at) > recalledFor {
		return nil
	}
	return &k.what.view
}

// recollected is look in what is recalled.
func recollected(v store.View, s conversation.Session, id pledge.ID, mine bool) (store.View, error) {
	if mine || v.Pledge == nil || v.Pledge.ID != id || v.Person.Away || v.Person.Lang != s.Lang {
		return v, errUnsure
	}
	return v, nil
}

// verified tells whether what is recalled does for what is ordered: keeping it
// is refused if the pledge has another revision, or if the input has caused facts
// before; a tick orders nothing, and says nothing of a pledge.
func verified(order conversation.Effect, tick bool) bool {
	if order == nil {
		return tick
	}
	do, ok := order.(conversation.Do)
	if !ok {
		return false
	}
	_, makes := do.Command.(pledge.Create)
	return !makes
}
