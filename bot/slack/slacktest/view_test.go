package slacktest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

// triggers gives a trigger_id for each command of Ana's.
func (w *world) triggers() func() string {
	got := make(chan string, 1)
	w.serveHTTP(&app{command: func(c slack.SlashCommand) (any, bool) { got <- c.TriggerID; return nil, true }})
	return func() string {
		w.ana.Command("/x", "")
		return <-got
	}
}

func TestATriggerIsGoodOnceAndForThreeSeconds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	trigger := w.triggers()

	first := trigger()
	w.clock.Pass(3 * time.Second)
	if _, err := w.api.OpenView(first, form(input("why"))); err != nil {
		t.Errorf("at its end: %v", err)
	}
	_, err := w.api.OpenView(first, form(input("why")))
	refused(t, err, "exchanged_trigger_id")

	late := trigger()
	w.clock.Pass(3*time.Second + time.Millisecond)
	_, err = w.api.OpenView(late, form(input("why")))
	refused(t, err, "expired_trigger_id")

	kept := trigger()
	_, err = w.api.OpenView(kept, slack.ModalViewRequest{Type: slack.VTModal})
	refused(t, err, "invalid_arguments")
	if _, err = w.api.OpenView(kept, form(input("why"))); err != nil {
		t.Errorf("a view that is not taken uses no trigger up: %v", err)
	}
}

func TestViewsLieThreeDeep(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	trigger := w.triggers()
	_, err := w.api.PushView(trigger(), form(input("why")))
	refused(t, err, "not_found")
	bottom, err := w.api.OpenView(trigger(), form(input("why")))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		v, err := w.api.PushView(trigger(), form(input("why")))
		if err != nil {
			t.Fatal(err)
		}
		same(t, "root", v.RootViewID, bottom.ID)
	}
	_, err = w.api.PushView(trigger(), form(input("why")))
	refused(t, err, "push_limit_reached")
	same(t, "views", len(w.ana.Views()), 3)
	w.ana.Close(w.ana.View())
	same(t, "after a close", len(w.ana.Views()), 2)
	if _, err := w.api.OpenView(trigger(), form(input("why"))); err != nil {
		t.Fatal(err)
	}
	same(t, "after another was opened", len(w.ana.Views()), 1)
}

func TestAViewIsChangedByItsHash(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	trigger := w.triggers()
	v := form(input("why"), input("who"))
	v.ExternalID = "one"
	opened, err := w.api.OpenView(trigger(), v)
	if err != nil {
		t.Fatal(err)
	}
	w.ana.Type(w.ana.View(), "why", "why", "because")
	w.ana.Type(w.ana.View(), "who", "who", "me")
	_, err = w.api.UpdateView(v, "", "1.x", opened.ID)
	refused(t, err, "hash_conflict")
	next := form(input("why"), input("where"))
	next.ExternalID = "one"
	changed, err := w.api.UpdateView(next, "one", opened.Hash, "")
	if err != nil {
		t.Fatal(err)
	}
	if changed.Hash == opened.Hash {
		t.Error("the hash is the same")
	}
	same(t, "what stays is kept", changed.State.Values["why"]["why"].Value, "because")
	same(t, "what is new is empty", changed.State.Values["where"]["where"].Value, "")
	same(t, "what is gone is gone", len(changed.State.Values), 2)
	_, err = w.api.UpdateView(next, "", opened.Hash, opened.ID)
	refused(t, err, "hash_conflict")
	_, err = w.api.PushView(trigger(), next)
	refused(t, err, "duplicate_external_id")
}

func TestHomeIsPublishedForEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	home := func(label string) slack.HomeTabViewRequest {
		return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{buttons(label)}}}
	}
	first, err := w.api.PublishView("U1", home("Open"), "")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "ana", w.ana.Home().String(), "[Open]")
	same(t, "bo", w.bo.Home().String(), "")
	if _, err := w.api.PublishView("U1", home("Other"), first.Hash); err != nil {
		t.Fatal(err)
	}
	_, err = w.api.PublishView("U1", home("Third"), first.Hash)
	refused(t, err, "hash_conflict")
	var pressed string
	w.serveHTTP(&app{interact: func(c slack.InteractionCallback) (any, bool) {
		pressed = c.ActionCallback.BlockActions[0].Value + " in " + c.View.ID + " " + c.Container.Type
		return nil, true
	}})
	w.ana.PressIn(w.ana.Home(), "other")
	same(t, "pressed", pressed, "Other in "+first.ID+" view")
}

func TestAnAnswerChangesTheViews(t *testing.T) {
	t.Parallel()
	long := form(input("why"))
	long.Title = plain(strings.Repeat("a", 25))
	cases := []struct {
		name    string
		answer  any
		views   string // the titles and errors after it
		problem string
	}{
		{"nothing", nil, "", ""},
		{"errors", slack.NewErrorsViewSubmissionResponse(map[string]string{"why": "No."}), "A form{why:No.}", ""},
		{"errors elsewhere", slack.NewErrorsViewSubmissionResponse(map[string]string{"who": "No."}), "A form", "errors for what is no input"},
		{"update", slack.NewUpdateViewSubmissionResponse(titled("Next")), "Next", ""},
		{"push", slack.NewPushViewSubmissionResponse(titled("Next")), "A form Next", ""},
		{"clear", slack.NewClearViewSubmissionResponse(), "", ""},
		{"a view that is not taken", slack.NewUpdateViewSubmissionResponse(&long), "A form", "a view that is not taken"},
		{"nonsense", map[string]string{"response_action": "dance"}, "A form", "cannot use the answer"},
	}
	for _, transport := range transports {
		for _, c := range cases {
			t.Run(transport.name+" "+c.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, lenient)
				a := &app{}
				transport.start(w, a)
				a.command = func(c slack.SlashCommand) (any, bool) {
					_, err := w.api.OpenView(c.TriggerID, form(input("why")))
					return nil, err == nil
				}
				a.interact = func(slack.InteractionCallback) (any, bool) { return c.answer, true }
				w.ana.Command("/x", "")
				w.ana.Type(w.ana.View(), "why", "why", "because")
				out := w.ana.Submit(w.ana.View())
				same(t, "ok", out.OK, c.problem == "")
				same(t, "views", titles(w.ana), c.views)
				if got := strings.Join(w.Problems(), "\n"); (got == "") != (c.problem == "") || !strings.Contains(got, c.problem) {
					t.Errorf("problems: %s", got)
				}
			})
		}
	}
}

func titled(title string) *slack.ModalViewRequest {
	v := form(input("why"))
	v.Title = plain(title)
	return &v
}

func titles(p *slacktest.Person) string {
	var out []string
	for _, v := range p.Views() {
		line := v.Title
		for block, words := range v.Errors {
			line += "{" + block + ":" + words + "}"
		}
		out = append(out, line)
	}
	return strings.Join(out, " ")
}

func TestTheAppIsToldOfAClosedViewIfItAsks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	closed := make(chan bool, 3)
	a := &app{interact: func(c slack.InteractionCallback) (any, bool) {
		if c.Type == slack.InteractionTypeViewClosed {
			closed <- c.IsCleared
		}
		return nil, true
	}}
	v := form(input("why"))
	a.command = func(c slack.SlashCommand) (any, bool) {
		_, err := w.api.OpenView(c.TriggerID, v)
		return nil, err == nil
	}
	w.serveHTTP(a)
	w.ana.Command("/x", "")
	w.ana.Close(w.ana.View())
	same(t, "not asked for", len(closed), 0)
	v.NotifyOnClose = true
	w.ana.Command("/x", "")
	w.ana.Close(w.ana.View())
	same(t, "closed", <-closed, false)
	w.ana.Command("/x", "")
	w.ana.CloseAll()
	same(t, "cleared", <-closed, true)
	same(t, "left", len(w.ana.Views()), 0)
}
