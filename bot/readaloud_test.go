package bot_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/terminal"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge/pledgetest"
	"pledgebot/locales"
	"pledgebot/store"
)

// TestReadAloud plays testdata/<language>/*.txt as a person at a terminal sees
// it, for translators and officials to read. One file is one story, and its
// first line says what it shows. In it,
//
//	> is what the person types,
//	~ as well, where the screen is left out,
//	! is what happens besides: open LANG · invited PLACE COUNTRY · days N · desk and what the team does
//
// and the rest is written by go test ./bot -update; the review is the difference.
func TestReadAloud(t *testing.T) {
	t.Parallel()
	for _, file := range stories(t) {
		t.Run(strings.TrimPrefix(file, "testdata/"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := tell(t, file, string(want)).page.String()
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			same(t, "read the difference after go test ./bot -update", got, string(want))
		})
	}
}

// stories are the transcripts; every language tells the same ones.
func stories(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, lang := range product.Texts.Langs() {
		for _, name := range []string{"first_minute", "template", "own_words", "open_points", "desk", "questions", "suggestions", "report", "forget", "invited"} {
			all = append(all, filepath.Join("testdata", string(lang), name+".txt"))
		}
	}
	return all
}

// A story is a terminal whose person types what a script says.
type story struct {
	*world
	texts *locales.Catalogue
	b     *bot.Bot
	lang  call.Lang
	lines []string // still to be played
	page  bytes.Buffer
	quiet bool
	shown []bot.Message // all that was shown, in order
	*terminal.Terminal
}

func tell(t *testing.T, file, script string) *story {
	t.Helper()
	texts, err := locales.Load(nil) // with a count of missing texts of its own
	if err != nil {
		t.Fatal(err)
	}
	s := &story{world: newWorld(t), texts: texts.With(product.Call), lang: call.Lang(filepath.Base(filepath.Dir(file)))}
	title, _, _ := strings.Cut(script, "\n")
	s.page.WriteString(title + "\n")
	for line := range strings.SplitSeq(script, "\n") {
		if strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "~ ") || strings.HasPrefix(line, "! ") {
			s.lines = append(s.lines, line)
		}
	}
	opens := s.lang
	if rest, ok := strings.CutPrefix(s.lines[0], "! open"); ok {
		s.page.WriteString("\n" + s.lines[0] + "\n")
		opens, s.lines = call.Lang(strings.TrimSpace(rest)), s.lines[1:]
	}
	code := ""
	if rest, ok := strings.CutPrefix(s.lines[0], "! invited "); ok {
		s.page.WriteString("\n" + s.lines[0] + "\n")
		place, country, _ := strings.Cut(rest, " ")
		code = s.invitesAs("a", store.Invite{Place: place, Country: country, Lang: s.lang, Mail: "office@city.example"})
		opens, s.lines = "", s.lines[1:]
	}
	s.quiet = strings.HasPrefix(s.lines[0], "~ ")
	s.Terminal = terminal.New(s, s, terminal.Options{User: "ana", Lang: opens, Words: s.texts, Run: "story", Width: 80, Code: code})
	s.b = s.bot(func(p *bot.Parts) {
		p.Machine = conversation.New(product.Call, conversation.Settings{Langs: texts.Langs()})
		p.Texts, p.Senders = s.texts, []bot.Sender{s}
	})
	if err := s.Run(t.Context(), s.b); err != nil {
		t.Fatal(err)
	}
	if len(s.lines) > 0 {
		t.Errorf("the dialog ended before %q", s.lines[0])
	}
	return s
}

// Send shows a message and keeps it for other tests to look at.
func (s *story) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	s.shown = append(s.shown, m)
	return s.Terminal.Send(ctx, to, m)
}

// Write is the screen.
func (s *story) Write(b []byte) (int, error) {
	if !s.quiet {
		return s.page.Write(b)
	}
	return len(b), nil
}

// Read is the keyboard: one line, once all that comes before it has happened.
func (s *story) Read(b []byte) (int, error) {
	for len(s.lines) > 0 {
		line := s.lines[0]
		s.lines = s.lines[1:]
		s.clock.pass(20 * time.Second)
		kind, typed := line[:1], line[2:]
		s.quiet = kind == "~" || kind == "!" && s.quiet
		if kind != "~" && !s.quiet {
			s.page.WriteByte('\n')
		}
		s.page.WriteString(line + "\n")
		if kind != "!" {
			return copy(b, typed+"\n"), nil
		}
		s.quiet = false
		s.happens(typed)
	}
	return 0, io.EOF
}

// happens is what the person has no part in.
func (s *story) happens(what string) {
	verb, rest, _ := strings.Cut(what, " ")
	switch verb {
	case "days":
		n, err := strconv.Atoi(rest)
		if err != nil {
			s.t.Error(err)
		}
		s.clock.pass(time.Duration(n) * 24 * time.Hour)
	case "desk":
		p := s.mine(store.Address{Platform: terminal.Platform, User: "ana"})[0]
		cmd, ok := pledgetest.Decision(p, rest)
		if !ok {
			s.t.Fatalf("the team cannot %q", rest)
		}
		_, refusal, err := s.b.Do(s.t.Context(), conversation.InputID("desk:"+what), team, p.ID, cmd)
		if err != nil || refusal != "" {
			s.t.Errorf("%s: %q, %v", what, refusal, err)
		}
		if err := s.b.DeliverDue(s.t.Context(), terminal.Platform); err != nil {
			s.t.Error(err)
		}
	default:
		s.t.Errorf("nothing is known to happen by %q", what)
	}
}
