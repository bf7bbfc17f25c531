package feed_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/bottest"
	"pledgebot/bot/faketest"
	"pledgebot/bot/feed"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
)

const owner pledge.Person = "tg:7"

var editor = pledge.Actor{Person: "desk:e", Role: pledge.Reviewer, Org: "UCLG"}

// A world is a feed of what the real machine, runtime and store have published.
type world struct {
	t     *testing.T
	clock *faketest.Clock
	db    *sql.DB
	bot   *bot.Bot
	feed  *feed.Feed
	log   *bottest.Journal
	n     int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, clock: faketest.NewClock(time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC)), db: bottest.OpenDB(t), log: &bottest.Journal{}}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	texts := bottest.Shipped().Texts
	w.bot = bot.New(bot.Parts{
		Machine: conversation.New(call.Default(), conversation.Settings{Langs: texts.Langs()}), Texts: texts, Pledges: w.db, Deliveries: w.db, People: w.db,
		Now: w.clock.Now, Log: log,
	})
	w.feed = feed.New(feed.Parts{Call: call.Default(), Texts: texts, Public: w.db, URL: "https://pledges.example.org", Now: w.clock.Now, Log: log})
	return w
}

// accepts makes a pledge that is accepted.
func (w *world) accepts(answers map[call.FieldKey]string) pledge.ID {
	w.t.Helper()
	w.n++
	id := pledge.ID(fmt.Sprintf("p%03d", w.n))
	p := pledge.Pledge{ID: id}
	facts := []pledge.Fact{{Kind: pledge.Created, Lang: "es", Call: 1}}
	all := map[call.FieldKey]string{
		"place_name": "Riobamba", "country": "EC", "entity_name": "El Municipio de Riobamba", "priorities": "4", "title": "Viviendas", "template": "own",
		"commitment": "El Municipio pondrá 40 viviendas a disposición.", "contact_email": "oficina@riobamba.example", "consent_publish": "full_text",
		"head_of_government": "Alcaldesa María Prueba",
	}
	for key, v := range answers {
		all[key] = v
	}
	for key, v := range all {
		facts = append(facts, pledge.Fact{Kind: pledge.Answered, Field: key, Value: call.Value{v}})
	}
	facts = append(facts, pledge.Fact{Kind: pledge.WasSubmitted, Check: "ABCDE-FGHJK", Expected: "2028-12-10"}, pledge.Fact{Kind: pledge.WasAccepted, Expected: "2028-12-10"})
	for i := range facts {
		f := &facts[i]
		f.Pledge, f.Rev, f.N, f.By, f.At = id, 1, i, owner, w.clock.Now()
		p = pledge.Fold(p, *f)
	}
	if _, err := w.db.Commit(w.t.Context(), store.Change{Input: conversation.InputID("new:" + id), Facts: facts, Pledge: &p}); err != nil {
		w.t.Fatal(err)
	}
	return id
}

func (w *world) now(id pledge.ID) pledge.Pledge {
	w.t.Helper()
	v, err := w.db.Look(w.t.Context(), store.Query{Pledge: id})
	if err != nil {
		w.t.Fatal(err)
	}
	return *v.Pledge
}

func (w *world) does(a pledge.Actor, id pledge.ID, cmd pledge.Command) {
	w.t.Helper()
	w.clock.Pass(time.Second)
	in := conversation.InputID(fmt.Sprint("test:", pledge.Name(cmd), w.clock.Now().UnixNano()))
	if _, why, err := w.bot.Do(w.t.Context(), in, a, id, cmd); err != nil || why != "" {
		w.t.Fatalf("%T: %q, %v", cmd, why, err)
	}
}

// publishes has what is worded agreed to and published.
func (w *world) publishes(id pledge.ID, from string, wordings map[call.Lang]pledge.Wording) {
	w.t.Helper()
	seen := 0
	for lang, words := range wordings {
		w.does(editor, id, pledge.Edit{Lang: lang, Wording: words, Seen: seen})
		seen = w.now(id).Edition.Rev
	}
	w.does(editor, id, pledge.Propose{Seen: seen})
	w.does(pledge.Actor{Person: owner}, id, pledge.Agree{Seen: seen})
	w.does(editor, id, pledge.Publish{From: from, Seen: seen})
}

func (w *world) permits(id pledge.ID, key call.FieldKey, v string) {
	w.t.Helper()
	w.does(pledge.Actor{Person: owner}, id, pledge.Permit{Field: key, Value: call.Value{v}, Seen: w.now(id).Answers[key].Rev})
}

// get asks for a page, with headers by name and value.
func get(t *testing.T, h http.HandlerFunc, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h(rec, r)
	return rec
}

// items are those of a JSON feed.
func items(t *testing.T, r *httptest.ResponseRecorder) (all []map[string]any, next string) {
	t.Helper()
	var d struct {
		Version, Title string
		Next           string `json:"next_url"`
		Items          []map[string]any
	}
	if err := json.NewDecoder(r.Body).Decode(&d); err != nil || d.Version != "https://jsonfeed.org/version/1.1" || d.Title == "" || d.Items == nil {
		t.Fatalf("%+v, %v", d, err)
	}
	return d.Items, d.Next
}

func contains(t *testing.T, text string, all ...string) {
	t.Helper()
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(html.UnescapeString(text))
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not stand in:\n%s", want, text)
		}
	}
}

var both = map[call.Lang]pledge.Wording{
	"es": {Title: "Viviendas para familias", Text: "Primera línea.\nSegunda línea.", By: pledge.ByCity},
	"en": {Title: "Homes for families", Text: "Forty homes.", By: pledge.ByMachine, Checked: "UCLG secretariat"},
}

// TestPageInTheReadersLanguage, and what is worded in another is marked as such.
func TestPageInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	contains(t, get(t, w.feed.HTML, "/pledges").Body.String(), "No pledge is published yet.")
	id := w.accepts(nil)
	w.publishes(id, "2026-12-10", both)
	en := get(t, w.feed.HTML, "/pledges", "Accept-Language", "en-GB,en;q=0.8").Body.String()
	contains(t, en, `<html lang="en">`, "Homes for families", "Riobamba, Ecuador · Number CLA-2026-0001 · Published on 10 December 2026", "Machine translation, checked by UCLG secretariat, with the city's agreement")
	es := get(t, w.feed.HTML, "/pledges?lang=es", "Accept-Language", "fr").Body.String()
	contains(t, es, `<html lang="es">`, `<p lang="es">Segunda línea.</p>`, "Con palabras de la propia ciudad", `<a href="?lang=fr" hreflang="fr" lang="fr">Français</a>`)
	fr := get(t, w.feed.HTML, "/pledges", "Accept-Language", "fr-CA").Body.String()
	contains(t, fr, `<html lang="fr">`, `<h2 lang="es">Viviendas para familias</h2>`, "Équateur")
	for _, text := range []string{en, es, fr} {
		if strings.Contains(text, "oficina@riobamba.example") || strings.Contains(text, "María Prueba") || strings.Contains(text, "tg:7") {
			t.Errorf("it shows what is not public:\n%s", text)
		}
	}
}

// TestAConsentWithdrawnCountsAtOnce: whatever part of the consents is withdrawn is gone
// from page and feed at the next request, and nobody on the way may keep it.
func TestAConsentWithdrawnCountsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.accepts(nil)
	w.permits(id, "consent_name", "yes")
	w.publishes(id, "2026-12-10", both)
	shows := func(words string, want bool) {
		t.Helper()
		for name, h := range map[string]http.HandlerFunc{"page": w.feed.HTML, "feed": w.feed.JSON} {
			r := get(t, h, "/")
			if got := strings.Contains(r.Body.String(), words); got != want || r.Header().Get("Cache-Control") != "no-cache" {
				t.Errorf("the %s shows %q: %v, may be kept: %s", name, words, got, r.Header().Get("Cache-Control"))
			}
		}
	}
	shows("María Prueba", true)
	w.permits(id, "consent_name", "no")
	shows("María Prueba", false)
	shows("Forty homes.", true)
	w.permits(id, "consent_publish", pledge.PublishTitle)
	shows("Forty homes.", false)
	shows("Homes for families", true)
	w.permits(id, "consent_publish", pledge.PublishNot)
	shows("Homes for families", false)
	shows("CLA-2026-0001", false)
}

// TestANoteStaysOfWhatIsHalted: of a published pledge that is suspended or withdrawn, the
// text goes and a short note stays, until the publication ends.
func TestANoteStaysOfWhatIsHalted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.accepts(nil)
	w.publishes(id, "2026-12-10", both)
	w.clock.Pass(24 * time.Hour)
	city := pledge.Actor{Person: owner}
	w.does(city, id, pledge.Suspend{Note: "Sin presupuesto."})
	got := get(t, w.feed.HTML, "/pledges").Body.String()
	contains(t, got, "Riobamba, Ecuador", "The city's pledge is suspended since 11 December 2026.")
	if strings.Contains(got, "Homes") || strings.Contains(got, "Sin presupuesto") {
		t.Errorf("more than a note stays:\n%s", got)
	}
	w.does(city, id, pledge.Withdraw{Note: "El concejo."})
	contains(t, get(t, w.feed.HTML, "/pledges").Body.String(), "The city withdrew its pledge on 11 December 2026.")
	all, _ := items(t, get(t, w.feed.JSON, "/feed.json"))
	if len(all) != 1 || all[0]["title"] != nil {
		t.Fatalf("%+v", all)
	}
	contains(t, all[0]["content_text"].(string), "Riobamba, Ecuador. The city withdrew its pledge on 11 December 2026.")
	w.does(city, id, pledge.Reinstate{})
	w.does(city, id, pledge.Resume{})
	contains(t, get(t, w.feed.HTML, "/pledges").Body.String(), "Forty homes.")
}

// TestNotBeforeItsDay, and pages that lead from one to the next.
func TestNotBeforeItsDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n := range 53 {
		w.publishes(w.accepts(map[call.FieldKey]string{"place_name": fmt.Sprintf("City %d", n)}), "2026-12-11", map[call.Lang]pledge.Wording{"en": {Title: fmt.Sprintf("Pledge %d", n), Text: "Forty homes.", By: pledge.ByCity}})
	}
	if all, _ := items(t, get(t, w.feed.JSON, "/feed.json")); len(all) != 0 {
		t.Errorf("%d are shown before their day", len(all))
	}
	w.clock.Pass(24 * time.Hour)
	seen := map[any]bool{}
	target, pages := "/feed.json", 0
	for target != "" && pages < 9 {
		all, next := items(t, get(t, w.feed.JSON, strings.TrimPrefix(target, "https://pledges.example.org")))
		for _, it := range all {
			if seen[it["id"]] || it["url"] != "https://pledges.example.org/pledges#"+it["id"].(string) {
				t.Errorf("%v a second time, or at %v", it["id"], it["url"])
			}
			seen[it["id"]] = true
		}
		target, pages = next, pages+1
	}
	if len(seen) != 53 || pages != 2 {
		t.Errorf("%d pledges on %d pages", len(seen), pages)
	}
	contains(t, get(t, w.feed.HTML, "/pledges").Body.String(), `rel="next">Earlier pledges</a>`)
}

// TestStrangeRequests are answered with what they are worth.
func TestStrangeRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.publishes(w.accepts(map[call.FieldKey]string{"place_name": `<b onload="x">"R&D"</b>`}), "2026-12-10", map[call.Lang]pledge.Wording{
		"en": {Title: `</h2><script>alert("x")</script>`, Text: "{{.}} <img src=x onerror=alert(1)>\n=HYPERLINK(\"x\")", By: pledge.ByMachine, Checked: "<i>somebody</i>"},
	})
	page := get(t, w.feed.HTML, "/pledges").Body.String()
	if strings.Contains(page, "<script") || strings.Contains(page, "<img") || strings.Contains(page, "<b ") || strings.Contains(page, "<i>") {
		t.Errorf("what a city wrote is read as markup:\n%s", page)
	}
	contains(t, page, `{{.}} <img src=x onerror=alert(1)>`)
	for _, target := range []string{"/feed.json?below=x", "/feed.json?below=2026-12-10_%27%3BDROP", "/feed.json?below=2026-12-10"} {
		if r := get(t, w.feed.JSON, target); r.Code != http.StatusNotFound {
			t.Errorf("%s: %d", target, r.Code)
		}
	}
	first := get(t, w.feed.JSON, "/feed.json")
	again := get(t, w.feed.JSON, "/feed.json", "If-None-Match", first.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || first.Header().Get("Content-Type") != "application/feed+json; charset=utf-8" {
		t.Errorf("%d, %v", again.Code, first.Header())
	}
	away := feed.New(feed.Parts{Call: call.Default(), Texts: bottest.Shipped().Texts, Public: gone{}, Now: w.clock.Now, Log: slog.New(slog.NewTextHandler(w.log, nil))})
	if r := get(t, away.JSON, "/feed.json"); r.Code != http.StatusServiceUnavailable || strings.Contains(r.Body.String(), "secret") {
		t.Errorf("%d", r.Code)
	}
}

// gone is a store that is away.
type gone struct{}

func (gone) Published(context.Context, string, store.Page, int) ([]store.Public, error) {
	return nil, errors.New("the secret store is away")
}

// TestWhatIsPublishedStaysWhileItIsChanged: the words that the city changes are not
// public, nor is a new name of the place, before the team has accepted them.
func TestWhatIsPublishedStaysWhileItIsChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.accepts(nil)
	w.publishes(id, "2026-12-10", both)
	city := pledge.Actor{Person: owner}
	w.does(city, id, pledge.Revise{})
	w.does(city, id, pledge.Amend{Field: "place_name", Value: call.Value{"Otra ciudad"}, Seen: w.now(id).Answers["place_name"].Rev})
	got := get(t, w.feed.HTML, "/pledges").Body.String()
	contains(t, got, "Riobamba, Ecuador", "Forty homes.")
	if strings.Contains(got, "Otra ciudad") {
		t.Errorf("it shows what is being changed:\n%s", got)
	}
	w.does(city, id, pledge.Amend{Field: "consent_publish", Value: call.Value{pledge.PublishNot}, Seen: w.now(id).Answers["consent_publish"].Rev})
	if all, _ := items(t, get(t, w.feed.JSON, "/feed.json")); len(all) != 0 {
		t.Errorf("a consent withdrawn while it is changed leaves %v", all)
	}
}
