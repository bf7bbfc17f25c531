package telegram

import (
	"math/rand/v2"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation/call"
)

// buttonData is the data of one of our buttons.
func buttonData(s seal, chat string) string {
	return s.data(chat, "ABCDEFGH.priorities.12", bot.Button{ID: "health", Tick: true})
}

func TestSealReadsItsOwn(t *testing.T) {
	t.Parallel()
	s := newSeal("1:secret")
	p := s.read("7", buttonData(s, "7"))
	if p.Prompt != bot.PromptTag("ABCDEFGH.priorities.12") || p.Option != "health" || p.Wanted == nil || !*p.Wanted {
		t.Errorf("read %+v", p)
	}
	if p := s.read("7", s.data("7", "ABCDEFGH.menu.1", bot.Button{ID: "draft"})); p.Option != "draft" || p.Wanted != nil {
		t.Errorf("read %+v", p)
	}
}

// TestForgedDataIsNoPress: of a hundred thousand forged and mutated data none
// is taken for a press, nor any of another chat or an earlier token.
func TestForgedDataIsNoPress(t *testing.T) {
	t.Parallel()
	s := newSeal("1:secret")
	good := buttonData(s, "7")
	others := []string{buttonData(s, "8"), buttonData(newSeal("1:another"), "7"), "", "0", "|", "||||", good + "|", "|" + good}
	random := rand.New(rand.NewPCG(1, 2))
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|.-_~"
	for range 100_000 {
		b := []byte(good)
		for range 1 + random.IntN(3) {
			b[random.IntN(len(b))] = alphabet[random.IntN(len(alphabet))]
		}
		if string(b) != good {
			others = append(others, string(b))
		}
	}
	for _, data := range others {
		if p := s.read("7", data); p != (bot.Press{}) {
			t.Fatalf("%q was taken for %+v", data, p)
		}
	}
}

func FuzzSeal(f *testing.F) {
	s := newSeal("1:secret")
	good := buttonData(s, "7")
	f.Add(good)
	f.Add("1|ABCDEFGH.1|x||AAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, data string) {
		if p := s.read("7", data); p != (bot.Press{}) && data != good {
			t.Errorf("%q was taken for %+v", data, p)
		}
	})
}

// TestDataFits: Telegram takes 64 bytes.
func TestDataFits(t *testing.T) {
	t.Parallel()
	s := newSeal("1:secret")
	for _, id := range []call.OptionID{"x", "a_b.c-d_e.f-g_h.i-j_k.l-", "An answer in somebody's own words, however long it is, and with ñ"} {
		data := s.data("-1001234567890", "ABCDEFGH.a_rather_long_field_name.99999", bot.Button{ID: id, Tick: true})
		if len(data) > 64 {
			t.Errorf("%q has %d bytes", data, len(data))
		}
	}
}
