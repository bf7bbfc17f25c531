package bot_test

import (
	"context"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var (
	asReviewer      = pledge.Desk{Role: pledge.Reviewer, Org: "IOM"}
	asAdministrator = pledge.Desk{Role: pledge.Administrator, Org: "UCLG"}
	local           = pledge.Actor{Person: "desk:local", Role: pledge.Administrator} // at the command line
)

// sent is a world in which ana has submitted a pledge.
func sent(t *testing.T, change ...func(*bot.Parts)) (*world, *bot.Bot, pledge.Pledge) {
	t.Helper()
	w := newWorld(t)
	b := w.bot(change...)
	ana := w.person("ana", b)
	ana.does(templatePath...)
	return w, b, w.mine(ana.address)[0]
}

// staffs gives somebody a place by the administrator of the command line.
func staffs(t *testing.T, b *bot.Bot, in conversation.InputID, who pledge.Person, to pledge.Desk) []pledge.Fact {
	t.Helper()
	facts, refusal, err := b.Staff(t.Context(), in, local, who, to)
	if err != nil || refusal != "" {
		t.Fatalf("staff %s: %q, %v", who, refusal, err)
	}
	return facts
}

func TestRoleInTheRowDecides(t *testing.T) {
	t.Parallel()
	_, b, p := sent(t)
	look := func(in conversation.InputID) (facts []pledge.Fact, refusal pledge.Refusal) {
		facts, refusal, err := b.DoAs(t.Context(), in, "desk:rita", p.ID, pledge.Look{})
		if err != nil {
			t.Fatal(err)
		}
		return facts, refusal
	}
	if _, refusal := look("1"); refusal != pledge.NotAllowed {
		t.Errorf("without a role: %q", refusal)
	}
	staffs(t, b, "2", "desk:rita", pledge.Desk{Role: pledge.Editor})
	if _, refusal := look("3"); refusal != pledge.NotAllowed {
		t.Errorf("as an editor: %q", refusal)
	}
	staffs(t, b, "4", "desk:rita", asReviewer)
	facts, refusal := look("5")
	if refusal != "" || len(facts) != 1 || facts[0].By != "desk:rita" || facts[0].Org != "IOM" {
		t.Errorf("as a reviewer: %q, %+v", refusal, facts)
	}
	if again, refusal := look("5"); refusal != "" || len(again) != 1 || again[0].Rev != facts[0].Rev {
		t.Errorf("repeated: %q, %+v", refusal, again)
	}
}

// An overtaking is a database on which something happens between a look and the
// commit after it.
type overtaking struct {
	store.Pledges
	first func()
}

func (o *overtaking) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	if first := o.first; first != nil {
		o.first = nil
		first()
	}
	return o.Pledges.Commit(ctx, c)
}

func TestRoleTakenMeanwhileIsNoRight(t *testing.T) {
	t.Parallel()
	var slow *overtaking
	w, b, p := sent(t, func(p *bot.Parts) {
		slow = &overtaking{Pledges: p.Pledges}
		p.Pledges = slow
	})
	staffs(t, b, "gives", "desk:rita", asReviewer)
	other := w.bot()
	slow.first = func() { staffs(t, other, "takes", "desk:rita", pledge.Desk{}) }
	facts, refusal, err := b.DoAs(t.Context(), "accepts", "desk:rita", p.ID, pledge.Accept{Check: p.Submitted.Check})
	if err != nil || refusal != pledge.NotAllowed || len(facts) > 0 {
		t.Errorf("%q, %v, %+v", refusal, err, facts)
	}
	if v, err := w.db.Look(t.Context(), store.Query{Pledge: p.ID}); err != nil || v.Pledge.State != pledge.Submitted {
		t.Errorf("the pledge is %s, %v", v.Pledge.State, err)
	}
}

func TestTeamIsStaffedByItsAdministrators(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	first := staffs(t, b, "1", "desk:ada", asAdministrator)
	again := staffs(t, b, "1", "desk:ada", asAdministrator)
	if len(first) != 1 || len(again) != 1 || again[0].Rev != first[0].Rev || again[0].Note != "administrator UCLG" {
		t.Errorf("%+v, then %+v", first, again)
	}
	if facts := staffs(t, b, "2", "desk:ada", asAdministrator); len(facts) > 0 {
		t.Errorf("what is so already: %+v", facts)
	}
	for _, step := range []struct {
		in   conversation.InputID
		by   pledge.Person
		who  pledge.Person
		to   pledge.Desk
		want pledge.Refusal
	}{
		{"3", "desk:rita", "desk:rita", asAdministrator, pledge.NotAllowed},
		{"4", "desk:ada", "desk:rita", asReviewer, ""},
		{"5", "desk:rita", "desk:rita", asAdministrator, pledge.NotAllowed},
		{"6", "desk:ada", "desk:ada", pledge.Desk{}, pledge.LastAdministrator},
		{"7", "desk:ada", "desk:rita", asAdministrator, ""},
		{"8", "desk:ada", "desk:ada", pledge.Desk{}, ""},
		{"9", "desk:ada", "desk:ada", asAdministrator, pledge.NotAllowed},
	} {
		facts, refusal, err := b.StaffAs(t.Context(), step.in, step.by, step.who, step.to)
		if err != nil || refusal != step.want || (refusal == "") != (len(facts) == 1 && facts[0].By == step.by) {
			t.Errorf("%s: %q, %v, %+v", step.in, refusal, err, facts)
		}
	}
	same(t, "team", w.team(), "desk:rita administrator UCLG\n")
}

// team is everybody in it with their place.
func (w *world) team() string {
	w.t.Helper()
	all, err := w.db.Team(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	var out strings.Builder
	for _, p := range all {
		out.WriteString(string(p.ID) + " " + p.Desk.String() + "\n")
	}
	return out.String()
}

// TestLastTwoAdministratorsLeaveAtOnce: one of them stays.
func TestLastTwoAdministratorsLeaveAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.bot()
	var slow *overtaking
	b := w.bot(func(p *bot.Parts) {
		slow = &overtaking{Pledges: p.Pledges}
		p.Pledges = slow
	})
	staffs(t, b, "1", "desk:ada", asAdministrator)
	staffs(t, b, "2", "desk:bea", asAdministrator)
	slow.first = func() {
		if _, refusal, err := other.StaffAs(t.Context(), "3", "desk:bea", "desk:bea", pledge.Desk{}); err != nil || refusal != "" {
			t.Errorf("the first: %q, %v", refusal, err)
		}
	}
	if _, refusal, err := b.StaffAs(t.Context(), "4", "desk:ada", "desk:ada", pledge.Desk{}); err != nil || refusal != pledge.LastAdministrator {
		t.Errorf("the second: %q, %v", refusal, err)
	}
	same(t, "team", w.team(), "desk:ada administrator UCLG\n")
}

func TestSeedingIsOnlyABeginning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	seeds := map[pledge.Person]string{"desk:ada": "UCLG", "desk:bea": ""}
	seed := func(want string) {
		t.Helper()
		for range 2 {
			if err := b.SeedDesk(t.Context(), seeds); err != nil {
				t.Fatal(err)
			}
			same(t, "team", w.team(), want)
		}
	}
	const both = "desk:ada administrator UCLG\ndesk:bea administrator\n"
	seed(both)
	staffs(t, b, "1", "desk:bea", pledge.Desk{})
	seed("desk:ada administrator UCLG\n")
	staffs(t, b, "2", "desk:bea", asReviewer)
	seed("desk:ada administrator UCLG\ndesk:bea reviewer IOM\n")
	if _, err := b.Erase(t.Context(), "desk:ada"); err != nil {
		t.Fatal(err)
	}
	seed(both) // nobody was left to staff the team
	if err := b.SeedDesk(t.Context(), map[pledge.Person]string{"desk:eve": "ACME"}); err == nil || !strings.Contains(err.Error(), "desk:eve") {
		t.Errorf("of an organisation that is none: %v", err)
	}
}

// TestWhoIsStaffedKeepsTheRole whatever they choose for themselves.
func TestWhoIsStaffedKeepsTheRole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	staffs(t, b, "1", ana.address.Person(), asReviewer)
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba")
	same(t, "team", w.team(), "tty:ana reviewer IOM\n")
	ana.does("language", "Français")
	if v, err := w.db.Look(t.Context(), store.Query{Person: ana.address.Person()}); err != nil || v.Person.Lang != "fr" {
		t.Errorf("she chose %q, %v", v.Person.Lang, err)
	}
	same(t, "team", w.team(), "tty:ana reviewer IOM\n")
	data, err := b.Export(t.Context(), ana.address.Person())
	if err != nil || !strings.Contains(string(data), `"role": "reviewer"`) || strings.Contains(string(data), string(local.Person)) {
		t.Errorf("export: %s, %v", data, err)
	}
}
