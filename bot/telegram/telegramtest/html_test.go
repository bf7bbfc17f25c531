package telegramtest

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestHTMLBecomesTextAndEntities(t *testing.T) {
	t.Parallel()
	cases := []struct {
		html, text string
		entities   []Entity
	}{
		{"plain", "plain", nil},
		{"<b>a</b> 😀 <i>b</i>", "a 😀 b", []Entity{{Type: "bold", Length: 1}, {Type: "italic", Offset: 5, Length: 1}}},
		{"<B>a<I>b</I></B>", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"&lt;b&gt; &amp;amp; &quot; &nbsp; & &#65;&#x42 &x", `<b> &amp; " &nbsp; & AB &x`, nil},
		{`<a href="https://example.org/?a=1&amp;b">x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "https://example.org/?a=1&b"}}},
		{`<a href="nowhere">x</a>`, "x", nil},
		{"<a>example.org</a>", "example.org", []Entity{{Type: "text_link", Length: 11, URL: "example.org"}}},
		{"<b></b>a", "a", nil},
		{"<b> a </b> ", " a", []Entity{{Type: "bold", Length: 2}}}, // nothing is cut before an entity
		{" \n a", "a", nil},
		{`<pre><code class="language-go">f()</code></pre>`, "f()", []Entity{{Type: "pre", Length: 3, Language: "go"}}},
		{"<blockquote expandable>q</blockquote>", "q", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{"a\r\nb\tc\x01d\u202ee\u2028f\u030a", "a\nb c def", nil},
		{"&#13;&#9;a", "a", nil},
	}
	for _, c := range cases {
		f, problem := parseHTML(c.html)
		if problem != "" || f.text != c.text || !slices.Equal(f.entities, c.entities) {
			t.Errorf("%q: %q %v %s", c.html, f.text, f.entities, problem)
		}
	}
}

func TestEntitiesOverTheLimitAreNotShown(t *testing.T) {
	t.Parallel()
	f, problem := parseHTML(strings.Repeat("<b>a</b> ", 103))
	if problem != "" || len(f.entities) != 100 || f.ignored != 3 {
		t.Errorf("%d shown, %d ignored %s", len(f.entities), f.ignored, problem)
	}
}

// FuzzParseHTML holds that what is taken is well formed, that escaping makes
// any text harmless, and that it is read the same when it is read again.
func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{
		"<b>a</b>", `<a href="x&amp;y">😀</a>`, "&#x1F600;&#xD800;", "<pre><code class='language-go'>a</code></pre>",
		"<span class=tg-spoiler>x</>", "<b", "</", "&", "&#", "<a href=", " <i> \n</i>", "<tg-emoji emoji-id='5'>a</tg-emoji>",
	} {
		f.Add(s)
	}
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		got, problem := parseHTML(s)
		checkFormatted(t, got, problem)
		escaped, problem := parseHTML(escape.Replace(s))
		if want := plain(s, nil); problem != "" || escaped.text != want.text || escaped.units != want.units {
			t.Errorf("escaped: %q %s, want %q", escaped.text, problem, want.text)
		}
	})
}

func checkFormatted(t *testing.T, f formatted, problem string) {
	if problem != "" && (f.text != "" || f.entities != nil) {
		t.Errorf("text of a refused one: %q", f.text)
	}
	if !utf8.ValidString(f.text) || f.units != len(utf16.Encode([]rune(f.text))) {
		t.Errorf("%d units of %q", f.units, f.text)
	}
	for _, e := range f.entities {
		if e.Offset < 0 || e.Length < 1 || e.Offset+e.Length > f.units {
			t.Errorf("%+v of %d units", e, f.units)
		}
	}
}
