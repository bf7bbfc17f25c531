package bot

import (
	"context"
	"fmt"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Erase takes a person out of all that is kept. The log comes first, so that an
// erasure which a crash cuts off is done again at the next start; the dialog
// last.
func (b *Bot) Erase(ctx context.Context, p pledge.Person) (store.Erased, error) {
	e := store.Erasure{Person: p, At: b.now().UTC()}
	if b.erasures != nil {
		if err := b.erasures.Append(e); err != nil {
			return store.Erased{}, fmt.Errorf("erase: %w", err)
		}
	}
	done, err := b.people.Erase(ctx, b.machine.Call(), e)
	if err != nil {
		return done, fmt.Errorf("erase: %w", err)
	}
	if err := b.dialogs.Forget(ctx, store.AddressOf(p)); err != nil {
		return done, fmt.Errorf("forget dialog: %w", err)
	}
	return done, nil
}
