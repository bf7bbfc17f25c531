package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// secretOf is a secret that is told apart by its first letter.
func secretOf(letter string) string { return letter + strings.Repeat("q", 25) }

// invites keeps an invitation of Riobamba and returns its code.
func (w *world) invites(letter string) string {
	w.t.Helper()
	return w.invitesAs(letter, store.Invite{Place: "Riobamba", Country: "EC", Lang: "es", Mail: "migracion@riobamba.example"})
}

func (w *world) invitesAs(letter string, i store.Invite) string {
	w.t.Helper()
	const host = "desk:rita"
	v, err := w.db.Look(w.t.Context(), store.Query{Person: host})
	if err == nil && v.Person.Rev == 0 {
		_, _, err = w.bot().Staff(w.t.Context(), "staffs rita", local, host, pledge.Desk{Role: pledge.Reviewer, Org: "UCLG"})
	}
	if err == nil {
		v, err = w.db.Look(w.t.Context(), store.Query{Person: host})
	}
	i.ID, i.By, i.Org = pledge.InviteOf(secretOf(letter)), host, "UCLG"
	i.Made, i.Until = w.clock.now(), w.clock.now().AddDate(0, 0, pledge.InviteDays)
	if err == nil {
		err = w.db.Invite(w.t.Context(), conversation.InputID("invites "+letter), v.Person, []store.Invite{i})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return pledge.InviteCode(secretOf(letter))
}

func (w *world) invitations() []store.Invite {
	w.t.Helper()
	all, err := w.db.Invitations(w.t.Context(), 99)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// last is what somebody was shown last.
func (p *person) last() string {
	all := p.w.phones.shownTo(p.address)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Text
}

// said is one of our texts.
func said(lang call.Lang, key, arg, value string) string {
	return product.Texts.Text(lang, call.Text{Key: key, Args: map[string]call.Arg{arg: {As: call.AsWords, Value: value}}})
}

// spent is the beginning of what is said of every code that leads nowhere.
const spent = "This invitation cannot be used:"

// TestInvitedCity: what is known is not asked, the team vouches for the city, and
// the link is of use to nobody else.
func TestInvitedCity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, ben := w.person("ana", w.bot()), w.person("ben", w.bot())
	code := w.invites("a")
	ana.does("/open en", "/link "+code)
	if got := ana.last(); !strings.HasPrefix(got, "CGLU, del equipo del Llamado, invita a Riobamba, Ecuador, a presentar un compromiso.") || strings.Contains(got, code) {
		t.Errorf("the greeting: %s", got)
	}
	if i := w.invitations()[0]; i.Stands(w.clock.now()) != store.Opened {
		t.Errorf("opened: %+v", i)
	}
	ana.does("/choose continue", "Municipalidad de Riobamba")
	p := w.mine(ana.address)[0]
	if !pledge.Verified(product.Call, p) || p.Vouched.Org != "UCLG" || p.Lang != "es" || p.Value("contact_email").First() != "migracion@riobamba.example" {
		t.Errorf("the draft: %+v", p)
	}
	i := w.invitations()[0]
	if i.Pledge != p.ID || i.Mail != "" || i.Stands(w.clock.now()) != store.Drafting || i.Stands(w.clock.now().AddDate(0, 0, pledge.SilentDays)) != store.Silent {
		t.Errorf("drafting: %+v", i)
	}
	ben.does("/link " + code)
	if got := ben.last(); !strings.HasPrefix(got, spent) {
		t.Errorf("to another: %s", got)
	}
	ana.does("/link " + code)
	if got := ana.last(); strings.Contains(got, "invita a") || len(w.mine(ana.address)) != 1 {
		t.Errorf("again: %s", got)
	}
	w.clock.pass(time.Minute)
	ana.does("/choose draft", "/choose 4", "/choose done")
	if second := w.mine(ana.address)[0]; second.ID == p.ID || pledge.Verified(product.Call, second) {
		t.Errorf("a second pledge: %+v", second)
	}
}

// TestWrongCodesAreAnsweredAlike, whatever is wrong with them.
func TestWrongCodesAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	late, revoked, taken := w.invites("a"), w.invites("b"), w.invites("c")
	w.person("ben", b).does("/link " + taken)
	rita, err := w.db.Look(t.Context(), store.Query{Person: "desk:rita"})
	if err == nil {
		err = w.db.RevokeInvite(t.Context(), pledge.InviteOf(secretOf("b")), rita.Person, w.clock.now())
	}
	if err != nil {
		t.Fatal(err)
	}
	w.clock.pass(pledge.InviteDays * 24 * time.Hour)
	answers := map[string]string{}
	for name, code := range map[string]string{
		"expired": late, "revoked": revoked, "taken": taken, "never made": pledge.InviteCode(secretOf("d")),
		"cut short": late[:20], "with another letter": strings.Replace(late, "a", "1", 1), "typed wrongly": "i-+/=%20",
	} {
		p := w.person(strings.ReplaceAll(name, " ", "_"), b)
		p.does("/link " + code)
		answers[p.last()] = name
		if h, err := w.db.Held(t.Context(), p.address.Person()); err != nil || !h.Empty() {
			t.Errorf("%s: held %+v, %v", name, h, err)
		}
	}
	if len(answers) != 1 {
		t.Errorf("%d answers: %q", len(answers), answers)
	}
	for answer := range answers {
		if !strings.HasPrefix(answer, spent) || strings.Contains(answer, "Riobamba") || strings.Contains(answer, "UCLG") {
			t.Errorf("the answer is %s", answer)
		}
	}
}

// TestGuessingIsLimited for one person, and for all together; the right code is
// answered like a wrong one meanwhile.
func TestGuessingIsLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	code, wrong := w.invites("a"), "/link "+pledge.InviteCode(secretOf("z"))
	eve := w.person("eve", b)
	eve.does(wrong, wrong, wrong, wrong, wrong)
	answer := eve.last()
	eve.does("/link " + code)
	if eve.last() != answer {
		t.Errorf("after five: %s", eve.last())
	}
	w.clock.pass(time.Minute)
	eve.does("/link " + code)
	if !strings.Contains(eve.last(), "Riobamba") {
		t.Errorf("a minute later: %s", eve.last())
	}
	second := w.invites("b")
	for n := range 10 {
		w.person(fmt.Sprint("eve", n), b).does(wrong, wrong, wrong, wrong, wrong)
	}
	ana := w.person("ana", b)
	ana.does("/link " + second)
	if ana.last() != answer {
		t.Errorf("after fifty: %s", ana.last())
	}
	w.clock.pass(2 * time.Second)
	ana.does("/link " + second)
	if !strings.Contains(ana.last(), "Riobamba") {
		t.Errorf("a little later: %s", ana.last())
	}
}

// TestTwoTakeAnInvitationAtOnce, at two replicas.
func TestTwoTakeAnInvitationAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code, done := w.invites("a"), make(chan error)
	people := []*person{w.person("ana", w.bot()), w.person("ben", w.bot())}
	for _, p := range people {
		go func() {
			done <- errors.Join(p.b.Handle(t.Context(), p.update(p.event("/link "+code))), p.b.Deliver(t.Context(), p.address))
		}()
	}
	if err := errors.Join(<-done, <-done); err != nil {
		t.Fatal(err)
	}
	greeted := 0
	for _, p := range people {
		if strings.Contains(p.last(), "Riobamba") {
			greeted++
		} else if !strings.HasPrefix(p.last(), spent) {
			t.Errorf("the other is told %s", p.last())
		}
	}
	if greeted != 1 {
		t.Errorf("%d were greeted", greeted)
	}
}

// TestInvitedKilledAnywhere kills the process before every call between the link
// and the first answer. Nothing is lost by it but a press, and the invitation is
// taken and used once.
func TestInvitedKilledAnywhere(t *testing.T) {
	t.Parallel()
	try := func(t *testing.T, at int, repeat bool) []string {
		c := newCrash(t, at, false, repeat)
		code := c.invites("a")
		p := c.person("ana", c.b)
		for _, line := range []string{"/link " + code, "/choose continue", "Municipalidad de Riobamba"} {
			for range 3 { // a person who sees nothing of it presses or writes again
				shown := len(c.phones.shownTo(p.address))
				p.b = c.b
				c.presses(p, p.update(p.event(line)))
				if len(c.phones.shownTo(p.address)) > shown {
					break
				}
			}
		}
		mine, i := c.mine(p.address), c.invitations()[0]
		if len(mine) != 1 || !pledge.Verified(product.Call, mine[0]) || i.Pledge != mine[0].ID {
			t.Errorf("%d drafts, and the invitation is %+v; at last shown: %s", len(mine), i, p.last())
		}
		return c.calls.made()
	}
	calls := try(t, 0, false)
	for at := 1; at <= len(calls); at += stride() {
		for _, repeat := range []bool{false, true} {
			t.Run(fmt.Sprintf("%02d %s repeat=%v", at, calls[at-1], repeat), func(t *testing.T) {
				t.Parallel()
				try(t, at, repeat)
			})
		}
	}
}

// presses brings an update of somebody to the process that lives, and once more
// where it was not acknowledged.
func (c *crash) presses(p *person, u bot.Update) {
	c.t.Helper()
	acknowledged := false
	step := func() error {
		if err := c.b.Handle(c.t.Context(), u); err != nil {
			return err
		}
		acknowledged = true
		return c.b.Deliver(c.t.Context(), p.address)
	}
	if !c.alive(step) && c.repeat && !acknowledged {
		c.alive(step)
	}
	c.keepsUp()
}

// TestInvitationTakenBack before the draft is begun: the city goes on, and nobody
// vouches for it.
func TestInvitationTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/link "+w.invites("a"), "/choose continue")
	rita, err := w.db.Look(t.Context(), store.Query{Person: "desk:rita"})
	if err == nil {
		err = w.db.RevokeInvite(t.Context(), w.invitations()[0].ID, rita.Person, w.clock.now())
	}
	if err != nil {
		t.Fatal(err)
	}
	ana.does("Municipalidad de Riobamba")
	if p := w.mine(ana.address)[0]; p.Vouched != nil || p.Value("place_name").First() != "Riobamba" || w.invitations()[0].Pledge != "" {
		t.Errorf("the draft: %+v", p)
	}
}

// TestRehearsalUsesNoInvitation.
func TestRehearsalUsesNoInvitation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/link "+w.invites("a"), "/choose continue", "menú", "/choose practise", "Municipalidad de Riobamba")
	if p := w.mine(ana.address)[0]; !p.Rehearsal || p.Vouched != nil || w.invitations()[0].Pledge != "" {
		t.Errorf("the rehearsal: %+v", p)
	}
	w.clock.pass(time.Minute)
	ana.does("menú", "/choose draft", "Municipalidad de Riobamba")
	if p := w.mine(ana.address)[0]; p.Rehearsal || !pledge.Verified(product.Call, p) {
		t.Errorf("the draft: %+v", p)
	}
}

// invitedOnly is a service that nobody begins with who was not invited.
func invitedOnly(p *bot.Parts) {
	p.Machine = conversation.New(product.Call, conversation.Settings{Langs: product.Texts.Langs(), InviteOnly: true, Contact: "team@example.org"})
}

// TestStrangerStaysOutside: one sentence, and nothing is kept (AUT-001); who has
// begun before goes on, and so does who brings a colleague's code.
func TestStrangerStaysOutside(t *testing.T) {
	t.Parallel()
	w, log := newWorld(t), &erasures{}
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba")
	closed := w.bot(invitedOnly, log.on)
	eve := w.person("eve", closed)
	only := said("en", "invite.only", "contact", "team@example.org")
	for _, line := range []string{"/open en", "hello", "/choose draft", "Riobamba", "h-5f2a-" + secretOf("a"), "delete me", "/link h-" + string(w.mine(ana.address)[0].ID) + "-wrong"} {
		eve.does(line)
		if eve.last() != only {
			t.Errorf("after %s: %s", line, eve.last())
		}
		if d, _, err := w.dialogs.Load(t.Context(), eve.address); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after %s a dialog is kept: %+v, %v", line, d, err)
		}
		if h, err := w.db.Held(t.Context(), eve.address.Person()); err != nil || !h.Empty() || len(log.all) > 0 {
			t.Errorf("after %s: held %+v, %v", line, h, err)
		}
	}
	ana.b = closed
	ana.does("Ecuador", "delete me", "/choose hand_over")
	var code string
	for _, s := range w.phones.shownTo(ana.address) {
		if s.Code != "" {
			code = s.Code
		}
	}
	luis := w.person("luis", closed)
	luis.does(code, "/choose continue", "/choose take_over")
	if len(w.mine(luis.address)) != 1 {
		t.Errorf("the colleague is told %s", luis.last())
	}
	dora := w.person("dora", closed)
	dora.does("/link "+w.invites("a"), "/choose continue", "Municipalidad de Riobamba")
	if len(w.mine(dora.address)) != 1 {
		t.Errorf("the invited is told %s", dora.last())
	}
}

// TestInvitationIsInNoLog, whatever goes wrong.
func TestInvitationIsInNoLog(t *testing.T) {
	t.Parallel()
	calls := 0
	for at := 0; at == 0 || at <= calls; at++ {
		w, taps := newWorld(t), &tap{}
		taps.before = func(n int, call string) error {
			if n == at {
				return fmt.Errorf("%s fails", call)
			}
			return nil
		}
		code := w.invitesAs("k", store.Invite{Place: "Canarytown", Country: "EC", Lang: "en", Mail: "canary@example.org"})
		b := w.bot(taps.on)
		ana := w.person("ana", b)
		for _, line := range []string{"/link " + code, "/link " + pledge.InviteCode(secretOf("z")), "/choose continue", "City of Canarytown"} {
			if err := b.Handle(t.Context(), ana.update(ana.event(line))); err != nil {
				fmt.Fprint(w.log, err) // as whoever called it does
			}
			if err := b.Deliver(t.Context(), ana.address); err != nil {
				fmt.Fprint(w.log, err)
			}
		}
		for _, planted := range []string{"anary", "kqqqq", "zqqqq"} {
			if strings.Contains(w.log.String(), planted) {
				t.Errorf("call %d: %q stands in the log:\n%s", at, planted, w.log)
			}
		}
		calls = max(calls, len(taps.made()))
	}
}

// TestLostDialogLosesNoInvitation: the link leads on.
func TestLostDialogLosesNoInvitation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.invites("a")
	w.person("ana", w.bot()).does("/link "+code, "/choose continue")
	w.dialogs = memory.New()
	ana := w.person("ana", w.bot())
	ana.inputs = 9
	ana.does("/link "+code, "/choose draft", "Municipalidad de Riobamba")
	if p := w.mine(ana.address); len(p) != 1 || !pledge.Verified(product.Call, p[0]) {
		t.Errorf("it is told %s", ana.last())
	}
}
