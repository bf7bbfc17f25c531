package bot_test

import (
	"slices"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// callsFor are the calls that a line takes until what follows is shown.
func (p *person) callsFor(t *tap, line string) []string {
	p.w.t.Helper()
	before := len(t.made())
	p.does(line)
	return t.made()[before:]
}

// Who goes on under this replica's last question is served without a look at
// what this replica has written itself.
func TestAPlainAnswerNeedsNoLook(t *testing.T) {
	t.Parallel()
	w, tap := newWorld(t), &tap{}
	ana := w.person("ana", w.bot(tap.on))
	ana.does(drafting[:5]...)
	answer := []string{"Dialogs.Load ana", "Pledges.Commit", "Dialogs.Commit ana", "Sender.Send ana", "Dialogs.Commit ana"}
	tick := []string{"Dialogs.Load ana", "Dialogs.Commit ana", "Sender.Send ana", "Dialogs.Commit ana"}
	for _, line := range drafting[5:] {
		want := answer
		switch line {
		case "/choose 4":
			want = tick
		case "/choose done", "/choose p4ho-homes":
			ana.does(line)
			continue // may lead to any pledge of ana's
		}
		if got := ana.callsFor(tap, line); !slices.Equal(got, want) {
			t.Errorf("%s takes %q, want %q", line, got, want)
		}
	}
	if got := ana.callsFor(tap, "/choose submit"); !slices.Contains(got, "Pledges.Look") {
		t.Errorf("what writes nothing takes %q, want a look", got)
	}
}

// What somebody else has done to the pledge meanwhile is neither overlooked nor
// overwritten, and what is recalled does not stand for long.
func TestWhatIsRecalledIsVerified(t *testing.T) {
	t.Parallel()
	w, tap := newWorld(t), &tap{}
	ana := w.person("ana", w.bot(tap.on))
	ana.does(drafting[:10]...)
	p := w.mine(ana.address)[0]
	actor := pledge.Actor{Person: ana.address.Person()}
	amend := pledge.Amend{Field: "place_name", Value: call.Value{"Ambato"}, Seen: p.Answers["place_name"].Rev}
	if _, refused, err := w.bot().Do(t.Context(), "elsewhere", actor, p.ID, amend); err != nil || refused != "" {
		t.Fatal(refused, err)
	}
	if got := ana.callsFor(tap, "40"); !slices.Contains(got, "Pledges.Look") {
		t.Errorf("after a change elsewhere an answer takes %q", got)
	}
	if p = w.mine(ana.address)[0]; !slices.Equal(p.Value("place_name"), call.Value{"Ambato"}) {
		t.Errorf("the place is %q", p.Value("place_name"))
	}
	if got := ana.callsFor(tap, "newly arrived families"); slices.Contains(got, "Pledges.Look") {
		t.Errorf("the next answer takes %q", got)
	}
	w.clock.pass(time.Minute + time.Second)
	if got := ana.callsFor(tap, "June 2028"); !slices.Contains(got, "Pledges.Look") {
		t.Errorf("after a minute an answer takes %q", got)
	}
}

// Another replica may have gone on with the dialog.
func TestWhatIsRecalledIsOfThisTurn(t *testing.T) {
	t.Parallel()
	w, tap := newWorld(t), &tap{}
	first, second := w.bot(tap.on), w.bot()
	ana := w.person("ana", first)
	for i, line := range templatePath {
		ana.b = []*bot.Bot{first, second}[i/2%2]
		ana.does(line)
	}
	other := newWorld(t)
	alone := other.person("ana", other.bot())
	alone.does(templatePath...)
	same(t, "kept", w.kept(ana.address), other.kept(alone.address))
}
