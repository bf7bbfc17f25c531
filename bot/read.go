package bot

import (
	"cmp"
	"context"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// perceive turns an update into an event: typed words are read, a button is
// found, and what must be known to decide is looked up. It takes one look, and
// another where the words turn out to need more.
func (b *Bot) perceive(ctx context.Context, s conversation.Session, u Update) (conversation.Event, store.View, error) {
	event := u.Event
	if u.Press != nil {
		event = u.Press.event(s)
	}
	event, err := b.admit(ctx, u, event)
	if err != nil {
		return nil, store.View{}, err
	}
	view, err := b.look(ctx, s, u, event)
	if err != nil {
		return nil, view, err
	}
	if view, err = b.back(ctx, u, view); err != nil {
		return nil, view, err
	}
	needed := event
	if said, ok := event.(conversation.Said); ok {
		if u.Quotes != 0 {
			said.Quoted = cmp.Or(at(s, u.Quotes), conversation.Elsewhere)
		}
		event = b.understand(s, view, said)
	}
	if edited, ok := event.(conversation.Edited); ok {
		if event, err = b.understandEdit(ctx, s, u, edited, view); err != nil {
			return nil, view, err
		}
	}
	if chose, ok := event.(conversation.Chose); ok && u.Press.hashed() {
		event = u.Press.resolve(b.machine.Showing(s, b.view(view), b.now().UTC()), chose)
	}
	view, err = b.lookAgain(ctx, s, u, needed, event, view)
	return event, view, err
}

// back notes that somebody who could not be reached has written again.
func (b *Bot) back(ctx context.Context, u Update, v store.View) (store.View, error) {
	if _, left := u.Event.(conversation.Left); left || !v.Person.Away || ours(u.ID) {
		return v, nil
	}
	again := Update{ID: u.ID + ":back", From: u.From}
	_, effects := b.next(conversation.Session{}, v, conversation.Returned{})
	if order := commanded(effects); order != nil {
		if _, _, err := b.carryOut(ctx, conversation.Session{}, &v, again, order); err != nil {
			return v, err
		}
	}
	return v, nil
}

// understand reads typed words by the dialog's language and its open question.
func (b *Bot) understand(s conversation.Session, v store.View, said conversation.Said) conversation.Said {
	said.Meaning = b.texts.Read(spoken(s, v), b.machine.Open(s, b.view(v), said), said.Text)
	return said
}

// understandEdit finds what the message had caused when it came, and reads it
// as it is now for the question it had answered.
func (b *Bot) understandEdit(ctx context.Context, s conversation.Session, u Update, e conversation.Edited, v store.View) (conversation.Event, error) {
	was, err := b.pledges.Look(ctx, store.Query{Input: u.Edits})
	if err != nil {
		return nil, err
	}
	e.Facts = was.Already
	if len(e.Facts) > 0 {
		last := e.Facts[len(e.Facts)-1]
		all, err := b.pledges.Facts(ctx, last.Pledge)
		if err != nil {
			return nil, err
		}
		e.Since = slices.DeleteFunc(all, func(f pledge.Fact) bool { return f.Rev <= last.Rev })
	}
	e.Meaning = b.texts.Read(spoken(s, v), b.machine.Answered(s, b.view(v), e), e.Text)
	return e, nil
}

// spoken is the language of the dialog.
func spoken(s conversation.Session, v store.View) call.Lang {
	if v.Person.Lang != "" {
		return v.Person.Lang
	}
	return s.Lang
}
