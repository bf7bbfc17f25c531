package telegram_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pledgebot/store"
)

// TestMyDataIsAFile with the summary below it, in a name that says nothing.
func TestMyDataIsAFile(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "fr")
		ana.does(append(append(drafting[:len(drafting):len(drafting)], filling...), "/mydata")...)
		screen := ana.Screen()
		sent := screen[len(screen)-2] // the question comes again after it
		if sent.Document == nil || strings.Contains(sent.Document.Name, "7") || !strings.HasPrefix(sent.Text, "Voici ce qui est conservé") {
			t.Fatalf("sent: %+v", sent)
		}
		var data struct{ Person struct{ ID string } }
		if err := json.Unmarshal(sent.Document.Bytes, &data); err != nil || data.Person.ID != "tg:7" {
			t.Errorf("%+v, %v", data, err)
		}
		if !strings.Contains(string(sent.Document.Bytes), "migration@riobamba.gob.ec") {
			t.Error("the address is not in the file")
		}
	})
}

// TestALongSummaryStandsAlone: more than fits below a file.
func TestALongSummaryStandsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana := w.person(7, "en")
	ana.does(naming...)
	for range 15 {
		ana.does(strings.Repeat("a", 70), "/menu", "*draft")
	}
	if len(ana.mine()) < 15 {
		t.Fatalf("%d drafts", len(ana.mine()))
	}
	before := len(ana.Screen())
	ana.does("/mydata")
	news := ana.Screen()[before+1:]
	if len(news) != 3 || news[0].Document != nil || news[1].Document == nil || news[1].Text != "" {
		t.Fatalf("shown: %+v", news)
	}
}

// TestHandingOver: the link opens the bot for a colleague, who reads the notice
// first.
func TestHandingOver(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, luis := w.person(7, "en"), w.person(8, "es")
		ana.does(append(append(drafting[:len(drafting):len(drafting)], filling...), "/forget", "*hand_over")...)
		link := ""
		for _, s := range ana.Screen() {
			if _, rest, ok := strings.Cut(s.Text, "https://t.me/"); ok {
				link = strings.TrimSpace(rest)
			}
		}
		name, payload, _ := strings.Cut(link, "?start=")
		if name == "" || len(payload) > 64 || strings.Trim(payload, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Fatalf("the link is %q", link)
		}
		luis.does("/start "+payload, "*continue", "*take_over")
		if len(luis.mine()) != 1 || len(ana.mine()) != 0 {
			t.Fatalf("luis has %d, ana %d", len(luis.mine()), len(ana.mine()))
		}
		if err := w.bot.DeliverDue(t.Context(), "tg"); err != nil {
			t.Fatal(err)
		}
		w.settle()
		if last := ana.Last().Text; !strings.Contains(last, "has a new contact person") {
			t.Errorf("ana reads %q", last)
		}
	})
}

// TestLeaving: two steps, one goodbye, and old buttons do nothing.
func TestLeaving(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "es")
		ana.does(append(append(append(append(drafting[:len(drafting):len(drafting)], filling...), signing...), sending...), "/forget", "*erase")...)
		first, at := ana.button("erase")
		ana.PressesOn(at.ID, first.Data) // of the step before
		w.settle()
		if len(ana.mine()) != 1 {
			t.Fatal("an earlier button erases")
		}
		last, at := ana.button("erase_now")
		ana.does("*erase_now")
		if got := ana.Last().Text; !strings.HasPrefix(got, "Sus datos se eliminaron.") {
			t.Fatalf("the last message is %q", got)
		}
		end := ana.top()
		ana.PressesOn(at.ID, last.Data)
		w.settle()
		if ana.top() != end {
			t.Errorf("after a second press: %q", ana.Last().Text)
		}
		h, err := w.db.Held(t.Context(), "tg:7")
		if err != nil || !h.Empty() {
			t.Errorf("held: %+v, %v", h, err)
		}
		if d, _, err := w.dialogs.Load(t.Context(), ana.address()); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("dialog: %+v, %v", d, err)
		}
		ana.does("/start", "*draft", "*continue", "Riobamba")
		ana.PressesOn(at.ID, last.Data)
		w.settle()
		if len(ana.mine()) != 1 {
			t.Error("an old button erases who has come back")
		}
	})
}
