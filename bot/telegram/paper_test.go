package telegram_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// TestAPledgeOnPaper: the receipt comes as a paper, the same when it is asked for again;
// a draft and the page to sign are papers too, for who has a seat.
func TestAPledgeOnPaper(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, settings: conversation.Settings{Langs: product.Texts.Langs(), Files: true}})
		ana, reader := w.person(7, "en"), w.person(8, "es")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.lets(reader, "Mayor's cabinet", "*let_read")
		reader.does("*print")
		ana.does("/preview", "*print", "*submit", "*page")
		if got := reader.papers(); len(got) != 1 || got[0].Name != "pledge-draft.pdf" {
			t.Errorf("a reader got %v", got)
		}
		ana.does("Mayor's office, 20 November 2026", "*submit")
		receipt := ana.Screen()[len(ana.Screen())-2]
		if receipt.Document == nil || !strings.HasPrefix(receipt.Text, "Thank you. Your pledge was received") {
			t.Fatalf("the receipt is %+v", receipt)
		}
		w.clock.Pass(time.Hour)
		ana.does("My pledges", "1", "*print")
		got := ana.papers()
		names := []string{"pledge-draft.pdf", "pledge-to-sign.pdf", "CLA-2026-0001.pdf", "CLA-2026-0001.pdf"}
		if len(got) != len(names) {
			t.Fatalf("%d papers: %+v", len(got), got)
		}
		for i, paper := range got {
			if paper.Name != names[i] || !bytes.HasPrefix(paper.Bytes, []byte("%PDF-")) {
				t.Errorf("paper %d is %s", i, paper.Name)
			}
		}
		if !bytes.Equal(got[2].Bytes, got[3].Bytes) {
			t.Error("the receipt is another when it is asked for again")
		}
		p := ana.mine()[0]
		desk := pledge.Actor{Person: "desk:x", Role: pledge.Reviewer, Org: "UCLG"}
		if _, why, err := w.bot.Do(t.Context(), "test:accept", desk, p.ID, pledge.Accept{Check: p.Submitted.Check}); why != "" || err != nil {
			t.Fatal(why, err)
		}
		ana.does("My pledges", "1", "*calendar")
		if file := ana.file("CLA-2026-0001.ics"); !strings.Contains(file, "BEGIN:VEVENT") {
			t.Errorf("for the calendar: %s", file)
		}
		reader.does("/preview")
		ana.does("*involve", "*out_1", "*end_part", "*yes")
		reader.does("*print")
		if n := len(reader.papers()); n != 1 {
			t.Errorf("who has no part any more has %d papers", n)
		}
	})
}

// papers are the documents that somebody was sent, but codes for a camera.
func (p *person) papers() (all []telegramtest.Document) {
	for _, m := range p.Screen() {
		if m.Document != nil && !m.Own && strings.HasSuffix(m.Document.Name, ".pdf") {
			all = append(all, *m.Document)
		}
	}
	return all
}

// TestCheckingAPaper: by the code on it, or by its number and check code as somebody
// types them; whoever asks, in the middle of whatever they do. It says no more than that.
func TestCheckingAPaper(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, stranger := w.person(7, "en"), w.person(8, "fr")
		ana.does(append(append(drafting[:len(drafting):len(drafting)], filling...), "/preview", "*submit", "Mayor's office, 20 November 2026", "*submit")...)
		sub := ana.mine()[0].Submitted
		code := pledge.VerifyCode(sub.Reference, sub.Check)
		stranger.does("/start " + code)
		stranger.reads("Oui. CLA-2026-0001 a été transmis le 25 novembre 2026 dans les termes qui portent le code de vérification " + sub.Check)
		if strings.Contains(stranger.Last().Text, "Riobamba") || len(stranger.mine()) > 0 {
			t.Errorf("a stranger reads\n%s", stranger.Last().Text)
		}
		stranger.does("Rédiger un engagement", "*continue", "/verify cla-2026-0001 00000-00000")
		stranger.reads("Aucun engagement portant ce numéro et ce code de vérification n'a été transmis ici.", "Pour quelle ville")
		stranger.does("/verify CLA-2031-0009 " + sub.Check)
		stranger.reads("Aucun engagement portant ce numéro")
		stranger.does("/verify")
		stranger.reads("Pour vérifier un document, écrivez son numéro")
		ana.does("My pledges", "1", "*recall", sub.Reference+" "+sub.Check)
		ana.reads("The city has taken it back since.", "This is your pledge as others will read it.")
		ana.does("*title", "Forty homes for families that arrive", "*submit", "Mayor's office, 21 November 2026", "*submit", sub.Reference+" "+sub.Check)
		ana.reads("On 25 November 2026 other words were submitted in their place.")
	})
}
