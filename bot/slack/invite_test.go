package slack_test

import (
	"bytes"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var links = regexp.MustCompile(`https://t\.me/test_bot\?start=(i-[a-z2-7]{26})\b`)

// said is what a command came to, for the person who gave it.
func (w *world) said(user, words string) string {
	w.t.Helper()
	p := w.srv.Person(user)
	if out := p.Command("/pledges", words); !out.OK {
		w.t.Fatalf("/pledges %s: %+v", words, out)
	}
	w.app.Idle()
	return p.Read(p.DM())
}

func (w *world) invitations() []store.Invite {
	w.t.Helper()
	all, err := w.db.Invitations(w.t.Context(), 99)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// files are what the app has uploaded, in their order.
func (w *world) files() (out []slacktest.File) {
	w.t.Helper()
	for _, c := range w.srv.Calls() {
		if c.Method != "files.completeUploadExternal" {
			continue
		}
		for _, id := range regexp.MustCompile(`F[A-Z0-9]+`).FindAllString(c.Params["files"], -1) {
			if f, found := w.srv.File(id); found {
				out = append(out, f)
			}
		}
	}
	return out
}

// TestACityIsInvited by one line: the link is shown to who asked for it, and
// comes with a text to forward and a code to print.
func TestACityIsInvited(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		got := w.said(tom, "invite Riobamba, Ecuador, Spanish, oficina@riobamba.example")
		contains(t, got, "Invited.", "28 February 2027", "Se invita a Riobamba a presentar un compromiso")
		link := links.FindStringSubmatch(got)
		if link == nil {
			t.Fatalf("there is no link in\n%s", got)
		}
		secret, _ := pledge.InviteSecret(link[1])
		all := w.invitations()
		if len(all) != 1 {
			t.Fatalf("%d invitations", len(all))
		}
		want := store.Invite{
			ID: pledge.InviteOf(secret), Place: "Riobamba", Country: "EC", Lang: "es", Mail: "oficina@riobamba.example",
			By: "slack:T0TEAM/U0TOM", Org: "UCLG", Made: w.clock.Now(), Until: w.clock.Now().AddDate(0, 0, pledge.InviteDays),
		}
		if all[0] != want {
			t.Errorf("kept %+v", all[0])
		}
		files := w.files()
		if len(files) != 2 || files[0].Name != "invitations.txt" || !strings.Contains(string(files[0].Bytes), link[0]) {
			t.Fatalf("%d files", len(files))
		}
		if picture, err := png.Decode(bytes.NewReader(files[1].Bytes)); err != nil || picture.Bounds().Dx() < 200 {
			t.Errorf("the code: %v", err)
		}
		for _, leak := range []string{secret, "Riobamba", "oficina@"} {
			if strings.Contains(w.log.String(), leak) {
				t.Errorf("%q stands in the log:\n%s", leak, w.log)
			}
		}
		if strings.Contains(w.srv.Person(marie).Read(channel), "Riobamba") {
			t.Error("others see it")
		}
	})
}

// TestAListOfCitiesIsPasted into a window; one bad line stops it all.
func TestAListOfCitiesIsPasted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		marie := w.srv.Person(marie)
		w.said(marie.ID(), "inviter")
		form := marie.View()
		contains(t, form.String(), "Inviter des villes", "Villes, une par ligne")
		marie.Type(form, "words", "words", "Dakar, Sénégal, français\nAtlantis, Nowhere")
		if out := marie.Submit(form); !strings.Contains(out.Errors["words"], "Atlantis, Nowhere") {
			t.Errorf("a country that is none: %+v", out)
		}
		if len(w.invitations()) > 0 {
			t.Fatal("some were invited")
		}
		marie.Type(form, "words", "words", "Dakar, Sénégal, français\n\nKampala, Ouganda, en, office@kampala.example\nQuito, Equateur, español")
		if out := marie.Submit(form); !out.OK || marie.View().ID != "" {
			t.Fatalf("%+v, and %s", out, marie.View())
		}
		w.app.Idle()
		told := w.told(marie.ID())
		if len(told) != 1 || len(links.FindAllString(told[0].String(), -1)) != 3 {
			t.Fatalf("told %v", told)
		}
		langs := map[string]call.Lang{}
		for _, i := range w.invitations() {
			langs[i.Place+" "+i.Country] = i.Lang
		}
		if len(langs) != 3 || langs["Dakar SN"] != "fr" || langs["Kampala UG"] != "en" || langs["Quito EC"] != "es" {
			t.Errorf("invited %v", langs)
		}
		files := w.files()
		if len(files) != 4 {
			t.Fatalf("%d files", len(files))
		}
		contains(t, string(files[0].Bytes), "Dakar est invitée", "Kampala is invited", "Se invita a Quito")
	})
}

// TestInvitesAreListedAndTakenBack.
func TestInvitesAreListedAndTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		contains(t, w.said(tom, "invites"), "No city has been invited.")
		w.said(tom, "invite Riobamba, Ecuador")
		w.said(tom, "invite Dakar, Senegal, fr")
		if _, err := w.db.TakeInvite(t.Context(), store.Use{Invite: w.invitations()[0].ID, Taker: "somebody"}, w.clock.Now()); err != nil {
			t.Fatal(err)
		}
		w.said(ines, "invitaciones")
		ines := w.srv.Person(ines)
		form := ines.View()
		contains(t, form.String(), "Riobamba, Ecuador · ", "Senegal · ", "abierta", "invitada", "CGLU", "@tom", "Retirar una invitación")
		w.said(tom, "invites") // who looks at the same time
		late := w.srv.Person(tom).View()
		ines.Choose(form, "invite", "invite", string(w.invitations()[0].ID))
		if out := ines.Submit(form); !out.OK {
			t.Fatalf("%+v", out)
		}
		w.app.Idle()
		contains(t, w.told(ines.ID())[0].String(), "La invitación se ha retirado.")
		if all := w.invitations(); all[0].Revoked.IsZero() || !all[1].Revoked.IsZero() {
			t.Errorf("invitations %+v", all)
		}
		w.srv.Person(tom).Choose(late, "invite", "invite", string(w.invitations()[0].ID))
		w.srv.Person(tom).Submit(late)
		w.app.Idle()
		contains(t, w.told(tom)[0].String(), "That invitation was used or taken back already.")
	})
}

// TestWhoMayInvite: a role of the team, as it is at the moment of the write.
func TestWhoMayInvite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.staff(marie, pledge.Editor, "IOM")
		contains(t, w.said(eve, "invite Riobamba, Ecuador"), "This command is for people of the Call's team.")
		contains(t, w.said(marie, "inviter Riobamba, Équateur"), "Ceci ne vous est pas ouvert.")
		marie := w.srv.Person(marie)
		w.said(tom, "invite Quito, Ecuador")
		w.said(marie.ID(), "invitations")
		if form := marie.View().String(); strings.Contains(form, "Retirer") {
			t.Errorf("an editor is asked:\n%s", form)
		}
		if n := len(w.invitations()); n != 1 {
			t.Errorf("%d invitations", n)
		}
	})
}

// TestAnUnknownCityIsFolded on the card until somebody of the team vouches for
// it.
func TestAnUnknownCityIsFolded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submitsAs(riobamba)
		w.draw()
		got := w.card(tom).String()
		contains(t, got, "The city is not verified", "The city's own words are under “Open”.", "[Vouch for the city]", "Improve social integration")
		for _, word := range []string{"Viviendas", "pondrá", "garantías", "El Municipio"} {
			if strings.Contains(w.srv.Person(tom).Read(channel), word) {
				t.Errorf("%q stands in\n%s", word, got)
			}
		}
		w.presses(eve, "vouch")
		if w.now(p.ID).Vouched != nil {
			t.Fatal("a stranger vouches")
		}
		w.presses(marie, "vouch")
		got = w.card(tom).String()
		contains(t, got, "Vouched for by IOM, 30 November 2026", "Viviendas para familias", "pondrá 40 viviendas")
		if strings.Contains(got, "[Vouch") {
			t.Errorf("it is asked again:\n%s", got)
		}
		contains(t, w.srv.Person(tom).Read(channel), "IOM vouches for the city.")
		moved := with(riobamba, map[string][]string{"place_name": {"Quito"}})
		w.submitsAs(moved, pledge.Fact{Kind: pledge.WasVouched, From: "UCLG", Value: call.Value{"Riobamba", "EC"}, Invited: true})
		w.draw()
		contains(t, w.srv.Person(tom).Last(channel).String(), "Quito, Ecuador", "The city is not verified")
	})
}
