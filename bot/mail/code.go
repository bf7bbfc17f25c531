package mail

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"strconv"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Address is for whom the mail with a code waits: whoever reads the pledge's address.
const Address = pledge.Person(Platform + ":address")

// Codes makes the codes that are mailed to addresses, by a key that all replicas share.
type Codes []byte

// To is for whom the mail with a code waits.
func (Codes) To() pledge.Person { return Address }

// Code is the code of a pledge that is asked for at a revision: ten letters, fifty bits.
func (k Codes) Code(id pledge.ID, rev int) string {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte("mail code v1 " + string(id) + " " + strconv.Itoa(rev)))
	return pledge.CodeOf(mac.Sum(nil))
}

// code makes the mail with a code, in the pledge's language. One that was replaced or
// typed since is not sent.
func (p *Post) code(ctx context.Context, id pledge.ID, about pledge.Fact) (m Mail, stands bool, err error) {
	now, err := p.present(ctx, id)
	if err != nil {
		return m, false, err
	}
	to := now.Value(p.Call.Using(call.UseMail).Key).First()
	if now.MailCode == nil || now.MailCode.Hash != about.Check || to == "" {
		return m, false, nil
	}
	place, lang := p.place(now.Lang, now), now.Lang
	text := p.say(lang, "mail.code_text", "reference", now.Submitted.Reference, "place", place, "call", call.In(p.Call.Names.Call, lang), "code", p.Codes.Code(id, about.Rev))
	ends := []string{p.say(lang, "mail.automatic")}
	m = Mail{
		From: p.From, To: to, ID: p.id(id, about.Rev), Date: about.At, Lang: lang, Subject: oneLine(p.say(lang, "mail.code_subject", "place", place)),
		Text: text + "\n\n" + ends[0] + "\n",
	}
	m.HTML, err = p.page(lang, lang, m.Subject, text, "", ends)
	return m, err == nil, err
}
