package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/bot/slack"
	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// wrong sends a form that is not right, and is what stands under an input.
func (w *world) wrong(p *slacktest.Person, input string) string {
	w.t.Helper()
	out := p.Submit(p.View())
	if !out.OK || len(out.Errors) != 1 {
		w.t.Fatalf("%+v", out)
	}
	return out.Errors[input]
}

// typed is what somebody of the team is told of a command.
func (w *world) typed(words string) string {
	w.t.Helper()
	w.clock.Pass(time.Second)
	out, err := w.desk.Command(w.t.Context(), conversation.InputID("test:"+w.clock.Now().String()), desk.Person{ID: slack.Person(team, tom), Lang: "en"}, words)
	if err != nil {
		w.t.Fatal(err)
	}
	text := out.Said
	for _, line := range out.Lines {
		for _, span := range line {
			text += "\n" + span.Text
		}
	}
	return text
}

// teamDoes has somebody of the team give a command.
func (w *world) teamDoes(p pledge.Pledge, cmd pledge.Command) {
	w.t.Helper()
	w.clock.Pass(time.Second)
	in := conversation.InputID("test:" + pledge.Name(cmd) + w.clock.Now().String())
	if _, why, err := w.bot.DoAs(w.t.Context(), in, slack.Person(team, tom), p.ID, cmd); why != "" || err != nil {
		w.t.Fatal(why, err)
	}
}

// accepted is a pledge that the team has accepted, and whose city was told.
func (w *world) accepted() pledge.Pledge {
	w.t.Helper()
	p := w.submits(riobamba)
	w.draw()
	w.presses(tom, "accept")
	w.clock.Pass(time.Minute)
	w.draw()
	return w.now(p.ID)
}

// public is what everybody may read today.
func (w *world) public() []store.Public {
	w.t.Helper()
	all, err := w.db.Published(w.t.Context(), w.clock.Now().UTC().Format(time.DateOnly), store.Page{}, 9)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// TestAPledgeIsPublished: the team words it, the city reads it and agrees, it is
// published from a day on, copied, and ended by a word of the city.
func TestAPledgeIsPublished(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.accepted()
		contains(t, w.card(tom).String(), "[Word the publication]", "nothing is worded yet", "[Suspend]")
		person := w.srv.Person(tom)

		w.presses(tom, "edit")
		person.Choose(person.View(), "lang", "lang", "en")
		w.sends(person)
		contains(t, person.View().String(), "The city reads every language before anything is published")
		person.Type(person.View(), "title", "title", "A plan against racism")
		person.Choose(person.View(), "by", "by", "machine")
		person.Type(person.View(), "wording", "wording", "Riobamba adopts a plan with 12 measures.")
		contains(t, w.wrong(person, "checked"), "Please say who has checked the machine translation, by office.")
		person.Type(person.View(), "checked", "checked", "UCLG secretariat")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "worded in English, the city is not asked yet", "[Ask the city]")

		w.presses(tom, "propose")
		contains(t, person.View().String(), "What the city will read", "A plan against racism", "traducción automática, revisada por UCLG secretariat")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "the city is asked since 30 November 2026")
		if strings.Contains(w.card(tom).String(), "[Publish]") {
			t.Error("it can be published before the city agrees")
		}

		w.does(p, pledge.Agree{Seen: w.now(p.ID).Edition.Rev})
		w.draw()
		contains(t, w.card(tom).String(), "the city agrees since 30 November 2026, ready to publish", "[Publish]")
		w.presses(tom, "publish")
		person.Type(person.View(), "date", "date", "some day")
		contains(t, w.wrong(person, "date"), "Please write a day, such as 13 December 2027.")
		person.Type(person.View(), "date", "date", "13 December 2027")
		w.sends(person)
		contains(t, person.View().String(), "se publica a partir del 13 de diciembre de 2027")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "published as of 13 December 2027", "Still to be copied: GFMD Platform for Partnerships, Site of the Local Coalition", "[Enter a listing]", "[End the publication]")
		if len(w.public()) > 0 {
			t.Error("it is public before its day")
		}
		w.clock.Pass(400 * 24 * time.Hour)
		if all := w.public(); len(all) != 1 || all[0].Wordings["en"].Checked != "UCLG secretariat" || len(all[0].Named) > 0 {
			t.Errorf("public: %+v", all)
		}

		w.presses(tom, "enter")
		if strings.Contains(person.View().String(), "UN Network") {
			t.Error("it is offered to be copied where the city has not agreed")
		}
		person.Choose(person.View(), "where", "where", "gfmd")
		person.Type(person.View(), "link", "link", "http://gfmd.example/12")
		contains(t, w.wrong(person, "link"), "a link that begins with https://")
		person.Type(person.View(), "link", "link", "https://gfmd.example/12")
		w.sends(person)
		contains(t, person.View().String(), "Plataforma de asociaciones del FMMD, https://gfmd.example/12")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "Where it stands: GFMD Platform for Partnerships · https://gfmd.example/12", "Still to be copied: Site of the Local Coalition")
		contains(t, w.typed("uncopied"), "CLA-2026-0001 · Riobamba", "Site of the Local Coalition")

		w.does(p, pledge.Permit{Field: "consent_publish", Value: call.Value{pledge.PublishNot}, Seen: w.now(p.ID).Answers["consent_publish"].Rev})
		if all := w.public(); len(all) > 0 {
			t.Errorf("still public: %+v", all)
		}
		w.draw()
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba now says on “Publication”: Not now", "Riobamba agrees to no publication any more, and it has ended.", "UCLG published the pledge, as of 13 December 2027.")
		contains(t, w.typed("publish CLA-2026-0001"), "not published. The city has not agreed to the words yet.")
	})
}

// TestSeveralArePublishedOnOneDay by one command, which says of each what became of it.
func TestSeveralArePublishedOnOneDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	for n := range 3 {
		p := w.submits(riobamba)
		w.teamDoes(p, pledge.Accept{Check: p.Submitted.Check})
		w.teamDoes(p, pledge.Edit{Lang: "es", Wording: pledge.Wording{Title: "Un plan", Text: "Un plan con 12 medidas.", By: pledge.ByCity}})
		if rev := w.now(p.ID).Edition.Rev; n < 2 { // the last is worded alone
			w.teamDoes(p, pledge.Propose{Seen: rev})
			w.does(p, pledge.Agree{Seen: rev})
		}
	}
	contains(t, w.typed("publish CLA-2026-0001 CLA-2026-0002 cla-2026-0003 CLA-2026-0099 1 December 2026"),
		"CLA-2026-0001 · Riobamba, Ecuador: published as of 1 December 2026.", "CLA-2026-0002 · Riobamba, Ecuador: published as of",
		"CLA-2026-0003 · Riobamba, Ecuador: not published. The city has not agreed to the words yet.", "CLA-2026-0099")
	w.clock.Pass(48 * time.Hour)
	if all := w.public(); len(all) != 2 {
		t.Errorf("public: %+v", all)
	}
	inOrder(t, w.said(tom, "publish CLA-2026-0001 CLA-2026-0099"), "CLA-2026-0001 · Riobamba, Ecuador", "CLA-2026-0099")
	contains(t, w.typed("publish"), "Please name the pledges")
	contains(t, w.typed("publish CLA-2026-0001 whenever"), "Please name the pledges")
}

// TestTheTeamSuspendsAPledge, and only the team ends that.
func TestTheTeamSuspendsAPledge(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.accepted()
		person := w.srv.Person(tom)
		w.presses(tom, "suspend")
		person.Type(person.View(), "words", "words", "Nadie responde desde marzo.")
		w.sends(person)
		contains(t, person.View().String(), "What the city will read", "CGLU, del equipo del Llamado, suspendió", "Nadie responde desde marzo.", "queda en el registro")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "Suspended since 30 November 2026. UCLG: “Nadie responde desde marzo.”", "[End the suspension]")
		w.presses(tom, "resume")
		w.draw()
		contains(t, w.card(tom).String(), "Accepted on")
		w.does(p, pledge.Suspend{Note: "Sin presupuesto."})
		w.draw()
		got := w.card(tom).String()
		contains(t, got, "Suspended since 30 November 2026. Riobamba: “Sin presupuesto.”")
		if strings.Contains(got, "[End the suspension]") {
			t.Error("the team may end what the city has decided")
		}
		w.does(p, pledge.Withdraw{Note: "El concejo decidió otra cosa."})
		w.draw()
		contains(t, w.card(tom).String(), "Withdrawn by the city on 30 November 2026. “El concejo decidió otra cosa.”")
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba withdrew the pledge: “El concejo decidió otra cosa.”", "UCLG ended the suspension.")
		w.clock.Pass(13 * 24 * time.Hour)
		w.does(p, pledge.Reinstate{})
		if now := w.now(p.ID); now.State != pledge.Suspended {
			t.Errorf("after the withdrawal was taken back it is %s", now.State)
		}
	})
}

// TestAChangeOfAnAcceptedPledgeIsShown: the card says that what was accepted stands, the
// thread what reads otherwise, and what the city is writing is not shown.
func TestAChangeOfAnAcceptedPledgeIsShown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.accepted()
		w.does(p, pledge.Revise{})
		w.does(p, pledge.Amend{Field: "title", Value: call.Value{"Viviendas y garantías para familias"}, Seen: w.now(p.ID).Answers["title"].Rev})
		w.draw()
		got := w.card(tom).String()
		contains(t, got, "Accepted on 30 November 2026; the city is changing it since 30 November 2026.", "Viviendas para familias recién llegadas")
		if strings.Contains(got+w.srv.Person(marie).Read(channel), "garantías para familias") {
			t.Error("the team reads what the city has not sent")
		}
		w.does(p, pledge.Withdraw{Note: "El concejo decidió otra cosa."})
		w.draw()
		if strings.Contains(w.card(tom).String(), "garantías para familias") {
			t.Error("the team reads what the city had not sent when it withdrew the pledge")
		}
		w.does(p, pledge.Reinstate{})
		now := w.now(p.ID)
		w.keeps(now, pledge.Fact{Kind: pledge.WasSubmitted, Reference: p.Submitted.Reference, Check: pledge.Check(product.Call, now), Expected: p.Decided.Due})
		w.draw()
		contains(t, w.card(tom).String(), "A change of what was accepted on 30 November 2026, which stands until this is accepted.", "Viviendas y garantías para familias", "[Accept]")
		contains(t, w.srv.Person(marie).Read(channel), "Riobamba begins to change the accepted pledge.", "garantías para familias")
		w.presses(tom, "decline")
		person := w.srv.Person(tom)
		person.Choose(person.View(), "reason", "reason", "other")
		person.Type(person.View(), "words", "words", "El título promete menos.")
		w.sends(person)
		contains(t, person.View().String(), "no pudo aceptar la modificación de", "queda como se aceptó")
		w.sends(person)
		w.draw()
		contains(t, w.card(tom).String(), "Accepted on", "Viviendas para familias recién llegadas")
	})
}
