package slack_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/pledge"
)

// TestOnlySlackIsHeard: a request is taken only as Slack has signed it, within
// minutes, and once.
func TestOnlySlackIsHeard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	p := w.submits(riobamba)
	w.draw()
	w.presses(tom, "claim")
	posts := w.srv.Posts()
	claim := posts[slices.IndexFunc(posts, func(p slacktest.Post) bool { return strings.Contains(p.Body, "claim") })]
	w.presses(tom, "release")
	rev := w.now(p.ID).Rev
	for name, c := range map[string]struct {
		post   slacktest.Post
		status int
	}{
		"forged":          {claim.Forged(), http.StatusUnauthorized},
		"unsigned":        {claim.Unsigned(), http.StatusUnauthorized},
		"tampered":        {claim.Tampered(strings.Replace(claim.Body, "claim", "accept", 1)), http.StatusUnauthorized},
		"another form":    {claim.SignedAs("v1=" + claim.Signature()[3:]), http.StatusUnauthorized},
		"capitals":        {claim.SignedAs("v0=" + strings.ToUpper(claim.Signature()[3:])), http.StatusUnauthorized},
		"odd":             {claim.SignedAs(claim.Signature()[:len(claim.Signature())-1]), http.StatusUnauthorized},
		"empty":           {claim.SignedAs(""), http.StatusUnauthorized},
		"too long":        {claim.Tampered(strings.Repeat("x", 2<<20)), http.StatusRequestEntityTooLarge},
		"of another type": {claim.As("text/plain"), http.StatusBadRequest},
		"replayed":        {claim, http.StatusOK},
	} {
		status, body, err := w.srv.Send(c.post)
		if err != nil || status != c.status {
			t.Errorf("%s: %d %q, %v", name, status, body, err)
		}
		if strings.Contains(body, "v0=") {
			t.Errorf("%s: the right signature stands in %q", name, body)
		}
	}
	w.clock.Pass(6 * time.Minute)
	if status, _, err := w.srv.Send(claim); err != nil || status != http.StatusUnauthorized {
		t.Errorf("old: %d, %v", status, err)
	}
	w.app.Idle()
	if got := w.now(p.ID); got.Rev != rev {
		t.Errorf("it is at revision %d, and was at %d: %+v", got.Rev, rev, got.Claim)
	}
}

func TestSlackFindsTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	if ok, err := w.srv.Challenge(); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	if status, body, err := w.srv.SSLCheck(); status != http.StatusOK || body != "" || err != nil {
		t.Errorf("%d %q, %v", status, body, err)
	}
}

// TestWhatCannotBeKeptIsSaid: Slack brings no press again.
func TestWhatCannotBeKeptIsSaid(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(tom, "ask")
		form := w.srv.Person(tom).View()
		w.srv.Person(tom).Choose(form, "fields", "fields", "title")
		w.srv.Person(tom).Type(form, "words", "words", "Is this in total?")
		w.away.Store(true)
		if out := w.srv.Person(marie).Press(w.card(marie), "claim"); !out.OK {
			t.Errorf("a press that cannot be kept: %+v", out)
		}
		sent := make(chan slacktest.Outcome)
		go func() { sent <- w.srv.Person(tom).Submit(form) }()
		w.await(func() bool {
			return strings.Contains(w.log.String(), "not taken") && strings.Contains(w.log.String(), "kind=interactive")
		})
		w.clock.Pass(3 * time.Second) // so long Slack waits for an answer
		if out := <-sent; out.OK {
			t.Errorf("a form that cannot be kept is taken: %+v", out)
		}
		w.app.Idle()
		told := w.told(marie)
		if len(told) != 1 || !strings.Contains(told[0].String(), "n'a pas pu être enregistré") {
			t.Errorf("told %v", told)
		}
		if w.srv.Person(tom).View().ID == "" {
			t.Error("the form is gone with what was typed")
		}
		w.away.Store(false)
		if out := w.srv.Person(tom).Submit(w.srv.Person(tom).View()); !out.OK {
			t.Errorf("%+v", out)
		}
		if got := w.now(p.ID); got.State != pledge.Submitted {
			t.Errorf("it is %s", got.State)
		}
	})
}
