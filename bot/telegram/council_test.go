package telegram_test

import (
	"regexp"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// A council are several people around one pledge, each with a phone and a scribe.
type council struct {
	w      *world
	phones []*scribe
}

func newCouncil(t *testing.T, n int) *council {
	t.Helper()
	c := &council{w: newWorld(t, setup{mode: polling, settings: conversation.Settings{
		Langs: product.Texts.Langs(), Controller: "UCLG", Contact: "privacy@example.org", Platform: "Telegram", Files: true,
	}})}
	for i := range n {
		c.phones = append(c.phones, &scribe{person: c.w.person(int64(7+i), "es"), was: map[int64]telegramtest.Shown{}})
	}
	return c
}

// does has one of them do one thing after another; the others hear of it.
func (c *council) does(who *scribe, lines ...string) {
	c.w.t.Helper()
	for _, line := range lines {
		who.plays(line)
	}
	c.w.told()
	for _, s := range c.phones {
		s.writes()
	}
}

// lets has the owner make a link, and a colleague come by it for an office.
func (c *council) lets(who *scribe, office string, options ...string) {
	c.w.t.Helper()
	c.does(c.phones[0], options...)
	_, payload := c.phones[0].passedOn()
	c.does(who, "/start "+payload, "*continue", office)
}

var secretOfALink = regexp.MustCompile(`\bs-[a-z0-9]+-[a-z0-9]{20,}`)

// TestStoryOfACouncil: in Spanish a drafter, a department head, a lawyer and the
// mayor's cabinet make one pledge. The page of each phone is written down, for people
// to read; the secrets of links stand in none.
func TestStoryOfACouncil(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, 4)
	drafter, head, lawyer, cabinet := c.phones[0], c.phones[1], c.phones[2], c.phones[3]
	c.does(drafter, "/start", "*draft", "*continue", "Riobamba", "Ecuador", "El Municipio de Riobamba", "*4", "*done", "*p4ho-homes")
	c.lets(head, "Dirección de Vivienda", "*involve", "*let_parts", "*promise", "*detail", "*done")
	c.does(head, "*continue", "40", "familias recién llegadas", "junio de 2028", "garantías de alquiler")
	c.does(drafter, "/preview", "*consent_publish", "*full_text", "*contact_email", "migration@riobamba.gob.ec")
	c.lets(lawyer, "Asesoría Jurídica", "*involve", "*let_advise")
	c.does(lawyer, "*commitment", "*flag_legal", "El municipio no puede ser garante sin decisión del concejo.", "*yes")
	c.does(drafter, "*respond", "El concejo lo decidió el 3 de junio; lo agrego a la base legal.", "/preview", "*legal_basis", "Decisión del concejo 2026-114")
	remark := "*remark_" + string(drafter.mine()[0].Remarks[0].ID)
	c.does(lawyer, "/preview", "*remarks", remark, "*settle")
	c.lets(cabinet, "Despacho de la Alcaldía", "/preview", "*submit", "*let_sign")
	c.does(drafter, "/preview", "*submit", "*send_card")
	c.does(cabinet, "*send_back", "El título debe decir que son viviendas asequibles para familias.")
	c.does(drafter, "*title", "40 viviendas asequibles para familias recién llegadas", "*submit", "*send_card")
	c.does(cabinet, "*sign_off_small", "Decisión 2026-114")
	c.does(drafter, "*submit")
	if p := drafter.mine()[0]; p.State != pledge.Submitted || len(p.Seats) != 4 {
		t.Fatalf("the pledge is %s, with seats %v", p.State, p.Seats)
	}
	for i, name := range []string{"drafter", "head", "lawyer", "cabinet"} {
		s := c.phones[i]
		page := secretOfALink.ReplaceAllString(s.page.String(), "s-…")
		s.page.Reset()
		s.page.WriteString(page)
		s.same("council/" + name + ".es")
	}
}
