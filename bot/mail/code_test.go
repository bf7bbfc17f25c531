package mail_test

import (
	"context"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/mail"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
)

var typed = regexp.MustCompile(`\b[0-9A-Z]{5}-[0-9A-Z]{5}\b`)

// TestTheAddressIsProvedByACode: the owner asks for it in the chat, it is mailed to the
// pledge's address, and typed in the chat, however it is written; a wrong one teaches
// nothing. Another address is to be proved anew.
func TestTheAddressIsProvedByACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.round()
	phone := &screen{}
	talk := bot.New(bot.Parts{
		Machine: conversation.New(call.Default(), conversation.Settings{Langs: product.Langs(), Mail: true}), Texts: product, Dialogs: memory.New(), Pledges: w.db,
		Deliveries: w.db, People: w.db, Post: mail.Mechanism, Copy: mail.City, Codes: codes, Senders: []bot.Sender{phone}, Now: w.clock.Now, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	})
	n := 0
	says := func(e conversation.Event) string {
		t.Helper()
		n++
		w.clock.Pass(time.Second)
		to := store.AddressOf(owner)
		if err := talk.Handle(t.Context(), bot.Update{ID: conversation.InputID("chat:" + string(rune('a'+n))), From: to, Event: e}); err != nil {
			t.Fatal(err)
		}
		if err := talk.Deliver(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		return phone.last.Text
	}
	chooses := func(o call.OptionID) string { return says(conversation.Chose{Prompt: phone.last.Prompt, Option: o}) }
	says(conversation.Opened{Lang: "es"})
	chooses("pledges")
	chooses("1")
	chooses("consents")
	if got := chooses("send_code"); !strings.Contains(got, "oficina@riobamba.example") {
		t.Fatalf("it says\n%s", got)
	}
	w.round()
	if len(w.mails()) != 2 {
		t.Fatalf("%d mails", len(w.mails()))
	}
	l := open(t, w.mails()[1])
	code := typed.FindString(l.parts["text/plain"])
	if header(t, l, "To") != "<oficina@riobamba.example>" || code == "" || !strings.Contains(l.parts["text/plain"], "Si nadie de su oficina lo pidió") {
		t.Fatalf("to %s:\n%s", header(t, l, "To"), l.parts["text/plain"])
	}
	if got := says(conversation.Said{Text: "00000-00000", Meaning: call.Meaning{Text: "00000-00000"}, Mark: 999}); !strings.Contains(got, "No es el código del correo más reciente") {
		t.Errorf("a wrong code: %s", got)
	}
	free := strings.ToLower(strings.ReplaceAll(code, "-", " "))
	if got := says(conversation.Said{Text: free, Meaning: call.Meaning{Text: free}, Mark: 1000}); !strings.Contains(got, "está confirmada") {
		t.Errorf("the code: %s", got)
	}
	if pledge.MailProved(call.Default(), w.look(p.ID)).IsZero() {
		t.Error("it is not proved")
	}
	if strings.Contains(w.log.String(), code) {
		t.Error("the code is in the log")
	}
	facts, err := w.db.Facts(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if strings.Contains(f.Check+f.Note+f.Typed, code) {
			t.Errorf("the code is kept: %+v", f)
		}
	}
	w.does(p, pledge.Permit{Field: "contact_email", Value: call.Value{"otra@riobamba.example"}, Seen: w.look(p.ID).Answers["contact_email"].Rev})
	if !pledge.MailProved(call.Default(), w.look(p.ID)).IsZero() {
		t.Error("another address counts as proved")
	}
}

// TestACodeIsMailedWhileItCounts: one that another has replaced is not sent, nor is one
// that was typed late taken.
func TestACodeIsMailedWhileItCounts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.submits("Cuarenta viviendas")
	w.round()
	first := codes.Code(p.ID, w.look(p.ID).Rev+1)
	w.does(p, pledge.SendCode{Code: first})
	w.clock.Pass(3 * time.Minute)
	second := codes.Code(p.ID, w.look(p.ID).Rev+1)
	w.does(p, pledge.SendCode{Code: second})
	w.round()
	if len(w.mails()) != 2 || !strings.Contains(open(t, w.mails()[1]).parts["text/plain"], second) || first == second || w.waits()[store.Cancelled] != 1 {
		t.Errorf("%d mails, %v", len(w.mails()), w.waits())
	}
	w.clock.Pass(25 * time.Hour)
	city := pledge.Actor{Person: owner}
	if _, why, err := w.bot.Do(t.Context(), "late", city, p.ID, pledge.ProveMail{Code: second}); why != pledge.CodeSpent || err != nil {
		t.Errorf("after a day: %q, %v", why, err)
	}
}

// A screen shows the last message.
type screen struct {
	n    conversation.Mark
	last bot.Message
}

func (*screen) Platform() string { return "tg" }

func (*screen) Serves(to store.Address) bool { return to.Platform == "tg" }

func (s *screen) Send(_ context.Context, _ store.Address, m bot.Message) (conversation.Mark, error) {
	s.n, s.last = s.n+1, m
	return s.n, nil
}
