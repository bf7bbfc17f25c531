package feed

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// What the page shows, in words.
type (
	sheet struct {
		Lang                               call.Lang
		Title, Intro, None, Programs, Feed string
		Others                             []other
		Entries                            []entry
		More, Next                         string
	}
	other struct{ Lang, Name, Link string }
	entry struct {
		ID, Where, Number, Since, Note, By string
		Lang                               call.Lang
		Title                              string
		Paragraphs, Areas                  []string
		Named                              []named
	}
	named struct{ Label, Text string }
)

func (f *Feed) render(lang call.Lang, all []store.Public, next store.Page) ([]byte, error) {
	s := sheet{
		Lang: lang, Title: f.say(lang, "feed.title", "call", call.In(f.Call.Names.Call, lang)), Intro: f.say(lang, "feed.intro"),
		Programs: f.say(lang, "feed.programs"), Feed: f.URL + FeedPath,
		More: f.say(lang, "feed.more"), Next: f.link(PagePath, next, "&lang="+string(lang)),
	}
	if len(all) == 0 {
		s.None = f.say(lang, "feed.none")
	}
	for _, l := range f.Texts.Langs() {
		if l != lang {
			name := f.Texts.Text(l, call.Text{Key: "option.lang", Args: map[string]call.Arg{"lang": {As: call.AsLang, Value: string(l)}}})
			s.Others = append(s.Others, other{string(l), name, "?lang=" + string(l)})
		}
	}
	for _, p := range all {
		s.Entries = append(s.Entries, f.entry(lang, p))
	}
	var out bytes.Buffer
	if err := page.Execute(&out, s); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	return out.Bytes(), nil
}

func (f *Feed) entry(lang call.Lang, p store.Public) entry {
	in, w := worded(p, lang)
	e := entry{
		ID: p.Reference, Where: f.where(lang, p), Number: f.say(lang, "feed.number", "reference", p.Reference),
		Since: f.dated(lang, "feed.since", p.From), Note: f.note(lang, p), Lang: in, Title: w.Title,
	}
	if w.Title == "" {
		return e
	}
	e.By = f.say(lang, "feed.by."+string(w.By))
	if w.By == pledge.ByMachine {
		e.By = f.say(lang, "feed.by."+string(w.By), "checked", w.Checked)
	}
	for line := range strings.SplitSeq(w.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			e.Paragraphs = append(e.Paragraphs, line)
		}
	}
	areas := f.Call.Listing("priorities").Key
	for _, id := range p.Areas {
		e.Areas = append(e.Areas, f.answer(lang, areas, call.Value{id}))
	}
	for _, field := range f.Call.Fields {
		if v, ok := p.Named[field.Key]; ok {
			e.Named = append(e.Named, named{f.say(lang, "field."+string(field.Key)+".label"), f.answer(lang, field.Key, v)})
		}
	}
	return e
}

// page needs no script, no picture and nothing from elsewhere.
var page = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<link rel="alternate" type="application/feed+json" href="{{.Feed}}" title="{{.Title}}">
<style>
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; background: #fff }
article { border-top: 1px solid #767676; padding: .5rem 0 }
h1 { font-size: 1.6rem; line-height: 1.2 }
h2 { font-size: 1.25rem; line-height: 1.25; margin-bottom: .25rem }
nav a { margin-right: .75rem; line-height: 2 }
.about, nav, footer { color: #4d4d4d; font-size: .9rem }
a { color: #0b4f8a }
</style>
</head>
<body>
<header>
<h1>{{.Title}}</h1>
<p>{{.Intro}}</p>
<nav>{{range .Others}}<a href="{{.Link}}" hreflang="{{.Lang}}" lang="{{.Lang}}">{{.Name}}</a> {{end}}</nav>
</header>
<main>
{{if .None}}<p>{{.None}}</p>
{{end}}{{range .Entries}}<article id="{{.ID}}">
<h2{{if .Title}} lang="{{.Lang}}"{{end}}>{{if .Title}}{{.Title}}{{else}}{{.Where}}{{end}}</h2>
<p class="about">{{if .Title}}{{.Where}} · {{end}}{{.Number}} · {{.Since}}</p>
{{if .Note}}<p><strong>{{.Note}}</strong></p>
{{end}}{{$lang := .Lang}}{{range .Paragraphs}}<p lang="{{$lang}}">{{.}}</p>
{{end}}{{if .Areas}}<ul>{{range .Areas}}<li>{{.}}</li>{{end}}</ul>
{{end}}{{range .Named}}<p>{{.Label}}: {{.Text}}</p>
{{end}}{{if .By}}<p class="about">{{.By}}</p>
{{end}}</article>
{{end}}{{if .Next}}<p><a href="{{.Next}}" rel="next">{{.More}}</a></p>
{{end}}</main>
<footer><p><a href="{{.Feed}}">{{.Programs}}</a></p></footer>
</body>
</html>
`))
