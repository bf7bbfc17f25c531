package telegram_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A tale is what one person does from the greeting to the decision. What begins
// with * is pressed, with ~ edits the message that named the city, and with ! is
// done by the mechanism team; the rest is typed.
var tales = map[call.Lang][]string{
	"en": {
		"/start", "*draft", "*continue", "Riobamba", "Ecuador", "The City of Riobamba", "*4", "*5", "*5", "*done", "*p4ho-homes", "*unknown",
		"newly arrived families", "~The Municipality of Riobamba", "3 April 2026", "June 2028", "rent guarantees and a public housing register", "*full_text", "migration@riobamba.gob.ec",
		"*slot.number", "40-50", "40", "*submit", "Mayor's office, 20 November 2026", "*submit", "!accept",
	},
	"es": {
		"/start", "*draft", "*continue", "Riobamba", "Ecuador", "La Ciudad de Riobamba", "*4", "*5", "*5", "*done", "*p4ho-homes", "*unknown",
		"familias recién llegadas", "~El Municipio de Riobamba", "3 de abril de 2026", "junio de 2028", "garantías de alquiler y un registro público de viviendas", "*full_text", "migration@riobamba.gob.ec",
		"*slot.number", "40-50", "40", "*submit", "Despacho de la Alcaldía, 20 de noviembre de 2026", "*submit", "!accept",
	},
	"fr": {
		"/start", "*draft", "*continue", "Riobamba", "Équateur", "La Ville de Riobamba", "*4", "*5", "*5", "*done", "*p4ho-homes", "*unknown",
		"familles récemment arrivées", "~La Municipalité de Riobamba", "3 avril 2026", "juin 2028", "des garanties de loyer et un registre public des logements", "*full_text", "migration@riobamba.gob.ec",
		"*slot.number", "40-50", "40", "*submit", "Cabinet de l'autorité municipale, 20 novembre 2026", "*submit", "!accept",
	},
}

// TestTranscript writes down what the person sees, for people to read aloud. In
// testdata/<language>.txt, > is what the person types or [presses], with ✎ the
// message that named the city once more, and the rest is the bot's: buttons stand in brackets, row by row, and after "…" what an
// earlier message shows from now on. It is written by go test ./bot/telegram
// -update; the review is the difference.
func TestTranscript(t *testing.T) {
	t.Parallel()
	for i, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: modes[i%2], settings: conversation.Settings{
				Controller: "UCLG", Contact: "privacy@example.org", Platform: "Telegram", Files: true,
			}})
			s := &scribe{person: w.person(7, lang), was: map[int64]telegramtest.Shown{}}
			for _, line := range tales[lang] {
				s.plays(line)
			}
			s.same(string(lang))
		})
	}
}

// same compares the page with the golden one, or writes that.
func (s *scribe) same(name string) {
	s.w.t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name)+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(s.page.String()), 0o600); err != nil {
			s.w.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		s.w.t.Fatal(err)
	}
	if got := s.page.String(); got != string(want) {
		s.w.t.Errorf("%s is another now; read the difference after go test ./bot/telegram -update. Got:\n%s", file, got)
	}
}

// A scribe writes a person's chat down as it changes.
type scribe struct {
	*person
	was  map[int64]telegramtest.Shown
	city int64 // the message that named the city
	page strings.Builder
}

func (s *scribe) plays(line string) {
	s.w.t.Helper()
	switch rest := line[1:]; line[0] {
	case '*':
		b, _ := s.button(call.OptionID(rest))
		fmt.Fprintf(&s.page, "> [%s]\n\n", b.Label)
		s.presses(call.OptionID(rest))
	case '~':
		fmt.Fprintf(&s.page, "> ✎ %s\n\n", rest)
		s.Edits(s.city, rest)
	case '!':
		if s.mine()[0].Submitted == nil {
			s.w.t.Fatalf("nothing is submitted:\n%s", s.page.String())
		}
		fmt.Fprintf(&s.page, "! %s\n\n", rest)
		(&play{person: s.person}).desk(rest)
	default:
		fmt.Fprintf(&s.page, "> %s\n\n", line)
		if s.city == 0 && s.answer("country") != "" {
			s.city = s.top() + 1
		}
		s.Says(line)
	}
	s.w.settle()
	s.writes()
}

// writes what the screen shows that it did not show before.
func (s *scribe) writes() {
	for _, m := range s.Screen() {
		was, known := s.was[m.ID]
		s.was[m.ID] = m
		switch {
		case m.Own:
		case !known:
			if m.Document != nil {
				s.page.WriteString("📎 " + m.Document.Name + "\n")
			}
			s.page.WriteString(m.Text + "\n" + keys(m) + "\n")
		case was.Text != m.Text:
			s.page.WriteString("… " + m.Text + "\n" + keys(m) + "\n")
		case !reflect.DeepEqual(was.Buttons, m.Buttons):
			s.page.WriteString("… " + keys(m) + "\n")
		}
	}
}

// keys are a message's buttons as a phone lays them out.
func keys(m telegramtest.Shown) string {
	var b strings.Builder
	for _, row := range m.Buttons {
		for i, button := range row {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("[" + button.Label + "]")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
