package mail

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"pledgebot/bot"
)

// TLS says how the way to the server is kept private.
type TLS string

// The ways. A server on the same machine may need none.
const (
	NoTLS    TLS = "none"
	StartTLS TLS = "starttls" // the connection is made private before anything is said; else it ends
	WholeTLS TLS = "tls"      // from the first byte
)

// Server is where mail is handed in.
type Server struct {
	Address        string // HOST:PORT
	TLS            TLS
	User, Password string        // "" for none
	Trust          *tls.Config   // beside what the machine trusts; nil for nothing
	Within         time.Duration // how long the server may be silent; 0 for silentFor
}

// silentFor is how long a server may be silent, and callFor how long one mail may take.
const (
	silentFor = 15 * time.Second
	callFor   = 2 * silentFor
)

func (s Server) within() time.Duration { return cmp.Or(s.Within, silentFor) }

// Send hands one mail in, on a connection of its own.
func (s Server) Send(ctx context.Context, m Mail) error {
	message, err := m.message()
	if err != nil {
		return &Failure{Permanent: true, Why: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	c, err := s.client()
	if err != nil {
		return err
	}
	return s.outcome(c.DialAndSendWithContext(ctx, message))
}

// Check connects and says who it is, and sends nothing.
func (s Server) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	c, err := s.client()
	if err == nil {
		err = c.DialWithContext(ctx)
	}
	if err != nil {
		return s.outcome(err)
	}
	return c.Close()
}

func (s Server) client() (*gomail.Client, error) {
	host, portText, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, fmt.Errorf("SMTP server: %w", err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return nil, fmt.Errorf("SMTP server: %w", err)
	}
	options := []gomail.Option{gomail.WithPort(port), gomail.WithTimeout(s.within())}
	switch s.TLS {
	case NoTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	case WholeTLS:
		options = append(options, gomail.WithSSL())
	case StartTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.Trust != nil {
		options = append(options, gomail.WithTLSConfig(s.Trust))
	}
	if s.User != "" {
		way := gomail.SMTPAuthAutoDiscover
		if s.TLS == NoTLS { // with which no other way is offered
			way = gomail.SMTPAuthPlainNoEnc
		}
		options = append(options, gomail.WithSMTPAuth(way), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(host, options...)
}

// outcome is what is known of a mail that was not taken. What the server said after it
// had the whole of it and did not refuse is not known.
func (s Server) outcome(err error) error {
	var sent *gomail.SendError
	if err == nil {
		return nil
	}
	if !errors.As(err, &sent) { // not even a greeting, or no leave to send
		return &Failure{Why: s.redacted(err)}
	}
	code := sent.ErrorCode()
	switch {
	case sent.Reason == gomail.ErrSMTPReset || sent.Reason == gomail.ErrConnCheck && code == 0:
		return nil // it was taken before that
	case code >= 530 && code <= 538: // whoever runs the service can give leave to send
		return &Failure{Code: code, Why: s.redacted(err)}
	case code >= 500 && !sent.IsTemp():
		return &Failure{Permanent: true, Code: code, Why: s.redacted(err)}
	}
	return &Failure{Code: code, Why: s.redacted(err)}
}

// whyMost is how much of a server's words is kept.
const whyMost = 200

// redacted are a server's words in one line, without a secret.
func (s Server) redacted(err error) string {
	text := err.Error()
	if s.Password != "" {
		text = strings.ReplaceAll(text, s.Password, "[password]")
	}
	text = oneLine(text)
	if runes := []rune(text); len(runes) > whyMost {
		text = string(runes[:whyMost]) + "…"
	}
	return text
}

// message puts a mail into the form of RFC 5322. It fails on an address that is none.
func (m Mail) message() (*gomail.Msg, error) {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := out.From(m.From); err != nil {
		return nil, err
	}
	if err := out.To(m.To); err != nil {
		return nil, err
	}
	out.Subject(m.Subject)
	out.SetDateWithValue(m.Date)
	out.SetMessageIDWithValue(m.ID)
	if m.InReplyTo != "" {
		out.SetGenHeader(gomail.HeaderInReplyTo, "<"+m.InReplyTo+">")
		out.SetGenHeader(gomail.HeaderReferences, "<"+m.InReplyTo+">")
	}
	out.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nothing answers it by itself
	out.SetGenHeader("X-Auto-Response-Suppress", "All")
	out.SetGenHeader("Content-Language", string(m.Lang))
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	for _, f := range m.Files {
		if err := attach(out, f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func attach(out *gomail.Msg, f bot.File) error {
	kind := gomail.ContentType("application/json")
	if strings.HasSuffix(f.Name, ".pdf") {
		kind = "application/pdf"
	}
	return out.AttachReader(f.Name, bytes.NewReader(f.Data), gomail.WithFileContentType(kind))
}
