package bot

import (
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Codes are what is mailed to a city's address, to be typed in the chat. A code
// follows from the pledge and the revision at which it is asked for: who mails it
// makes it again.
type Codes interface {
	Code(id pledge.ID, rev int) string
	// To is for whom the mail with a code waits.
	To() pledge.Person
}

// coded gives a command that has a code mailed the code.
func (b *Bot) coded(v store.View, id pledge.ID, cmd pledge.Command) pledge.Command {
	send, ok := cmd.(pledge.SendCode)
	if !ok || b.codes == nil {
		return cmd
	}
	if p, found := b.view(v).Find(id); found {
		send.Code = b.codes.Code(id, p.Rev+1)
	}
	return send
}
