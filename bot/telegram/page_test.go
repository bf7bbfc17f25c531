package telegram

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"pledgebot/bot"
	"pledgebot/conversation/call"
)

// prose draws a text of pieces that are awkward to cut.
func prose(most int) *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"word ", "é", "👩‍👩‍👧‍👦", "🇪🇨", "عَمّان ", "e\u0301", "\n", "\n\n", "<b>", "&amp;", "a", strings.Repeat("x", 700), strings.Repeat("ñandú ", 200),
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, most).Draw(t, "pieces"), "")
	})
}

// graphemes are the parts of a text that are never cut, without white space.
func graphemes(s string) []string {
	var out []string
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if strings.TrimSpace(g.Str()) != "" {
			out = append(out, g.Str())
		}
	}
	return out
}

// TestPagesKeepTheText: no page is too long, and all of them together are the
// text, without a grapheme broken.
func TestPagesKeepTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := bot.Message{Text: prose(40).Draw(t, "text"), Prompt: "s.x.1"}
		whole := bot.Clean(m.Text)
		var shown strings.Builder
		for _, page := range pages(blocks(m)) {
			text := bare(page)
			if units(text) > textMost || strings.TrimSpace(text) == "" {
				t.Fatalf("a page of %d units", units(text))
			}
			if strings.ContainsAny(strings.NewReplacer("<b>", "", "</b>", "", "&amp;", "", "&lt;", "", "&gt;", "").Replace(html(page)), "<>&") {
				t.Fatalf("a page is not escaped: %q", html(page))
			}
			shown.WriteString(text + " ")
		}
		got, want := graphemes(shown.String()), graphemes(whole)
		if strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			t.Fatalf("shown is %q, want %q", got, want)
		}
	})
}

// TestKeyboardsAreTaken by Telegram whatever the options are.
func TestKeyboardsAreTaken(t *testing.T) {
	t.Parallel()
	tg, err := New(Options{Token: "1:secret"})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		m := bot.Message{Prompt: "ABCDEFGH.field.1"}
		for i := range rapid.IntRange(0, 150).Draw(t, "many") {
			m.Options = append(m.Options, bot.Button{
				ID: call.OptionID(fmt.Sprint("option", i)), Label: "l" + prose(3).Draw(t, "label"), Detail: rapid.SampledFrom([]string{"", "d"}).Draw(t, "detail"),
				Listed: rapid.Bool().Draw(t, "listed"), Minor: rapid.Bool().Draw(t, "minor"), Tick: rapid.Bool().Draw(t, "tick"),
			})
		}
		k, n := tg.keyboard("7", m), 0
		for _, row := range k.Rows {
			if len(row) == 0 || len(row) > 8 {
				t.Fatalf("a row of %d", len(row))
			}
			for _, b := range row {
				n++
				if strings.TrimSpace(b.Text) == "" || len(b.Data) == 0 || len(b.Data) > 64 {
					t.Fatalf("button %+v", b)
				}
			}
		}
		if n != min(len(m.Options), buttonsMost) {
			t.Fatalf("%d buttons of %d", n, len(m.Options))
		}
	})
}

// FuzzUpdate: whatever comes, it is decoded or refused without a word of it.
func FuzzUpdate(f *testing.F) {
	tg, err := New(Options{Token: "1:secret", Words: fuzzWords{}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"update_id":1,"message":{"message_id":2,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"/start es"}}`))
	f.Add([]byte(`{"update_id":1,"callback_query":{"id":"1","from":{"id":7},"data":"1|x|y||z"}}`))
	f.Add([]byte(`{"update_id":1,"my_chat_member":{"chat":{"id":7,"type":"private"},"new_chat_member":{"status":"kicked"}}}`))
	f.Add([]byte(`{"update_id":"one","message":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decode(raw)
		whose(raw)
		if err != nil {
			return
		}
		in := tg.input(u)
		if !in.idle && (in.ID == "" || in.From.User == "" || in.Event == nil && in.Press == nil) {
			t.Errorf("%s gives %+v", raw, in)
		}
	})
}

type fuzzWords struct{}

func (fuzzWords) Text(call.Lang, call.Text) string  { return "text" }
func (fuzzWords) Langs() []call.Lang                { return []call.Lang{"en", "es"} }
func (fuzzWords) Match(...string) (call.Lang, bool) { return "en", true }
