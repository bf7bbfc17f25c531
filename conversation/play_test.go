package conversation_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/conversation/pledge/pledgetest"
)

var update = flag.Bool("update", false, "rewrite golden conversations")

// line carries out one line of a script.
func (w *world) line(line string) {
	w.t.Helper()
	fmt.Fprintf(&w.log, "> %s\n", line)
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "/open":
		w.tell(conversation.Opened{Lang: call.Lang(rest)})
	case "/invited": // LANG PLACE COUNTRY [MAIL], with the link
		f := append(strings.Fields(rest), "", "")
		w.tell(conversation.Opened{Code: "i-whole", Invited: &conversation.Invited{
			Code: "i-whole", Org: "UCLG", Lang: call.Lang(f[0]), Place: f[1], Country: f[2], Mail: f[3],
		}})
	case "/spent":
		w.tell(conversation.Opened{Lang: call.Lang(rest), Code: "i-spent"})
	case "/used":
		w.tell(conversation.Opened{Code: "i-whole", Invited: &conversation.Invited{Code: "i-whole", Used: true}})
	case "/closed": // to who is not invited
		w.machine = conversation.New(w.machine.Call(), conversation.Settings{Langs: w.texts.Langs(), InviteOnly: true})
	case "/handed": // with a colleague's link, which the runtime has looked at
		w.tell(conversation.Opened{Lang: "en", Code: rest, Proven: true})
	case "/seat": // with the link of a seat, likewise
		w.tell(conversation.Opened{Lang: "en", Code: rest, Offered: w.offered(rest)})
	case "/choose":
		w.tell(conversation.Chose{Prompt: w.session.Prompt.ID, Option: call.OptionID(rest)})
	case "/press":
		at, option, _ := strings.Cut(rest, " ")
		w.tell(conversation.Chose{Prompt: w.prompts[at], Option: call.OptionID(option)})
	case "/late": // typed before the latest prompt was shown
		at, text, _ := strings.Cut(rest, " ")
		w.tell(w.said(text, func(said *conversation.Said) {
			for _, shown := range w.session.Shown[:len(w.session.Shown)-1] {
				if w.machine.Name(shown.At) == at {
					said.Mark = shown.Mark + 1
				}
			}
		}))
	case "/quote":
		at, text, _ := strings.Cut(rest, " ")
		w.tell(w.said(text, func(said *conversation.Said) { said.Quoted = w.prompts[at] }))
	case "/lose": // the store of dialogs was wiped
		w.session = conversation.Session{}
		w.found("s2")
	case "/restart": // the dialog was kept under another run
		w.found("s3")
	case "/days":
		var n int
		_, _ = fmt.Sscan(rest, &n)
		w.now = w.now.AddDate(0, 0, n)
	case "/desk":
		w.desk(rest)
	case "/someone": // the phone is another person's now
		w.me, w.session, w.mark = conversation.Person{ID: pledge.Person(rest)}, conversation.Session{}, 0
		w.found("s5")
	case "/told": // what the person caused last is told to another
		w.tell(conversation.Told{Facts: w.facts[len(w.facts)-1:]})
	case "/other": // a colleague, or another window, changes a field
		field, value, _ := strings.Cut(rest, " ")
		w.other(call.FieldKey(field), value)
	default:
		w.tell(w.said(line, nil))
	}
}

// offered is what the runtime finds behind the code of a seat.
func (w *world) offered(code string) *conversation.Offered {
	id, secret, _ := pledge.SeatCoded(code)
	for _, p := range w.pledges {
		if o, opens := pledge.Opens(p, secret, w.now); p.ID == id && opens {
			return &conversation.Offered{Code: code, Seat: o.Seat, Sections: o.Sections, Field: o.Field, Place: p.Value("place_name").First()}
		}
	}
	return nil
}

// desk acts as the mechanism team and brings the news to the person.
func (w *world) desk(rest string) {
	p := &w.pledges[len(w.pledges)-1]
	cmd, ok := pledgetest.Decision(*p, rest)
	if !ok {
		w.t.Fatalf("the team cannot %q", rest)
	}
	w.now = w.now.Add(time.Minute)
	after, facts, refusal := pledge.Apply(w.machine.Call(), w.texts, *p, w.now, pledge.Actor{Person: "desk:x", Role: pledge.Reviewer, Org: "UCLG"}, cmd)
	if refusal != "" {
		w.t.Fatalf("desk %s: %s", rest, refusal)
	}
	*p = after
	w.facts = append(w.facts, facts...)
	w.tell(conversation.Told{Facts: facts})
}

func (w *world) other(field call.FieldKey, value string) {
	p := &w.pledges[len(w.pledges)-1]
	after, facts, refusal := pledge.Apply(w.machine.Call(), w.texts, *p, w.now, pledge.Actor{Person: w.me.ID}, pledge.Amend{
		Field: field, Value: call.Value{value}, Seen: p.Answers[field].Rev,
	})
	if refusal != "" {
		w.t.Fatal(refusal)
	}
	*p = after
	w.facts = append(w.facts, facts...)
}

// TestGoldenConversations plays testdata/*.txt. One file is one story; its
// first line says what it shows. Lines after ">" are the person's, the rest is
// what the machines do about them, in text keys.
func TestGoldenConversations(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden conversations", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := playFile(t, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("conversation differs; read the difference after: go test ./conversation -update\n%s", firstDifference(got, string(want)))
			}
		})
	}
}

func playFile(t tester, script string) string {
	w := newWorld(t)
	first, _, _ := strings.Cut(script, "\n")
	fmt.Fprintln(&w.log, first)
	for line := range strings.SplitSeq(script, "\n") {
		if said, ok := strings.CutPrefix(line, "> "); ok {
			w.line(said)
		}
	}
	return w.log.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}
