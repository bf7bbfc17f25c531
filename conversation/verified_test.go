package conversation_test

import (
	"testing"
	"time"

	"pledgebot/conversation"
)

// TestAStrangerChecksAPaper also where nobody begins without an invitation: they are
// told, and nothing is kept of them.
func TestAStrangerChecksAPaper(t *testing.T) {
	t.Parallel()
	c, texts := product(t)
	m := conversation.New(c, conversation.Settings{Langs: texts.Langs(), InviteOnly: true})
	at := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	for want, checked := range map[string]conversation.Checked{
		"verify.none":   {Reference: "CLA-2026-0001", Check: "CC895-1DHBA"},
		"verify.stands": {Reference: "CLA-2026-0001", Check: "CC895-1DHBA", At: at},
		"verify.newer":  {Reference: "CLA-2026-0001", Check: "CC895-1DHBA", At: at, Newer: at.Add(time.Hour)},
		"verify.back":   {Reference: "CLA-2026-0001", Check: "CC895-1DHBA", At: at, Newer: at.Add(time.Hour), Back: true},
	} {
		_, effects := m.Next(conversation.Session{ID: "s"}, conversation.View{}, at, conversation.Opened{Lang: "fr", Checked: &checked})
		forget, ok := effects[0].(conversation.Forget)
		if len(effects) != 1 || !ok || forget.Last.Texts[0].Key != want {
			t.Errorf("%+v leads to %+v", checked, effects)
		}
	}
}
