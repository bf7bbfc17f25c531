package mail

import (
	"context"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Mail is one message. No text in it can end a header: see oneLine.
type Mail struct {
	From, To  string
	Subject   string
	ID        string // its Message-ID, the same in every try
	InReplyTo string // of the first mail about the pledge; "" for that one
	Date      time.Time
	Lang      call.Lang
	Text      string
	HTML      string
	Files     []bot.File
}

// subjectMost is how many characters of a title stand in a subject.
const subjectMost = 120

// compose makes the mail of a submission, in the words that were submitted then. A
// submission that was taken back or replaced since sends none.
func (p *Post) compose(ctx context.Context, d store.Delivery) (m Mail, stands bool, err error) {
	facts, err := p.Pledges.Facts(ctx, d.Pledge)
	if err != nil {
		return m, false, fmt.Errorf("read facts: %w", err)
	}
	var then, now pledge.Pledge
	first, rev := 0, d.Facts[0].Rev
	for _, f := range facts {
		now = pledge.Fold(now, f)
		if f.Rev <= rev {
			then = now
		}
		if f.Submits() && first == 0 {
			first = f.Rev
		}
	}
	if now.Submitted == nil || then.Submitted == nil || now.State == pledge.Draft || !now.Submitted.At.Equal(then.Submitted.At) {
		return m, false, nil
	}
	then.Submitted.Reference = now.Submitted.Reference
	m = Mail{From: p.From, To: p.To, ID: p.id(then.ID, rev), Date: then.Submitted.At, Lang: then.Lang}
	if first != rev {
		m.InReplyTo = p.id(then.ID, first)
	}
	m.Subject = p.subject(then, first != rev)
	link := ""
	if p.Link != nil {
		if link, err = p.Link(ctx, pledge.VerifyCode(then.Submitted.Reference, then.Submitted.Check)); err != nil {
			return m, false, fmt.Errorf("link: %w", err)
		}
	}
	summary, text := p.summary(then), p.Papers.Text(then)
	m.Text = strings.Join([]string{summary, text, link, p.say(then.Lang, "mail.automatic")}, "\n\n") + "\n"
	if m.HTML, err = p.page(then.Lang, summary, text, link); err != nil {
		return m, false, err
	}
	paper, err := p.Papers.Print(ctx, then, conversation.SheetPaper)
	if err != nil {
		return m, false, err
	}
	m.Files = []bot.File{*paper, {Name: then.Submitted.Reference + ".json", Data: p.Papers.Record(then)}}
	return m, true, nil
}

// id is the Message-ID of what is said of one revision of a pledge.
func (p *Post) id(of pledge.ID, rev int) string {
	_, domain, _ := strings.Cut(p.From, "@")
	return string(of) + "." + strconv.Itoa(rev) + "@" + domain
}

// subject is in English, which the mechanism's team shares, but for the title.
func (p *Post) subject(t pledge.Pledge, again bool) string {
	key := "mail.subject"
	if again {
		key = "mail.subject_again"
	}
	title := []rune(oneLine(t.Value(p.Call.Using(call.UseTitle).Key).First()))
	if len(title) > subjectMost {
		title = append(title[:subjectMost-1], '…')
	}
	return oneLine(p.say("en", key, "reference", t.Submitted.Reference, "place", p.place(t), "title", string(title)))
}

// summary is what it is about, in English.
func (p *Post) summary(t pledge.Pledge) string {
	text := call.Text{Key: "mail.summary", Args: map[string]call.Arg{
		"reference": words(t.Submitted.Reference), "place": words(p.place(t)), "check": words(t.Submitted.Check),
		"lang": {As: call.AsLangName, Value: string(t.Lang)}, "date": {As: call.AsDate, Value: t.Submitted.At.UTC().Format(time.DateOnly)},
	}}
	return p.Texts.Text("en", text)
}

// place is a city and its country, in English.
func (p *Post) place(t pledge.Pledge) string {
	country := p.Call.Using(call.UseCountry).Key
	name := p.Texts.Text("en", call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsAnswer, Field: country, Values: t.Value(country)}}})
	return t.Value(p.Call.Using(call.UsePlace).Key).First() + ", " + name
}

// say fills a text's arguments with words: a name and its words, in turn.
func (p *Post) say(lang call.Lang, key string, args ...string) string {
	t := call.Text{Key: key, Args: map[string]call.Arg{}}
	for i := 0; i+1 < len(args); i += 2 {
		t.Args[args[i]] = words(args[i+1])
	}
	return p.Texts.Text(lang, t)
}

func words(s string) call.Arg { return call.Arg{As: call.AsWords, Value: s} }

// oneLine is a text in one line, without anything that is unseen.
func oneLine(s string) string { return strings.Join(strings.Fields(bot.OneLine(s)), " ") }

// page is the same as a page of HTML: whatever somebody wrote is escaped for the place
// where it stands.
func (p *Post) page(lang call.Lang, summary, text, link string) (string, error) {
	var out strings.Builder
	err := page.Execute(&out, struct {
		Lang            call.Lang
		Summary         string
		Lines           []string
		Link, Automatic string
	}{lang, summary, strings.Split(strings.TrimSpace(text), "\n"), link, p.say(lang, "mail.automatic")})
	if err != nil {
		return "", fmt.Errorf("write mail: %w", err)
	}
	return out.String(), nil
}

var page = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><body style="font-family:sans-serif;max-width:40em">
<p lang="en"><strong>{{.Summary}}</strong></p>
{{range .Lines}}<p>{{.}}</p>
{{end}}{{if .Link}}<p><a href="{{.Link}}">{{.Link}}</a></p>
{{end}}<p style="color:#666">{{.Automatic}}</p>
</body></html>
`))

// Lines is every text that a mail says itself, with the names of its arguments, for the
// test that proves every language complete.
func Lines() map[string][]string {
	return map[string][]string{
		"mail.subject": {"reference", "place", "title"}, "mail.subject_again": {"reference", "place", "title"},
		"mail.summary": {"reference", "place", "lang", "date", "check"}, "mail.automatic": nil,
	}
}
