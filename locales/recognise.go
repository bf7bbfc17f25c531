package locales

import (
	"strings"

	"pledgebot/conversation/call"
)

// Recognise finds the option of a one_of field whose words occur in a text,
// such as the kind of government in its name. The words of every language
// count; of several that occur the longest decides, then the dialog's language,
// then the option that comes first.
func (c *Catalogue) Recognise(lang call.Lang, f call.Field, text string) (call.OptionID, bool) {
	said := " " + spoken(text) + " "
	var best call.OptionID
	longest := 0
	for _, lang := range append([]call.Lang{lang}, c.langs...) {
		for _, option := range f.Choices.Options {
			for _, words := range c.listIn(lang, optionKey(f.Key, string(option))+".words") {
				words = spoken(words)
				if len(words) > longest && strings.Contains(said, " "+words+" ") {
					best, longest = option, len(words)
				}
			}
		}
	}
	return best, longest > 0
}

func (c *Catalogue) listIn(lang call.Lang, key string) []string {
	if !c.Has(lang, key) {
		return nil
	}
	return split(c.locales[lang].texts[key].Other)
}
