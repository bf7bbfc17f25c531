package bot

import (
	"pledgebot/conversation"
	"pledgebot/store"
)

// understand reads typed words by the dialog's language and its open question.
func (b *Bot) understand(s conversation.Session, v store.View, said conversation.Said) conversation.Said {
	q := b.machine.Open(s, b.view(v), said)
	lang := s.Lang
	if v.Person.Lang != "" {
		lang = v.Person.Lang
	}
	said.Meaning = b.texts.Read(lang, q, said.Text)
	return said
}
