package mail_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"pledgebot/bot"
	"pledgebot/bot/bottest"
	"pledgebot/bot/faketest"
	"pledgebot/bot/mail"
	"pledgebot/bot/paper"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/sql"
)

var product = func() *locales.Catalogue {
	texts, err := locales.Load(nil)
	if err != nil {
		panic(err)
	}
	return texts.With(call.Default())
}()

const password = "canary-password"

// A host is a real SMTP server on loopback that answers as it is told.
type host struct {
	t    *testing.T
	addr string

	mu     sync.Mutex
	answer func(verb string) error // of each command; nil takes all
	got    [][]byte
	cut    bool // the connection ends after the whole of a mail was read
	tries  int
}

func newHost(t *testing.T) *host {
	t.Helper()
	return serve(t, nil, false)
}

// serve starts a host that speaks TLS by a certificate, where it has one, on being asked
// or from the first byte.
func serve(t *testing.T, by *tls.Config, whole bool) *host {
	t.Helper()
	h := &host{t: t}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.addr = listener.Addr().String()
	s := smtp.NewServer(h)
	s.Domain, s.AllowInsecureAuth, s.ErrorLog, s.TLSConfig = "mail.test", by == nil, quiet{}, by
	if whole {
		listener = tls.NewListener(listener, by)
	}
	var ended sync.WaitGroup
	ended.Go(func() { _ = s.Serve(listener) }) // until it is closed
	t.Cleanup(func() { _, _ = s.Close(), listener.Close(); ended.Wait() })
	return h
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (h *host) says(answer func(verb string) error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = answer
}

func (h *host) asked(verb string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if verb == "MAIL" {
		h.tries++
	}
	if h.answer == nil {
		return nil
	}
	return h.answer(verb)
}

func (h *host) mails() [][]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.got
}

// NewSession begins a connection.
func (h *host) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{h: h, c: c}, h.asked("CONNECT")
}

type session struct {
	h *host
	c *smtp.Conn
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, given string) error {
		if user != "bot" || given != password {
			return smtp.ErrAuthFailed
		}
		return s.h.asked("AUTH")
	}), nil
}
func (s *session) Mail(string, *smtp.MailOptions) error { return s.h.asked("MAIL") }
func (s *session) Rcpt(string, *smtp.RcptOptions) error { return s.h.asked("RCPT") }
func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }
func (s *session) Data(r io.Reader) error {
	whole, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.h.asked("DATA"); err != nil {
		return err
	}
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	s.h.got = append(s.h.got, whole)
	if s.h.cut {
		_ = s.c.Conn().Close() // as a server that dies before it answers
	}
	return nil
}

func answers(verb string, code int, text string) func(string) error {
	return func(asked string) error {
		if asked == verb {
			return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: text}
		}
		return nil
	}
}

// A world is a city that submits, a post and a server.
type world struct {
	*host
	clock   *faketest.Clock
	db      *sql.DB
	bot     *bot.Bot
	post    *mail.Post
	log     *bottest.Journal
	failing []bool
}

const owner pledge.Person = "tg:7"

var codes = mail.Codes("canary-key")

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{host: newHost(t), clock: faketest.NewClock(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)), db: bottest.OpenDB(t), log: &bottest.Journal{}}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	w.bot = bot.New(bot.Parts{
		Machine: conversation.New(call.Default(), conversation.Settings{Langs: product.Langs()}), Texts: product, Dialogs: memory.New(), Pledges: w.db,
		Deliveries: w.db, People: w.db, Post: mail.Mechanism, Copy: mail.City, Second: mail.Second, Reminders: w.db, Codes: codes, Now: w.clock.Now, Log: log,
	})
	w.post = mail.New(mail.Parts{
		Call: call.Default(), Texts: product, Pledges: w.db, Deliveries: w.db, Doer: w.bot, From: "bot@cities.example", To: "pledges@mechanism.example", Codes: codes,
		Papers: &paper.Maker{Call: call.Default(), Texts: product, Now: w.clock.Now}, Now: w.clock.Now, Log: log,
		Mailer: mail.Server{Address: w.addr, TLS: mail.NoTLS, User: "bot", Password: password},
		Notice: func(failing bool) { w.failing = append(w.failing, failing) },
		Link: func(_ context.Context, code string) (string, error) {
			return "https://t.me/test_bot?start=" + code, nil
		},
	})
	return w
}

// submits has the city submit a pledge.
func (w *world) submits(title string) pledge.Pledge {
	w.t.Helper()
	id := bot.NewID(conversation.InputID("test:" + title))
	p := pledge.Pledge{ID: id}
	facts := []pledge.Fact{{Kind: pledge.Created, Lang: "es", Call: call.Default().Version}}
	for key, v := range map[call.FieldKey]string{
		"place_name": "Riobamba", "country": "EC", "entity_name": "El Municipio de Riobamba", "priorities": "5", "title": title, "template": "own",
		"commitment":    "El Municipio de Riobamba pondrá 40 viviendas a disposición de familias recién llegadas <b>antes</b> de 2028.",
		"contact_email": "oficina@riobamba.example", "consent_publish": "full_text", "approvals": "office=Despacho de la Alcaldía\x1edate=2026-11-20",
		"target_date": "2028-06", "kind": "new_commitment", "compacts": "both", "admin_level": "municipality",
	} {
		facts = append(facts, pledge.Fact{Kind: pledge.Answered, Field: key, Value: call.Value{v}})
	}
	for i := range facts {
		f := &facts[i]
		f.Pledge, f.Rev, f.N, f.By, f.At = id, 1, i, owner, w.clock.Now()
		p = pledge.Fold(p, *f)
	}
	a := p.Answers["approvals"]
	a.Check = pledge.Check(call.Default(), p)
	p.Answers["approvals"] = a
	facts = append(facts, pledge.Fact{Pledge: id, Rev: 1, N: len(facts), By: owner, At: w.clock.Now(), Kind: pledge.Answered, Field: "approvals", Value: a.Value, Check: a.Check})
	if _, err := w.db.Commit(w.t.Context(), store.Change{Input: conversation.InputID("test:draft:" + title), Facts: facts, Pledge: &p}); err != nil {
		w.t.Fatal(err)
	}
	if points := pledge.Points(call.Default(), p); len(points) > 0 {
		w.t.Fatalf("it waits for %+v", points)
	}
	return w.sends(p)
}

func (w *world) does(p pledge.Pledge, cmd pledge.Command) pledge.Pledge {
	w.t.Helper()
	w.clock.Pass(time.Second)
	in := conversation.InputID(fmt.Sprint("test:", pledge.Name(cmd), w.clock.Now().UnixNano()))
	if _, why, err := w.bot.Do(w.t.Context(), in, pledge.Actor{Person: owner}, p.ID, cmd); why != "" || err != nil {
		w.t.Fatalf("%T: %q, %v", cmd, why, err)
	}
	v, err := w.db.Look(w.t.Context(), store.Query{Pledge: p.ID})
	if err != nil {
		w.t.Fatal(err)
	}
	return *v.Pledge
}

func (w *world) sends(p pledge.Pledge) pledge.Pledge {
	w.t.Helper()
	return w.does(p, pledge.Submit{Check: pledge.Check(call.Default(), p)})
}

func (w *world) round() {
	w.t.Helper()
	if err := w.post.DeliverDue(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// waits counts deliveries by how they stand.
func (w *world) waits() map[store.DeliveryState]int {
	w.t.Helper()
	b, err := w.db.Backlog(w.t.Context(), w.clock.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return b.Deliveries
}

// A letter is a mail, taken apart by another library.
type letter struct {
	head  netmail.Header
	parts map[string]string // by type, or by the name of a file
}

func open(t *testing.T, raw []byte) letter {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	l := letter{m.Header, map[string]string{}}
	l.read(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, "")
	return l
}

func (l letter) read(t *testing.T, kind, encoding string, body io.Reader, file string) {
	t.Helper()
	what, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(what, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextPart()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			l.read(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, part.FileName())
		}
	}
	text, err := io.ReadAll(decoded(encoding, body))
	if err != nil {
		t.Fatal(err)
	}
	if file != "" {
		what = file
	}
	l.parts[what] = string(text)
}
