package slacktest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// TestSlackLooksAtAFormFirst holds that what Slack itself refuses does not
// reach the app.
func TestSlackLooksAtAFormFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	words := slack.NewPlainTextInputBlockElement(nil, "a")
	words.MinLength, words.MaxLength = 2, 3
	number := slack.NewNumberInputBlockElement(nil, "a1", false)
	number.MinValue, number.MaxValue = "1", "9"
	w.opens(t, form(
		slack.NewInputBlock("words", plain("Words"), nil, words), slack.NewInputBlock("number", plain("Number"), nil, number),
		slack.NewInputBlock("mail", plain("Mail"), nil, slack.NewEmailTextInputBlockElement(nil, "a2")),
		slack.NewInputBlock("web", plain("Web"), nil, slack.NewURLTextInputBlockElement(nil, "a3")),
	))
	told := len(w.Deliveries())
	for _, c := range []struct{ words, number, mail, web, errors string }{
		{"", "", "", "", "mail:Please complete this required field. number:Please complete this required field. web:Please complete this required field. words:Please complete this required field."},
		{"a", "0", "b", "c", "mail:Enter a valid email address. number:Enter a number in the range. web:Enter a valid URL. words:Enter at least 2 characters."},
		{"abcd", "1.5", "b@c", "https://c", "number:Enter a valid number. words:Enter at most 3 characters."},
	} {
		w.fill(c.words, c.number, c.mail, c.web)
		same(t, "errors", flat(w.ana.Submit(w.ana.View()).Errors), c.errors)
	}
	same(t, "told", len(w.Deliveries()), told)
	w.fill("abc", "9", "b@c", "https://c")
	same(t, "sent", w.ana.Submit(w.ana.View()).OK, true)
	same(t, "told then", len(w.Deliveries()), told+1)
}

func (w *world) fill(words, number, mail, web string) {
	v := w.ana.View()
	w.ana.Type(v, "words", "a", words)
	w.ana.Type(v, "number", "a1", number)
	w.ana.Type(v, "mail", "a2", mail)
	w.ana.Type(v, "web", "a3", web)
}

func flat(m map[string]string) string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(m)) {
		out = append(out, key+":"+m[key])
	}
	return strings.Join(out, " ")
}
