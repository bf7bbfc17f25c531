package mail

import (
	"cmp"
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

// kinds are how the texts of a mail are named, by what it is about.
var kinds = map[pledge.FactKind]string{
	pledge.WasWithdrawn: "_withdrawn", pledge.Reinstated: "_reinstated", pledge.WasSuspended: "_suspended", pledge.Resumed: "_resumed",
}

// amended is the kind of the submission that changes an accepted pledge.
const amended = "_amended"

// reports is the kind of a report on one.
const reports = "_report"

// compose makes the mail of a submission, in the words that were submitted then, or of
// what became of the pledge later. A submission that was taken back or replaced since
// sends none, nor does a copy that the city wants no more.
func (p *Post) compose(ctx context.Context, d store.Delivery) (m Mail, stands bool, err error) {
	if d.Recipient == Address {
		return p.code(ctx, d.Pledge, d.Facts[0])
	}
	if d.Facts[0].Kind == pledge.WasNudged {
		return p.nudge(ctx, d)
	}
	facts, err := p.Pledges.Facts(ctx, d.Pledge)
	if err != nil {
		return m, false, fmt.Errorf("read facts: %w", err)
	}
	var then, now, sent pledge.Pledge
	about, accepted, back := d.Facts[0], map[string]bool{}, map[int]bool{}
	first, last, rev := 0, 0, about.Rev
	for _, f := range facts {
		now = pledge.Fold(now, f)
		if f.Rev <= rev {
			then = now
		}
		switch f.Kind {
		case pledge.WasSubmitted:
			last = f.Rev
			first = cmp.Or(first, last)
			if f.Rev <= rev {
				sent = now
			}
		case pledge.Recalled:
			back[last] = true
		case pledge.WasAccepted:
			accepted[f.Check] = true
		}
	}
	if now.Submitted == nil || then.Submitted == nil || now.State == pledge.Draft || back[rev] {
		return m, false, nil
	}
	if !now.Submitted.At.Equal(then.Submitted.At) && !accepted[then.Submitted.Check] {
		return m, false, nil // other words took their place before anybody had accepted these
	}
	if !about.Submits() { // what stands, and nothing that the city has not sent
		then.Answers, then.Lang = sent.Answers, sent.Lang
		then = then.InForce(p.Call)
	}
	then.Submitted.Reference = now.Submitted.Reference
	m = Mail{From: p.From, To: p.To, ID: p.id(then.ID, rev), Date: about.At, Lang: then.Lang}
	reads, ends := call.Lang("en"), []string{p.say(then.Lang, "mail.automatic")}
	if d.Recipient == City {
		reads, ends = then.Lang, append([]string{p.say(then.Lang, "mail.copy")}, ends...)
		if m.To = now.Value(p.Call.Using(call.UseMail).Key).First(); m.To == "" || !pledge.Copied(p.Call, now) {
			return m, false, nil
		}
	}
	kind := kinds[about.Kind]
	if first != rev {
		m.InReplyTo = p.id(then.ID, first)
	}
	switch {
	case about.Submits() && about.Report > 0:
		kind = reports
	case about.Submits() && then.Standing != nil:
		kind = amended
	}
	m.Subject = p.subject(reads, then, kind, first != rev)
	link := ""
	if p.Link != nil {
		if link, err = p.Link(ctx, pledge.VerifyCode(then.Submitted.Reference, then.Submitted.Check)); err != nil {
			return m, false, fmt.Errorf("link: %w", err)
		}
	}
	summary, text := p.summary(reads, then, about, kind), p.Papers.Text(then)
	if changes := p.Papers.Changes(then); changes != "" {
		text = changes + "\n\n" + text
	}
	if about.Note != "" {
		text = p.say(then.Lang, "mail.reason", "note", about.Note) + "\n\n" + text
	}
	m.Text = strings.Join(append([]string{summary, text, link}, ends...), "\n\n") + "\n"
	if m.HTML, err = p.page(then.Lang, reads, summary, text, link, ends); err != nil {
		return m, false, err
	}
	paper, err := p.Papers.Print(ctx, then, conversation.SheetPaper)
	if err != nil {
		return m, false, err
	}
	m.Files = []bot.File{*paper, {Name: strings.TrimSuffix(paper.Name, ".pdf") + ".json", Data: p.Papers.Record(then)}}
	return m, true, nil
}

// id is the Message-ID of what is said of one revision of a pledge.
func (p *Post) id(of pledge.ID, rev int) string {
	_, domain, _ := strings.Cut(p.From, "@")
	return string(of) + "." + strconv.Itoa(rev) + "@" + domain
}

// subject is in English, which the mechanism's team shares, or in the city's language;
// the title is in the pledge's own.
func (p *Post) subject(reads call.Lang, t pledge.Pledge, kind string, again bool) string {
	if kind == "" && again {
		kind = "_again"
	}
	title := []rune(oneLine(t.Value(p.Call.Using(call.UseTitle).Key).First()))
	if len(title) > subjectMost {
		title = append(title[:subjectMost-1], '…')
	}
	return oneLine(p.say(reads, "mail.subject"+kind, "reference", t.Submitted.Reference, "place", p.place(reads, t), "title", string(title)))
}

// summary is what it is about.
func (p *Post) summary(reads call.Lang, t pledge.Pledge, about pledge.Fact, kind string) string {
	text := call.Text{Key: "mail.summary" + kind, Args: map[string]call.Arg{
		"reference": words(t.Submitted.Reference), "place": words(p.place(reads, t)), "date": {As: call.AsDate, Value: about.At.UTC().Format(time.DateOnly)},
	}}
	if about.Submits() {
		text.Args["check"] = words(t.Submitted.Check)
	}
	if kind == "" {
		text.Args["lang"] = call.Arg{As: call.AsLangName, Value: string(t.Lang)}
	}
	return p.Texts.Text(reads, text)
}

// place is a city and its country.
func (p *Post) place(reads call.Lang, t pledge.Pledge) string {
	country := p.Call.Using(call.UseCountry).Key
	name := p.Texts.Text(reads, call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsAnswer, Field: country, Values: t.Value(country)}}})
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
func (*Post) page(lang, reads call.Lang, summary, text, link string, ends []string) (string, error) {
	var out strings.Builder
	err := page.Execute(&out, struct {
		Lang, Reads   call.Lang
		Summary, Link string
		Lines, Ends   []string
	}{lang, reads, summary, link, strings.Split(strings.TrimSpace(text), "\n"), ends})
	if err != nil {
		return "", fmt.Errorf("write mail: %w", err)
	}
	return out.String(), nil
}

var page = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><body style="font-family:sans-serif;max-width:40em">
<p lang="{{.Reads}}"><strong>{{.Summary}}</strong></p>
{{range .Lines}}<p>{{.}}</p>
{{end}}{{if .Link}}<p><a href="{{.Link}}">{{.Link}}</a></p>
{{end}}{{range .Ends}}<p style="color:#666">{{.}}</p>
{{end}}</body></html>
`))

// Lines is every text that a mail says itself, with the names of its arguments, for the
// test that proves every language complete.
func Lines() map[string][]string {
	all := map[string][]string{
		"mail.subject": {"reference", "place", "title"}, "mail.subject_again": {"reference", "place", "title"},
		"mail.summary": {"reference", "place", "lang", "date", "check"}, "mail.automatic": nil, "mail.reason": {"note"}, "mail.copy": nil,
		"mail.code_subject": {"place"}, "mail.code_text": {"reference", "place", "call", "code"},
		"mail.nudge_subject": {"reference", "place"}, "mail.nudge_text": {"reference", "place", "call", "title", "due", "promise"},
	}
	for _, kind := range []string{amended, reports} {
		all["mail.subject"+kind], all["mail.summary"+kind] = []string{"reference", "place", "title"}, []string{"reference", "place", "date", "check"}
	}
	for _, kind := range kinds {
		all["mail.subject"+kind], all["mail.summary"+kind] = []string{"reference", "place", "title"}, []string{"reference", "place", "date"}
	}
	return all
}
