package locales

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// entity writes a government's name inside a sentence: its leading article
// small ("the City of Ibarra"), unless the article belongs to the place's own
// name ("El Alto"). Names come in any language, so every language's articles
// count.
func (c *Catalogue) entity(name, place string) string {
	if place != "" && leads(fold(place), fold(name)) {
		return name
	}
	for _, lang := range c.langs {
		for _, article := range c.locales[lang].articles {
			if rest, ok := cutArticle(name, article); ok {
				return strings.ToLower(name[:len(name)-len(rest)]) + rest
			}
		}
	}
	return name
}

// leads tells whether a text begins with the words given.
func leads(words, text string) bool {
	rest, ok := strings.CutPrefix(text, words)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && !unicode.IsLetter(next)
}

// cutArticle takes a folded article from the front of a name. One that ends in
// an apostrophe is written without a space after it.
func cutArticle(name, article string) (rest string, ok bool) {
	end := 0
	for range article {
		_, size := utf8.DecodeRuneInString(name[end:])
		end += size
	}
	if fold(name[:end]) != article {
		return "", false
	}
	rest = name[end:]
	if strings.HasSuffix(article, "'") {
		return rest, rest != ""
	}
	first := strings.TrimLeft(rest, " \u00A0")
	return rest, first != "" && first != rest
}
