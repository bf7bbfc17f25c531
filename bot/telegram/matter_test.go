package telegram_test

import (
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
)

// brings is how somebody sends what is no text.
var brings = map[conversation.Matter]func(*person){
	conversation.Photo:    func(p *person) { p.SendsPhoto("Our pledge is in the picture") },
	conversation.Video:    func(p *person) { p.SendsVideoNote() },
	conversation.Voice:    func(p *person) { p.SendsVoice() },
	conversation.Sticker:  func(p *person) { p.SendsSticker("👍") },
	conversation.Location: func(p *person) { p.SendsLocation(-1.67, -78.65) },
	conversation.Contact:  func(p *person) { p.SendsContact("+593 99 999 9999") },
	conversation.Poll:     func(p *person) { p.SendsPoll("Which city?", "Riobamba", "Guano") },
	conversation.Document: func(p *person) { p.SendsDocument("pledge.pdf", []byte("%PDF"), "The City of Riobamba") },
	conversation.Album:    func(p *person) { p.SendsAlbum(4) },
	conversation.Audio:    raw(`"audio":{"file_id":"a"},"caption":"Riobamba"`),
	conversation.Other:    raw(`"dice":{"emoji":"🎲","value":3}`),
}

// raw sends a message that the fake's people cannot.
func raw(part string) func(*person) {
	return func(p *person) {
		p.w.srv.Raw(`{"message":{"message_id":900,"from":{"id":7},"chat":{"id":7,"type":"private"},` + part + `}}`)
	}
}

// TestWhatIsNoTextGetsAFittingAnswer: once, in the person's language, with the
// question again; nothing of it is kept.
func TestWhatIsNoTextGetsAFittingAnswer(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			for i, what := range conversation.Matters {
				w := newWorld(t, setup{mode: modes[i%2]})
				ana := w.person(7, lang)
				ana.does(append(naming[:3:3], "Riobamba", "Ecuador")...)
				question, facts := ana.Last(), len(ana.facts())
				brings[what](ana)
				w.settle()
				news := ana.shown(question.ID)
				if len(news) != 1 || news[0].Text != ana.text("sent."+string(what))+"\n\n"+unnoted(question) {
					t.Errorf("%s: %d answers, the last is %q", what, len(news), ana.Last().Text)
				}
				if len(ana.facts()) != facts {
					t.Errorf("%s: something is kept", what)
				}
				if held := w.dialogs.session(ana.address()).Held; held != nil {
					t.Errorf("%s: %q is held", what, held.Text)
				}
				w.close()
			}
		})
	}
}

// unnoted is a question without what was noted of the answer before.
func unnoted(q telegramtest.Shown) string {
	_, rest, _ := cutParagraph(q.Text)
	return rest
}

// TestAForwardedTextIsOffered, as it is somebody else's.
func TestAForwardedTextIsOffered(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: polling})
			ana := w.person(7, lang)
			ana.does("/start")
			ana.SendsForward("A city")
			w.settle()
			if first, _, _ := cutParagraph(ana.Last().Text); first != ana.text("sent.forwarded") {
				t.Errorf("where nothing is asked it says %q", first)
			}
			ana.does("*draft", "*continue")
			ana.SendsForward("Riobamba")
			w.settle()
			if len(ana.mine()) != 0 {
				t.Fatal("it is taken without asking")
			}
			ana.does("*yes")
			if got := ana.answer("place_name"); got != "Riobamba" {
				t.Errorf("kept %q", got)
			}
		})
	}
}

// TestAnAlbumInPiecesIsOne, however long they take.
func TestAnAlbumInPiecesIsOne(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(naming...)
		question := ana.Last()
		for id := 901; id < 904; id++ {
			w.srv.Raw(`{"message":{"message_id":` + itoa(id) + `,"from":{"id":7},"chat":{"id":7,"type":"private"},"media_group_id":"5","photo":[]}}`)
			w.settle()
		}
		if news := ana.shown(question.ID); len(news) != 1 {
			t.Errorf("%d answers to one album", len(news))
		}
	})
}
