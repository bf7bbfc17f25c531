package telegram_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/conversation/pledge/pledgetest"
)

// onlyEnglish are stories whose inputs mean something else in another language,
// or which change it themselves.
var onlyEnglish = map[string]string{
	"languages.txt": "it goes through all three languages itself",
}

// elsewhere are stories that go on where a dialog has ended.
var elsewhere = map[string]string{
	"succession.txt":  "see TestASuccessor",
	"forget.txt":      "see TestLeaving",
	"hand_over.txt":   "see TestHandingOver",
	"invited.txt":     "see TestInvitation",
	"consult.txt":     "see TestAskingAColleagueOneQuestion",
	"involve.txt":     "see TestInvolvingAColleague",
	"sign_off.txt":    "see TestSigningOff",
	"remarks.txt":     "see TestRemarkingOnAnAnswer",
	"invite_only.txt": "see TestStrangerStaysOutside",
}

// TestGoldenConversations plays the golden conversations of the core on a
// phone: by the real adapter over HTTP, in every language, half of them by a
// webhook and half by polling.
func TestGoldenConversations(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../conversation/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden conversations", err)
	}
	for i, file := range files {
		for j, lang := range product.Texts.Langs() {
			name := filepath.Base(file)
			if lang != "en" && onlyEnglish[name] != "" || elsewhere[name] != "" {
				continue
			}
			m := modes[(i+j)%len(modes)]
			t.Run(fmt.Sprintf("%s/%s by %s", name, lang, m), func(t *testing.T) {
				t.Parallel()
				golden, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				newPlay(t, lang, m, string(golden)).plays(string(golden))
			})
		}
	}
}

// A play is a golden conversation on somebody's phone.
type play struct {
	*person
	turns   int                   // of the dialog, compared so far
	seen    int64                 // messages of the chat, likewise
	prompts map[string]oldPrompt  //  the newest at a place, by its name
	offered []conversation.Option // under the newest prompt
}

// An oldPrompt is a message with the data that its buttons had.
type oldPrompt struct {
	id   int64
	data map[call.OptionID]string
}

// A step is one line of the person and what follows from it.
type step struct {
	line string
	want []string // facts, then what is said and asked
}

func newPlay(t *testing.T, lang call.Lang, m mode, golden string) *play {
	w := newWorld(t, setup{mode: m})
	phone := lang
	if strings.Contains(golden, "> /open\n") {
		phone = "" // no language is known of it
	}
	p := &play{person: w.person(7, phone), prompts: map[string]oldPrompt{}}
	p.lang = lang
	return p
}

func (p *play) plays(golden string) {
	p.w.t.Helper()
	var steps []step
	for line := range strings.SplitSeq(strings.TrimRight(golden, "\n"), "\n") {
		switch said, ok := strings.CutPrefix(line, "> "); {
		case ok:
			steps = append(steps, step{line: said})
		case len(steps) > 0 && !strings.HasPrefix(line, "  refused "):
			last := &steps[len(steps)-1]
			last.want = append(last.want, line)
		}
	}
	for len(steps) > 0 {
		n := 1
		for n < len(steps) && strings.HasPrefix(steps[n].line, "/late ") {
			n++ // typed before what follows from the first was shown
		}
		p.burst(steps[:n])
		steps = steps[n:]
	}
}

// burst does what several lines say at once, and compares.
func (p *play) burst(steps []step) {
	p.w.t.Helper()
	switch {
	case len(steps) > 1:
		p.saysAtOnce(steps)
	case !p.act(steps[0].line):
		return // the person does nothing
	}
	p.w.settle()
	turns := p.w.dialogs.of(p.address())[p.turns:]
	if strings.HasPrefix(steps[0].line, "/desk ") && len(steps[0].want) == 0 {
		steps = nil // nobody of the city hears of it
	}
	if len(turns) != len(steps) {
		p.w.t.Fatalf("%d inputs led to %d turns: %+v", len(steps), len(turns), steps)
	}
	p.turns += len(turns)
	for i, s := range steps {
		p.same(s, turns[i])
	}
	if len(steps) > 0 {
		p.screen(steps[0].line, turns)
	}
}

// saysAtOnce types a text and those that come late, before the bot hears of any.
func (p *play) saysAtOnce(steps []step) {
	texts := []string{p.translated(steps[0].line)}
	for _, s := range steps[1:] {
		late := strings.SplitN(s.line, " ", 3) // the verb and the question come first
		texts = append(texts, p.translated(late[2]))
	}
	p.SaysAtOnce(texts...)
}

// act does what one line says, and tells whether something is told to the
// dialog by it.
func (p *play) act(line string) bool {
	p.w.t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "/open":
		p.Says("/start")
	case "/choose":
		return p.chooses(call.OptionID(rest))
	case "/press":
		at, option, _ := strings.Cut(rest, " ")
		old := p.prompts[at]
		p.PressesOn(old.id, old.data[call.OptionID(option)])
	case "/quote":
		at, text, _ := strings.Cut(rest, " ")
		p.Quotes(p.prompts[at].id, p.translated(text))
	case "/lose":
		p.w.dialogs.wipe(p.address())
		return false
	case "/restart":
		p.w.dialogs.restart()
		return false
	case "/days":
		n, _ := strconv.Atoi(rest)
		p.w.clock.Pass(time.Duration(n) * 24 * time.Hour)
		return false
	case "/desk":
		p.desk(rest)
	case "/other":
		field, value, _ := strings.Cut(rest, " ")
		draft := p.mine()[0]
		p.do(pledge.Actor{Person: p.address().Person()}, draft, pledge.Amend{
			Field: call.FieldKey(field), Value: call.Value{value}, Seen: draft.Answers[call.FieldKey(field)].Rev,
		})
		return false
	default:
		p.Says(p.translated(line))
	}
	return true
}

// chooses presses an option of the newest prompt, or types its number or word
// where it has no button there. The golden conversations choose one option that has
// neither, and that the core declines; on a phone it cannot be chosen.
func (p *play) chooses(option call.OptionID) bool {
	p.w.t.Helper()
	_, offered := buttonOf(p.Last(), option)
	switch {
	case offered:
		p.presses(option)
	case slices.Contains(call.WordList, call.Word(option)):
		p.Says("/" + string(option))
	case p.spare(option) != "":
		p.Says(p.spare(option))
	case option == "write_fr":
		return false
	default:
		p.w.t.Fatalf("%s is not offered: %v", option, p.Last().Buttons)
	}
	return true
}

// desk decides as the mechanism team, and has the news delivered.
func (p *play) desk(rest string) {
	p.w.t.Helper()
	p.w.clock.Pass(time.Minute) // the team takes nothing back at once
	sent := p.mine()[0]
	cmd, ok := pledgetest.Decision(sent, rest)
	if !ok {
		p.w.t.Fatalf("the team cannot %q", rest)
	}
	p.do(pledge.Actor{Person: "desk:x", Role: pledge.Reviewer, Org: "UCLG"}, sent, cmd)
	if err := p.w.bot.DeliverDue(p.w.t.Context(), "tg"); err != nil {
		p.w.t.Fatal(err)
	}
}

func (p *play) do(a pledge.Actor, to pledge.Pledge, cmd pledge.Command) {
	p.w.t.Helper()
	id := conversation.InputID(fmt.Sprintf("test:%d", p.w.clock.Now().UnixNano()) + strconv.Itoa(to.Rev))
	if _, refusal, err := p.w.bot.Do(p.w.t.Context(), id, a, to.ID, cmd); err != nil || refusal != "" {
		p.w.t.Fatalf("%T: %q, %v", cmd, refusal, err)
	}
}

// same compares what an input caused and led to with the golden conversation.
func (p *play) same(s step, got turn) {
	p.w.t.Helper()
	var lines []string
	for _, c := range p.facts() {
		if c.Input == got.input && !strings.HasPrefix(s.line, "/desk ") {
			for _, f := range c.Facts {
				lines = append(lines, p.fact(f)...)
			}
		}
	}
	for _, o := range got.owed {
		lines = append(lines, p.said(o.Reply)...)
	}
	want := make([]string, 0, len(s.want))
	for line := range strings.SplitSeq(strings.Join(s.want, "\n"), "\n") {
		want = append(want, p.lasting(line))
	}
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
		p.w.t.Fatalf("%q\ngot:\n%s\nwant:\n%s", s.line, got, want)
	}
}
