package crashtest

import (
	"io"
	"log"
	"net"
	"net/mail"
	"strings"
	"sync"

	"github.com/emersion/go-smtp"

	"pledgebot/conversation/pledge"
)

// A mailbox is the mechanism's: it keeps how often each mail came, by its Message-ID,
// and which pledge it is of.
type mailbox struct {
	mu    sync.Mutex
	times map[string]int
	about map[string]string // by Message-ID: the number in the subject
	gone  bool              // it takes nothing now
}

// leaves takes the mailbox away, or brings it back.
func (b *mailbox) leaves(gone bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gone = gone
}

// openMailbox has every submission mailed.
func (w *stage) openMailbox() {
	w.t.Helper()
	w.mail = &mailbox{times: map[string]int{}, about: map[string]string{}}
	l, err := net.Listen("tcp", host+":0")
	if err != nil {
		w.t.Fatal(err)
	}
	s := smtp.NewServer(w.mail)
	s.ErrorLog = log.New(io.Discard, "", 0) // of the connections that end with the program
	var ended sync.WaitGroup
	ended.Go(func() { _ = s.Serve(l) }) // until it is closed
	w.t.Cleanup(func() { _, _ = s.Close(), l.Close(); ended.Wait() })
	w.settings = append(w.settings, "SMTP_SERVER="+l.Addr().String(), "SMTP_TLS=none", "MAIL_FROM=bot@cities.example", "MAIL_TO=pledges@mechanism.example")
}

// NewSession begins a connection.
func (b *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.gone {
		return nil, &smtp.SMTPError{Code: 421, EnhancedCode: smtp.NoEnhancedCode, Message: "not now"}
	}
	return handingIn{b}, nil
}

type handingIn struct{ to *mailbox }

func (handingIn) Mail(string, *smtp.MailOptions) error { return nil }
func (handingIn) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (handingIn) Reset()                               {}
func (handingIn) Logout() error                        { return nil }
func (h handingIn) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	h.to.mu.Lock()
	defer h.to.mu.Unlock()
	id := m.Header.Get("Message-ID")
	h.to.times[id]++
	h.to.about[id] = m.Header.Get("Subject")
	return nil
}

// mailed looks whether one mail came of each pledge: again only under the same
// Message-ID, after a death between handing it in and noting that. It returns how many
// came again.
func (w *stage) mailed(of map[pledge.Person][]pledge.Pledge) (again int) {
	w.mail.mu.Lock()
	defer w.mail.mu.Unlock()
	ids := map[string]int{}
	for id, subject := range w.mail.about {
		number, _, _ := strings.Cut(strings.TrimPrefix(subject, "["), "]")
		ids[number]++
		again += w.mail.times[id] - 1
	}
	for _, mine := range of {
		for _, p := range mine {
			if n := ids[p.Submitted.Reference]; n != 1 {
				w.t.Errorf("%d mails of %s", n, p.Submitted.Reference)
			}
		}
	}
	if len(ids) != len(w.people) {
		w.t.Errorf("mails of %d pledges by %d people", len(ids), len(w.people))
	}
	return again
}
