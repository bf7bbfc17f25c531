package bot

import (
	"context"
	"fmt"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// seats tells whether a code is one of a seat.
func (*Bot) seats(code string) bool {
	_, _, ok := pledge.SeatCoded(code)
	return ok
}

// offered looks behind the code of a seat; nil where it leads nowhere, or has to
// wait after too many that did.
func (b *Bot) offered(ctx context.Context, u Update, code string) (*conversation.Offered, error) {
	if waits, err := b.guesses(ctx, u.From, 0); err != nil || waits {
		return nil, err
	}
	id, secret, _ := pledge.SeatCoded(code)
	v, err := b.pledges.Look(ctx, store.Query{Pledge: id})
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	if v.Pledge != nil {
		if o, opens := pledge.Opens(*v.Pledge, secret, b.now().UTC()); opens {
			place := v.Pledge.Value(b.machine.Call().Using(call.UsePlace).Key).First()
			return &conversation.Offered{Code: code, Seat: o.Seat, Sections: o.Sections, Field: o.Field, Place: place}, nil
		}
	}
	_, err = b.guesses(ctx, u.From, 1)
	return nil, err
}
