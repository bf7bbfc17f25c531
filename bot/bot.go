package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Bot carries out what the conversation decides. Any number of bots may run
// on the same stores; what must happen once is decided by unique keys there.
type Bot struct {
	machine    *conversation.Machine
	texts      Texts
	dialogs    store.Dialogs
	pledges    store.Pledges
	deliveries store.Deliveries
	asides     store.Asides
	retention  store.Retention
	people     store.People
	erasures   Erasures
	invites    store.Invites
	limits     store.Limits
	papers     Papers
	post       pledge.Person
	copy       pledge.Person
	second     pledge.Person
	reminders  store.Reminders
	codes      Codes
	now        func() time.Time
	log        *slog.Logger
	replica    string
	senders    map[string]Sender
	line       line                 // of inputs
	sending    line                 // of what is shown: one in flight per chat
	held       recent[store.Dialog] // as this replica kept them last
	recalled   recent[recalled]
}

// Parts are what a Bot is made of.
type Parts struct {
	Machine    *conversation.Machine
	Texts      Texts
	Dialogs    store.Dialogs
	Pledges    store.Pledges
	Deliveries store.Deliveries
	Asides     store.Asides    // nil where no platform brings what cannot be taken
	Retention  store.Retention // nil where Expire is not asked for
	People     store.People
	Erasures   Erasures        // nil where erasures are not remembered outside the store
	Invites    store.Invites   // nil where no city is invited
	Limits     store.Limits    // of guesses; given with Invites
	Papers     Papers          // nil where nothing is put on paper
	Post       pledge.Person   // for whom mail about every pledge waits; "" for nobody
	Codes      Codes           // of addresses; nil where no mail is sent
	Copy       pledge.Person   // for whom a copy waits where the city wants one; "" for nobody
	Second     pledge.Person   // for whom mail to the city's second contact waits; "" for nobody
	Reminders  store.Reminders // nil where Remind is not asked for
	Senders    []Sender
	Now        func() time.Time
	Log        *slog.Logger
}

// New puts a Bot together.
func New(p Parts) *Bot {
	b := &Bot{
		machine: p.Machine, texts: p.Texts, dialogs: p.Dialogs, pledges: p.Pledges, deliveries: p.Deliveries, asides: p.Asides,
		retention: p.Retention, people: p.People, erasures: p.Erasures, invites: p.Invites, limits: p.Limits, papers: p.Papers, post: p.Post, copy: p.Copy, second: p.Second, reminders: p.Reminders, codes: p.Codes,
		now: p.Now, log: p.Log, replica: rand.Text(), senders: map[string]Sender{},
	}
	for _, s := range p.Senders {
		b.senders[s.Platform()] = s
	}
	return b
}

// serves tells whether one of the bot's senders reaches an address.
func (b *Bot) serves(to store.Address) bool {
	sender, ok := b.senders[to.Platform]
	return ok && sender.Serves(to)
}

// attempts is how often one input is decided anew after a lost race. Each lost
// race is another input that went through, so more than a few are a fault.
const attempts = 20

// Handle carries one update through: decide, keep what was promised, keep
// where the dialog stands and what is to be shown. It returns nil once all of
// that is durable: only then may the platform be told. After an error nothing
// is lost, and the same update may come again. Updates of one address are
// handled one at a time.
func (b *Bot) Handle(ctx context.Context, u Update) error {
	unlock := b.line.enter(u.From)
	defer unlock()
	b.wait(ctx, u.From) // of two that change a dialog at once, one does its work twice
	_, err := b.handle(ctx, u)
	return err
}

// An outcome is what became of an update, to who has news to tell.
type outcome struct {
	later time.Duration // after how long it must come again; 0 for never
	mute  bool          // nothing is said to somebody without a dialog, so none is kept
	nudge *store.Owed   // a reminder to be sent at most once; nil for none
	lang  call.Lang     // of what is said
}

// handle is Handle inside the address's line.
func (b *Bot) handle(ctx context.Context, u Update) (outcome, error) {
	u.secret = strings.ToLower(rand.Text())
	for range attempts {
		out, err := b.turn(ctx, u)
		if errors.Is(err, errUnshown) {
			b.wait(ctx, u.From)
			u.shown = true
			continue
		}
		if errors.Is(err, store.ErrAway) {
			b.recalled.clear() // another server may hold the pledges when they are back
		}
		if !errors.Is(err, store.ErrStale) {
			return out, err
		}
	}
	return outcome{}, fmt.Errorf("handle input: %w", store.ErrStale)
}

// turn is one attempt at an update. ErrStale asks for another.
func (b *Bot) turn(ctx context.Context, u Update) (outcome, error) {
	d, err := b.load(ctx, u.From)
	if err != nil {
		return outcome{}, err
	}
	if knows(d, u.ID) {
		return outcome{}, nil
	}
	if !u.shown && b.unshown(d, u) {
		return outcome{}, errUnshown
	}
	d = proven(d, u.Press)
	if u.recalled = b.recall(d, u); u.recalled != nil {
		if out, err := b.answer(ctx, d, u); !errors.Is(err, errUnsure) && !errors.Is(err, store.ErrStale) {
			return out, err
		}
		u.recalled = nil
	}
	return b.answer(ctx, d, u)
}

// answer decides about an update and keeps what follows.
func (b *Bot) answer(ctx context.Context, d store.Dialog, u Update) (outcome, error) {
	event, view, err := b.perceive(ctx, d.Session, u)
	if err != nil {
		return outcome{}, err
	}
	seen := b.glance(d.Session, view, u.Press, event)
	if len(view.Already) > 0 {
		event = already(event, view.Already, u.secret)
	}
	session, effects := b.next(d.Session, view, event)
	order := commanded(effects)
	if u.recalled != nil && !verified(order, seen.tick) {
		return outcome{}, errUnsure
	}
	if forget, ok := forgetting(effects); ok {
		return outcome{}, b.forget(ctx, u.From, spoken(session, view), forget)
	}
	if order != nil {
		// The machine is told the outcome with the session as it was loaded, so
		// that a later telling by the sweep finds the same ground.
		if session, effects, err = b.carryOut(ctx, d.Session, &view, u, order); err != nil {
			return outcome{}, err
		}
	}
	if session, effects, err = b.recount(ctx, session, view, effects); err != nil {
		return outcome{}, err
	}
	if wait := b.deferred(effects); wait > 0 {
		return outcome{later: wait}, nil
	}
	if d.Turn == 0 && len(effects) == 0 {
		return outcome{mute: true}, nil
	}
	owed, nudge := reminders(b.owed(session.ID, d.Turn+1, effects, seen))
	return outcome{nudge: nudge, lang: session.Lang}, b.keep(ctx, u, d, session, view, owed)
}

// already is an event as it is told again: it has caused facts, and an attempt after
// that has lost a race.
func already(e conversation.Event, facts []pledge.Fact, secret string) conversation.Event {
	happened := conversation.Happened{Facts: facts, Code: passedOn(facts, secret)}
	if press, ok := e.(conversation.Chose); ok {
		happened.Prompt = press.Prompt
	}
	return happened
}

// errUnshown says that a text came while the open question is on its way.
var errUnshown = errors.New("the open question is still being shown")

// unshown tells whether a text came while this replica is showing the open
// question. Once that is done it is known which of the two was first.
func (b *Bot) unshown(d store.Dialog, u Update) bool {
	if _, said := u.Event.(conversation.Said); !said || d.Taken.Replica != b.replica {
		return false
	}
	return slices.ContainsFunc(d.Owed, func(o store.Owed) bool { return o.Reply.Prompt != "" && o.Reply.Prompt == d.Session.Prompt.ID })
}

// showingFor is how long an update waits for what is being shown.
const showingFor = 300 * time.Millisecond

// wait lets what is being shown to somebody come to its end.
func (b *Bot) wait(ctx context.Context, to store.Address) {
	ctx, cancel := context.WithTimeout(ctx, showingFor)
	defer cancel()
	if leave, entered := b.sending.enterWithin(ctx, to); entered {
		leave()
	}
}

// next asks the machine.
func (b *Bot) next(s conversation.Session, v store.View, e conversation.Event) (conversation.Session, []conversation.Effect) {
	return b.machine.Next(s, b.view(v), b.now().UTC(), e)
}

func (b *Bot) view(v store.View) conversation.View {
	return conversation.View{Me: v.Person, Pledge: v.Pledge, Mine: v.Mine, Today: b.now().Format(time.DateOnly)}
}

// load gets the dialog, and marks it doubtful when it is missing or was kept
// under another run of the server that holds it.
func (b *Bot) load(ctx context.Context, from store.Address) (store.Dialog, error) {
	d, run, err := b.dialogs.Load(ctx, from)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return store.Dialog{}, fmt.Errorf("load dialog: %w", err)
	}
	b.held.put(from, d, d)
	if d.Session.Schema > conversation.Schema {
		return store.Dialog{}, fmt.Errorf("load dialog: %w", store.ErrNewer)
	}
	if d.Run != run {
		doubt := conversation.FoundDoubtful{ID: conversation.SessionID(rand.Text()[:8])}
		d.Session, _ = b.machine.Next(d.Session, conversation.View{}, b.now(), doubt)
		d.Run = run
	}
	return d, nil
}

func knows(d store.Dialog, id conversation.InputID) bool {
	return slices.ContainsFunc(d.Inputs, func(in store.Input) bool { return in.ID == id })
}
