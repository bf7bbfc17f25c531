package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// Deliver shows what is owed to somebody, in order, and settles it. It returns
// when nothing is owed any more or another replica is sending. After an error
// what was not shown is still owed.
func (b *Bot) Deliver(ctx context.Context, to store.Address) error {
	_, err := b.deliver(ctx, to, "")
	return err
}

// deliver is Deliver, and tells whether what an input has led to was shown. It
// was not where another replica is sending it, or a store has lost it.
func (b *Bot) deliver(ctx context.Context, to store.Address, of conversation.InputID) (shown bool, err error) {
	shown, gone, err := b.show(ctx, to, of)
	if err == nil && gone != "" {
		err = b.left(ctx, to, gone)
	}
	return shown, err
}

// show is deliver but for somebody who turns out to have left: then it names the
// reply by which that was found out.
func (b *Bot) show(ctx context.Context, to store.Address, of conversation.InputID) (all bool, gone string, err error) {
	defer b.sending.enter(to)()
	last, held := b.held.get(to)
	d := last.what
	if !held || len(d.Owed) > 0 && b.now().Sub(d.Taken.At) > store.TakenFor { // another replica may send it by now
		d, _, err = b.dialogs.Load(ctx, to)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return false, "", nil
		case err != nil:
			return false, "", fmt.Errorf("load what is owed: %w", err)
		}
	}
	all = knows(d, of) && len(d.Owed) == 0
	for len(d.Owed) > 0 && d.Taken.Replica == b.replica {
		shown, failed := b.showAll(ctx, to, d)
		all = all || failed == nil && knows(d, of)
		if d, err = b.settleShown(ctx, to, d, shown); err != nil {
			return all, "", err
		}
		if i := slices.IndexFunc(shown, func(s showing) bool { return s.gone }); i >= 0 {
			gone = shown[i].owed.ID
		}
		if failed != nil {
			b.held.drop(to, d.Turn)
			return all, gone, failed
		}
	}
	return all, gone, nil
}

// left notes that somebody cannot be reached. What is theirs stays.
func (b *Bot) left(ctx context.Context, to store.Address, owed string) error {
	id := conversation.InputID("sys:left:" + string(to.Person()) + ":" + owed)
	return b.Handle(ctx, Update{ID: id, From: to, Event: conversation.Left{}})
}

// ours tells whether an input comes from the product itself.
func ours(id conversation.InputID) bool { return strings.HasPrefix(string(id), "sys:") }

// A showing is one owed reply that reached the person, or never will.
type showing struct {
	owed store.Owed
	mark conversation.Mark
	lost bool
	gone bool // because the person has left
}

// showAll sends one after another until one fails.
func (b *Bot) showAll(ctx context.Context, to store.Address, d store.Dialog) ([]showing, error) {
	sender, ok := b.senders[to.Platform]
	if !ok {
		return nil, fmt.Errorf("no sender for platform %q", to.Platform)
	}
	var out []showing
	for i, o := range d.Owed {
		if redrawn(o, d.Owed[i+1:]) {
			out = append(out, showing{owed: o, mark: o.Over})
			continue
		}
		m := b.message(d.Session.Lang, o)
		var err error
		if m.File, err = b.file(ctx, to, m.Lang, o.Reply); err != nil {
			return out, err
		}
		mark, err := sender.Send(ctx, to, m)
		var refused *SendError
		switch {
		case err == nil:
			out = append(out, showing{owed: o, mark: mark})
		case errors.As(err, &refused) && (refused.Fate == Rejected || refused.Fate == Gone):
			b.log.Error("reply not shown", "fate", refused.Fate, "class", o.Reply.Class)
			out = append(out, showing{owed: o, lost: true, gone: refused.Fate == Gone})
		default:
			return out, fmt.Errorf("show reply: %w", err)
		}
	}
	return out, nil
}

// redrawn tells whether a message would at once be drawn over again.
func redrawn(o store.Owed, after []store.Owed) bool {
	return o.Over != 0 && slices.ContainsFunc(after, func(later store.Owed) bool { return later.Over == o.Over })
}

// settleShown strikes off what was shown and notes where, and returns the
// dialog as it stands then. What was added meanwhile stays owed.
func (b *Bot) settleShown(ctx context.Context, to store.Address, d store.Dialog, shown []showing) (store.Dialog, error) {
	if len(shown) == 0 {
		return d, nil
	}
	if newer, ok := b.held.get(to); ok && newer.turn > d.Turn {
		d = newer.what
	}
	for range attempts {
		d = b.settled(d, shown)
		err := b.dialogs.Commit(ctx, to, d)
		if err == nil {
			b.held.put(to, d, d)
			return d, nil
		}
		b.held.drop(to, d.Turn)
		if !errors.Is(err, store.ErrStale) {
			return d, fmt.Errorf("settle: %w", err)
		}
		d, _, err = b.dialogs.Load(ctx, to)
		if errors.Is(err, store.ErrNotFound) {
			return store.Dialog{}, nil
		}
		if err != nil {
			return d, fmt.Errorf("load to settle: %w", err)
		}
	}
	return d, fmt.Errorf("settle: %w", store.ErrStale)
}

// settled is a dialog without what was shown.
func (b *Bot) settled(d store.Dialog, shown []showing) store.Dialog {
	d.Owed = slices.Clone(d.Owed)
	for _, s := range shown {
		d.Owed = slices.DeleteFunc(d.Owed, func(o store.Owed) bool { return o.ID == s.owed.ID })
		if !s.lost {
			d.Session = conversation.Shown(d.Session, s.owed.Reply.Prompt, s.owed.Reply.At, s.mark)
		}
	}
	d.Turn++
	if len(d.Owed) == 0 {
		d.Taken = store.Taken{}
	} else {
		d.Taken.At = b.now()
	}
	return d
}

// message puts what is owed into somebody's language.
func (b *Bot) message(lang call.Lang, o store.Owed) Message {
	m := b.Render(lang, o.Reply)
	m.Over = o.Over
	if o.Chosen != nil {
		m.Chosen = &Chosen{At: o.Chosen.At}
		for _, l := range o.Chosen.Labels {
			m.Chosen.Labels = append(m.Chosen.Labels, b.texts.Text(lang, l))
		}
	}
	return m
}

// Render puts a reply into somebody's language.
func (b *Bot) Render(lang call.Lang, r conversation.Reply) Message {
	m := Message{Class: r.Class, Lang: lang, Prompt: r.Prompt, Multi: r.Multi, Typed: r.Expects != "", Receipt: r.Receipt, Close: r.Close, Code: r.Code}
	m.Text = b.paragraphs(lang, r.Texts)
	if r.At != "" {
		m.Field = b.machine.Name(r.At)
	}
	if r.Paper != nil {
		m.Paper = b.paragraphs(r.Paper.Lang, r.Paper.Texts)
	}
	for _, o := range r.Options {
		m.Options = append(m.Options, Button{
			ID: o.ID, Label: b.texts.Text(lang, o.Label), Detail: b.optional(lang, o.Detail), Group: b.optional(lang, o.Group),
			Tick: o.Tick, Ticked: o.Ticked, Listed: o.Listed, Spare: o.Spare, Minor: o.Minor, Alone: o.Alone,
		})
	}
	return m
}

func (b *Bot) paragraphs(lang call.Lang, texts []call.Text) string {
	var out string
	for _, t := range texts {
		if out != "" {
			out += "\n\n"
		}
		out += b.texts.Text(lang, t)
	}
	return out
}

func (b *Bot) optional(lang call.Lang, t *call.Text) string {
	if t == nil {
		return ""
	}
	return b.texts.Text(lang, *t)
}
