package telegram_test

import (
	"bytes"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/pledge"
)

// passedOn is the newest message with a link that somebody is to forward, and what
// the link brings.
func (p *person) passedOn() (m telegramtest.Shown, payload string) {
	p.w.t.Helper()
	for _, s := range p.Screen() {
		if _, rest, ok := strings.Cut(s.Text, "?start="); ok && !s.Own {
			m, payload = s, strings.TrimSpace(rest)
		}
	}
	if len(payload) > 64 || strings.Trim(payload, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || payload == "" {
		p.w.t.Fatalf("the link brings %q", payload)
	}
	return m, payload
}

// told has what is due told to everybody.
func (w *world) told() {
	w.t.Helper()
	if err := w.bot.DeliverDue(w.t.Context(), "tg"); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
}

// TestInvolvingAColleague: from any question, by a link to forward and a code to
// show; the colleague writes, and the owner sees who came and what they changed.
func TestInvolvingAColleague(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, health := w.person(7, "en"), w.person(8, "es")
		ana.does(append(append(drafting[:len(drafting):len(drafting)], filling...), "*involve", "*let_parts", "*detail", "*done")...)
		letter, payload := ana.passedOn()
		if !strings.Contains(letter.Text, "With this link you can write these parts: “What makes it stronger”. It works once") {
			t.Errorf("to be forwarded: %s", letter.Text)
		}
		if letter.Document == nil || letter.Document.Name != "qr.png" {
			t.Fatalf("no code to show: %+v", letter.Document)
		}
		if _, err := png.Decode(bytes.NewReader(letter.Document.Bytes)); err != nil {
			t.Error(err)
		}
		health.does("/start "+payload, "*continue")
		if got := health.Last().Text; !strings.Contains(got, "Riobamba") || strings.Contains(got, "viviendas") {
			t.Errorf("before the seat is taken: %s", got)
		}
		health.does("Departamento de Salud")
		w.told()
		if got := ana.Screen(); !strings.Contains(got[len(got)-1].Text, "Departamento de Salud has used your link") {
			t.Errorf("ana reads %q", got[len(got)-1].Text)
		}
		health.does("/preview", "*description", strings.Repeat("Con garantías de alquiler. ", 8), "*done")
		if v := health.mine()[0].Value("description"); v.Empty() {
			t.Errorf("it was not written:\n%s", health.Last().Text)
		}
		ana.does("/preview")
		if got := ana.Last().Text; !strings.Contains(got, "Since you read it last, colleagues have changed:\n· Departamento de Salud: Context and approach") {
			t.Errorf("ana reads\n%s", got)
		}
		ana.does("/preview")
		if got := ana.Last().Text; strings.Contains(got, "colleagues have changed") {
			t.Errorf("it is said again:\n%s", got)
		}
		ana.does("*involve", "*out_1", "*end_part", "*yes")
		w.told()
		if got := health.Last().Text; !strings.Contains(got, "Usted ya no participa") || len(health.mine()) > 0 {
			t.Errorf("they read %q", got)
		}
		health.does("/preview")
		if got := health.Last().Text; strings.Contains(got, "viviendas") {
			t.Errorf("they read\n%s", got)
		}
	})
}

// TestALinkOfASeat that two take at once lets one in; one that is too old, wrong, or
// used in a group nobody, and all of them hear the same.
func TestALinkOfASeat(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], "*involve", "*let_write")...)
		_, payload := ana.passedOn()
		g := w.srv.Group(-100, "Mayor's office")
		mayor := w.person(30, "en")
		g.Joins(mayor.Person)
		mayor.In(g).Says("/start " + payload)
		w.settle()
		if len(mayor.mine()) > 0 {
			t.Fatal("it was taken in a group")
		}
		two := []*person{w.person(31, "en"), w.person(32, "en")}
		for _, p := range two {
			p.does("/start "+payload, "*continue")
		}
		var both sync.WaitGroup
		for _, p := range two {
			both.Go(func() { p.Says("Health Department") })
		}
		both.Wait()
		w.settle()
		if n := len(two[0].mine()) + len(two[1].mine()); n != 1 {
			t.Errorf("%d of two took it", n)
		}
		loser := two[0]
		if len(loser.mine()) > 0 {
			loser = two[1]
		}
		if got := loser.Last().Text; !strings.Contains(got, "This link does not work") || strings.Contains(got, "Riobamba") {
			t.Errorf("the other reads %q", got)
		}

		ana.does("/preview", "*involve", "*let_read")
		_, fresh := ana.passedOn()
		wrong := fresh[:len(fresh)-1] + string('a'+(fresh[len(fresh)-1]+1)%26)
		late := w.person(33, "en")
		late.does("/start " + wrong)
		hears := late.Last().Text
		w.clock.Pass(pledge.OpenHours*time.Hour + time.Second)
		old := w.person(34, "en")
		old.does("/start " + fresh)
		if got := old.Last().Text; got != hears || !strings.Contains(got, "This link does not work") {
			t.Errorf("of an old one: %q\nof a wrong one: %q", got, hears)
		}
		if strings.Contains(w.log.String(), payload[10:]) {
			t.Error("a link stands in the log")
		}
	})
}

// TestGuessingASeat is slowed down: after some codes that lead nowhere, a true one
// has to wait as well.
func TestGuessingASeat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana, eve := w.person(7, "en"), w.person(35, "en")
	ana.does(append(drafting[:len(drafting):len(drafting)], "*involve", "*let_read")...)
	_, payload := ana.passedOn()
	for range 6 {
		eve.does("/start " + payload[:len(payload)-2] + "22")
	}
	eve.does("/start " + payload)
	if got := eve.Last().Text; !strings.Contains(got, "This link does not work") {
		t.Errorf("at once: %q", got)
	}
	w.clock.Pass(10 * time.Minute)
	eve.does("/start " + payload)
	if got := eve.Last().Text; strings.Contains(got, "This link does not work") {
		t.Errorf("after a while: %q", got)
	}
}

// TestAskingToTakePart: the request goes to the owner, who lets somebody in or not;
// who asks hears the same whether there is such a pledge.
func TestAskingToTakePart(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, luis, eve := w.person(7, "en"), w.person(8, "es"), w.person(9, "en")
		ana.does(append(append(append(drafting[:len(drafting):len(drafting)], filling...), signing...), sending...)...)
		number := ana.mine()[0].Submitted.Reference
		luis.does("/start", "*take_part", "*continue", "no sé", strings.ToLower(number), "Departamento de Salud")
		eve.does("/start", "*take_part", "*continue", "CLA-2026-9999", "Health Department")
		if got := luis.Last().Text; !strings.Contains(got, "Si existe un compromiso con ese número") {
			t.Errorf("luis reads %q", got)
		}
		if got := eve.Last().Text; !strings.Contains(got, "If there is a pledge with that number") || len(eve.mine())+len(luis.mine()) > 0 {
			t.Errorf("eve reads %q", got)
		}
		w.told()
		if got := ana.Last().Text; !strings.Contains(got, "Departamento de Salud asks to take part in your pledge") || strings.Contains(got, "tg:8") {
			t.Fatalf("ana reads %q", got)
		}
		ana.does("*admit_read")
		w.told()
		if got := luis.Last().Text; !strings.Contains(got, "Ahora participa en “") || !strings.Contains(got, "puede leerlo") {
			t.Errorf("luis reads %q", got)
		}
		if len(luis.mine()) != 1 || luis.mine()[0].Seats["tg:8"] != pledge.Reader {
			t.Errorf("luis has %+v", luis.mine())
		}
		for range 3 {
			eve.does("/menu", "*take_part", number, "Health Department")
		}
		if got := eve.Last().Text; !strings.Contains(got, "You have asked several times just now.") {
			t.Errorf("after many requests: %q", got)
		}
		w.told()
		ana.does("*turn_down")
		before := eve.top()
		w.told()
		if eve.top() != before {
			t.Errorf("who was turned down reads %q", eve.Last().Text)
		}
	})
}
