package slack_test

import (
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// reference is the number of the only pledge.
const reference = "CLA-2026-0001"

// silent is the day on which the team is asked to speak to a city, and some.
var silent = time.Date(2029, 1, 20, 9, 0, 0, 0, time.UTC)

func (w *world) reminds() {
	w.t.Helper()
	for range 2 { // what was missed, and what is to be done now
		if err := w.bot.Remind(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
	w.draw()
}

// TestACityThatDoesNotReportIsATask of whoever takes it, and of one person only.
func TestACityThatDoesNotReportIsATask(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.promised(silent, vouched)
		lacks(t, w.card(tom).String(), "[I have it]")
		w.reminds()
		inOrder(t, w.card(tom).String(), "The report was due and is not here. Somebody of the team should speak to the city. Since 20 January 2029.", "[I have it]")
		contains(t, w.srv.Person(marie).Read(channel), "was not sent: it could not be sent in time.", "Somebody of the team should speak to the city.")
		contains(t, w.typed("nudges"), "No city will be reminded within a month.", "For the team", "Riobamba, Ecuador", "Somebody of the team should speak to the city.")
		old := w.card(marie)
		w.presses(tom, "have")
		card := w.card(tom).String()
		contains(t, card, "Since 20 January 2029. · taken by", "(UCLG)")
		lacks(t, card, "[I have it]")
		contains(t, w.srv.Person(marie).Read(channel), "UCLG takes care of it.")
		w.srv.Person(marie).PressSeen(old, "have")
		w.app.Idle()
		told := w.told(marie)
		contains(t, told[len(told)-1].String(), "suit déjà cet engagement")
		if task := w.now(p.ID).Task; task.Org != "UCLG" {
			t.Errorf("it is a task of %+v", task)
		}
		w.reminds()
		w.signsAndSends(w.reports(p, nil))
		lacks(t, w.card(tom).String(), "Somebody of the team should speak")
	})
}

// TestTheTeamPausesReminders with a reason that the city reads, and has them come again.
func TestTheTeamPausesReminders(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.promised(inTime, vouched)
		w.reminds()
		contains(t, w.typed("nudges"), "Reminders within a month: 1.", "31 October 2028 · ", "Riobamba, Ecuador · report due on 30 November 2028")
		person := w.srv.Person(tom)
		person.Command("/pledges", "pause "+reference)
		w.app.Idle()
		person.Type(person.View(), "words", "words", "La ciudad está de luto.")
		w.sends(person)
		contains(t, person.View().String(), "What the city will read", "CGLU, del equipo del Llamado, suspendió los recordatorios de “Viviendas para familias recién llegadas”. Motivo: La ciudad está de luto.")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "UCLG has paused the reminders, since 19 October 2028: “La ciudad está de luto.”")
		contains(t, w.srv.Person(marie).Read(channel), "UCLG paused the reminders: “La ciudad está de luto.”")
		contains(t, w.typed("nudges"), "No city will be reminded within a month.")
		person.CloseAll()
		person.Command("/pledges", "unpause "+reference)
		w.app.Idle()
		w.draw()
		lacks(t, w.card(tom).String(), "has paused the reminders")
		contains(t, w.typed("nudges"), "Reminders within a month: 1.")
	})
}

// TestOnlyAnAdministratorShiftsAReport to another day, with a reason that the city reads.
func TestOnlyAnAdministratorShiftsAReport(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.promised(inTime, vouched)
		contains(t, w.typed("shift "+reference), "This is not open to you. Nothing has changed.")

		person := w.srv.Person(ines)
		person.Command("/pledges", "aplazar "+reference)
		w.app.Idle()
		contains(t, person.View().String(), "Cambiar la fecha", "A más tardar el")
		person.Type(person.View(), "date", "date", "pronto")
		person.Type(person.View(), "words", "words", "Hubo elecciones.")
		contains(t, w.wrong(person, "date"), "Escriba un día")
		person.Type(person.View(), "date", "date", "28 de febrero de 2029")
		w.sends(person)
		contains(t, person.View().String(), "CGLU, del equipo del Llamado, fijó otra fecha para el informe sobre “Viviendas para familias recién llegadas”: 28 de febrero de 2029. Motivo: Hubo elecciones.")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "report due on 28 February 2029")
		contains(t, w.srv.Person(marie).Read(channel), "UCLG put the report on another day, 28 February 2029: “Hubo elecciones.”")
	})
}

// TestACityHearsWhereItsReportWasUsed, once, however many are named.
func TestACityHearsWhereItsReportWasUsed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	w.signsAndSends(w.reports(w.promised(inTime, vouched), nil))
	contains(t, w.typed("used "+reference+" In the report of 2028"), "the city is not told. Some points are still open")
	w.presses(tom, "accept")
	w.clock.Pass(pledge.TakeBackFor)
	contains(t, w.typed("used"), "Name the pledges, and say where their reports were used")
	contains(t, w.typed("used "+reference+" CLA-2026-0009 In the report of 2028"), "Riobamba, Ecuador: the city is told.", "CLA-2026-0009")
	contains(t, w.typed("used "+reference+" In the report of 2028"), "the city is not told. That is done already.")
	w.draw()
	contains(t, w.card(tom).String(), "Where it was used: In the report of 2028")
	contains(t, w.srv.Person(marie).Read(channel), "UCLG told the city where its report was used: “In the report of 2028”")
}
