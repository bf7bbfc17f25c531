package conversation

import (
	"cmp"
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// latest is the draft to go on with: the one the session is about, else the
// last changed.
func (t *turn) latest() (pledge.Pledge, bool) {
	open := t.openDrafts()
	for _, p := range open {
		if p.ID == t.s.Pledge {
			return p, true
		}
	}
	if len(open) == 0 {
		return pledge.Pledge{}, false
	}
	return open[0], true
}

// openDrafts are the pledges that wait for this person, last changed first.
func (t *turn) openDrafts() []pledge.Pledge {
	return slices.DeleteFunc(slices.Clone(t.v.Mine), func(p pledge.Pledge) bool {
		return !p.Writable() || !p.Deleted.IsZero() || !t.writesSome(p)
	})
}

// made finds the draft that is about to be made, where it has been made already:
// the dialog is an old copy, from before. In a copy from before one was asked for,
// every draft is newer.
func (t *turn) made() (pledge.Pledge, bool) {
	for _, p := range t.openDrafts() {
		if t.owns(p) && p.Created.After(t.s.Begun) && p.Rehearsal == t.s.Rehearsal {
			return p, true
		}
	}
	return pledge.Pledge{}, false
}

// found goes on with a draft instead of making another. An answer that is not
// what stands there is offered to it.
func (t *turn) found(p pledge.Pledge, a pledge.Amend) {
	t.take(p)
	if !p.Rehearsal {
		t.s.Invited = nil // a draft is begun with it
	}
	text := cmp.Or(a.Typed, a.Value.First())
	if slices.Equal(p.Value(a.Field), a.Value) || text == "" {
		t.resume()
		return
	}
	held := Held{At: Place(a.Field), Text: text, Meaning: call.Meaning{Text: text}, Readings: []call.Value{a.Value}, Offered: true, Back: t.resting()}
	if a.Field == call.TemplateKey {
		held.Meaning.Options = []call.OptionID{call.OptionID(text)}
	}
	t.openHeld(held)
}

// take makes a pledge the one the session is about.
func (t *turn) take(p pledge.Pledge) {
	t.s.Pledge, t.v.Pledge, t.s.Rehearsal = p.ID, &p, p.Rehearsal
	t.s.Return, t.s.Change = "", ""
}

// resumeAny goes on with the only open draft, asks which, or shows what else there is.
func (t *turn) resumeAny() {
	switch open := t.openDrafts(); len(open) {
	case 0:
		t.pledges()
	case 1:
		t.take(open[0])
		t.resume()
	default:
		t.ask(AtDrafts)
	}
}

// beginOrResume goes on with a draft, or begins one where there is none.
func (t *turn) beginOrResume() {
	if len(t.openDrafts()) == 0 {
		t.menu("draft")
		return
	}
	t.resumeAny()
}

// resume goes on where a draft stopped, after reading it under the present
// version of the Call.
func (t *turn) resume() {
	p := t.pledge()
	if p.Call < t.m.call.Version && p.Writable() {
		t.do(pledge.Forward{})
		return
	}
	t.s.Prompt = Prompt{}
	t.advance()
}

// resumeLines say where a draft stopped and what is left.
func (t *turn) resumeLines(p pledge.Pledge) []call.Text {
	out := []call.Text{sayResume(aText(t.title(p)), aDate(p.Touched.Format(time.DateOnly)), aText(t.left(p)))}
	pending := t.pendingKeys(p)
	if len(pending) > 0 && len(openQuestions(p)) > 0 {
		out = append(out, sayQuestionsLeft())
	}
	if points := t.missing(p); len(points) > 0 {
		out = append(out, sayResumeOpen(aTexts(t.m.labels(points))))
	}
	if len(pending) == 0 {
		return out
	}
	if !t.signs(pending[0]) || len(t.openPointsOf(p)) == 0 {
		out = append(out, sayResumeOne(aText(t.m.label(Place(pending[0])))))
	}
	return out
}

// left is how many questions are left, in words: first those of the guided way,
// then those of the team. Before the template is chosen nobody knows how many
// slots there will be.
func (t *turn) left(p pledge.Pledge) call.Text {
	n := len(t.pendingKeys(p))
	args := map[string]call.Arg{"n": aCount(n)}
	switch {
	case n == 0 && len(openQuestions(p)) > 0:
		return sayQuestionsLeft()
	case n == 0:
		return call.Say("left.none")
	case p.Template() == "":
		return call.Text{Key: "left.least", Args: args}
	}
	return call.Text{Key: "left", Args: args}
}

// pendingKeys are the questions of the guided way that still want an answer.
func (t *turn) pendingKeys(p pledge.Pledge) []call.FieldKey {
	var out []call.FieldKey
	for _, key := range pledge.Plan(t.m.call, p) {
		if t.writes(p, key) && pledge.Pending(t.m.call, p, key) {
			out = append(out, key)
		}
	}
	return out
}

// missing are the questions answered with "I don't know yet".
func (t *turn) missing(p pledge.Pledge) []call.FieldKey {
	var out []call.FieldKey
	for _, key := range pledge.Plan(t.m.call, p) {
		if t.writes(p, key) && p.Answers[key].Unknown {
			out = append(out, key)
		}
	}
	return out
}

// title is a pledge's name as far as it has one.
func (t *turn) title(p pledge.Pledge) call.Text {
	if v := p.Value(t.m.call.Using(call.UseTitle).Key).First(); v != "" {
		return call.Text{Key: "plain", Args: map[string]call.Arg{"text": aWords(v)}}
	}
	if city := t.city(p); city != "" {
		return call.Text{Key: "untitled.of", Args: map[string]call.Arg{"entity": aWords(city)}}
	}
	return sayUntitled()
}

// showDrafts lists the person's pledges: after "my pledges" all of them, else
// the drafts to go on with.
func (t *turn) showDrafts() Reply {
	list := t.listed()
	r := Reply{Texts: []call.Text{sayDrafts()}}
	if t.s.Prompt.All {
		r.Texts = []call.Text{sayPledges()}
	}
	for i, p := range list {
		r.Options = append(r.Options, Option{
			ID: call.OptionID(itoa(i + 1)), Label: t.title(p), Detail: ref(t.standing(p)),
		})
	}
	r.Options = append(r.Options, t.minor("menu")...)
	return r
}

// listed are the pledges that the open list shows, in its order.
func (t *turn) listed() []pledge.Pledge {
	if !t.s.Prompt.All {
		return t.openDrafts()
	}
	return slices.DeleteFunc(slices.Clone(t.v.Mine), func(p pledge.Pledge) bool {
		return p.Rehearsal || !p.Deleted.IsZero() && t.now.Sub(p.Deleted) > pledge.RestoreDays*24*time.Hour
	})
}

// standing says in a line where a pledge stands.
func (t *turn) standing(p pledge.Pledge) call.Text {
	touched := aDate(p.Touched.Format(time.DateOnly))
	switch {
	case !p.Deleted.IsZero():
		return sayDraftDeleted(aDate(p.Deleted.AddDate(0, 0, pledge.RestoreDays).Format(time.DateOnly)))
	case p.State != pledge.Draft && p.Submitted != nil:
		return sayPledgeDetail(aText(state(p.State)), aWords(p.Submitted.Reference))
	case len(t.pendingKeys(p)) == 0:
		return sayDraftReady(touched)
	}
	return sayDraftDetail(touched, aText(t.left(p)))
}

func state(s pledge.State) call.Text { return call.Say("state." + string(s)) }

func ref(t call.Text) *call.Text { return &t }

// pledges lists everything of this person.
func (t *turn) pledges() {
	t.s.Prompt.All = true
	if len(t.listed()) == 0 {
		t.say(sayNoPledges())
		t.ask(AtMenu)
		return
	}
	t.open(AtDrafts, nil)
	t.s.Prompt.All = true
	t.show()
}

// draft opens one of the listed pledges.
func (t *turn) draft(id call.OptionID) {
	list := t.listed()
	for i, p := range list {
		if string(id) != itoa(i+1) {
			continue
		}
		t.take(p)
		switch {
		case !p.Deleted.IsZero():
			t.do(pledge.Restore{})
		case p.State == pledge.Draft && !t.s.Prompt.All:
			t.resume()
		case t.asked():
			t.ask(AtOpen)
		default:
			t.ask(AtPreview)
		}
		return
	}
	t.say(sayChooseOption())
	t.show()
}
