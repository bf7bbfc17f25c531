package telegram_test

import (
	"strconv"
	"strings"

	"pledgebot/bot"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A person types and presses, knowing only what is on their phone.
type person struct {
	*telegramtest.Person
	w    *world
	id   int64
	lang call.Lang
}

func (w *world) person(id int64, lang call.Lang) *person {
	p := &person{Person: w.srv.Person(id, string(lang)), w: w, id: id, lang: lang}
	w.people = append(w.people, p)
	return p
}

func (p *person) address() store.Address {
	return store.Address{Platform: "tg", User: strconv.FormatInt(p.id, 10)}
}

// does types or presses one thing after another, each until it is shown what
// follows. What begins with * is pressed, by its option; the rest is typed.
func (p *person) does(lines ...string) {
	p.w.t.Helper()
	for _, line := range lines {
		if option, ok := strings.CutPrefix(line, "*"); ok {
			p.presses(call.OptionID(option))
		} else {
			p.Says(line)
		}
		p.w.settle()
	}
}

// spare is the number of an option of the newest message that is offered without
// a button; "" for any other.
func (p *person) spare(option call.OptionID) string {
	var newest marked
	for _, newest = range p.w.sent(p.address()) {
	}
	for i, b := range newest.Numbered() {
		if b.Spare && b.ID == option {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

// presses presses an option of the newest message that offers it, or types its
// number where it has no button.
func (p *person) presses(option call.OptionID) {
	p.w.t.Helper()
	if n := p.spare(option); n != "" {
		p.Says(n)
		return
	}
	b, m := p.button(option)
	if b.Data == "" {
		p.w.t.Fatalf("no button for %q; the newest message is %q %v", option, p.Last().Text, p.Last().Buttons)
	}
	p.PressesOn(m.ID, b.Data)
}

// button finds an option's button on the newest message that has it.
func (p *person) button(option call.OptionID) (telegramtest.Button, telegramtest.Shown) {
	screen := p.Screen()
	for i := len(screen) - 1; i >= 0; i-- {
		if b, ok := buttonOf(screen[i], option); ok {
			return b, screen[i]
		}
	}
	return telegramtest.Button{}, telegramtest.Shown{}
}

func buttonOf(m telegramtest.Shown, option call.OptionID) (telegramtest.Button, bool) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if parts := strings.Split(b.Data, "|"); len(parts) == 5 && parts[2] == bot.OptionTag(option) {
				return b, true
			}
		}
	}
	return telegramtest.Button{}, false
}

// shown are the bot's messages after one of the chat's, oldest first.
func (p *person) shown(after int64) []telegramtest.Shown {
	var out []telegramtest.Shown
	for _, m := range p.Screen() {
		if !m.Own && m.ID > after {
			out = append(out, m)
		}
	}
	return out
}

// top is the id of the newest message in the chat, the person's or the bot's.
func (p *person) top() int64 {
	screen := p.Screen()
	if len(screen) == 0 {
		return 0
	}
	return screen[len(screen)-1].ID
}

// mine is every pledge of this person, last changed first.
func (p *person) mine() []pledge.Pledge {
	p.w.t.Helper()
	v, err := p.w.db.Look(p.w.t.Context(), store.Query{Person: p.address().Person(), Mine: true})
	if err != nil {
		p.w.t.Fatal(err)
	}
	return v.Mine
}

// answer is what stands in a field of this person's one pledge.
func (p *person) answer(key call.FieldKey) string {
	p.w.t.Helper()
	all := p.mine()
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all[0].Value(key), " | ")
}

// facts are all that this person's inputs have caused, by input.
func (p *person) facts() []store.Caused {
	p.w.t.Helper()
	var out []store.Caused
	for some, err := range store.History(p.w.t.Context(), p.w.db, store.Point{At: start.AddDate(-1, 0, 0)}) {
		if err != nil {
			p.w.t.Fatal(err)
		}
		for _, c := range some {
			if c.By == p.address().Person() {
				out = append(out, c)
			}
		}
	}
	return out
}

// says is a text of the product in this person's language.
func (p *person) text(key string) string { return product.Texts.Text(p.lang, call.Say(key)) }

// drafting leads to the question for an open number; sending goes on to the
// receipt. Both are the same in every language.
var (
	naming   = []string{"/start", "*draft", "*continue"}
	drafting = append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba", "*4", "*done", "*p4ho-homes")
	filling  = []string{"40", "newly arrived families", "2028-06", "rent guarantees", "*full_text", "migration@riobamba.gob.ec"}
	signing  = []string{"*submit", "Mayor's office, 2026-11-20"}
	sending  = []string{"*submit"}
)

// join is a way that leads further.
func join(way []string, more ...string) []string {
	return append(way[:len(way):len(way)], more...)
}

// cutParagraph parts a text after its first paragraph.
func cutParagraph(text string) (first, rest string, more bool) { return strings.Cut(text, "\n\n") }

func itoa(n int) string { return strconv.Itoa(n) }
