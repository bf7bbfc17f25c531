package paper_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/bot/paper"
	"pledgebot/conversation/call"
	"pledgebot/conversation/compare"
	"pledgebot/conversation/pledge"
)

func read(t interface{ Fatal(args ...any) }, file []byte) paper.Claim {
	c, err := paper.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAPaperIsVerified: as a PDF, as the JSON in it and as the text, in every language;
// with one word changed it is told which.
func TestAPaperIsVerified(t *testing.T) {
	t.Parallel()
	m := maker()
	for _, lang := range product.Langs() {
		for name, answers := range map[string]map[call.FieldKey]call.Value{"short": short[lang], "long": long(lang)} {
			p := submitted(lang, answers)
			v := m.Of(p)
			spaced := strings.ReplaceAll(m.Text(p), " ", "\n ")
			for form, file := range map[string][]byte{"PDF": render(t, v), "JSON": v.Record, "text": []byte(m.Text(p)), "text in other lines": []byte(spaced)} {
				if got := m.Verify(read(t, file), p); len(got) > 0 {
					t.Errorf("%s, %s, %s: %q", lang, name, form, got)
				}
			}
			for form, file := range map[string]string{"JSON": string(v.Record), "text": m.Text(p)} {
				changed := strings.Replace(file, "2028", "2029", 1)
				got := m.Verify(read(t, []byte(changed)), p)
				if len(got) != 1 || !strings.Contains(got[0].Is, "2029") || !strings.Contains(got[0].Was, "2028") {
					t.Errorf("%s, %s, %s with another year: %q", lang, name, form, got)
				}
			}
		}
	}
}

// TestAnyChangeIsFound, wherever in the text it is.
func TestAnyChangeIsFound(t *testing.T) {
	t.Parallel()
	m := maker()
	p := submitted("es", long("es"))
	text := []rune(m.Text(p))
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		put := rapid.SampledFrom([]rune("xÉ7🏠")).Draw(t, "letter")
		if text[at] == put || strings.ContainsRune(p.Submitted.Reference, text[at]) {
			return
		}
		changed := string(text[:at]) + string(put) + string(text[at+1:])
		c, err := paper.Read(strings.NewReader(changed))
		if err == nil && len(m.Verify(c, p)) == 0 {
			t.Errorf("%q in the place of %q at %d is not found", put, text[at], at)
		}
	})
}

// TestAPaperOfAnotherCall is told by its check code, where no field that is known
// differs.
func TestAPaperOfAnotherCall(t *testing.T) {
	t.Parallel()
	p := submitted("en", short["en"])
	p.Submitted.Check = "AAAAA-AAAAA" // by other fields
	got := maker().Verify(read(t, maker().Of(submitted("en", short["en"])).Record), p)
	if len(got) != 1 || got[0] != (compare.Change{Was: "AAAAA-AAAAA", Is: pledge.Check(call.Default(), p)}) {
		t.Errorf("%q", got)
	}
}

func FuzzRead(f *testing.F) {
	v := maker().Of(submitted("en", short["en"]))
	f.Add(render(f, v))
	f.Add(v.Record)
	f.Add([]byte("Number: CLA-2026-0001"))
	f.Add([]byte("%PDF-1.3\n/Type /EmbeddedFile /Length 99999999999999999999 /Filter /FlateDecode\nstream\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if c, err := paper.Read(bytes.NewReader(file)); err == nil && c.Reference == "" {
			t.Error("it is read and names no pledge")
		}
	})
}
