package slack_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The days of a report that is due on 30 November 2028.
var (
	inTime = time.Date(2028, 10, 19, 9, 0, 0, 0, time.UTC)
	late   = time.Date(2028, 12, 11, 9, 0, 0, 0, time.UTC)
	early  = time.Date(2027, 10, 19, 9, 0, 0, 0, time.UTC)
)

// promised is an accepted pledge that names two actions, a long time after: all that its
// city was told of is delivered.
func (w *world) promised(now time.Time, more ...pledge.Fact) pledge.Pledge {
	w.t.Helper()
	p := w.submitsAs(with(riobamba, map[string][]string{"actions": {"Firmar 40 garantías", "Reparar diez viviendas"}}), more...)
	w.draw()
	w.presses(tom, "accept")
	w.clock.Pass(now.Sub(w.clock.Now()))
	if _, err := w.db.Claim(w.t.Context(), "tg", now, 100); err != nil {
		w.t.Fatal(err)
	}
	w.draw()
	return w.now(p.ID)
}

// vouched is what makes the city a verified one.
var vouched = pledge.Fact{Kind: pledge.WasVouched, From: "UCLG", Value: call.Value{"Riobamba", "EC"}, Invited: true}

// answers has the city's person give an answer.
func (w *world) answers(p pledge.Pledge, key call.FieldKey, v ...string) pledge.Pledge {
	w.t.Helper()
	return w.does(p, pledge.Amend{Field: key, Value: v, Seen: w.now(p.ID).Answers[key].Rev})
}

// reports has the city write a report that it does not send yet.
func (w *world) reports(p pledge.Pledge, more map[string][]string) pledge.Pledge {
	w.t.Helper()
	p = w.does(p, pledge.BeginReport{})
	results := call.Default().Using(call.UseResults)
	var became []string
	for i, item := range p.Value(results.Key) {
		parts := call.Parts(item)
		parts["status"], parts["note"] = "finished", ""
		if i == 1 {
			parts["status"], parts["note"] = "changed", "El dueño vendió una casa."
		}
		became = append(became, results.Item(parts))
	}
	given := map[string][]string{
		"results": became, "stage": {"in_progress"}, "outlook": {"delayed"}, "summary": {"Las primeras 38 viviendas están alquiladas."},
		"next_steps": {"Las dos últimas se alquilan en otoño."}, "head_changed": {"no"}, "contact_changed": {"no"}, "report_publish": {"whole"},
	}
	maps.Copy(given, more)
	for key, v := range given {
		p = w.answers(p, call.FieldKey(key), v...)
	}
	return p
}

// signsAndSends has the city send what it has written.
func (w *world) signsAndSends(p pledge.Pledge) pledge.Pledge {
	w.t.Helper()
	p = w.answers(p, "approvals", "office=Despacho de la Alcaldía\x1edate="+w.clock.Now().Format(time.DateOnly))
	p = w.does(p, pledge.Submit{Check: pledge.Check(product.Call, p)})
	w.draw()
	return p
}

// pages are all pages of the whole pledge.
func (w *world) pages() string {
	w.t.Helper()
	person := w.srv.Person(tom)
	person.CloseAll()
	w.presses(tom, "open.1")
	all := person.View().String()
	for n := 2; strings.Contains(person.View().String(), "[Next page]"); n++ {
		person.PressIn(person.View(), fmt.Sprint("open.", n))
		w.app.Idle()
		all += person.View().String()
	}
	return all
}

// inOrder looks for texts one after another.
func inOrder(t testing.TB, text string, all ...string) {
	t.Helper()
	contains(t, text, all...)
	rest := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
	for _, want := range all {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Errorf("%q does not stand in its place in:\n%s", want, text)
			return
		}
		rest = after
	}
}

// lacks looks that no text is there.
func lacks(t testing.TB, text string, all ...string) {
	t.Helper()
	for _, unwanted := range all {
		if strings.Contains(text, unwanted) {
			t.Errorf("%q stands in:\n%s", unwanted, text)
		}
	}
}

// drawn is how the card went to Slack last, with what its buttons ask.
func (w *world) drawn() string {
	var last slacktest.Call
	for _, c := range w.srv.Calls() {
		if c.Method == "chat.update" {
			last = c
		}
	}
	return last.Params["blocks"]
}

// finds is the list that somebody of the team gets of what they type.
func (w *world) finds(typed string) string {
	w.t.Helper()
	w.srv.Person(tom).CloseAll()
	w.srv.Person(tom).Command("/pledges", typed)
	w.app.Idle()
	return w.srv.Person(tom).View().String()
}
