package slack_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pledgebot/bot/desk"
	"pledgebot/bot/slack"
	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestAcceptIsBoundToTheTextThatWasSeen: a card on somebody's screen may be older
// than the pledge.
func TestAcceptIsBoundToTheTextThatWasSeen(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		seen := w.card(tom)
		p = w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Recalled})
		p = w.keeps(p, pledge.Fact{Kind: pledge.Answered, Field: "title", Value: []string{"Otra cosa"}})
		w.keeps(p, pledge.Fact{Kind: pledge.WasSubmitted, Reference: p.Submitted.Reference, Check: pledge.Check(product.Call, p), Expected: "2028-11-30"})
		w.srv.Person(tom).PressSeen(seen, "accept")
		w.app.Idle()
		if got := w.now(p.ID); got.State != pledge.Submitted {
			t.Errorf("it is %s", got.State)
		}
		contains(t, w.told(tom)[0].String(), "The text has changed since it was shown to you")
	})
}

// TestAButtonOfAnotherReleaseIsAnswered, and so is a form without what it asks.
func TestAButtonOfAnotherReleaseIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.submits(riobamba)
	w.draw()
	for name, body := range map[string]string{
		"unknown": `{"type":"block_actions","team":{"id":"T0TEAM"},"user":{"id":"U0TOM","team_id":"T0TEAM"},"channel":{"id":"C0DESK"},` +
			`"actions":[{"type":"button","block_id":"b","action_id":"approve_v0","value":"approve_v0","action_ts":"1.1"}]}`,
		"null": `{"type":"view_submission","team":{"id":"T0TEAM"},"user":{"id":"U0TOM","team_id":"T0TEAM"},"view":{"id":"V1","hash":"1.h","callback_id":"desk",` +
			`"private_metadata":"{\"do\":\"ask\",\"of\":\"` + string(p.ID) + `\",\"given\":{\"words\":[\"x\"]}}",` +
			`"state":{"values":{"fields":{"fields":{"type":"static_select","selected_option":null}}}}}}`,
		"of another workspace": `{"type":"block_actions","team":{"id":"T0OTHER"},"user":{"id":"U0TOM","team_id":"T0OTHER"},` +
			`"actions":[{"type":"button","block_id":"b","action_id":"accept","value":"{\"do\":\"accept\",\"of\":\"` + string(p.ID) + `\"}","action_ts":"1.2"}]}`,
		"no JSON": `{`,
	} {
		status, answer := w.posts(body)
		if status != 200 {
			t.Errorf("%s: %d", name, status)
		}
		if name == "null" && !strings.Contains(answer, `"fields":"Please choose a point."`) {
			t.Errorf("%s: %s", name, answer)
		}
	}
	w.app.Idle()
	if told := w.told(tom); len(told) != 1 || !strings.Contains(told[0].String(), "no longer in use") {
		t.Errorf("told %v", told)
	}
	if got := w.now(p.ID); got.Rev != p.Rev {
		t.Errorf("it is at revision %d, and was at %d", got.Rev, p.Rev)
	}
}

func TestAStrangersCommandShowsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		person := w.srv.Person(eve)
		var said []string
		for _, words := range []string{"", "CLA-2026-0001", "CLA-2026-9999", "team", "export csv", "team add <@U0EVE> administrator UCLG"} {
			person.Command("/pledges", words)
			said = append(said, person.Last(person.DM()).String())
		}
		for _, s := range said {
			if s != said[0] || !strings.Contains(s, "slack:T0TEAM/U0EVE") || strings.Contains(s, "Riobamba") {
				t.Errorf("a stranger is told %q", s)
			}
		}
	})
}

func TestTheTeamIsKeptByCommand(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.srv.Profile(slacktest.Profile{ID: "U0GUEST", Name: "guest", Guest: true})
		admin := w.srv.Person(ines)
		says := func(words string) string {
			admin.Command("/pledges", words)
			w.app.Idle()
			return admin.Last(admin.DM()).String()
		}
		contains(t, says("equipo añadir <@U0EVE|eve> revisor MMC"), "@eve", "MMC")
		contains(t, says("team add <@U0GUEST|guest> reviewer MMC"), "persona invitada")
		contains(t, says("team add <@U0EVE> king MMC"), "Para añadir a alguien")
		contains(t, says("team remove <@U0INES>"), "al menos una persona")
		if got := says("équipe retirer <@U0EVE>"); strings.Contains(got, "@eve") {
			t.Errorf("she is still there: %s", got)
		}
		w.srv.Person(tom).Command("/pledges", "team add <@U0EVE> reviewer UCLG")
		contains(t, w.srv.Person(tom).Last(w.srv.Person(tom).DM()).String(), "This is not open to you.")
	})
}

func TestAnExportComesInPrivate(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		person := w.srv.Person(tom)
		person.Command("/pledges", "export csv")
		w.app.Idle()
		var files []string
		for _, m := range person.Messages(person.DM()) {
			files = append(files, m.Files...)
		}
		if len(files) != 1 || !strings.HasSuffix(files[0], ".csv") {
			t.Errorf("files %q", files)
		}
		if len(person.Messages(channel)) != 0 {
			t.Error("it is shown to others")
		}
	})
}

// TestARefusedTokenIsNoticed, and no error or log names it.
func TestARefusedTokenIsNoticed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.srv.Fail(func(slacktest.Call) *slacktest.Failure { return slacktest.Refused("invalid_auth") })
		err := w.desk.DrawDue(t.Context(), w.app)
		if err == nil || strings.Contains(err.Error(), "xoxb") || !w.noticed(slack.TokenRefused) {
			t.Errorf("%v", err)
		}
	})
}

func TestSlackIsWaitedFor(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.srv.Fail(func(slacktest.Call) *slacktest.Failure { return slacktest.TooManyRequests(30) })
		if err := w.desk.DrawDue(t.Context(), w.app); err == nil {
			t.Error("drawn")
		}
		w.srv.Fail(nil)
		w.clock.Pass(31 * 1e9)
		w.draw()
		w.card(tom)
	})
}

// TestTextsFit: Slack cuts nothing; what is too long is refused.
func TestTextsFit(t *testing.T) {
	t.Parallel()
	most := map[string]int{".title": 24, "desk.button.": 30, "desk.send": 24, "desk.look": 24, "desk.cancel": 24, "desk.close": 24}
	for key, args := range desk.Lines() {
		for part, limit := range most {
			if !strings.HasSuffix(key, part) && !strings.HasPrefix(key, part) || len(args) > 0 || slices.Contains([]string{"desk.team.title", "desk.accept.title", "desk.vouch.title"}, key) {
				continue
			}
			for _, lang := range product.Texts.Langs() {
				if text := product.Texts.Text(lang, call.Say(key)); utf8.RuneCountInString(text) > limit {
					t.Errorf("%s: %s is longer than %d: %s", lang, key, limit, text)
				}
			}
		}
	}
}

// TestLongWordsFit: whatever a city writes, Slack takes the card and the pages.
func TestLongWordsFit(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		long := strings.Repeat("ñandú ", 500)
		w.submits(with(riobamba, map[string][]string{
			"title": {strings.Repeat("x", 3000)}, "commitment": {long}, "description": {long}, "place_name": {strings.Repeat("Llanfair", 40)},
		}))
		w.draw()
		w.presses(tom, "open.1")
		w.srv.Person(tom).CloseAll()
		w.presses(tom, "suggest")
		if problems := w.srv.Problems(); len(problems) > 0 || strings.Contains(w.log.String(), "not shown") {
			t.Errorf("%v\n%s", problems, w.log.String())
		}
	})
}
