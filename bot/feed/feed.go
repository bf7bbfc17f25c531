// Package feed shows everybody what is published: as a JSON Feed for programs
// (https://www.jsonfeed.org/version/1.1) and as a plain page for people. It shows
// what the store calls public and nothing else, and nothing of it is kept by
// anybody on the way: a consent that is withdrawn counts at the next request.
package feed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/language"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Where the feed and the page are.
const (
	FeedPath = "/feed.json"
	PagePath = "/pledges"
)

// pageMost is how many pledges one answer holds.
const pageMost = 50

// Texts renders what people read.
type Texts interface {
	Text(lang call.Lang, t call.Text) string
	Langs() []call.Lang
}

// Parts are what a Feed is made of.
type Parts struct {
	Call   *call.Call
	Texts  Texts
	Public store.Publications
	URL    string // under which everybody reaches it, without a slash at the end; "" if that is not known
	Now    func() time.Time
	Log    *slog.Logger
}

// A Feed answers requests. It keeps nothing between two.
type Feed struct {
	Parts
	speaks language.Matcher
}

// New puts a Feed together.
func New(p Parts) *Feed {
	var tags []language.Tag
	for _, l := range p.Texts.Langs() {
		tags = append(tags, language.Make(string(l)))
	}
	return &Feed{p, language.NewMatcher(tags)}
}

// JSON serves the feed.
func (f *Feed) JSON(w http.ResponseWriter, r *http.Request) {
	f.serve(w, r, "application/feed+json; charset=utf-8", func(ctx context.Context, below store.Page) ([]byte, error) {
		all, next, err := f.page(ctx, below)
		if err != nil {
			return nil, err
		}
		return f.encode(all, next)
	})
}

// HTML serves the page, in the language that is asked for.
func (f *Feed) HTML(w http.ResponseWriter, r *http.Request) {
	lang := f.lang(r)
	w.Header().Set("Vary", "Accept-Language")
	f.serve(w, r, "text/html; charset=utf-8", func(ctx context.Context, below store.Page) ([]byte, error) {
		all, next, err := f.page(ctx, below)
		if err != nil {
			return nil, err
		}
		return f.render(lang, all, next)
	})
}

// serve writes what is made for a request. Who has it already is told so; nobody
// shows it again without asking.
func (f *Feed) serve(w http.ResponseWriter, r *http.Request, kind string, make func(context.Context, store.Page) ([]byte, error)) {
	below, ok := pageOf(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	body, err := make(r.Context(), below)
	if err != nil {
		f.Log.ErrorContext(r.Context(), "feed not served", "error", err)
		w.Header().Set("Retry-After", "30")
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	sum := sha256.Sum256(body)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// page reads what is public today, from a place in the list on, and where it goes on.
func (f *Feed) page(ctx context.Context, below store.Page) (all []store.Public, next store.Page, err error) {
	all, err = f.Public.Published(ctx, f.Now().UTC().Format(time.DateOnly), below, pageMost+1)
	if err != nil {
		return nil, next, fmt.Errorf("read what is public: %w", err)
	}
	if len(all) > pageMost {
		all = all[:pageMost]
		next = store.Page{From: all[pageMost-1].From, Reference: all[pageMost-1].Reference}
	}
	return all, next, nil
}

// places are how a place in the list is written: the day and the number of an entry.
var places = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})_([A-Z0-9-]{1,40})$`)

func pageOf(r *http.Request) (store.Page, bool) {
	below := r.URL.Query().Get("below")
	if below == "" {
		return store.Page{}, true
	}
	m := places.FindStringSubmatch(below)
	if m == nil {
		return store.Page{}, false
	}
	return store.Page{From: m[1], Reference: m[2]}, true
}

// link leads to a place in a list; "" for the end.
func (f *Feed) link(path string, next store.Page, more string) string {
	if next == (store.Page{}) {
		return ""
	}
	return f.URL + path + "?below=" + next.From + "_" + next.Reference + more
}

// lang is the language that is asked for by name, or by the browser.
func (f *Feed) lang(r *http.Request) call.Lang {
	langs := f.Texts.Langs()
	for _, l := range langs {
		if r.URL.Query().Get("lang") == string(l) {
			return l
		}
	}
	_, i := language.MatchStrings(f.speaks, r.Header.Get("Accept-Language"))
	return langs[i]
}

// A document is the feed.
type document struct {
	Version     string    `json:"version"`
	Title       string    `json:"title"`
	HomePage    string    `json:"home_page_url,omitempty"`
	URL         string    `json:"feed_url,omitempty"`
	Next        string    `json:"next_url,omitempty"`
	Description string    `json:"description"`
	Language    call.Lang `json:"language"`
	Items       []item    `json:"items"`
}

// An item is one pledge, in its own language where it is worded in that.
type item struct {
	ID        string        `json:"id"`
	URL       string        `json:"url,omitempty"`
	Title     string        `json:"title,omitempty"`
	Text      string        `json:"content_text"`
	Published string        `json:"date_published"`
	Language  call.Lang     `json:"language"`
	Tags      []string      `json:"tags,omitempty"`
	Pledge    *store.Public `json:"_pledge"`
}

func (f *Feed) encode(all []store.Public, next store.Page) ([]byte, error) {
	d := document{
		Version: "https://jsonfeed.org/version/1.1", Title: call.In(f.Call.Names.Call, "en"), Description: f.say("en", "feed.intro"), Language: "en",
		Next: f.link(FeedPath, next, ""), Items: make([]item, len(all)),
	}
	if f.URL != "" {
		d.HomePage, d.URL = f.URL+PagePath, f.URL+FeedPath
	}
	for i, p := range all {
		lang, w := worded(p, p.Lang)
		it := item{ID: p.Reference, Title: w.Title, Text: w.Text, Published: p.From + "T00:00:00Z", Language: lang, Tags: p.Areas, Pledge: &all[i]}
		if it.Text == "" {
			it.Text = strings.TrimSpace(w.Title + "\n" + f.where("en", p))
		}
		if note := f.note("en", p); note != "" {
			it.Text, it.Language = f.where("en", p)+". "+note, "en"
		}
		if f.URL != "" {
			it.URL = f.URL + PagePath + "#" + p.Reference
		}
		d.Items[i] = it
	}
	out, err := json.MarshalIndent(d, "", "  ")
	return append(out, '\n'), err
}

// worded is what is published in a language, or in the pledge's own, or in any.
func worded(p store.Public, lang call.Lang) (call.Lang, pledge.Wording) {
	for _, l := range []call.Lang{lang, p.Lang} {
		if w, ok := p.Wordings[l]; ok {
			return l, w
		}
	}
	first := call.Lang("")
	for l := range p.Wordings {
		if first == "" || l < first {
			first = l
		}
	}
	if first == "" {
		return p.Lang, pledge.Wording{}
	}
	return first, p.Wordings[first]
}

// where is the city and its country.
func (f *Feed) where(lang call.Lang, p store.Public) string {
	return f.say(lang, "feed.where", "place", p.Place, "country", f.answer(lang, f.Call.Using(call.UseCountry).Key, call.Value{p.Country}))
}

// note says of a pledge that is suspended or withdrawn since when it is.
func (f *Feed) note(lang call.Lang, p store.Public) string {
	if p.Status == pledge.Accepted {
		return ""
	}
	return f.dated(lang, "feed."+string(p.Status), p.Since)
}
