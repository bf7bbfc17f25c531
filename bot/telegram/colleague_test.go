package telegram_test

import (
	"strings"
	"testing"
)

// lets has somebody let another in, as an option of theirs says.
func (p *person) lets(other *person, office string, options ...string) {
	p.w.t.Helper()
	p.does(append([]string{"/preview", "*involve"}, options...)...)
	_, payload := p.passedOn()
	other.does("/start "+payload, "*continue", office)
	p.w.told()
}

// TestWhoMayNotWriteIsToldSo: a reader, a colleague under a question of somebody
// else's part, and one whose part ends while they type. Nothing is changed, and what
// they wrote stays above.
func TestWhoMayNotWriteIsToldSo(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, reader, health := w.person(7, "en"), w.person(8, "en"), w.person(9, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.lets(reader, "Mayor's cabinet", "*let_read")
		ana.lets(health, "Health Department", "*let_parts", "*detail", "*done")
		rev := ana.mine()[0].Rev
		reader.does("A better title for the pledge")
		if got := reader.Last().Text; !strings.Contains(got, "This is the draft as it stands now") || strings.Contains(got, "A better title") {
			t.Errorf("a reader who types reads %q", got)
		}
		health.does("*title")
		if got := health.Last().Text; !strings.Contains(got, "That part is written by colleagues. You can read it here and, under “Remarks of colleagues”, say what should change.") {
			t.Errorf("under somebody else's part: %q", got)
		}
		health.does("*description")
		ana.does("/preview", "*involve", "*out_2", "*end_part", "*yes")
		health.does(strings.Repeat("What families need today. ", 10))
		if got := health.Last().Text; !strings.Contains(got, "This pledge is not open to you. Your text is still above.") {
			t.Errorf("who was let go while typing reads %q", got)
		}
		if now := ana.mine()[0]; now.Rev != rev+1 || !now.Value("description").Empty() {
			t.Errorf("revision %d after %d, and %v", now.Rev, rev, now.Value("description"))
		}
	})
}

// TestALinkIsGivenAfterALostRace: what it lets in is kept, and only its hash; the
// dialog is decided anew, and says it all the same.
func TestALinkIsGivenAfterALostRace(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, health := w.person(7, "en"), w.person(9, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.does("/preview", "*involve")
		w.dialogs.loses(2)
		ana.does("*let_read")
		if p := ana.mine()[0]; len(p.Openings) != 1 {
			t.Fatalf("%d links", len(p.Openings))
		}
		_, payload := ana.passedOn()
		health.does("/start "+payload, "*continue", "Health Department")
		if p := ana.mine()[0]; len(p.Seats) != 2 {
			t.Errorf("the link %q lets nobody in: %s", payload, health.Last().Text)
		}
	})
}

// TestAskingAColleagueOneQuestion: the link opens that question and nothing else,
// takes one answer, and the owner decides.
func TestAskingAColleagueOneQuestion(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, housing := w.person(7, "es"), w.person(8, "fr")
		ana.does(append(drafting[:len(drafting):len(drafting)], "*involve", "*consult")...)
		letter, payload := ana.passedOn()
		if !strings.Contains(letter.Text, "Una pregunta para su oficina") || !strings.Contains(letter.Text, "¿Cuántas viviendas o plazas?") {
			t.Errorf("to be forwarded: %s", letter.Text)
		}
		housing.does("/start "+payload, "*continue")
		housing.reads("Vous voyez cette question et rien d'autre.", "Combien de logements")
		if got := housing.Last().Text; strings.Contains(got, "City of Riobamba") {
			t.Errorf("a colleague reads %q", got)
		}
		housing.does("60", "Dirección de Vivienda")
		housing.reads("Que souhaitez-vous faire")
		if len(housing.mine()) > 0 {
			t.Error("one answer gives a seat")
		}
		w.told()
		ana.reads("Dirección de Vivienda responde a “", ": 60", "¿Lo pongo en el compromiso?")
		ana.does("*yes")
		if got := ana.mine()[0].Answers["p4ho-homes.number"]; got.Value.First() != "60" || got.Office != "Dirección de Vivienda" || len(ana.mine()[0].Advice) > 0 {
			t.Errorf("the pledge has %+v", got)
		}
		housing.does("/start " + payload)
		late := w.person(9, "en")
		late.does("/start " + payload)
		late.reads("This link does not work")
	})
}
