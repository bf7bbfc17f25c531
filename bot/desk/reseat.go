package desk

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// reseating offers to make the owner's seat free, of a pledge that nobody takes care
// of any more.
func (t turn) reseating() []Button {
	if !pledge.Possible(pledge.Reseat{}, t.p.State) || !t.p.Silent(t.now()) || !pledge.MayInvite(t.actor) {
		return nil
	}
	return []Button{{Press: Press{Verb: Reseat, Pledge: t.p.ID}, Label: t.say("desk.button.reseat"), Grave: true}}
}

// reseat makes the owner's seat free, and gives the link for whoever shall take it. The
// link is known only now.
func (t turn) reseat(ctx context.Context, cmd pledge.Reseat) (Outcome, error) {
	cmd.Secret = strings.ToLower(rand.Text())
	return t.carryOut(ctx, cmd, func(facts []pledge.Fact) (Outcome, error) {
		for _, f := range facts {
			if code := pledge.PassedOn(f, cmd.Secret); code != "" {
				return t.linked(ctx, f, code)
			}
		}
		return Outcome{Said: t.say("desk.reseat.again"), Closed: true}, nil
	})
}

// linked is the link to pass on, with a letter in the pledge's language and a code to
// print.
func (t turn) linked(ctx context.Context, f pledge.Fact, code string) (Outcome, error) {
	link, err := t.link(ctx, code)
	if err != nil {
		return Outcome{}, err
	}
	png, err := drawn(link)
	if err != nil {
		return Outcome{}, err
	}
	until := date(f.At.AddDate(0, 0, pledge.HandoverDays).Format(time.DateOnly))
	theirs := t.Desk.in(t.p.Lang)
	letter := theirs.say("desk.reseat.letter", words(theirs.org(f.Org)), words(t.head(theirs, t.p)), words(call.In(t.call.Names.Call, theirs.lang)), until, words(link))
	return Outcome{
		Closed: true, Said: t.say("desk.reseated", until), Lines: []Line{{plain(link)}, {plain(letter)}},
		Files: []bot.File{{Name: "letter.txt", Data: []byte(letter + "\n")}, {Name: "code.png", Data: png}},
	}, nil
}
