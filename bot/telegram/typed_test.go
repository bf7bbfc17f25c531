package telegram_test

import (
	"strconv"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// TestEverythingCanBeTyped: labels and numbers, in every language, lead to the
// same pledge as presses.
func TestEverythingCanBeTyped(t *testing.T) {
	t.Parallel()
	way := append(append(append(drafting[:len(drafting):len(drafting)], filling...), signing...), sending...)
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			want := ""
			for i, how := range []func(*person, call.OptionID) string{
				func(_ *person, o call.OptionID) string { return "*" + string(o) }, (*person).label, (*person).number,
			} {
				w := newWorld(t, setup{mode: modes[i%2]})
				ana := w.person(7, lang)
				for _, line := range way {
					if option, ok := strings.CutPrefix(line, "*"); ok {
						line = how(ana, call.OptionID(option))
					}
					ana.does(line)
				}
				got := ""
				for _, f := range product.Call.Fields {
					got += string(f.Key) + "=" + ana.answer(f.Key) + "\n"
				}
				if sent := ana.mine()[0].Submitted; sent == nil || sent.Reference != "CLA-2026-0001" {
					t.Fatalf("way %d does not end in a receipt: %s", i, ana.Last().Text)
				}
				if i == 0 {
					want = got
				}
				if got != want {
					t.Errorf("way %d leads to\n%s\nwant\n%s", i, got, want)
				}
			}
		})
	}
}

// label is an option's as its button shows it.
func (p *person) label(option call.OptionID) string {
	p.w.t.Helper()
	b, ok := buttonOf(p.Last(), option)
	if !ok {
		p.w.t.Fatalf("%s is on no button: %v", option, p.Last().Buttons)
	}
	label := strings.TrimLeft(b.Label, "☐☑ ")
	if n, rest, ok := strings.Cut(label, ". "); ok && strings.Trim(n, "0123456789") == "" {
		label = rest
	}
	return label
}

// number is an option's place among those that a number stands for.
func (p *person) number(option call.OptionID) string {
	p.w.t.Helper()
	turns := p.w.dialogs.of(p.address())
	owed := turns[len(turns)-1].owed
	n := 0
	for _, o := range owed[len(owed)-1].Reply.Options {
		if o.Minor {
			continue
		}
		if n++; o.ID == option {
			return strconv.Itoa(n)
		}
	}
	return p.label(option) // small options have none
}

// TestALongChoiceIsSearchedByTyping: there are more countries than buttons.
func TestALongChoiceIsSearchedByTyping(t *testing.T) {
	t.Parallel()
	for lang, some := range map[call.Lang]struct{ part, label string }{
		"en": {"congo", "Congo"}, "es": {"congo", "Congo"}, "fr": {"congo", "Congo"},
	} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: polling})
			ana := w.person(7, lang)
			ana.does(append(naming[:3:3], "Riobamba", some.part)...)
			var found []string
			for _, row := range ana.Last().Buttons {
				for _, b := range row {
					if strings.Contains(b.Label, some.label) {
						found = append(found, strings.Split(b.Data, "|")[2])
					}
				}
			}
			if len(found) < 2 {
				t.Fatalf("%q offers %v: %s", some.part, ana.Last().Buttons, ana.Last().Text)
			}
			ana.does("*" + found[len(found)-1])
			if got := ana.answer("country"); got != "CG" && got != "CD" {
				t.Errorf("kept %q", got)
			}
		})
	}
}
