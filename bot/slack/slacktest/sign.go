package slacktest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	signatureHeader = "X-Slack-Signature"
	timestampHeader = "X-Slack-Request-Timestamp"
)

// sign makes a request with the signature of its time and body.
func (s *Server) sign(address, kind, body, secret string, at time.Time) Post {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	h := http.Header{}
	h.Set("Content-Type", kind)
	h.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	h.Set(timestampHeader, stamp)
	h.Set(signatureHeader, "v0="+hex.EncodeToString(mac.Sum(nil)))
	return Post{URL: address, Header: h, Body: body}
}

func (p Post) with(change func(*Post)) Post {
	p.Header = p.Header.Clone()
	change(&p)
	return p
}

// Forged is the request with a signature of the right form and the wrong secret.
func (p Post) Forged() Post {
	return p.SignedAs("v0=" + strings.Repeat("00", sha256.Size))
}

// SignedAs is the request with another signature.
func (p Post) SignedAs(signature string) Post {
	return p.with(func(p *Post) { p.Header.Set(signatureHeader, signature) })
}

// Signature is what the request bears.
func (p Post) Signature() string { return p.Header.Get(signatureHeader) }

// Unsigned is the request without a signature and its time.
func (p Post) Unsigned() Post {
	return p.with(func(p *Post) { p.Header.Del(signatureHeader); p.Header.Del(timestampHeader) })
}

// Tampered is the request with another body under the same signature.
func (p Post) Tampered(body string) Post { return p.with(func(p *Post) { p.Body = body }) }

// As is the request with another content type; the signature does not cover it.
func (p Post) As(contentType string) Post {
	return p.with(func(p *Post) { p.Header.Set("Content-Type", contentType) })
}
