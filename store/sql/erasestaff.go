package sql

import (
	"context"
	"crypto/rand"
	"encoding/json"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// staffedBy is what a person did to the places of others in the team.
const staffedBy = `
SELECT person, input, body FROM facts WHERE by_person = $1 AND pledge = '' AND person <> $1 AND at <= $2 ORDER BY person, rev, n`

// staffed takes the person out of what they did to the places of others in the
// team.
func (e erasing) staffed(ctx context.Context) error {
	var all []statement
	opaque := opaque{}
	err := e.s.query(ctx, say(staffedBy, e.erasure.Person, e.erasure.At), func(scan scanner) error {
		var of pledge.Person
		var in conversation.InputID
		f, err := one[pledge.Fact](scan, &of, &in)
		if err != nil {
			return err
		}
		after := pledge.EraseFacts(e.call, pledge.Pledge{}, []pledge.Fact{f}, e.erasure.Person, e.erasure.At)
		rewritten, err := opaque.rewrite(of, in, after[0])
		all = append(all, rewritten)
		return err
	})
	if err != nil {
		return err
	}
	return e.run(ctx, all...)
}

// opaque are names for inputs without the ids of chats and messages.
type opaque map[conversation.InputID]conversation.InputID

func erasedInput() conversation.InputID { return conversation.InputID("sys:erased:" + rand.Text()) }

// rewrite puts a fact in the place of the one before, under an opaque input.
func (o opaque) rewrite(of pledge.Person, in conversation.InputID, f pledge.Fact) (statement, error) {
	if o[in] == "" {
		o[in] = erasedInput()
	}
	body, err := json.Marshal(f)
	return say(rewriteFact, f.Pledge, of, f.Rev, f.N, o[in], f.By, string(body)), err
}
