package telegram_test

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
)

// forgeries is how many are tried over HTTP; a hundred thousand are tried at the
// seal itself.
const forgeries = 400

// buttons are all of a screen.
func buttons(screen []telegramtest.Shown) []string {
	var out []string
	for _, m := range screen {
		for _, row := range m.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Data, "1|") {
					out = append(out, b.Data)
				}
			}
		}
	}
	return out
}

// forge changes data that is on a button: a byte, a part, the length, or all of
// it.
func forge(r *rand.Rand, all []string) string {
	data := []byte(all[r.Intn(len(all))])
	switch r.Intn(6) {
	case 0:
		data[r.Intn(len(data))] ^= byte(1 + r.Intn(255))
	case 1:
		return string(data[:r.Intn(len(data))])
	case 2: // another option under the same code
		parts := strings.Split(string(data), "|")
		parts[2] = []string{"submit", "delete", "yes", "done", "4", "recall"}[r.Intn(6)]
		if other := strings.Join(parts, "|"); other != string(data) {
			return other
		}
		return ""
	case 3: // the other state of a tick
		parts := strings.Split(string(data), "|")
		parts[3] = map[string]string{"": "1", "1": "0", "0": "1"}[parts[3]]
		return strings.Join(parts, "|")
	case 4: // another's code
		a, b := strings.Split(string(data), "|"), strings.Split(all[r.Intn(len(all))], "|")
		if a[4] == b[4] {
			return "1|" + a[1]
		}
		a[4] = b[4]
		return strings.Join(a, "|")
	default:
		data = data[:r.Intn(64)%len(data)+1]
		r.Read(data)
	}
	return string(data)
}

// TestForgedPressesChangeNothing of the pledge and the session, whoever sends
// them; each shows what is open, and each is answered.
func TestForgedPressesChangeNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana, bob := w.person(7, "en"), w.person(8, "en")
	ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba", "*4")...)
	bob.does(append(naming[:3:3], "Guano")...)
	pledge, was := ana.mine(), standing(w.dialogs.session(ana.address()))
	all := buttons(ana.Screen())
	r := rand.New(rand.NewSource(2))
	forged := buttons(bob.Screen())
	for range forgeries {
		if data := strings.ToValidUTF8(forge(r, all), ""); data != "" {
			forged = append(forged, data)
		}
	}
	for i, data := range forged {
		ana.Forges(data)
		if i%20 == 0 {
			w.settle()
		}
	}
	w.settle()
	if got := ana.mine(); !reflect.DeepEqual(got, pledge) {
		t.Errorf("the pledge is %+v", got)
	}
	if got := standing(w.dialogs.session(ana.address())); !reflect.DeepEqual(got, was) {
		t.Errorf("the session is %+v, was %+v", got, was)
	}
	if ana.Waits() != 0 || !strings.HasPrefix(ana.Last().Text, ana.text("stale")) {
		t.Errorf("%d presses wait; it shows %q", ana.Waits(), ana.Last().Text)
	}
}

// standing is a session without where it has been shown.
func standing(s conversation.Session) conversation.Session {
	s.Shown = nil
	return s
}

// TestAReplayedPress counts once: delivered again, and pressed again.
func TestAReplayedPress(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba", "*4")...)
		b, question := ana.button("done")
		ids := []int64{ana.PressesOn(question.ID, b.Data)}
		w.settle()
		facts := len(ana.facts())
		for range 5 {
			w.srv.Again(ids[0])
			w.settle()
		}
		ana.PressesOn(question.ID, b.Data)
		w.settle()
		if got := len(ana.facts()); got != facts || ana.answer("priorities") != "4" {
			t.Errorf("%d more facts", got-facts)
		}
	})
}
