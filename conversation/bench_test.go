package conversation_test

import (
	"encoding/json"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// BenchmarkNext plays the template path from hello to receipt; an operation is
// one call of Next. In "turn" the session is also encoded and decoded, as a
// store does; the other two show how that divides.
func BenchmarkNext(b *testing.B) {
	w := newWorld(b)
	var turns []turn
	w.tap = func(s conversation.Session, v conversation.View, e conversation.Event) {
		turns = append(turns, turn{s, encode(b, s), v, e})
	}
	w.line("/open en")
	submitTemplate(w, call.Default().Templates[12], "Riobamba", "Ecuador", "The City of Riobamba")
	each := func(name string, do func(t turn)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				do(turns[i%len(turns)])
			}
		})
	}
	each("turn", func(t turn) {
		s, _ := w.machine.Next(decode(b, t.text), t.view, w.now, t.event)
		encode(b, s)
	})
	each("step", func(t turn) { w.machine.Next(t.session, t.view, w.now, t.event) })
	each("json", func(t turn) { encode(b, decode(b, t.text)) })
}

type turn struct {
	session conversation.Session
	text    []byte
	view    conversation.View
	event   conversation.Event
}

func encode(b *testing.B, s conversation.Session) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		b.Fatal(err)
	}
	return text
}

func decode(b *testing.B, text []byte) conversation.Session {
	var s conversation.Session
	if err := json.Unmarshal(text, &s); err != nil {
		b.Fatal(err)
	}
	return s
}
