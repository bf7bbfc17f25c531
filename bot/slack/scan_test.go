package slack_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pledgebot/bot/desk"
	"pledgebot/bot/slack"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// fetched is what stands in the city's chat.
func fetched(_ context.Context, ref string) ([]byte, error) {
	if ref != "tg:page" {
		return nil, fmt.Errorf("fetch: %w", store.ErrNotFound)
	}
	return []byte("%PDF-1.7 signed"), nil
}

// scanned has a city submit a pledge with a sign-off on paper.
func (w *world) scanned(ref string) pledge.Pledge {
	w.t.Helper()
	return w.submitsAs(with(riobamba, map[string][]string{"approvals": {"office=Concejo\x1eperson=María Pérez\x1edate=2026-11-20"}}),
		pledge.Fact{Kind: pledge.Attached, Field: "approvals", File: &pledge.File{Ref: ref, Type: "application/pdf", Size: 15}})
}

// TestTheSignedPageIsFetched: by one press, for who presses and nobody else, and it is
// said to be reported.
func TestTheSignedPageIsFetched(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.scanned("tg:page")
		w.draw()
		w.presses(tom, "open.1")
		person := w.srv.Person(tom)
		for i := 2; !strings.Contains(person.View().String(), "María Pérez"); i++ {
			person.PressIn(person.View(), fmt.Sprintf("open.%d", i))
			w.app.Idle()
		}
		contains(t, person.View().String(), "As reported by the city's contact person", "[Signed page]")
		person.PressIn(person.View(), "scan")
		w.app.Idle()
		files := w.files()
		if len(files) != 1 || files[0].Name != "CLA-2026-0001-sign-off.pdf" || string(files[0].Bytes) != "%PDF-1.7 signed" {
			t.Fatalf("got %+v", files)
		}
		if strings.Contains(w.srv.Person(marie).Read(channel), "sign-off.pdf") {
			t.Error("others see it")
		}
		contains(t, w.asks(desk.Press{Verb: desk.Scan, Pledge: p.ID}), "as the city's contact person sent it on")
	})
}

// TestAPageThatIsGone is said to be, and a pledge without one offers none.
func TestAPageThatIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.scanned("tg:gone")
	contains(t, w.asks(desk.Press{Verb: desk.Scan, Pledge: p.ID}), "cannot be fetched from the city's chat any more")
	none := w.submits(riobamba)
	contains(t, w.asks(desk.Press{Verb: desk.Scan, Pledge: none.ID}), "cannot be fetched")
	for n := 1; n <= 3; n++ {
		out, err := w.desk.Take(t.Context(), "test:open", desk.Person{ID: slack.Person(team, tom), Lang: "en"}, desk.Press{Verb: desk.Open, Pledge: none.ID, Page: n})
		if err != nil || out.Form == nil || slices.ContainsFunc(out.Form.Buttons, func(b desk.Button) bool { return b.Press.Verb == desk.Scan }) {
			t.Errorf("a page is offered that is none: %+v, %v", out.Form, err)
		}
	}
}
