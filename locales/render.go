package locales

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"pledgebot/conversation/call"
)

// dash is shown where something should stand and does not.
const dash = "—"

// Text says a text in a language. It never fails: it tries the text's key, then
// the key to use instead, then both in the source language; a text that is
// nowhere and an argument that was not given are shown as a dash and counted.
func (c *Catalogue) Text(lang call.Lang, t call.Text) string {
	return c.say(c.locale(lang), t)
}

// say says a text in a language, or in the text's own where it names one.
func (c *Catalogue) say(l *locale, t call.Text) string {
	if t.Lang != "" {
		l = c.locale(t.Lang)
	}
	if s, ok := c.sayIn(l, t); ok {
		return s
	}
	c.missing.Add(1)
	if source := c.locales[Source]; l != source {
		if s, ok := c.sayIn(source, t); ok {
			return s
		}
	}
	return dash
}

func (c *Catalogue) sayIn(l *locale, t call.Text) (string, bool) {
	key := t.Key
	if l.texts[key] == nil {
		key = t.Else
	}
	if key == "" || l.texts[key] == nil {
		return "", false
	}
	f := &filling{catalogue: c, locale: l, args: t.Args}
	config := i18n.LocalizeConfig{MessageID: key, TemplateData: f, TemplateParser: braces{}}
	if n, ok := f.count(); ok {
		config.PluralCount = n
	}
	s, err := l.speaker.Localize(&config)
	if err != nil && s == "" {
		return "", false
	}
	if l.raises(key) {
		s = raise(s)
	}
	return s, true
}

// A filling is what goes into the gaps of one text.
type filling struct {
	catalogue *Catalogue
	locale    *locale
	args      map[string]call.Arg
}

func (f *filling) value(gap string) string {
	arg, ok := f.args[gap]
	if !ok {
		f.catalogue.missing.Add(1)
		return dash
	}
	return f.catalogue.show(f.locale, arg)
}

// count is the number that selects the plural form: the text's only argument
// of that kind, or the first by name.
func (f *filling) count() (n int64, ok bool) {
	first := ""
	for gap, arg := range f.args {
		if arg.As == call.AsCount && (first == "" || gap < first) {
			count, err := strconv.ParseInt(f.catalogue.canonical(f.locale, arg).Value, 10, 64)
			first, n, ok = gap, count, err == nil
		}
	}
	return n, ok
}

// canonical puts the words of an argument's text, if its value comes as one, in
// the place of the value. Of a list semicolons part the items.
func (c *Catalogue) canonical(l *locale, a call.Arg) call.Arg {
	if a.Text == nil || a.As == call.AsNested {
		return a
	}
	a.Value = c.say(l, *a.Text)
	if a.As == call.AsList {
		a.Values, a.Value = nil, ""
		for item := range strings.SplitSeq(c.say(l, *a.Text), ";") {
			a.Values = append(a.Values, strings.TrimSpace(item))
		}
	}
	a.Text = nil
	return a
}

// show renders one argument.
func (c *Catalogue) show(l *locale, a call.Arg) string {
	a = c.canonical(l, a)
	switch a.As {
	case call.AsWords:
		return clean(a.Value)
	case call.AsNumber, call.AsCount:
		return l.numbers.number(a.Value)
	case call.AsDate:
		return l.calendar.date(a.Value)
	case call.AsBy:
		return l.calendar.by(a.Value)
	case call.AsFrom:
		return l.calendar.from(a.Value)
	case call.AsList:
		return l.lists.join(cleanAll(a.Values), a.Value)
	case call.AsEntity:
		return clean(c.entity(a.Value, call.Value(a.Values).First()))
	case call.AsAnswer:
		return c.answer(l, a.Field, answered(a))
	case call.AsOption:
		return c.option(l, a.Field, a.Value)
	case call.AsLang:
		return c.langName(call.Lang(a.Value))
	case call.AsLangName:
		return display.Languages(l.tag).Name(language.Make(a.Value))
	case call.AsNested:
		if a.Text != nil {
			return c.say(l, *a.Text)
		}
		c.missing.Add(1)
		return dash
	case call.AsNestedList:
		return l.lists.join(c.sayAll(l, a.Texts), a.Value)
	case call.AsLines:
		return strings.Join(c.sayAll(l, a.Texts), "\n")
	case call.AsSentences:
		return strings.Join(c.sayAll(l, a.Texts), " ")
	}
	return clean(a.Value)
}

func (c *Catalogue) sayAll(l *locale, texts []call.Text) []string {
	said := make([]string, len(texts))
	for i, t := range texts {
		said[i] = c.say(l, t)
	}
	return said
}

// langName is a language's name for itself.
func (c *Catalogue) langName(lang call.Lang) string {
	if l, ok := c.locales[lang]; ok {
		return l.words.name
	}
	c.missing.Add(1)
	return clean(string(lang))
}

func (l *locale) raises(key string) bool {
	for _, ending := range l.raised {
		if strings.HasSuffix(key, ending) {
			return true
		}
	}
	return false
}

// raise makes the first letter a capital, whatever marks stand before it. A
// text that begins with a figure stays as it is.
func raise(s string) string {
	for i, r := range s {
		if unicode.IsLower(r) {
			return s[:i] + string(unicode.ToTitle(r)) + s[i+len(string(r)):]
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return s
		}
	}
	return s
}
