package bot_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/store/memory"
)

func TestNewcomerIsAskedForTheirLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open ")
	if got := ana.reads(); got.Field != "language" {
		t.Fatalf("asked %s: %s", got.Field, got.Text)
	}
	ana.does("/choose fr")
	if got := ana.reads(); got.Field != "menu" || got.Lang != "fr" {
		t.Errorf("after the choice, %s in %s", got.Field, got.Lang)
	}
}

// A person's language outlives their dialog.
func TestLostDialogGoesOnInItsLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			ana.does("/open "+string(lang), "/choose draft", "/choose continue", "Riobamba")
			w.dialogs = memory.New()
			ana.b = w.bot()
			ana.does("Ecuador")
			if got := ana.reads(); got.Lang != lang || got.Field != "country.check" {
				t.Errorf("%s in %s: %s", got.Field, got.Lang, got.Text)
			}
		})
	}
}

// Neither the language of a question nor what was typed for it is lost when
// the other one changes.
func TestLanguageChangesWhileAReadingIsConfirmed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuadr")
	if got := ana.reads(); got.Field != "country.check" {
		t.Fatalf("asked %s: %s", got.Field, got.Text)
	}
	ana.does("language", "Français")
	got := ana.reads()
	if got.Lang != "fr" || !strings.HasPrefix(got.Field, "country") || !hasWay(got) {
		t.Errorf("left at %s in %s with %v: %s", got.Field, got.Lang, sorted(got.Message), got.Text)
	}
}

// hasWay tells whether a message offers more than to leave.
func hasWay(m shown) bool {
	return m.Typed || slices.ContainsFunc(m.Options, func(b bot.Button) bool { return b.ID == call.OptionID("yes") })
}
