package telegram_test

import (
	"testing"
	"unicode/utf8"

	"pledgebot/conversation/call"
)

// TestAnnouncedOnce: people read in their language what the bot is and which
// commands there are; a second start changes nothing.
func TestAnnouncedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: webhook})
	if err := w.tg.Announce(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []call.Lang{"", "en", "es", "fr"} {
		p := w.srv.Profile(string(lang))
		if n := utf8.RuneCountInString(p.Description); n == 0 || n > 512 || p.Short == "" {
			t.Errorf("%q: described by %q, %q", lang, p.Description, p.Short)
		}
		if n := len(p.Commands["all_private_chats"]); n != 13 {
			t.Errorf("%q: %d commands", lang, n)
		}
	}
	if es, fr := w.srv.Profile("es"), w.srv.Profile("fr"); es.Description == fr.Description {
		t.Errorf("Spanish and French are the same: %q", es.Description)
	}
	set := func() int {
		return w.srv.Count("setMyDescription") + w.srv.Count("setMyShortDescription") + w.srv.Count("setMyCommands")
	}
	before := set()
	if err := w.tg.Announce(t.Context()); err != nil || set() != before {
		t.Errorf("a second start sets %d more, error %v", set()-before, err)
	}
}
