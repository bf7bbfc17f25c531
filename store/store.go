// Package store holds the contracts of what is kept, and nothing of how.
// Pledges, people and deliveries live in one SQL database; dialogs live in
// Redis or in memory. Package storetest proves that an implementation keeps
// the promises written here.
package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

var (
	// ErrNotFound means there is no such thing.
	ErrNotFound = errors.New("not found")
	// ErrStale means that somebody else changed it first: load and decide again.
	ErrStale = errors.New("changed by somebody else")
	// ErrAway means that the store is away or busy, perhaps since a request was
	// sent: it may have been kept. Acknowledge nothing and repeat the input later;
	// its key settles it.
	ErrAway = errors.New("the store cannot be reached now")
	// ErrNewer means that a newer release wrote it, which alone may change it.
	ErrNewer = errors.New("written by a newer release")
	// ErrTaken means that somebody else leads.
	ErrTaken = errors.New("taken by somebody else")
)

// Address is one person on one platform.
type Address struct {
	Platform string `json:"platform"` // "tty"
	User     string `json:"user"`
}

// AddressOf is where a person is reached.
func AddressOf(p pledge.Person) Address {
	platform, user, _ := strings.Cut(string(p), ":")
	return Address{Platform: platform, User: user}
}

// Person is the name under which an address holds seats.
func (a Address) Person() pledge.Person { return pledge.Person(a.Platform + ":" + a.User) }

// A Dialog is everything kept of one conversation; one value, changed as a whole.
type Dialog struct {
	Turn    int                  `json:"turn"` // +1 per commit; commits compare and swap on it
	Run     string               `json:"run"`  // of the server that held it when it was committed
	Session conversation.Session `json:"session"`
	Inputs  []Input              `json:"inputs,omitempty"` // handled lately, oldest first
	Owed    []Owed               `json:"owed,omitempty"`   // replies not yet shown, in order
	Taken   Taken                `json:"taken,omitzero"`
}

// Input is one handled input. It is remembered for at least InputMemory.
type Input struct {
	ID conversation.InputID `json:"id"`
	At time.Time            `json:"at"`
}

// InputMemory is how long a dialog knows the inputs it has handled.
const InputMemory = 30 * time.Minute

// Owed is a reply that is to be shown.
type Owed struct {
	ID     string             `json:"id"` // unique within the dialog
	Reply  conversation.Reply `json:"reply"`
	Over   conversation.Mark  `json:"over,omitempty"`   // the message that it is drawn over, 0 for a new one
	Chosen *Chosen            `json:"chosen,omitempty"` // what answered the question before
}

// Chosen is what was chosen under a prompt, to be left there in place of its
// options.
type Chosen struct {
	At     conversation.Mark `json:"at"`
	Labels []call.Text       `json:"labels"`
}

// Taken says which replica is sending what is owed. A mark older than
// TakenFor may be taken over by compare-and-swap.
type Taken struct {
	Replica string    `json:"replica"`
	At      time.Time `json:"at"`
}

// TakenFor is how long a replica's mark stays fresh.
const TakenFor = 10 * time.Second

// Dialogs keeps where each conversation stands.
type Dialogs interface {
	// Load returns the dialog held with someone, or ErrNotFound; with either, the
	// name of the present run of the server that holds dialogs. A dialog
	// committed under another run may be an old copy. It is one round trip.
	Load(ctx context.Context, with Address) (d Dialog, run string, err error)
	// Commit keeps a dialog whole, if the stored one has turn d.Turn-1 (or there
	// is none and d.Turn is 1), or if it is stored already: an answer may have got
	// lost. Otherwise ErrStale, and nothing is changed.
	Commit(ctx context.Context, with Address, d Dialog) error
	// Owing lists addresses to whom something is owed and whose mark is older
	// than the given time, at most limit.
	Owing(ctx context.Context, before time.Time, limit int) ([]Address, error)
	// Forget removes the dialog held with someone; without one it does nothing.
	Forget(ctx context.Context, with Address) error
}

// A Rate is how often something may happen: once Every, after Burst at once.
type Rate struct {
	Every time.Duration
	Burst int
}

// Limits keeps rates that all replicas share, ahead of time.
type Limits interface {
	// Reserve takes n turns of a bucket and returns how long to wait before the
	// first of them; the turn is taken all the same. A bucket that nobody used
	// is full, and is not kept.
	Reserve(ctx context.Context, bucket string, r Rate, n int, now time.Time) (wait time.Duration, err error)
	// Pause empties a bucket until a time, as the platform has asked for.
	Pause(ctx context.Context, bucket string, until time.Time) error
}

// A Query names what must be read to decide about one input.
type Query struct {
	Person pledge.Person
	Pledge pledge.ID            // "" for none
	Mine   bool                 // every pledge with a seat of Person
	Input  conversation.InputID // whose facts are looked for
}

// A View is what a Query found.
type View struct {
	Person  conversation.Person // zero but for its ID where nothing is kept
	Pledge  *pledge.Pledge      // nil where there is none
	Mine    []pledge.Pledge     // last changed first
	Already []pledge.Fact       // what this very input has caused before; nil: nothing
}

// A Change is what one input does. It is kept whole or not at all.
type Change struct {
	Input      conversation.InputID
	Facts      []pledge.Fact         // not empty
	Pledge     *pledge.Pledge        // after the facts; its stored revision must be Pledge.Rev-1
	Person     *conversation.Person  // likewise
	ReliesOn   []conversation.Person // people whose rights decided: the stored revision of each must still be theirs
	Reseated   bool                  // the pledge's seats are others than before; those of a new one are always kept
	Searchable *Searchable           // what the team may look for in the pledge now; nil: as before
	Publishes  bool                  // what everybody may read of the pledge is other than before
	Public     *Public               // with Publishes: what that is; nil for nothing
	Look       *time.Time            // when to look at the pledge's reminders, zero for never; nil: as before
	Card       bool                  // what the team sees of the pledge may be other than before
	Uses       *Use                  // the invitation that the pledge is begun with; nil for none
	Deliveries []Delivery
}

// Pledges keeps what cities have promised and what people settled.
type Pledges interface {
	// Look reads what a query names, at one moment.
	Look(ctx context.Context, q Query) (View, error)
	// Commit keeps a change in one transaction. It returns ErrStale if the
	// pledge or person changed meanwhile or if the input has caused facts
	// before; load and look again. A submission without a reference is given
	// the next number of its UTC year in this same transaction; the facts come
	// back as they were kept.
	Commit(ctx context.Context, c Change) ([]pledge.Fact, error)
	// Facts returns a pledge's history, oldest first.
	Facts(ctx context.Context, id pledge.ID) ([]pledge.Fact, error)
	// Since returns what came after a point of the history, oldest first: some
	// inputs at a time, each with all that it caused; none at the end.
	Since(ctx context.Context, after Point) ([]Caused, error)
	// Find returns the pledge with a reference, or ErrNotFound.
	Find(ctx context.Context, reference string) (pledge.Pledge, error)
	// All calls yield for every pledge but rehearsals and deleted drafts, in the
	// order of creation, without holding them all in memory.
	All(ctx context.Context, yield func(pledge.Pledge) error) error
	// Swept remembers when the last finished sweep began, and returns the one before.
	Swept(ctx context.Context) (time.Time, error)
	SetSwept(ctx context.Context, at time.Time) error
}

// A Delivery is something to be told later: a reminder, a job and an outbox
// entry in one. Its key makes it happen once.
type Delivery struct {
	Key       string             `json:"key"` // unique
	Pledge    pledge.ID          `json:"pledge,omitempty"`
	Recipient pledge.Person      `json:"recipient"`
	Class     conversation.Class `json:"class"`
	Due       time.Time          `json:"due"`
	State     DeliveryState      `json:"state"`
	Attempts  int                `json:"attempts"`
	Claimed   time.Time          `json:"claimed,omitzero"`
	Facts     []pledge.Fact      `json:"facts,omitempty"` // the payload
}

// Address is where its recipient is reached.
func (d Delivery) Address() Address { return AddressOf(d.Recipient) }

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states. Sending is written before the call, so that a restart can tell
// that it may have been sent.
const (
	Due       DeliveryState = "due"
	Sending   DeliveryState = "sending"
	Sent      DeliveryState = "sent"
	Unknown   DeliveryState = "unknown"
	Refused   DeliveryState = "refused"
	Cancelled DeliveryState = "cancelled"
)

// Deliveries keeps what is due.
type Deliveries interface {
	// Claim takes up to limit deliveries that are due now, to everybody on a
	// platform ("tty") or to one person ("tty:maria"), reminders last, marks them as
	// sending and counts the attempt. No two claims return the same one.
	Claim(ctx context.Context, to string, now time.Time, limit int) ([]Delivery, error)
	// Finish writes how a claimed delivery ended; Due puts it back until a time.
	Finish(ctx context.Context, key string, s DeliveryState, due time.Time) error
	// Stuck returns deliveries sending since before a time: maybe sent.
	Stuck(ctx context.Context, before time.Time) ([]Delivery, error)
}

// A Leader decides which of several processes does what only one may do at a
// time, such as asking a platform for what has come in.
type Leader interface {
	// Lead takes a name if nobody holds it, else it returns ErrTaken at once. The
	// name is held until release is called, or until the connection to the store
	// breaks; then lost is closed, and another may hold the name already. That is
	// looked for whenever check receives: a caller gives a ticker's channel, and
	// its interval, with some seconds for an answer that does not come, is how
	// long two may believe that they lead. So what a leader does must be harmless
	// twice. Release returns once the name is free, may be repeated and closes
	// nothing; it must be called in the end, also after a loss. The context is for
	// the taking alone.
	Lead(ctx context.Context, name string, check <-chan time.Time) (lost <-chan struct{}, release func(), err error)
}
