package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// TestTheTeamAcceptsAReport: it stands above its pledge on the card and in the window, and
// below it once it is accepted.
func TestTheTeamAcceptsAReport(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.signsAndSends(w.reports(w.promised(inTime, vouched), nil))
		card := w.card(tom).String()
		inOrder(t, card, "Submitted · With the team since 19 October 2028", "Progress report 1, due on 30 November 2028", "What became of it:",
			"Firmar 40 garantías – Hecho", "Reparar diez viviendas – Modificado (El dueño vendió una casa.)", "Stage: In progress", "Outlook: Delayed",
			"What was done: Las primeras 38 viviendas están alquiladas.", "Title: Viviendas para familias recién llegadas", "Worth a look: A fuller description", "Check code: "+p.Submitted.Check, "[Accept]")
		lacks(t, card, "[Decline]", "Report expected since", "A change of what was accepted")
		contains(t, w.drawn(), "Accept the report?", "The report on “Viviendas para familias recién llegadas” is accepted as submitted (check code "+p.Submitted.Check)
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba sent its progress report.")
		lacks(t, w.srv.Person(marie).Read(channel), "before and now")
		inOrder(t, w.pages(), "Progress report 1, due on 30 November 2028", "What was done: Las primeras 38", "Sign-off: Despacho de la Alcaldía, 19 de octubre de 2028",
			"The pledge itself", "City or territory: Riobamba", "Main steps: Firmar 40 garantías")

		w.presses(tom, "accept")
		w.clock.Pass(pledge.TakeBackFor)
		w.tellsLater(1, pledge.WasAccepted)
		w.draw()
		card = w.card(tom).String()
		contains(t, card, "Accepted on 30 November 2026; report due on 30 November 2030", "Report 1, accepted on 19 October 2028", "[Suspend]")
		lacks(t, card, "Progress report 1", "Las primeras 38", "[Accept]", p.Submitted.Check)
		contains(t, w.srv.Person(marie).Read(channel), "UCLG accepted the report. The next one is due on 30 November 2030.")
		inOrder(t, w.pages(), "City or territory: Riobamba", "Main steps: Firmar 40 garantías", "Report 1, accepted on 19 October 2028", "What was done: Las primeras 38")
	})
}

// TestWhatACityWritesOfAReportIsItsOwn until it is sent, and again once it is taken back.
func TestWhatACityWritesOfAReportIsItsOwn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.promised(inTime, vouched)
		of := p.Submitted.Check
		p = w.reports(p, nil)
		w.draw()
		hidden := func() {
			t.Helper()
			card := w.card(tom).String()
			contains(t, card, "Accepted on 30 November 2026; report due on 30 November 2028", "The city is writing its report since 19 October 2028.", "Check code: "+of, "Viviendas para familias recién llegadas")
			lacks(t, card+w.srv.Person(marie).Read(channel)+w.pages(), "Las primeras 38", "El dueño", "Progress report 1", "[Accept]")
		}
		hidden()
		w.signsAndSends(p)
		contains(t, w.card(tom).String(), "Las primeras 38")
		p = w.does(p, pledge.Recall{})
		w.draw()
		hidden()
		w.does(p, pledge.Withdraw{Note: "El concejo decidió otra cosa."})
		w.draw()
		lacks(t, w.card(tom).String()+w.pages(), "Las primeras 38", "Progress report 1")
	})
}

// TestAQuestionAboutAReport is answered and sent again, which shows only what has changed.
func TestAQuestionAboutAReport(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.signsAndSends(w.reports(w.promised(inTime, vouched), nil))
		person := w.srv.Person(tom)
		w.presses(tom, "ask")
		person.Choose(person.View(), "fields", "fields", "summary")
		person.Type(person.View(), "words", "words", "¿Quién las ha contado?")
		w.sends(person)
		contains(t, person.View().String(), "¿Quién las ha contado?")
		w.sends(person)
		w.app.Idle()
		w.draw()
		contains(t, w.card(tom).String(), "With the city since", "Progress report 1", "“What was done”: “¿Quién las ha contado?”")
		q := w.now(p.ID).Questions[0]
		p = w.answers(p, "summary", "Las primeras 38 viviendas, contadas por la oficina, están alquiladas.")
		w.draw()
		lacks(t, w.card(tom).String()+w.pages()+person.Read(channel), "contadas por la oficina")
		p = w.does(p, pledge.Reply{Question: q.ID, Text: "La oficina.", Seen: q.Rev})
		w.signsAndSends(p)
		contains(t, w.card(tom).String(), "In review", "What was done: Las primeras 38 viviendas, contadas por la oficina")
		thread := person.Read(channel)
		contains(t, thread, "UCLG asks about “What was done”", "Riobamba answers about “What was done”: “La oficina.”", "Riobamba sent it again.", "What was done, before and now")
		if n := strings.Count(thread, "before and now"); n != 1 {
			t.Errorf("%d fields read otherwise:\n%s", n, thread)
		}
		inOrder(t, w.pages(), "What was done:", "contadas por la oficina", "Sent on 19 October 2028:", "The pledge itself")
	})
}

// TestTheReportOfAStrangerIsFolded, as its pledge is.
func TestTheReportOfAStrangerIsFolded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.signsAndSends(w.reports(w.promised(inTime), nil))
		contains(t, w.card(tom).String(), "Progress report 1, due on 30 November 2028", "The city's own words are under “Open”.", "[Vouch for the city]")
		w.does(p, pledge.Recall{})
		w.signsAndSends(w.answers(p, "summary", "Otras 39 viviendas están alquiladas."))
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba sent it again.")
		lacks(t, w.card(tom).String()+w.srv.Person(marie).Read(channel), "Las primeras 38", "Otras 39", "El dueño")
		contains(t, w.pages(), "Otras 39")
	})
}

// TestWhoMayBeRecognisedIsPointedOut to the team, which reads the report anyway.
func TestWhoMayBeRecognisedIsPointedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	w.signsAndSends(w.reports(w.promised(inTime, vouched), map[string][]string{"next_steps": {"La Sra. Amina Diallo lleva la lista, +593 99 123 4567."}}))
	contains(t, w.card(tom).String(), "May let somebody be recognised: Next steps\n")
}

// TestAnUpdateLeavesTheReportDue, and the last report ends all that is due.
func TestAnUpdateLeavesTheReportDue(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.signsAndSends(w.reports(w.promised(early, vouched), nil))
	contains(t, w.card(tom).String(), "An update ahead of time; the report stays due on 30 November 2028")
	w.presses(tom, "accept")
	contains(t, w.card(tom).String(), "report due on 30 November 2028", "Report 1, accepted on 19 October 2027")
	contains(t, w.srv.Person(marie).Read(channel), "The next one is due on 30 November 2028.")
	w.clock.Pass(time.Hour)
	w.signsAndSends(w.reports(p, map[string][]string{"stage": {"fulfilled"}, "outcome": {"partly"}}))
	contains(t, w.card(tom).String(), "Outcome: Partly fulfilled")
	inOrder(t, w.pages(), "Outcome: Partly fulfilled", "The pledge itself", "Report 1, accepted on 19 October 2027", "Outlook: Delayed")
	lacks(t, w.srv.Person(marie).Read(channel)+w.pages(), "before and now", "Sent on")
	w.presses(tom, "accept")
	card := w.card(tom).String()
	contains(t, card, "Accepted on 30 November 2026, and closed", "Report 2, accepted on 19 October 2027", "Closed: Partly fulfilled")
	lacks(t, card+w.finds("due"), "due on")
	contains(t, w.srv.Person(marie).Read(channel), "UCLG accepted the report. It was the last one: the pledge is closed.")
}

// TestALateReportIsFound also while the city writes it, and not when it is sent.
func TestALateReportIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.promised(inTime, vouched)
	lacks(t, w.finds("overdue"), "CLA-2026-0001")
	w.clock.Pass(late.Sub(inTime))
	w.draw()
	contains(t, w.finds("overdue"), "CLA-2026-0001 · Riobamba, Ecuador · Accepted · report due on 30 November 2028")
	p = w.reports(p, nil)
	w.draw()
	contains(t, w.card(tom).String(), "Report expected since 30 November 2028")
	contains(t, w.finds("overdue"), "CLA-2026-0001 · Riobamba, Ecuador")
	contains(t, w.finds("viviendas"), "Viviendas para familias recién llegadas")
	w.signsAndSends(p)
	lacks(t, w.finds("overdue"), "CLA-2026-0001")
	lacks(t, w.card(tom).String(), "Report expected since")
	p = w.does(p, pledge.Recall{})
	contains(t, w.finds("overdue"), "CLA-2026-0001")
	w.signsAndSends(p)
	w.presses(tom, "accept")
	lacks(t, w.finds("overdue"), "CLA-2026-0001")
	contains(t, w.finds("due 2030"), "report due on 11 December 2030") // two years after it came
}
