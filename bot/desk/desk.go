package desk

import (
	"context"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Doer carries out what the team decides. A *bot.Bot is one.
type Doer interface {
	// DoAs carries out a command of a person of the team, with the role that they
	// hold at that moment.
	DoAs(ctx context.Context, in conversation.InputID, by pledge.Person, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error)
	// Do carries out a command of the service itself.
	Do(ctx context.Context, in conversation.InputID, a pledge.Actor, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error)
	// StaffAs gives somebody a place in the team, or takes it.
	StaffAs(ctx context.Context, in conversation.InputID, by, who pledge.Person, to pledge.Desk) ([]pledge.Fact, pledge.Refusal, error)
	// Foretell is what a pledge's owner would be told of a command.
	Foretell(ctx context.Context, by pledge.Person, id pledge.ID, cmd pledge.Command) (bot.Message, pledge.Refusal, error)
}

// A Desk is the mechanism team's side, whatever platform it works on. It keeps
// nothing between two presses.
type Desk struct {
	call      *call.Call
	texts     Texts
	pledges   store.Pledges
	cards     store.Cards
	people    store.People
	searches  store.Searches
	invites   store.Invites
	tries     store.Tries
	mail      string
	drafts    Drafts
	well      Well
	link      func(ctx context.Context, code string) (string, error)
	fetch     func(ctx context.Context, ref string) ([]byte, error)
	doer      Doer
	morning   *Morning
	lang      call.Lang
	inviteFor time.Duration
	now       func() time.Time
}

// Texts renders what the team reads, and reads what it types.
type Texts interface {
	Text(lang call.Lang, t call.Text) string
	Langs() []call.Lang
	// Read says what typed text means to somebody who is asked q in a language.
	Read(lang call.Lang, q call.Question, typed string) call.Meaning
}

// Parts are what a Desk is made of.
type Parts struct {
	Call     *call.Call
	Texts    Texts
	Pledges  store.Pledges
	Cards    store.Cards
	People   store.People
	Searches store.Searches
	Invites  store.Invites
	Tries    store.Tries
	Mail     string // the platform on which mail waits
	Drafts   Drafts
	Well     Well
	// Link is where a code of an invitation leads in.
	Link func(ctx context.Context, code string) (string, error)
	// Fetch reads a file that a city has sent in a chat. store.ErrNotFound means that it
	// stands there no more.
	Fetch     func(ctx context.Context, ref string) ([]byte, error)
	Doer      Doer
	Lang      call.Lang     // of the channel
	Morning   *Morning      // nil for no digest
	InviteFor time.Duration // how long an invitation can be taken
	Now       func() time.Time
}

// New puts a Desk together.
func New(p Parts) *Desk {
	return &Desk{
		call: p.Call, texts: p.Texts, pledges: p.Pledges, cards: p.Cards, people: p.People, searches: p.Searches, invites: p.Invites, tries: p.Tries, mail: p.Mail,
		drafts: p.Drafts, well: p.Well, link: p.Link, fetch: p.Fetch, doer: p.Doer, lang: p.Lang, morning: p.Morning, inviteFor: p.InviteFor, now: p.Now,
	}
}
