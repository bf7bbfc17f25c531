package telegram_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A crossing is a person in a hurry: what they type and press crosses what the
// bot says, and some of it is delivered again.
type crossing struct {
	*person
	updates []int64
	typed   int
	worded  map[int64][]string // what was typed here, by its message, one wording after another
}

// places are where a run begins: at a question for words, and at one whose long
// answer comes in pieces.
var places = map[string][]string{
	"a short answer": append(naming[:3:3], "Riobamba", "Ecuador"),
	"a slot":         append(drafting[:len(drafting):len(drafting)], "40"),
	"a long answer":  append(append(drafting[:len(drafting):len(drafting)], filling...), "*description"),
}

// pressable are the options that a person in a hurry presses.
var pressable = []call.OptionID{"yes", "no", "back", "done", "unknown", "skip", "preview", "menu", "help", "continue", "change", "4", "mine", "theirs"}

// acts are what a run is made of.
func (c *crossing) acts(t *rapid.T) {
	switch rapid.SampledFrom([]string{"type", "type", "type", "press", "press", "quote", "paste", "edit", "again", "wait"}).Draw(t, "act") {
	case "type":
		c.updates = append(c.updates, c.Says(c.token()))
	case "paste":
		c.updates = append(c.updates, c.Pastes(strings.Repeat(c.token()+" is what we promise. ", 300))...)
	case "press":
		var all []string
		for _, m := range c.Screen() {
			for _, row := range m.Buttons {
				for _, b := range row {
					if parts := strings.Split(b.Data, "|"); len(parts) == 5 && slices.Contains(pressable, call.OptionID(parts[2])) {
						all = append(all, b.Data)
					}
				}
			}
		}
		newest := all[max(0, len(all)-12):]
		c.updates = append(c.updates, c.PressesOn(c.Last().ID, rapid.SampledFrom(newest).Draw(t, "button")))
	case "quote":
		shown := c.shown(0)
		m := shown[rapid.IntRange(max(0, len(shown)-4), len(shown)-1).Draw(t, "quoted")]
		c.updates = append(c.updates, c.Quotes(m.ID, c.token()))
	case "edit":
		if own := c.own(); len(own) > 0 {
			c.updates = append(c.updates, c.Edits(own[rapid.IntRange(max(0, len(own)-3), len(own)-1).Draw(t, "edited")].ID, c.token()))
		}
	case "again":
		if n := len(c.updates); n > 0 && c.w.mode == webhook {
			c.w.srv.Again(c.updates[rapid.IntRange(0, n-1).Draw(t, "which")])
		}
	case "wait":
		c.w.settle()
	}
	for _, m := range c.own() {
		all := c.worded[m.ID]
		if here := strings.Contains(m.Text, c.mark()); here && (len(all) == 0 || all[len(all)-1] != m.Text) {
			c.worded[m.ID] = append(all, m.Text)
		}
	}
}

// own are the messages that this person has typed, oldest first.
func (c *crossing) own() []telegramtest.Shown {
	return slices.DeleteFunc(c.Screen(), func(m telegramtest.Shown) bool { return !m.Own })
}

// token is a text that nobody else types, and that a name may be.
func (c *crossing) token() string {
	c.typed++
	return "Place " + c.mark() + strconv.Itoa(c.typed) + "z"
}

// mark is in all that this person types here, and in nothing else.
func (c *crossing) mark() string { return "x" + strconv.Itoa(int(c.id)) + "y" }

// TestAnAnswerIsNeverStoredUnderAnotherQuestion: however texts, presses, pastes
// and repeats cross, an answer belongs to the question that was the newest on
// the screen when it was typed, or to the one it quoted, or was confirmed; and
// no text goes unanswered.
func TestAnAnswerIsNeverStoredUnderAnotherQuestion(t *testing.T) {
	t.Parallel()
	worlds := map[mode]*world{webhook: newWorld(t, setup{mode: webhook}), polling: newWorld(t, setup{mode: polling})}
	id := int64(1000)
	rapid.Check(t, func(t *rapid.T) {
		w := worlds[rapid.SampledFrom(modes).Draw(t, "mode")]
		id++
		c := crossing{person: w.person(id, "en"), worded: map[int64][]string{}}
		w.people = []*person{c.person}
		c.does(places[rapid.SampledFrom([]string{"a long answer", "a short answer", "a slot"}).Draw(t, "place")]...)
		for range rapid.IntRange(2, 8).Draw(t, "acts") {
			c.acts(t)
		}
		w.settle()
		c.checkStored(t)
		c.checkAnswered(t)
	})
}

// checkStored looks at every answer in which something typed here stands.
func (c *crossing) checkStored(t *rapid.T) {
	for _, p := range c.mine() {
		facts, err := c.w.db.Facts(c.w.t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			if f.Kind != pledge.Answered || f.Derived || f.Known {
				continue
			}
			last := ""
			if len(f.Value) > 0 {
				last = f.Value[len(f.Value)-1] // of pieces the one that was added
			}
			for n := 1; n <= c.typed; n++ {
				token := c.mark() + strconv.Itoa(n) + "z"
				if strings.Contains(last, token) && !c.meant(token, f.Field) {
					t.Fatalf("%q is stored under %s\n%s", token, f.Field, c.told())
				}
			}
		}
	}
}

// meant tells whether a text was typed for a field, or read back for it.
func (c *crossing) meant(token string, field call.FieldKey) bool {
	name := machine.Name(conversation.Place(field))
	sent := c.w.sent(c.address())
	holds := func(text string) bool { return strings.Contains(text, token) }
	said := []string{token}
	for _, m := range c.own() {
		if !slices.ContainsFunc(c.worded[m.ID], holds) {
			continue
		}
		said = append(said, c.worded[m.ID]...)
		newest := ""
		for _, s := range sent {
			if s.Prompt != "" && int64(s.mark) < m.ID && (m.ReplyTo == 0 || int64(s.mark) == m.ReplyTo) {
				newest = strings.TrimSuffix(s.Field, ".check") // another answer instead of yes or no
			}
		}
		if newest == name {
			return true
		}
	}
	return slices.ContainsFunc(sent, func(s marked) bool {
		return s.Field == name+".check" && slices.ContainsFunc(said, func(text string) bool { return strings.Contains(s.Text, text) })
	})
}

// checkAnswered looks for what follows from every text.
func (c *crossing) checkAnswered(t *rapid.T) {
	turns := map[conversation.InputID]turn{}
	for _, turn := range c.w.dialogs.of(c.address()) {
		turns[turn.input] = turn
	}
	for _, m := range c.own() {
		id := conversation.InputID(fmt.Sprintf("tg:7000000001:m:%d:%d", c.id, m.ID))
		got, ok := turns[id]
		if !ok || len(got.owed) == 0 {
			t.Fatalf("%q has no answer\n%s", m.Text, c.told())
		}
		for _, o := range got.owed {
			for _, text := range o.Reply.Texts {
				if text.Key == "check.waiting" && !slices.ContainsFunc(c.worded[m.ID], c.waits) {
					t.Fatalf("%q was to be offered and is not\n%s", m.Text, c.told())
				}
			}
		}
	}
}

// waits tells whether a text has been offered or still waits for that.
func (c *crossing) waits(text string) bool {
	s := c.w.dialogs.session(c.address())
	return s.Held != nil && s.Held.Text == text ||
		slices.ContainsFunc(s.Waiting, func(h conversation.Held) bool { return h.Text == text }) ||
		slices.ContainsFunc(c.w.sent(c.address()), func(m marked) bool { return strings.Contains(m.Text, text) })
}

// told is the whole chat, for who must find out what went wrong.
func (c *crossing) told() string {
	var b strings.Builder
	for _, m := range c.Screen() {
		who := map[bool]string{true: ">", false: " "}[m.Own]
		fmt.Fprintf(&b, "%s %d: %.200q\n", who, m.ID, m.Text)
	}
	return b.String()
}
