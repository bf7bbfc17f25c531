package mail_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/mail"
)

// private is a host that speaks TLS, and what a client must trust to reach it.
func private(t *testing.T, whole bool) (*host, *tls.Config) {
	t.Helper()
	https := httptest.NewTLSServer(nil)
	t.Cleanup(https.Close)
	pool := x509.NewCertPool()
	pool.AddCert(https.Certificate())
	return serve(t, https.TLS, whole), &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12, ServerName: "example.com"}
}

var letterOf = mail.Mail{From: "bot@cities.example", To: "pledges@mechanism.example", ID: "a@cities.example", Subject: "S", Text: "T", HTML: "<p>T</p>"}

// TestTheWayIsPrivate: by STARTTLS or from the first byte, with a certificate that is
// trusted; otherwise nothing is said, the password least of all.
func TestTheWayIsPrivate(t *testing.T) {
	t.Parallel()
	starts, trusted := private(t, false)
	whole, trustedToo := private(t, true)
	plain := newHost(t)
	for name, tc := range map[string]struct {
		h      *host
		server mail.Server
		taken  bool
	}{
		"STARTTLS":                  {starts, mail.Server{TLS: mail.StartTLS, Trust: trusted}, true},
		"TLS":                       {whole, mail.Server{TLS: mail.WholeTLS, Trust: trustedToo}, true},
		"an unknown certificate":    {starts, mail.Server{TLS: mail.StartTLS}, false},
		"no STARTTLS there":         {plain, mail.Server{TLS: mail.StartTLS}, false},
		"no TLS where it is wanted": {plain, mail.Server{TLS: mail.WholeTLS}, false},
	} {
		tc.server.Address, tc.server.User, tc.server.Password = tc.h.addr, "bot", password
		before := len(tc.h.mails())
		checked, err := tc.server.Check(t.Context()), tc.server.Send(t.Context(), letterOf)
		var failed *mail.Failure
		if taken := err == nil && len(tc.h.mails()) == before+1; taken != tc.taken || (checked == nil) != tc.taken {
			t.Errorf("%s: %v, %v", name, checked, err)
		}
		if err != nil && (!errors.As(err, &failed) || failed.Permanent || strings.Contains(err.Error(), password)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAServerThatStalls is left when the time is over; nobody then knows that the mail
// will never come.
func TestAServerThatStalls(t *testing.T) {
	t.Parallel()
	silent, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0") // takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close() //nolint:errcheck // at the end of a test
	err = mail.Server{Address: silent.Addr().String(), TLS: mail.NoTLS, Within: 50 * time.Millisecond}.Send(t.Context(), letterOf)
	var failed *mail.Failure
	if err == nil || errors.As(err, &failed) && failed.Permanent {
		t.Errorf("it ends with %v", err)
	}
}

// TestAnAddressThatIsNone is a mistake for good, and breaks no header.
func TestAnAddressThatIsNone(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	for _, to := range []string{"", "nobody", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example"} {
		m := letterOf
		m.To = to
		err := mail.Server{Address: h.addr, TLS: mail.NoTLS}.Send(t.Context(), m)
		var failed *mail.Failure
		if !errors.As(err, &failed) || !failed.Permanent {
			t.Errorf("%q: %v", to, err)
		}
	}
	if len(h.mails()) > 0 {
		t.Errorf("%d mails", len(h.mails()))
	}
}
