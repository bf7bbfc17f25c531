package bot

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Erasures remembers who was erased where no backup of the store reaches, so
// that an older copy can be cleaned again.
type Erasures interface {
	// Append returns once the erasure is on disk.
	Append(p pledge.Person, at time.Time) error
}

// forgetting finds the order to erase somebody.
func forgetting(effects []conversation.Effect) (conversation.Forget, bool) {
	i := slices.IndexFunc(effects, func(e conversation.Effect) bool { _, ok := e.(conversation.Forget); return ok })
	if i < 0 {
		return conversation.Forget{}, false
	}
	return effects[i].(conversation.Forget), true
}

// forget erases somebody, says goodbye and lets go of the dialog. Until the
// dialog is gone the input has not been taken: a process that dies in between
// leaves all that the next one needs to go on, and each step finds done what is
// done.
func (b *Bot) forget(ctx context.Context, who store.Address, lang call.Lang, e conversation.Forget) error {
	if _, err := b.Erase(ctx, who.Person()); err != nil {
		return err
	}
	if len(e.Last.Texts) > 0 {
		if err := b.goodbye(ctx, who, b.Render(lang, e.Last)); err != nil {
			return err
		}
	}
	return b.letGo(ctx, who)
}

// letGo lets go of a dialog, and of what this replica remembers of it.
func (b *Bot) letGo(ctx context.Context, who store.Address) error {
	if err := b.dialogs.Forget(ctx, who); err != nil {
		return fmt.Errorf("forget dialog: %w", err)
	}
	b.held.drop(who, math.MaxInt)
	b.recalled.drop(who, math.MaxInt)
	return nil
}

// Erase takes a person out of the store for good, after it was written down
// outside. The dialog and what a platform keeps are not touched.
func (b *Bot) Erase(ctx context.Context, who pledge.Person) (store.Erased, error) {
	h, err := b.people.Held(ctx, who)
	if err != nil || h.Empty() {
		return store.Erased{}, err
	}
	e := store.Erasure{Person: who, At: b.now().UTC()}
	for _, f := range h.Facts { // another replica's clock may be ahead
		if f.At.After(e.At) {
			e.At = f.At
		}
	}
	if b.erasures != nil {
		if err := b.erasures.Append(e.Person, e.At); err != nil {
			return store.Erased{}, fmt.Errorf("remember erasure: %w", err)
		}
	}
	return b.people.Erase(ctx, b.machine.Call(), e)
}

// goodbye shows the last message. It is owed nowhere: nothing may be kept of
// somebody who has gone.
func (b *Bot) goodbye(ctx context.Context, to store.Address, m Message) error {
	sender, ok := b.senders[to.Platform]
	if !ok || !sender.Serves(to) {
		return nil
	}
	defer b.sending.enter(to)()
	_, err := sender.Send(ctx, to, m)
	var refused *SendError
	if errors.As(err, &refused) && (refused.Fate == Rejected || refused.Fate == Gone) {
		return nil
	}
	return err
}
