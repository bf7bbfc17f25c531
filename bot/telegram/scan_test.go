package telegram_test

import (
	"errors"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestTheSignedPage: an office that does not use this signs on paper; the owner reports
// it and sends the page, as a photo or a file, where it is asked for or where they
// would expect to. What can be no such page is told, and nothing is kept of it.
func TestTheSignedPage(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, settings: conversation.Settings{Langs: product.Texts.Langs(), Files: true}})
		ana := w.person(7, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		sends := func(name, content string) {
			ana.SendsDocument(name, []byte(content), "")
			w.settle()
		}
		sends("page.pdf", "%PDF-1.7")
		ana.reads("I cannot open files, and I have not kept this one.")
		ana.does("/preview", "*submit")
		sends("page.pdf", "%PDF-1.7")
		ana.reads("Please first tell me which office signed and when")
		ana.does("Mayor's office, 20 November 2026")
		sends("pages.zip", "PK")
		ana.reads("That cannot be taken as the signed page.", "Would you like to send it now?")
		sends("page.pdf", strings.Repeat("x", pledge.ScanMost+1))
		ana.reads("That file is too large. Please send one of up to 10 MB")
		if ana.mine()[0].Scan != nil {
			t.Fatal("it was kept")
		}
		ana.does("*complete")
		ana.reads("Sign-off, as reported by you: Mayor's office, 20 November 2026.", "None of it is needed.")
		ana.does("*add_scan")
		ana.reads("Please send the signed page here")
		ana.SendsVoice()
		w.settle()
		ana.reads("I cannot listen to voice messages", "Please send the signed page here")
		ana.SendsAlbum(2)
		w.settle()
		ana.reads("I cannot take several pictures or files")
		sends("page.pdf", "%PDF-1.7 signed")
		ana.reads("Thank you. The signed page is with the sign-off now.", "A scan of the signed page is with it.", "Would you like to send it now?")
		scan := ana.mine()[0].Scan
		if scan == nil || scan.File.Type != "application/pdf" {
			t.Fatalf("kept %+v", scan)
		}
		if got, err := w.tg.Fetch(t.Context(), scan.File.Ref); err != nil || string(got) != "%PDF-1.7 signed" {
			t.Errorf("fetched %q, %v", got, err)
		}
		ana.SendsPhoto("") // another in its place, at the last question
		w.settle()
		if now := ana.mine()[0].Scan; now.File.Type != "image/jpeg" || now.File.Ref == scan.File.Ref {
			t.Errorf("the photo is %+v", now)
		}
		ana.does("*submit")
		ana.reads("What would you like to do?")
		if p := ana.mine()[0]; p.State != pledge.Submitted || p.Scanned(product.Call) == nil {
			t.Errorf("%s, with %+v", p.State, p.Scan)
		}
	})
}

// TestFetchingAFile that is not there, or not here.
func TestFetchingAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	for ref, want := range map[string]error{"tg:unknown": store.ErrNotFound, "tty:file": store.ErrNotFound, "tg:": store.ErrNotFound} {
		if _, err := w.tg.Fetch(t.Context(), ref); !errors.Is(err, want) {
			t.Errorf("%s: %v", ref, err)
		}
	}
}
