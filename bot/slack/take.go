package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"pledgebot/bot/desk"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// An answer acknowledges an input. What comes after it is done once Slack has
// been told.
type answer struct {
	body any // nil for an empty one
	then func(ctx context.Context)
}

// An input is what Slack sends, by whichever way.
type input struct {
	kind string // as Socket Mode names it
	body json.RawMessage
}

// takeFor is how long one input may take. Slack waits three seconds.
const takeFor = 2500 * time.Millisecond

// take carries an input through, as far as it must be before it may be
// acknowledged, and outlives a panic. An error means that nothing was done.
func (s *Slack) take(ctx context.Context, d Desk, in input) (a answer, err error) {
	ctx, cancel := s.within(ctx, takeFor)
	defer cancel()
	defer func() {
		if why := recover(); why != nil {
			s.opts.Log.ErrorContext(ctx, "handler panicked", "platform", Platform, "kind", in.kind, "why", fmt.Sprintf("%T", why))
			a, err = answer{}, fmt.Errorf("panic of type %T", why)
		}
	}()
	switch in.kind {
	case socketmode.RequestTypeEventsAPI:
		return s.happened(ctx, d, in.body)
	case socketmode.RequestTypeInteractive:
		return s.interacted(ctx, d, in.body)
	case socketmode.RequestTypeSlashCommands:
		return s.commanded(ctx, d, in.body)
	}
	return answer{}, nil
}

// within ends a context after a while of the adapter's own time.
func (s *Slack) within(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	due := s.opts.After(d)
	go func() {
		select {
		case <-due:
			cancel(context.DeadlineExceeded)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// letsIn tells whether the people of a workspace are answered at all.
func (s *Slack) letsIn(team string) bool { return slices.Contains(s.opts.Workspaces, team) }

// unread notes an input that cannot be read. It is acknowledged: it would come
// again as it is.
func (s *Slack) unread(ctx context.Context, kind string, err error) (answer, error) {
	s.opts.Log.WarnContext(ctx, "input not read", "platform", Platform, "kind", kind, "why", fmt.Sprintf("%T", err))
	return answer{}, nil
}

func (s *Slack) interacted(ctx context.Context, d Desk, body json.RawMessage) (answer, error) {
	var cb interaction
	if err := json.Unmarshal(body, &cb); err != nil {
		return s.unread(ctx, "interactive", err)
	}
	team := cb.User.Team
	if team == "" {
		team = cb.Team.ID
	}
	if !s.letsIn(team) || cb.User.ID == "" {
		return answer{}, nil
	}
	by := desk.Person{ID: Person(team, cb.User.ID), Lang: s.reads(ctx, cb.User.ID)}
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		return s.pressed(ctx, d, by, cb)
	case slack.InteractionTypeViewSubmission:
		return s.submitted(ctx, d, by, cb)
	case slack.InteractionTypeMessageAction:
		return s.picked(ctx, d, by, cb)
	}
	return answer{}, nil
}

// pressed takes a button. Slack does not bring it again: one that cannot be
// carried out now is answered so.
func (s *Slack) pressed(ctx context.Context, d Desk, by desk.Person, cb interaction) (answer, error) {
	if len(cb.Actions) == 0 {
		return answer{}, nil
	}
	action := cb.Actions[0]
	press, ok := decode(action.Value)
	if !ok { // of another release
		out := desk.Outcome{Said: s.say(by.Lang, textStale)}
		return answer{then: func(ctx context.Context) { s.show(ctx, by, cb, out) }}, nil
	}
	where := cb.Container.Message
	if cb.View.ID != "" {
		where = cb.View.ID
	}
	id := strings.Join([]string{"sl:a", cb.User.ID, where, action.ID, action.At}, ":")
	out, err := d.Take(ctx, conversation.InputID(id), by, press)
	return answer{then: func(ctx context.Context) {
		if err == nil && out.More != nil {
			out, err = out.More(ctx)
		}
		if err != nil {
			s.opts.Log.WarnContext(ctx, "press not taken", "platform", Platform, "error", err)
			out = desk.Outcome{Said: s.say(by.Lang, textAgain)}
		}
		s.show(ctx, by, cb, out)
	}}, nil
}

// submitted takes a form. Unless it is acknowledged it stays open as it is, so
// an error loses nothing.
func (s *Slack) submitted(ctx context.Context, d Desk, by desk.Person, cb interaction) (answer, error) {
	press, ok := decode(cb.View.Metadata)
	if !ok || cb.View.Callback != formID {
		return s.unread(ctx, "form", nil)
	}
	for key, values := range given(cb.View.State) {
		if press.Given == nil {
			press.Given = map[string][]string{}
		}
		press.Given[key] = values
	}
	out, err := d.Take(ctx, conversation.InputID("sl:v:"+cb.View.ID+":"+cb.View.Hash), by, press)
	if err != nil {
		return answer{}, err
	}
	if out.Form != nil && len(encode(out.Form.Press)) > metadataMost {
		out = desk.Outcome{Wrong: map[string]string{longest(press): s.say(by.Lang, textTooLong)}}
	}
	return s.formAnswer(by, cb, out), nil
}

// metadataMost is how long a view's metadata may be.
const metadataMost = 3000

// longest is the input with most in it.
func longest(p desk.Press) (key string) {
	most := -1
	for k, values := range p.Given {
		if n := len(strings.Join(values, "")); n > most || n == most && k < key {
			key, most = k, n
		}
	}
	return key
}

// answerMost is the longest answer by Socket Mode, with some room: Slack drops one
// of 20 KB without a word.
const answerMost = 16 << 10

// formAnswer says what becomes of the window.
func (s *Slack) formAnswer(by desk.Person, cb interaction, out desk.Outcome) answer {
	a := answer{}
	switch {
	case out.Wrong != nil:
		a.body = slack.NewErrorsViewSubmissionResponse(out.Wrong)
	case out.Form != nil:
		view := modal(*out.Form)
		update := slack.NewUpdateViewSubmissionResponse(&view)
		if text, err := json.Marshal(update); err == nil && len(text) > answerMost {
			short := *out.Form
			short.Lines = short.Lines[:1]
			first := modal(short)
			update = slack.NewUpdateViewSubmissionResponse(&first)
			a.then = func(ctx context.Context) { s.update(ctx, cb.View.ID, "", view) }
		}
		a.body = update
	case out.Closed:
		a.body = slack.NewClearViewSubmissionResponse()
	}
	if out.Said != "" {
		a.then = func(ctx context.Context) { s.tell(ctx, s.opts.Channel, by, out) }
	}
	return a
}

// reads is the language in which somebody uses Slack, or the channel's where
// that is not known in time.
func (s *Slack) reads(ctx context.Context, user string) call.Lang {
	ctx, cancel := s.within(ctx, askFor)
	defer cancel()
	who, err := s.people.profile(ctx, user)
	if err != nil {
		return s.opts.Lang
	}
	if lang, ok := s.opts.Words.Match(who.locale); ok {
		return lang
	}
	return s.opts.Lang
}

// askFor is how long an input waits to know somebody's language.
const askFor = 500 * time.Millisecond
