package locales

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pledgebot/conversation/call"
)

func TestLoadServesWhatIsEmbedded(t *testing.T) {
	t.Parallel()
	c, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Langs(); !slices.Contains(got, "es") || !slices.Contains(got, "fr") || got[0] != Source {
		t.Errorf("Langs() = %v", got)
	}
}

func TestLoadReportsAllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	fsys := base(t, func(lang call.Lang, e entries) {
		switch lang {
		case "en":
			e["test.hello"] = "Hello {Name}."
			e["test.plain"] = "Hello }"
			e["test.other"] = entries{"other": "x", "mny": "y"}
			e["test.empty"] = ""
		case "es":
			delete(e, "month.3")
			e["number.long"] = "1234567,8"
			e["date.by.day"] = "a más tardar"
			e["list.and.before"] = "("
		case "fr":
			e["date.month"] = "{month} {yr}"
			e["country.words"] = "XX Atlantide"
		}
	})
	fsys["active.fr.json"].Data = []byte(strings.Replace(string(fsys["active.fr.json"].Data), "{", `{"word.no":"non","word.no":"non",`, 1))
	fsys["active.no tag.json"] = &fstest.MapFile{Data: []byte("{}")}
	_, err := load(fsys, nil)
	if err == nil {
		t.Fatal("no mistake was found")
	}
	for _, want := range []string{
		"en: test.hello: other: an opening brace that begins no {name}",
		"en: test.plain: other: a closing brace without an opening one",
		`test.other: unknown part "mny"`,
		"test.empty: empty text",
		"es: month.3: is missing",
		"es: number.long: is not 1234567.8",
		"es: date.by.day: {date} is missing",
		"es: list.and.before: error parsing regexp",
		"fr: date.month: {year} is missing",
		"fr: date.month: nothing is filled in for {yr}",
		`fr: country.words: "XX" is no country's code`,
		"word.no: stands twice",
		`"no tag" is no language tag`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not reported", want)
		}
	}
}

func TestOverlayReplacesSingleTexts(t *testing.T) {
	t.Parallel()
	overlay := fstest.MapFS{"active.es.json": {Data: marshal(t, entries{"test.hello": "Buenas, {name}."})}}
	c, err := load(base(t, nil), overlay)
	if err != nil {
		t.Fatal(err)
	}
	hello := call.Text{Key: "test.hello", Args: map[string]call.Arg{"name": {As: call.AsWords, Value: "Ana"}}}
	if got := c.Text("es", hello); got != "Buenas, Ana." {
		t.Errorf("in the language of the overlay: %q", got)
	}
	if got := c.Text("fr", hello); got != "Bonjour Ana, soyez les bienvenus." {
		t.Errorf("in another language: %q", got)
	}
}

func TestOverlayMustFit(t *testing.T) {
	t.Parallel()
	overlay := fstest.MapFS{"active.es.json": {Data: marshal(t, entries{"test.helo": "Hola", "test.hello": "Hola {nombre}"})}}
	_, err := load(base(t, nil), overlay)
	for _, want := range []string{"test.helo: there is no such text", "test.hello: nothing is filled in for {nombre}"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not reported in %v", want, err)
		}
	}
}

// A language is added by its file alone.
func TestLanguageAddedByItsFile(t *testing.T) {
	t.Parallel()
	fsys := base(t, nil)
	var e entries
	if err := json.Unmarshal(fsys["active.es.json"].Data, &e); err != nil {
		t.Fatal(err)
	}
	maps.Copy(e, entries{"lang.name": "Português", "lang.words": "português | portuguese", "month.3": "março", "word.back": "voltar"})
	fsys["active.pt.json"] = &fstest.MapFile{Data: marshal(t, e)}
	c, err := load(fsys, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Langs(), []call.Lang{"en", "es", "fr", "pt"}; !slices.Equal(got, want) {
		t.Errorf("Langs() = %v, want %v", got, want)
	}
	if got, ok := c.Match("pt-BR"); got != "pt" || !ok {
		t.Errorf("Match(pt-BR) = %q, %v", got, ok)
	}
	if got := c.locales["pt"].calendar.date("2027-03-15"); got != "15\u00A0de\u00A0março\u00A0de\u00A02027" {
		t.Errorf("a date: %q", got)
	}
	if got := c.country(c.locales["pt"], "CI"); got != "Costa do Marfim" {
		t.Errorf("a country: %q", got)
	}
	if got := c.Read("en", call.Question{}, "Portuguese"); got.Lang != "pt" {
		t.Errorf("asked for by name: %+v", got)
	}
	if got := c.Read("pt", call.Question{}, "voltar"); got.Word != call.WordBack {
		t.Errorf("a word of it: %+v", got)
	}
}

func TestOverlayAddsALanguage(t *testing.T) {
	t.Parallel()
	files := base(t, nil)
	overlay := fstest.MapFS{"active.pt.json": files["active.es.json"], "notes.txt": {Data: []byte("not a text")}}
	c, err := load(files, overlay)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := c.Match("pt"); got != "pt" || !ok {
		t.Errorf("Match(pt) = %q, %v", got, ok)
	}
	if _, err := load(files, os.DirFS("testdata/none")); err == nil {
		t.Error("an overlay that is not there is no mistake")
	}
}

func TestHas(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	if !c.Has("en", "test.only.here") || c.Has("es", "test.only.here") || c.Has("xx", "test.plain") {
		t.Error("Has looks beyond the language")
	}
}
