package telegram_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// succession has ana write a draft with somebody of the health department, whom she
// names as the one after her.
func succession(t *testing.T, m mode) (w *world, ana, health *person) {
	t.Helper()
	w = newWorld(t, setup{mode: m})
	ana, health = w.person(7, "en"), w.person(8, "es")
	ana.does(append(append(drafting[:len(drafting):len(drafting)], filling...), "*involve", "*let_write")...)
	_, payload := ana.passedOn()
	health.does("/start "+payload, "*continue", "Departamento de Salud")
	ana.does("/preview", "*involve", "*out_1", "*appoint")
	ana.reads("Departamento de Salud is named as your successor")
	w.told()
	return w, ana, health
}

// TestASuccessor is told, waits for the silence, takes the pledge over, and the one
// before is told.
func TestASuccessor(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w, ana, health := succession(t, m)
		health.reads("Se le designó para ocuparse de")
		health.does("/preview", "*take_over")
		health.reads("Su persona de contacto se ocupó de él hace poco. Podrá asumir el compromiso a partir del ")
		w.clock.Pass(pledge.QuietDays * 24 * time.Hour)
		health.does("/preview", "*take_over", "*take_over")
		p := health.mine()[0]
		if p.Owner() != health.address().Person() || len(ana.mine()) > 0 {
			t.Fatalf("the owner is %s", p.Owner())
		}
		w.told()
		ana.reads("has a new contact person: the colleague whom you had named as your successor.")
		ana.does("/preview")
		if strings.Contains(ana.Last().Text, "viviendas") {
			t.Errorf("ana still reads\n%s", ana.Last().Text)
		}
	})
}

// TestASuccessorOfNobody: once the owner has erased themself the successor need not
// wait.
func TestASuccessorOfNobody(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		_, ana, health := succession(t, m)
		ana.does("/forget", "*erase", "*erase_now")
		health.does("/preview", "*take_over", "*take_over")
		if p := health.mine()[0]; p.Owner() != health.address().Person() || len(p.Members) > 0 {
			t.Errorf("the owner is %q", p.Owner())
		}
	})
}
