package telegram

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"pledgebot/bot"
)

// A button is one of an inline keyboard.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

// What a keyboard has room for: Telegram takes 100 buttons and 8 in a row, and a
// phone shows about so many characters.
const (
	buttonsMost = 100
	numbersRow  = 6
	rowWidth    = 30
	shortWidth  = 12
)

// keyboard lays out a message's options: by their labels; then those that the
// text lists, by their number; then those that stand under most prompts. What
// does not fit can be typed.
func (t *Telegram) keyboard(chat string, m bot.Message) keyboard {
	listed := lists(m)
	var l layout
	for i, b := range m.Numbered() {
		data := t.seal.data(chat, m.Prompt, b)
		switch {
		case b.Listed:
		case listed:
			l.line(button{Text: cut(fmt.Sprintf("%d. %s", i+1, optionLabel(b)), labelWidth), Data: data})
		case uniseg.StringWidth(b.Label) <= shortWidth && !b.Tick && !b.Alone:
			l.add(button{Text: optionLabel(b), Data: data}, 3, rowWidth)
		default:
			l.line(button{Text: optionLabel(b), Data: data})
		}
	}
	l.end()
	for i, b := range m.Numbered() {
		if b.Listed && !b.Spare {
			l.add(button{Text: strconv.Itoa(i + 1), Data: t.seal.data(chat, m.Prompt, b)}, numbersRow, rowWidth)
		}
	}
	l.end()
	above := len(l.rows)
	for _, b := range m.Options {
		if b.Minor {
			l.add(button{Text: cut(optionLabel(b), labelWidth), Data: t.seal.data(chat, m.Prompt, b)}, 3, rowWidth)
		}
	}
	l.end()
	l.pair(above)
	return keyboard{Rows: l.rows}
}

// A layout fills rows.
type layout struct {
	rows  [][]button
	row   []button
	width int
	many  int
}

// add puts a button into the row that is begun, if there is room.
func (l *layout) add(b button, most, width int) {
	w := max(uniseg.StringWidth(b.Text), 2)
	if len(l.row) >= most || l.width+w > width {
		l.end()
	}
	l.put(b)
	l.width += w
}

// pair gives a button that is left alone in the last row company from the row
// above, among the rows from one on.
func (l *layout) pair(from int) {
	last := len(l.rows) - 1
	if last-1 < from || len(l.rows[last]) != 1 || len(l.rows[last-1]) < 3 {
		return
	}
	above := l.rows[last-1]
	end := len(above) - 1
	l.rows[last-1], l.rows[last] = above[:end], []button{above[end], l.rows[last][0]}
}

// line gives a button a row of its own.
func (l *layout) line(b button) {
	l.end()
	l.put(b)
	l.end()
}

func (l *layout) put(b button) {
	if l.many < buttonsMost {
		l.row = append(l.row, b)
		l.many++
	}
}

func (l *layout) end() {
	if len(l.row) > 0 {
		l.rows = append(l.rows, l.row)
	}
	l.row, l.width = nil, 0
}

// chosen is what stands in place of a question's buttons once it is answered.
func chosen(labels []string) keyboard {
	clean := make([]string, len(labels))
	for i, l := range labels {
		clean[i] = seen(l)
	}
	return keyboard{Rows: [][]button{{{Text: cut("✓ "+strings.Join(clean, " · "), 2*labelWidth), Data: chosenData}}}}
}

func (k keyboard) json() string {
	b, _ := json.Marshal(k) // texts alone
	return string(b)
}
