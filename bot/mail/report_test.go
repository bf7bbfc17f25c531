package mail_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/paper"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// promised is an accepted pledge about a month before its report is due, of which all
// mail has gone out.
func (w *world) promised() pledge.Pledge {
	w.t.Helper()
	p := w.submits("Cuarenta viviendas")
	w.accepts(p)
	w.round()
	w.clock.Pass(time.Date(2028, 6, 28, 9, 0, 0, 0, time.UTC).Sub(w.clock.Now()))
	return w.look(p.ID)
}

// reports has the city write a report and sign it off.
func (w *world) reports(p pledge.Pledge, summary string) pledge.Pledge {
	w.t.Helper()
	if p.Progress == nil {
		p = w.does(p, pledge.BeginReport{})
	}
	results := call.Default().Using(call.UseResults)
	parts := call.Parts(p.Value(results.Key).First())
	parts["status"] = "finished"
	for _, a := range []pledge.Amend{
		{Field: results.Key, Value: call.Value{results.Item(parts)}},
		{Field: "stage", Value: call.Value{"in_progress"}},
		{Field: "outlook", Value: call.Value{"on_track"}},
		{Field: "summary", Value: call.Value{summary}},
		{Field: "next_steps", Value: call.Value{"Las dos últimas se alquilan en otoño."}},
		{Field: "head_changed", Value: call.Value{"no"}},
		{Field: "contact_changed", Value: call.Value{"no"}},
		{Field: "report_publish", Value: call.Value{"whole"}},
		{Field: "approvals", Value: call.Value{"office=Despacho de la Alcaldía\x1edate=" + w.clock.Now().Format(time.DateOnly)}},
	} {
		a.Seen = p.Answers[a.Field].Rev
		p = w.does(p, a)
	}
	return p
}

// takes has the team accept a report.
func (w *world) takes(p pledge.Pledge) pledge.Pledge {
	w.t.Helper()
	w.clock.Pass(time.Second)
	by := pledge.Actor{Person: "desk:r", Role: pledge.Reviewer, Org: "UCLG"}
	in := conversation.InputID(fmt.Sprint("test:takes:", p.Rev))
	if _, why, err := w.bot.Do(w.t.Context(), in, by, p.ID, pledge.Accept{Check: p.Submitted.Check}); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
	return w.look(p.ID)
}

// came are the mails after the first so many, by whom they are for.
func (w *world) came(after int) map[string]letter {
	w.t.Helper()
	all := map[string]letter{}
	for _, raw := range w.mails()[after:] {
		l := open(w.t, raw)
		to := strings.Trim(header(w.t, l, "To"), "<>")
		if _, twice := all[to]; twice {
			w.t.Errorf("two mails to %s", to)
		}
		all[to] = l
	}
	return all
}

// TestAReportIsMailed once, below the first mail about its pledge, with the report for
// people and for programs, and a copy for the city.
func TestAReportIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.promised()
	p = w.does(p, pledge.Permit{Field: "consent_mail", Value: call.Value{"yes"}})
	of, before := p.Submitted.Check, len(w.mails())
	p = w.sends(w.reports(p, "Treinta y ocho viviendas <b>ya</b> están alquiladas."))
	w.round()
	w.round()
	got := w.came(before)
	if len(got) != 2 {
		t.Fatalf("%d mails", len(got))
	}
	for to, wants := range map[string][2]string{
		"pledges@mechanism.example": {
			"[CLA-2026-0001] Riobamba, Ecuador, progress report: Cuarenta viviendas",
			"Progress report on pledge CLA-2026-0001 of Riobamba, Ecuador, submitted on 28 June 2028. Check code: " + p.Submitted.Check,
		},
		"oficina@riobamba.example": {
			"[CLA-2026-0001] Riobamba, Ecuador, informe de avance: Cuarenta viviendas", "Esta es una copia para los archivos de su ciudad",
		},
	} {
		l := got[to]
		if header(t, l, "Subject") != wants[0] || header(t, l, "In-Reply-To") != "<"+string(p.ID)+".2@cities.example>" {
			t.Errorf("to %s: %q answers %q", to, header(t, l, "Subject"), header(t, l, "In-Reply-To"))
		}
		text := strings.NewReplacer("\r\n", "\n", "\u00a0", " ").Replace(l.parts["text/plain"])
		for _, want := range []string{wants[1], "Treinta y ocho viviendas <b>ya</b> están alquiladas.", "https://t.me/test_bot?start=v-CLA-2026-0001-" + p.Submitted.Check} {
			if !strings.Contains(text, want) {
				t.Errorf("to %s: %q is not in\n%s", to, want, text)
			}
		}
		if strings.Contains(text, "Lo que cambia") || strings.Contains(text, "Texto del compromiso") || strings.Contains(l.parts["text/html"], "<b>ya</b>") {
			t.Errorf("to %s: it has the pledge, or a change of it, or markup\n%s", to, text)
		}
		w.hasTheReport(l, p, of)
	}
}

// hasTheReport looks at the two papers of a mail.
func (w *world) hasTheReport(l letter, p pledge.Pledge, of string) {
	w.t.Helper()
	claim, err := paper.Read(strings.NewReader(l.parts["CLA-2026-0001-report-1.pdf"]))
	if err != nil || claim.Record == nil || claim.Record.Check != p.Submitted.Check || claim.Record.Report != 1 || claim.Record.Of != of {
		w.t.Errorf("attached is %+v, %v", claim, err)
	}
	var r paper.Record
	if err := json.Unmarshal([]byte(l.parts["CLA-2026-0001-report-1.json"]), &r); err != nil || r.Check != p.Submitted.Check || r.Report != 1 || r.Of != of || !r.Answers["title"].Empty() || r.Answers["summary"].Empty() {
		w.t.Errorf("for programs: %+v, %v", r, err)
	}
}

// TestAReportThatWaitsIsMailed also where the team has accepted it by then, and the next
// is written.
func TestAReportThatWaitsIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.promised()
	before := len(w.mails())
	w.says(answers("MAIL", 451, "away"))
	p = w.sends(w.reports(p, "Treinta y ocho viviendas están alquiladas."))
	w.round()
	sent := p.Submitted.Check
	p = w.takes(p)
	w.does(p, pledge.BeginReport{})
	w.says(nil)
	w.clock.Pass(time.Minute)
	w.round()
	got := w.came(before)["pledges@mechanism.example"]
	if len(w.mails()) != before+1 || !strings.Contains(header(t, got, "Subject"), "progress report") || !strings.Contains(got.parts["text/plain"], sent) {
		t.Errorf("%d mails, %q", len(w.mails())-before, header(t, got, "Subject"))
	}
	if w.waits()[store.Cancelled] != 0 {
		t.Errorf("%v", w.waits())
	}
}

// TestAReportThatWasTakenBackIsNotMailed, but in the words that are sent then.
func TestAReportThatWasTakenBackIsNotMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.promised()
	before := len(w.mails())
	p = w.sends(w.reports(p, "Treinta y ocho viviendas están alquiladas."))
	p = w.does(p, pledge.Recall{})
	w.round()
	if len(w.mails()) != before || w.waits()[store.Cancelled] != 1 {
		t.Fatalf("%d mails of what was taken back, %v", len(w.mails())-before, w.waits())
	}
	w.sends(w.reports(p, "Treinta y nueve viviendas están alquiladas."))
	w.round()
	got := w.came(before)["pledges@mechanism.example"]
	if text := got.parts["text/plain"]; !strings.Contains(text, "Treinta y nueve") || strings.Contains(text, "Treinta y ocho") || !strings.Contains(header(t, got, "Subject"), "progress report") {
		t.Errorf("%q:\n%s", header(t, got, "Subject"), text)
	}
}

// TestAWithdrawalTellsNothingUnsent: it comes with the pledge as it stood, whatever the city
// was writing or had sent beside it.
func TestAWithdrawalTellsNothingUnsent(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(w *world, p pledge.Pledge){
		"a report is written": func(w *world, p pledge.Pledge) { w.reports(p, "PLANTED words") },
		"a report was sent":   func(w *world, p pledge.Pledge) { w.sends(w.reports(p, "PLANTED words")); w.round() },
		"a change is written": func(w *world, p pledge.Pledge) {
			p = w.does(p, pledge.Revise{})
			w.does(p, pledge.Amend{Field: "title", Value: call.Value{"PLANTED words in a title"}, Seen: p.Answers["title"].Rev})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := w.promised()
			meanwhile(w, p)
			if now := w.look(p.ID); now.State == pledge.Submitted {
				w.looks(now)
			}
			before := len(w.mails())
			w.does(p, pledge.Withdraw{Note: "El concejo decidió otra cosa."})
			w.round()
			l := w.came(before)["pledges@mechanism.example"]
			if got := header(t, l, "Subject"); got != "[CLA-2026-0001] Riobamba, Ecuador, withdrawn: Cuarenta viviendas" {
				t.Errorf("the subject is %q", got)
			}
			if text := l.parts["text/plain"] + l.parts["text/html"] + l.parts["CLA-2026-0001.json"]; strings.Contains(text, "PLANTED") || !strings.Contains(text, "Texto del compromiso") {
				t.Errorf("it reads\n%s", text)
			}
			claim, err := paper.Read(strings.NewReader(l.parts["CLA-2026-0001.pdf"]))
			if err != nil || claim.Record == nil || claim.Record.Check != p.Submitted.Check {
				t.Errorf("attached is %+v, %v", claim, err)
			}
		})
	}
}

// looks has the team open what was sent, so that it can be withdrawn alone.
func (w *world) looks(p pledge.Pledge) {
	w.t.Helper()
	by := pledge.Actor{Person: "desk:r", Role: pledge.Reviewer, Org: "UCLG"}
	if _, why, err := w.bot.Do(w.t.Context(), "test:looks", by, p.ID, pledge.Look{}); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
}
