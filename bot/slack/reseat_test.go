package slack_test

import (
	"bytes"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/conversation/pledge"
)

var seatLinks = regexp.MustCompile(`https://t\.me/test_bot\?start=(h-[0-9a-f]+-[a-z2-7]{26})\b`)

// TestASilentPledgeIsGivenOn: after a silence the team gets a link for somebody else
// of the city, with a reason that the owner reads first; before, it gets none.
func TestASilentPledgeIsGivenOn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(tom, "open.1")
		if strings.Contains(w.srv.Person(tom).View().String(), "New contact person") {
			t.Error("it is offered while the owner is about")
		}
		contains(t, w.asks(desk.Press{Verb: desk.Preview, For: desk.Reseat, Pledge: p.ID, Given: map[string][]string{"words": {"Nobody answers"}}}), "not long ago")
		w.clock.Pass(pledge.QuietDays * 24 * time.Hour)
		w.presses(tom, "open.1")
		person := w.srv.Person(tom)
		person.PressIn(person.View(), "reseat")
		w.app.Idle()
		contains(t, person.View().String(), "last at this pledge on 30 November 2026", "Riobamba")
		person.Type(person.View(), "words", "words", "El correo de la oficina rebota.")
		w.sends(person)
		contains(t, person.View().String(), "What the city will read", "Desde el 30 de noviembre de 2026 no hay noticias suyas", "El correo de la oficina rebota.")
		w.sends(person)
		w.app.Idle()
		told := w.told(tom)
		got := told[len(told)-1].String()
		contains(t, got, "works once, until 4 January 2027", "le pide que se ocupe de este compromiso", "CLA-2026-0001 · Riobamba")
		link := seatLinks.FindStringSubmatch(got)
		if link == nil {
			t.Fatalf("there is no link in\n%s", got)
		}
		_, secret, _ := pledge.Coded(link[1])
		if now := w.now(p.ID); !pledge.Hands(now, secret, w.clock.Now()) {
			t.Errorf("the link does not hand it over: %+v", now.Handover)
		}
		files := w.files()
		if len(files) != 2 || !strings.Contains(string(files[0].Bytes), link[0]) {
			t.Fatalf("%d files", len(files))
		}
		if _, err := png.Decode(bytes.NewReader(files[1].Bytes)); err != nil {
			t.Error(err)
		}
		if strings.Contains(w.log.String(), secret) || strings.Contains(w.srv.Person(marie).Read(channel), secret) {
			t.Error("the secret is shown to others")
		}
		w.draw()
		contains(t, w.srv.Person(marie).Read(channel), "UCLG makes the contact person's seat free: “El correo de la oficina rebota.”")
		due, err := w.db.Claim(t.Context(), "tg", w.clock.Now(), 10)
		if err != nil || len(due) == 0 || due[len(due)-1].Recipient != owner || due[len(due)-1].Facts[0].Kind != pledge.Reseated {
			t.Errorf("the owner is told %+v, %v", due, err)
		}
		w.does(p, pledge.Keep{})
		if pledge.Hands(w.now(p.ID), secret, w.clock.Now()) {
			t.Error("a word of the owner leaves the link open")
		}
		w.draw()
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba still takes care of this pledge.")
	})
}

// TestTheLinkOfASeatIsShownOnce: Slack delivers a press again, and no second link is
// made of it.
func TestTheLinkOfASeatIsShownOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.submits(riobamba)
	w.clock.Pass(pledge.QuietDays * 24 * time.Hour)
	press := desk.Press{Verb: desk.Preview, For: desk.Reseat, Pledge: p.ID, Given: map[string][]string{"words": {"Nobody answers"}}}
	by := desk.Person{ID: "slack:T0TEAM/U0TOM", Lang: "en"}
	first, err := w.desk.Take(t.Context(), "slack:again", by, press)
	if err != nil || len(first.Files) != 2 {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := w.desk.Take(t.Context(), "slack:again", by, press)
	if err != nil || len(second.Files) > 0 || !strings.Contains(second.Said, "shown already") {
		t.Errorf("%+v, %v", second, err)
	}
	stranger, err := w.desk.Take(t.Context(), "slack:other", desk.Person{ID: "slack:T0TEAM/U0EVE", Lang: "en"}, press)
	if err != nil || len(stranger.Files) > 0 || len(w.now(p.ID).Handover.Hash) == 0 {
		t.Errorf("%+v, %v", stranger, err)
	}
}
