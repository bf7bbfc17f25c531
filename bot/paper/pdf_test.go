package paper_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pledgebot/bot/paper"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

var update = flag.Bool("update", false, "rewrite the golden pages; look at them before you keep them")

// poppler runs one of its programs on a PDF, and gives what it writes. Without them the
// test is skipped, or fails where PLEDGEBOT_TEST_STRICT is 1.
func poppler(t *testing.T, program string, pdf []byte, args ...string) []byte {
	t.Helper()
	if os.Getenv("PLEDGEBOT_TEST_POPPLER") == "" {
		missing := "needs poppler-utils, named by PLEDGEBOT_TEST_POPPLER: see make services"
		if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stdin = bytes.NewReader(pdf)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil || wrong.Len() > 0 {
		t.Fatalf("%s: %v\n%s", program, err, wrong.String())
	}
	return out
}

func render(t testing.TB, v paper.View) []byte {
	t.Helper()
	out, err := paper.PDF(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// papers are those that are looked at: in three languages, the shortest and the longest.
func papers() map[string]paper.View {
	m := maker()
	all := map[string]paper.View{"draft-en": m.Of(draft("en", short["en"]))}
	for _, lang := range product.Langs() {
		l := string(lang)
		all["short-"+l] = m.Of(submitted(lang, short[lang]))
		all["long-"+l] = m.Of(submitted(lang, long(lang)))
		all["sign-"+l] = m.ForSigning(draft(lang, short[lang]))
	}
	return all
}

// TestPapersReadAsTheyAreWritten: every answer that is not private stands on the paper
// with its accents, and so does the check code; what is private does not.
func TestPapersReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for name, v := range papers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := flat(string(poppler(t, "pdftotext", render(t, v), "-raw", "-", "-")))
			feet := regexp.MustCompile(regexp.QuoteMeta(flat(v.Foot)) + `P(age|ágina)\d+(of|de|sur)\d+`)
			body := feet.ReplaceAllString(text, "")
			for _, s := range v.Sections {
				for _, line := range s.Lines {
					if want := flat(printed.Replace(line.Text)); !strings.Contains(body, want) {
						t.Errorf("%q says otherwise: %.80q", line.Label, want)
					}
				}
			}
			check := v.Foot[strings.LastIndex(v.Foot, " ")+1:]
			if strings.Count(text, check) < 2 && v.Sheet != paper.Draft {
				t.Errorf("the check code %s stands %d times", check, strings.Count(text, check))
			}
			if strings.Contains(text, "@") {
				t.Error("a contact is on the paper")
			}
			if stands := strings.Contains(text, flat(v.Mark)); v.Mark != "" && !stands {
				t.Errorf("it is not marked %s", v.Mark)
			}
		})
	}
}

// flat is a text without its spaces: a renderer breaks lines where it likes.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }

// printed puts in place of what the fonts do not have what is printed.
var printed = strings.NewReplacer("\u202f", " ", "\u2068", "", "\u2069", "", "بلدية", "□□□□□", "市政府", "□□□", "🏠", "□")

// TestPapersLookAsTheyDid compares pages with golden ones, dot by dot, with room for
// another release of the renderer.
func TestPapersLookAsTheyDid(t *testing.T) {
	t.Parallel()
	for name, v := range papers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := pages(t, render(t, v))
			for i, page := range got {
				matches(t, filepath.Join("testdata", name+"-"+string(rune('1'+i))+".png"), page)
			}
			if _, err := os.Stat(filepath.Join("testdata", name+"-"+string(rune('1'+len(got)))+".png")); err == nil {
				t.Errorf("there were more than %d pages", len(got))
			}
		})
	}
}

// pages draws the pages of a PDF in shades of grey, at so many dots an inch.
func pages(t *testing.T, pdf []byte) []image.Image {
	t.Helper()
	in := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	poppler(t, "pdftoppm", nil, "-r", "36", "-gray", "-png", in, filepath.Join(dir, "page"))
	names, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
	slices.Sort(names)
	var out []image.Image
	for _, name := range names {
		out = append(out, open(t, name))
	}
	return out
}

func open(t *testing.T, name string) image.Image {
	t.Helper()
	file, err := os.ReadFile(filepath.Clean(name))
	if err != nil {
		t.Fatal(err, "; write it with: go test ./bot/paper -update")
	}
	page, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// matches fails where more than one dot in a hundred is clearly of another shade.
func matches(t *testing.T, golden string, page image.Image) {
	t.Helper()
	if *update {
		var out bytes.Buffer
		if err := png.Encode(&out, page); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := open(t, golden)
	if want.Bounds() != page.Bounds() {
		t.Fatalf("%s: %v, not %v", golden, page.Bounds(), want.Bounds())
	}
	other, size := 0, page.Bounds().Size()
	for x := range size.X {
		for y := range size.Y {
			a, b := grey(want, x, y), grey(page, x, y)
			if max(a, b)-min(a, b) > 64 {
				other++
			}
		}
	}
	if other*100 > size.X*size.Y {
		t.Errorf("%s: %d of %d dots are others", golden, other, size.X*size.Y)
	}
}

func grey(i image.Image, x, y int) uint8 { return color.GrayModel.Convert(i.At(x, y)).(color.Gray).Y }

// TestAPaperIsTheSameAgain: a receipt that is asked for again is the same file.
func TestAPaperIsTheSameAgain(t *testing.T) {
	t.Parallel()
	v := maker().Of(submitted("es", long("es")))
	if !bytes.Equal(render(t, v), render(t, v)) {
		t.Error("two files of one view differ")
	}
}

// TestTheSheetIsTheCountrys: A4, or Letter where that is used.
func TestTheSheetIsTheCountrys(t *testing.T) {
	t.Parallel()
	for country, want := range map[string]string{"KE": "595.28 841.89", "CO": "612.00 792.00", "MX": "612.00 792.00", "": "595.28 841.89"} {
		v := maker().Of(submitted("en", short["en"]))
		v.Country = country
		if !bytes.Contains(render(t, v), []byte("/MediaBox [0 0 "+want+"]")) {
			t.Errorf("%q is not on a sheet of %s", country, want)
		}
	}
}

// TestWhatIsAttached: the text for programs, from which the same check code follows.
func TestWhatIsAttached(t *testing.T) {
	t.Parallel()
	p := submitted("es", long("es"))
	v := maker().Of(p)
	var r paper.Record
	if err := json.Unmarshal(v.Record, &r); err != nil {
		t.Fatal(err)
	}
	again := pledge.Pledge{Lang: r.Language, Answers: map[call.FieldKey]pledge.Answer{}}
	for key, value := range r.Answers {
		again.Answers[key] = pledge.Answer{Value: value}
	}
	if got := pledge.Check(call.Default(), again); got != r.Check || got != p.Submitted.Check || r.Reference != "CLA-2026-0001" {
		t.Errorf("%s for %s of %s: %s", got, r.Check, r.Reference, p.Submitted.Check)
	}
	if _, private := r.Answers["contact_email"]; private {
		t.Error("a contact is attached")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(in, render(t, v), 0o600); err != nil {
		t.Fatal(err)
	}
	poppler(t, "pdfdetach", nil, "-save", "1", "-o", filepath.Join(dir, "out.json"), in)
	if out, err := os.ReadFile(filepath.Join(dir, "out.json")); err != nil || !bytes.Equal(out, v.Record) {
		t.Errorf("attached is %s, %v", out, err)
	}
}

// TestWhichPaperAPledgeHas: a receipt only of the words that were submitted.
func TestWhichPaperAPledgeHas(t *testing.T) {
	t.Parallel()
	m := maker()
	sent := submitted("en", short["en"])
	changed := submitted("en", short["en"])
	changed.State = pledge.ChangesRequested
	changed.Answers["title"] = pledge.Answer{Value: call.Value{"Another title of the pledge"}}
	back := submitted("en", short["en"])
	back.State = pledge.Draft
	practice := submitted("en", short["en"])
	practice.Rehearsal = true
	for name, tc := range map[string]struct {
		p    pledge.Pledge
		want paper.Sheet
		mark string
	}{
		"submitted": {sent, paper.Receipt, ""}, "changed since": {changed, paper.Draft, "DRAFT"}, "taken back": {back, paper.Draft, "DRAFT"},
		"a practice": {practice, paper.Receipt, "PRACTICE"}, "a draft": {draft("en", nil), paper.Draft, "DRAFT"},
	} {
		if v := m.Of(tc.p); v.Sheet != tc.want || v.Mark != tc.mark {
			t.Errorf("%s: %s, marked %q", name, v.Sheet, v.Mark)
		}
	}
	file, err := m.Print(t.Context(), sent, conversation.SheetPaper)
	if err != nil || file.Name != "CLA-2026-0001.pdf" {
		t.Errorf("%v, %v", file, err)
	}
}

func BenchmarkPaper(b *testing.B) {
	for name, v := range map[string]paper.View{"short": maker().Of(submitted("en", short["en"])), "long": maker().Of(submitted("en", long("en")))} {
		b.Run(name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = len(render(b, v))
			}
			b.ReportMetric(float64(size), "bytes/paper")
		})
	}
}
