package mail_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pledgebot/bot/paper"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(encoding) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

func header(t *testing.T, l letter, key string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(l.head.Get(key))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestASubmissionIsMailed once, in the pledge's language under an English line, with the
// pledge attached for people and for programs; what a city wrote ends no header and is
// no markup.
func TestASubmissionIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas\u2028Bcc: everybody@example.org")
	w.round()
	w.round()
	if len(w.mails()) != 1 || w.waits()[store.Sent] != 1 {
		t.Fatalf("%d mails, %v", len(w.mails()), w.waits())
	}
	l := open(t, w.mails()[0])
	for key, want := range map[string]string{
		"Subject": "[CLA-2026-0001] Riobamba, Ecuador: Cuarenta viviendas Bcc: everybody@example.org", "From": "<bot@cities.example>", "To": "<pledges@mechanism.example>",
		"Message-ID": "<" + string(p.ID) + ".2@cities.example>", "In-Reply-To": "", "Auto-Submitted": "auto-generated", "Bcc": "", "Content-Language": "es",
	} {
		if got := header(t, l, key); got != want {
			t.Errorf("%s is %q, not %q", key, got, want)
		}
	}
	for kind, wants := range map[string][]string{
		"text/plain": {
			"Pledge CLA-2026-0001 of Riobamba, Ecuador, submitted on 30 November 2026, written in Spanish. Check code: " + p.Submitted.Check,
			"familias recién llegadas <b>antes</b> de 2028.", "https://t.me/test_bot?start=v-CLA-2026-0001-" + p.Submitted.Check, "Este mensaje se envió automáticamente",
		},
		"text/html": {"&lt;b&gt;antes&lt;/b&gt;", `<html lang="es">`, "Código de verificación: " + p.Submitted.Check},
	} {
		text := strings.NewReplacer("\r\n", "\n", "\u00a0", " ").Replace(l.parts[kind])
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in the %s\n%s", want, kind, text)
			}
		}
		if strings.Contains(text, "oficina@") {
			t.Errorf("a contact is in the %s", kind)
		}
	}
	claim, err := paper.Read(strings.NewReader(l.parts["CLA-2026-0001.pdf"]))
	if err != nil || claim.Record == nil || claim.Record.Check != p.Submitted.Check {
		t.Errorf("attached is %+v, %v", claim, err)
	}
	var r paper.Record
	if err := json.Unmarshal([]byte(l.parts["CLA-2026-0001.json"]), &r); err != nil || r.Check != p.Submitted.Check {
		t.Errorf("for programs: %+v, %v", r, err)
	}
	if strings.Contains(w.log.String(), password) {
		t.Error("the password is in the log")
	}
}

// TestWhatIsSubmittedAgain answers the first mail; a submission that was taken back
// before its turn sends none.
func TestWhatIsSubmittedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.does(p, pledge.Recall{})
	w.round()
	if len(w.mails()) != 0 || w.waits()[store.Cancelled] != 1 {
		t.Fatalf("%d mails of what was taken back, %v", len(w.mails()), w.waits())
	}
	w.sends(p)
	w.round()
	if len(w.mails()) != 1 {
		t.Fatalf("%d mails", len(w.mails()))
	}
	l := open(t, w.mails()[0])
	if got := header(t, l, "In-Reply-To"); got != "<"+string(p.ID)+".2@cities.example>" || got == header(t, l, "Message-ID") {
		t.Errorf("it answers %q as %q", got, header(t, l, "Message-ID"))
	}
	if got := header(t, l, "Subject"); got != "[CLA-2026-0001] Riobamba, Ecuador, submitted again: Cuarenta viviendas" {
		t.Errorf("the subject is %q", got)
	}
}

// TestTroubleOnTheWay: whatever passes is tried again and brings one mail; what is for
// good ends at once and is told to the team, once.
func TestTroubleOnTheWay(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answer  func(string) error
		bounces bool
	}{
		"421 at the greeting":   {answers("CONNECT", 421, "busy"), false},
		"451 greylisted":        {answers("RCPT", 451, "try later"), false},
		"452 after the mail":    {answers("DATA", 452, "no room"), false},
		"530 not signed in":     {answers("MAIL", 530, "authenticate first"), false},
		"550 no such mailbox":   {answers("RCPT", 550, "no such mailbox here"), true},
		"554 after the mail":    {answers("DATA", 554, "refused as spam"), true},
		"553 a sender of ours":  {answers("MAIL", 553, "not your address"), true},
		"454 no way to sign in": {answers("AUTH", 454, "not now"), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := w.submits("Cuarenta viviendas")
			w.says(tc.answer)
			w.round()
			if tc.bounces {
				w.bounced(p, 1)
				return
			}
			if w.waits()[store.Due] != 1 || len(w.failing) != 1 || !w.failing[0] {
				t.Fatalf("%v, noticed %v\n%s", w.waits(), w.failing, w.log)
			}
			w.round() // not before its time
			w.says(nil)
			w.clock.Pass(time.Minute)
			w.round()
			w.round()
			if len(w.mails()) != 1 || w.waits()[store.Sent] != 1 || w.failing[len(w.failing)-1] {
				t.Errorf("%d mails, %v, noticed %v", len(w.mails()), w.waits(), w.failing)
			}
		})
	}
}

// bounced looks whether the team is told so often that a mail will not come.
func (w *world) bounced(p pledge.Pledge, want int) {
	w.t.Helper()
	facts, err := w.db.Facts(w.t.Context(), p.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	n := 0
	for _, f := range facts {
		if f.Kind == pledge.Bounced {
			n++
		}
	}
	if n != want || w.waits()[store.Refused] != want {
		w.t.Errorf("told %d times, %v\n%s", n, w.waits(), w.log)
	}
}

// TestThreeDaysAndNoMore: a server that is away keeps a mail waiting, ever longer, and
// in the end the team is told.
func TestThreeDaysAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.says(answers("MAIL", 451, "away"))
	for range 73 * 4 {
		w.round()
		w.clock.Pass(15 * time.Minute)
	}
	w.bounced(p, 1)
	if w.tries < 70 || w.tries > 90 {
		t.Errorf("%d tries", w.tries)
	}
}

// TestAConnectionThatEndsAfterTheMail may bring it twice, under one Message-ID.
func TestAConnectionThatEndsAfterTheMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.submits("Cuarenta viviendas")
	w.mu.Lock()
	w.cut = true
	w.mu.Unlock()
	w.round()
	w.mu.Lock()
	w.cut = false
	w.mu.Unlock()
	w.clock.Pass(time.Minute)
	w.round()
	if w.waits()[store.Sent] != 1 || len(w.mails()) == 0 {
		t.Fatalf("%d mails, %v\n%s", len(w.mails()), w.waits(), w.log)
	}
	for _, raw := range w.mails() {
		if got, want := header(t, open(t, raw), "Message-ID"), header(t, open(t, w.mails()[0]), "Message-ID"); got != want {
			t.Errorf("one is %s, the other %s", got, want)
		}
	}
}

// TestAllComeWhenTheServerIsBack, each once: what waits for one mail keeps no other from
// being tried.
func TestAllComeWhenTheServerIsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.says(answers("CONNECT", 421, "busy"))
	n := 100
	if testing.Short() {
		n = 12
	}
	for i := range n {
		w.submits(fmt.Sprint("Viviendas ", i))
		w.round()
	}
	w.says(nil)
	for range 20 {
		w.clock.Pass(10 * time.Minute)
		w.round()
	}
	ids := map[string]bool{}
	for _, raw := range w.mails() {
		ids[header(t, open(t, raw), "Message-ID")] = true
	}
	if len(w.mails()) != n || len(ids) != n || w.waits()[store.Sent] != n {
		t.Errorf("%d mails of %d pledges, %v", len(w.mails()), len(ids), w.waits())
	}
}

// TestWhatBecomesOfAPledgeIsMailed: a withdrawal with its reason, and that it was taken
// back, below the first mail.
func TestWhatBecomesOfAPledgeIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.accepts(p)
	w.does(p, pledge.Suspend{Note: "Sin presupuesto.\nBcc: everybody@example.org"})
	w.does(p, pledge.Resume{})
	w.does(p, pledge.Withdraw{Note: "El concejo decidió <otra> cosa."})
	w.does(p, pledge.Reinstate{})
	w.round()
	if len(w.mails()) != 5 {
		t.Fatalf("%d mails", len(w.mails()))
	}
	seen := map[string]bool{}
	for i, want := range []struct{ subject, summary, says string }{
		{"[CLA-2026-0001] Riobamba, Ecuador: Cuarenta viviendas", "Pledge CLA-2026-0001 of Riobamba, Ecuador, submitted on", ""},
		{"[CLA-2026-0001] Riobamba, Ecuador, suspended: Cuarenta viviendas", "is suspended as of 30 November 2026.", "Motivo: Sin presupuesto."},
		{"[CLA-2026-0001] Riobamba, Ecuador, suspension ended: Cuarenta viviendas", "ended on 30 November 2026: it stands as before.", ""},
		{"[CLA-2026-0001] Riobamba, Ecuador, withdrawn: Cuarenta viviendas", "The city has withdrawn pledge CLA-2026-0001", "Motivo: El concejo decidió <otra> cosa."},
		{"[CLA-2026-0001] Riobamba, Ecuador, withdrawal taken back: Cuarenta viviendas", "The city has taken back the withdrawal", ""},
	} {
		l := open(t, w.mails()[i])
		text := strings.NewReplacer("\r\n", "\n", "\u00a0", " ").Replace(l.parts["text/plain"])
		if header(t, l, "Subject") != want.subject || header(t, l, "Bcc") != "" || !strings.Contains(text, want.summary) || !strings.Contains(text, want.says) || strings.Contains(l.parts["text/html"], "<otra>") {
			t.Errorf("%q:\n%s", header(t, l, "Subject"), text)
		}
		if id := header(t, l, "Message-ID"); seen[id] || i > 0 && header(t, l, "In-Reply-To") != "<"+string(p.ID)+".2@cities.example>" {
			t.Errorf("%s answers %q", id, header(t, l, "In-Reply-To"))
		} else {
			seen[id] = true
		}
		if l.parts["CLA-2026-0001.pdf"] == "" || l.parts["CLA-2026-0001.json"] == "" {
			t.Errorf("%q has not both papers", want.subject)
		}
	}
}

// TestACopyForTheCity goes to the pledge's own address, in its language, as long as the
// city wants it; one that is refused is told to the owner.
func TestACopyForTheCity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.accepts(p)
	w.does(p, pledge.Permit{Field: "consent_mail", Value: call.Value{"yes"}})
	w.does(p, pledge.Suspend{Note: "Sin presupuesto."})
	w.round()
	var to []string
	for _, raw := range w.mails() {
		to = append(to, header(t, open(t, raw), "To"))
	}
	if len(to) != 3 || !strings.Contains(strings.Join(to, " "), "<oficina@riobamba.example>") {
		t.Fatalf("mails to %v", to)
	}
	for _, raw := range w.mails() {
		if l := open(t, raw); strings.Contains(header(t, l, "To"), "oficina") {
			if got := header(t, l, "Subject"); got != "[CLA-2026-0001] Riobamba, Ecuador, suspendido: Cuarenta viviendas" {
				t.Errorf("the subject is %q", got)
			}
			if !strings.Contains(l.parts["text/plain"], "Esta es una copia para los archivos de su ciudad") {
				t.Errorf("it reads\n%s", l.parts["text/plain"])
			}
		}
	}

	w.does(p, pledge.Resume{})
	consent := w.look(p.ID).Answers["consent_mail"].Rev
	w.does(p, pledge.Permit{Field: "consent_mail", Value: call.Value{"no"}, Seen: consent})
	w.round()
	if len(w.mails()) != 4 || w.waits()[store.Cancelled] != 1 {
		t.Errorf("%d mails after the city wants none, %v", len(w.mails()), w.waits())
	}

	w.does(p, pledge.Permit{Field: "consent_mail", Value: call.Value{"yes"}, Seen: w.look(p.ID).Answers["consent_mail"].Rev})
	w.does(p, pledge.Suspend{Note: "Otra vez."})
	w.says(func(verb string) error {
		if verb == "RCPT" {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.NoEnhancedCode, Message: "no such mailbox"}
		}
		return nil
	})
	w.round()
	facts, err := w.db.Facts(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	copies := 0
	for _, f := range facts {
		if f.Kind == pledge.Bounced && f.Change {
			copies++
		}
	}
	if copies != 1 || w.waits()[store.Refused] != 2 {
		t.Errorf("%d copies bounced, %v", copies, w.waits())
	}
}

// look is a pledge as it is now.
func (w *world) look(id pledge.ID) pledge.Pledge {
	w.t.Helper()
	v, err := w.db.Look(w.t.Context(), store.Query{Pledge: id})
	if err != nil {
		w.t.Fatal(err)
	}
	return *v.Pledge
}

// accepts has the team accept a pledge.
func (w *world) accepts(p pledge.Pledge) {
	w.t.Helper()
	w.clock.Pass(time.Second)
	by := pledge.Actor{Person: "desk:r", Role: pledge.Reviewer, Org: "UCLG"}
	if _, why, err := w.bot.Do(w.t.Context(), "test:accept", by, p.ID, pledge.Accept{Check: p.Submitted.Check}); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
}

// TestAChangeIsMailedWithWhatItChanges, in the pledge's language, above the whole text.
func TestAChangeIsMailedWithWhatItChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.accepts(p)
	p = w.does(p, pledge.Revise{})
	p = w.does(p, pledge.Amend{Field: "title", Value: call.Value{"Cincuenta <viviendas>"}, Seen: p.Answers["title"].Rev})
	p = w.does(p, pledge.Amend{Field: "approvals", Value: call.Value{"office=Despacho de la Alcaldía\x1edate=2026-11-30"}, Seen: p.Answers["approvals"].Rev})
	w.sends(p)
	w.round()
	if len(w.mails()) != 2 {
		t.Fatalf("%d mails", len(w.mails()))
	}
	l := open(t, w.mails()[1])
	if got := header(t, l, "Subject"); got != "[CLA-2026-0001] Riobamba, Ecuador, change submitted: Cincuenta <viviendas>" || header(t, l, "In-Reply-To") == "" {
		t.Errorf("the subject is %q, it answers %q", got, header(t, l, "In-Reply-To"))
	}
	text := strings.NewReplacer("\r\n", "\n", "\u00a0", " ").Replace(l.parts["text/plain"])
	for _, want := range []string{"A change of pledge CLA-2026-0001", "What was accepted stands until it is accepted.", "Lo que cambia:\nTítulo · antes: Cuarenta viviendas · ahora: Cincuenta <viviendas>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(l.parts["text/html"], "<viviendas>") {
		t.Error("what a city wrote is markup")
	}
}
