package telegram_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"pledgebot/bot/desk"
	"pledgebot/bot/slack"
	"pledgebot/bot/slack/slacktest"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store/memory"
)

// The people of the team in the stories, and their channel.
const (
	tom      = "U0TOM"   // of UCLG, reads English
	marie    = "U0MARIE" // of IOM, reads French
	deskRoom = "C0DESK"
)

// A story is a city on Telegram and the team in Slack, on one page: what the city
// sees is written by its scribe, what the team sees stands after a bar.
type story struct {
	*scribe
	srv  *slacktest.Server
	app  *slack.Slack
	desk *desk.Desk
	card string
	read map[string]bool // messages of the channel that were written down
}

func newStory(t *testing.T, lang call.Lang) *story {
	t.Helper()
	w := newWorld(t, setup{mode: webhook, settings: conversation.Settings{
		Langs: product.Texts.Langs(), Controller: "UCLG", Contact: "privacy@example.org", Platform: "Telegram", Files: true,
	}})
	s := &story{scribe: &scribe{person: w.person(7, lang), was: map[int64]telegramtest.Shown{}}, read: map[string]bool{}}
	s.srv = slacktest.New(slacktest.Options{
		BotToken: "xoxb-1", AppToken: "xapp-1", Now: w.clock.Now, After: w.clock.After, Errorf: t.Errorf, Subscriptions: []string{},
	})
	t.Cleanup(s.srv.Close)
	s.srv.Profile(slacktest.Profile{ID: tom, Name: "tom", Locale: "en-GB"})
	s.srv.Profile(slacktest.Profile{ID: marie, Name: "marie", Locale: "fr-FR"})
	s.srv.Channel(slacktest.Channel{ID: deskRoom, Name: "pledges", Private: true, Members: []string{tom, marie}})
	var err error
	if s.app, err = slack.New(slack.Options{
		Token: "xoxb-1", Secret: "signed", API: s.srv.APIURL(), Channel: deskRoom, Workspaces: []string{"T0TEAM"}, Lang: "en",
		Words: product.Texts, Limits: memory.NewLimits(), Now: w.clock.Now, After: w.clock.After, Log: slog.New(slog.DiscardHandler),
	}); err != nil {
		t.Fatal(err)
	}
	s.desk = desk.New(desk.Parts{
		Call: product.Call, Texts: product.Texts, Pledges: w.db, Cards: w.db, People: w.db, Searches: w.db, Doer: w.bot, Lang: "en", Now: w.clock.Now,
	})
	hook := httptest.NewServer(s.app.Requests(s.desk))
	t.Cleanup(func() {
		hook.Close()
		if err := s.app.Drain(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	s.srv.Deliver(slacktest.HTTP(hook.URL, "signed"))
	for user, org := range map[string]string{tom: "UCLG", marie: "IOM"} {
		in := conversation.InputID("test:" + user)
		if _, why, err := w.bot.Staff(t.Context(), in, pledge.Actor{}, slack.Person("T0TEAM", user), pledge.Desk{Role: pledge.Reviewer, Org: org}); err != nil || why != "" {
			t.Fatal(why, err)
		}
	}
	return s
}

// city does one thing after another.
func (s *story) city(lines ...string) {
	s.w.t.Helper()
	for _, line := range lines {
		s.plays(line)
	}
	s.draw()
}

// pledge is the city's only one.
func (s *story) pledge() pledge.Pledge { return s.mine()[0] }

// answers opens a question of the team, by its place in the list, and answers it.
func (s *story) answers(n int, lines ...string) {
	s.w.t.Helper()
	if s.button2("ask_" + string(s.pledge().Questions[n].ID)) {
		s.city("*ask_" + string(s.pledge().Questions[n].ID))
	}
	s.city(lines...)
}

func (s *story) button2(option string) bool {
	b, _ := s.button(call.OptionID(option))
	return b.Data != ""
}

// team has somebody press a button of the card, and writes down what they see.
func (s *story) team(who, action string) {
	s.w.t.Helper()
	card := s.cardNow(who)
	s.note("%s presses %s", s.name(who), action)
	before, told := s.srv.Person(who).View().ID, s.toldAlone(who)
	if out := s.srv.Person(who).Press(card, action); !out.OK {
		s.w.t.Fatalf("%s: %+v", action, out)
	}
	switch action {
	case "claim", "vouch":
	case "accept":
		s.until("a sentence", func() bool { return s.toldAlone(who) > told })
	default:
		s.until("a window", func() bool { return s.srv.Person(who).View().ID != before })
	}
	s.sees(who)
}

// fills fills in the window and sends it.
func (s *story) fills(who string, given ...string) {
	s.w.t.Helper()
	person := s.srv.Person(who)
	for _, line := range given {
		key, value, _ := strings.Cut(line, ": ")
		view := person.View()
		s.note("%s", line)
		switch key {
		case "words", "wording":
			person.Type(view, key, key, value)
		case "fields":
			person.Choose(view, key, key, strings.Split(value, ", ")...)
		default:
			person.Choose(view, key, key, value)
		}
	}
	s.note("%s presses %s", s.name(who), person.View().Submit)
	told := s.toldAlone(who)
	if out := person.Submit(person.View()); !out.OK || len(out.Errors) > 0 {
		s.w.t.Fatalf("%+v", out)
	}
	if person.View().ID == "" {
		s.until("a sentence", func() bool { return s.toldAlone(who) > told })
	}
	s.sees(who)
}

// toldAlone is how often somebody was told something alone.
func (s *story) toldAlone(who string) (n int) {
	for _, m := range s.srv.Person(who).Messages(deskRoom) {
		if m.Ephemeral {
			n++
		}
	}
	return n
}

func (s *story) until(what string, cond func() bool) {
	s.w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.srv.Await(ctx, cond); err != nil {
		s.w.t.Fatalf("%s never came: %v", what, err)
	}
}

// sees writes down what is new.
func (s *story) sees(who string) {
	s.w.t.Helper()
	if view := s.srv.Person(who).View(); view.ID != "" {
		s.bar(view.String())
	}
	s.draw()
}

// draw brings the cards up to date and writes down what is new in the channel.
func (s *story) draw() {
	s.w.t.Helper()
	if err := s.desk.DrawDue(s.w.t.Context(), s.app); err != nil {
		s.w.t.Fatal(err)
	}
	for _, m := range s.srv.Person(tom).Messages(deskRoom) {
		key := m.TS
		switch {
		case m.Ephemeral && !s.read[key]:
			s.bar("(to " + s.name(tom) + " alone) " + m.String())
		case m.Thread != "" && !s.read[key]:
			s.bar("    " + strings.ReplaceAll(m.String(), "\n", "\n    "))
		case m.Thread == "" && !m.Ephemeral && m.String() != s.card:
			s.card = m.String()
			s.bar(m.String())
		}
		s.read[key] = true
	}
}

// news lets the time pass for which a question can be taken back, and tells the
// city what it is to be told.
func (s *story) news() {
	s.w.t.Helper()
	s.w.clock.Pass(pledge.ToldAfter)
	if err := s.w.bot.DeliverDue(s.w.t.Context(), "tg"); err != nil {
		s.w.t.Fatal(err)
	}
	s.w.settle()
	s.writes()
}

func (s *story) cardNow(who string) slacktest.Message {
	for _, m := range s.srv.Person(who).Messages(deskRoom) {
		if m.Thread == "" && !m.Ephemeral {
			return m
		}
	}
	s.w.t.Fatal("there is no card")
	return slacktest.Message{}
}

func (s *story) name(who string) string { return strings.ToLower(who[2:]) }

func (s *story) note(format string, args ...any) {
	fmt.Fprintf(&s.page, "| > "+format+"\n", args...)
}

func (s *story) bar(text string) {
	fmt.Fprintf(&s.page, "| %s\n|\n", strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n| "))
}

// TestStoryOfQuestions: a city drafts in French, the team asks on two points and
// suggests one wording, the city, for which it vouches, answers one, changes one and takes the third,
// and the team accepts.
func TestStoryOfQuestions(t *testing.T) {
	t.Parallel()
	s := newStory(t, "fr")
	tale := tales["fr"]
	s.city(tale[:len(tale)-1]...)
	s.team(tom, "vouch")
	s.team(tom, "claim")
	s.team(tom, "ask")
	s.fills(tom, "fields: commitment", "standard: total_or_yearly")
	s.fills(tom)
	s.team(tom, "ask")
	s.fills(tom, "fields: target_date", "words: Is June 2028 the date of the last home, or of the first?", "lang: en")
	s.fills(tom)
	s.team(marie, "suggest")
	s.fills(marie, "fields: title")
	s.fills(marie, "wording: 40 logements pour des familles récemment arrivées", "words: Un titre plus court se lit mieux dans la liste.")
	s.fills(marie)
	s.news()
	s.answers(0, "*answer", "Au total, pas par an.")
	s.answers(1, "*reword", "décembre 2028")
	s.answers(2, "*take_it")
	s.city("*submit", "Cabinet de l'autorité municipale, 24 novembre 2026", "*submit")
	s.team(tom, "accept")
	s.news()
	s.same("story/questions.fr")
}

// TestStoryOfADecline: a city takes its pledge back before anybody has opened it
// and sends it again; the team opens it, asks, and declines with a reason.
func TestStoryOfADecline(t *testing.T) {
	t.Parallel()
	s := newStory(t, "es")
	tale := tales["es"]
	s.city(tale[:len(tale)-1]...)
	s.city("/pledges", "*1", "*recall")
	s.city("*title", "40 viviendas para el personal municipal", "*submit", "Despacho de la Alcaldía, 24 de noviembre de 2026", "*submit")
	s.team(marie, "open.1")
	s.srv.Person(marie).CloseAll()
	s.team(marie, "ask")
	s.fills(marie, "fields: beneficiaries, commitment", "words: Ces logements servent-ils aussi des personnes réfugiées ?", "lang: fr")
	s.fills(marie)
	s.news()
	s.answers(0, "*answer", "No, son para el personal del municipio.", "*submit", "*submit")
	s.team(marie, "decline")
	s.fills(marie, "reason: not_compacts", "words: Si el compromiso incluye a las personas refugiadas, con gusto lo leeremos de nuevo.")
	s.fills(marie)
	s.news()
	s.same("story/decline.es")
}
