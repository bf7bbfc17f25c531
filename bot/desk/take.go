package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Person is somebody of the team as a platform knows them.
type Person struct {
	ID   pledge.Person
	Lang call.Lang // in which they read
}

// A turn is one press at work.
type turn struct {
	*Desk
	wording
	in    conversation.InputID
	by    Person
	actor pledge.Actor
	p     pledge.Pledge
	press Press
}

// Take carries a press through. It returns nil once what was asked for is kept:
// only then may the platform be told. The input's id makes it happen once.
func (d *Desk) Take(ctx context.Context, in conversation.InputID, by Person, press Press) (Outcome, error) {
	view, err := d.pledges.Look(ctx, store.Query{Person: by.ID, Pledge: press.Pledge})
	if err != nil {
		return Outcome{}, fmt.Errorf("look: %w", err)
	}
	if press.Verb == Invite || press.Verb == Revoke {
		return d.inviting(ctx, in, d.in(by.Lang), view.Person, press)
	}
	t := turn{Desk: d, wording: d.in(by.Lang), in: in, by: by, actor: view.Person.Actor(), press: press}
	if press.Verb == Search && t.actor.Role != "" {
		return d.search(ctx, t.wording, t.actor, press.What, press.Page)
	}
	if view.Pledge == nil || t.actor.Role == "" || !concerns(*view.Pledge, press) {
		return t.refuse(pledge.NotAllowed), nil // as where there is none, so that trying teaches nothing
	}
	t.p = *view.Pledge
	if wrong := t.wrong(t.wording, press); wrong != nil && len(press.Given) > 0 {
		return Outcome{Wrong: wrong}, nil
	}
	cmd := d.Decide(t.p, press)
	if reseat, ok := cmd.(pledge.Reseat); ok {
		return t.reseat(ctx, reseat)
	}
	if cmd != nil {
		return t.carryOut(ctx, cmd, t.told)
	}
	switch press.Verb {
	case Open:
		return t.open(ctx)
	case Scan:
		return Outcome{More: t.scan}, nil
	}
	return t.compose(ctx)
}

// concerns tells whether a pledge is the team's business: of a draft that its city
// does not show, nothing but an offer of help is.
func concerns(p pledge.Pledge, press Press) bool {
	offers := press.Verb == Help || press.For == Help || press.Verb == Reconsider
	return !p.Rehearsal && (p.Submitted != nil || p.Shown() || offers)
}

func (t turn) refuse(why pledge.Refusal) Outcome {
	return Outcome{Said: t.text(refused(why)), Closed: t.press.Verb == Preview}
}

// carryOut asks the pledge, and says what becomes of it, or why it is refused.
func (t turn) carryOut(ctx context.Context, cmd pledge.Command, then func([]pledge.Fact) (Outcome, error)) (Outcome, error) {
	facts, why, err := t.doer.DoAs(ctx, t.in, t.by.ID, t.p.ID, cmd)
	switch {
	case err != nil:
		return Outcome{}, err
	case why != "":
		return t.refuse(why), nil
	}
	return then(facts)
}

// told is what is said of facts beside the card. A message to the city can be taken back
// for a while.
func (t turn) told(facts []pledge.Fact) (Outcome, error) {
	out := Outcome{Closed: t.press.Verb == Preview}
	for _, f := range facts {
		t.done(&out, f)
	}
	return out, nil
}

// done says what becomes of a fact, where the card does not, and how it may be
// taken back.
func (t turn) done(out *Outcome, f pledge.Fact) {
	seconds := number(strconv.Itoa(int(pledge.TakeBackFor.Seconds())))
	back := func(p Press) {
		p.Pledge = t.p.ID
		out.Offer = &Button{Press: p, Label: t.say("desk.button." + string(p.Verb))}
	}
	switch f.Kind {
	case pledge.Corrected:
		out.Said = t.say("desk.corrected", seconds)
	case pledge.Inquired, pledge.Suggested:
		out.Said = t.say("desk.sent", seconds)
		back(Press{Verb: Retract, What: string(f.Question())})
	case pledge.WasAccepted, pledge.WasDeclined:
		out.Said = t.say("desk.decided", seconds)
		back(Press{Verb: Reconsider})
	case pledge.Helped:
		out.Said = t.say("desk.sent", seconds)
		back(Press{Verb: Reconsider})
	case pledge.WasEdited:
		out.Said, out.Closed = t.say("desk.edit.kept"), true
	case pledge.Retracted:
		out.Said = t.say("desk.withdrawn")
	case pledge.Reconsidered:
		out.Said = t.say("desk.reconsidered")
	}
}

// open shows a page of the whole pledge. The first look of the team ends recall.
func (t turn) open(ctx context.Context) (Outcome, error) {
	if t.p.State == pledge.Submitted {
		if _, why, err := t.doer.DoAs(ctx, t.in, t.by.ID, t.p.ID, pledge.Look{}); err != nil || why == pledge.NotAllowed {
			return t.refuse(why), err
		}
		view, err := t.pledges.Look(ctx, store.Query{Pledge: t.p.ID})
		if err != nil || view.Pledge == nil {
			return t.refuse(pledge.NotAllowed), err
		}
		t.p = *view.Pledge
	}
	facts, err := t.pledges.Facts(ctx, t.p.ID)
	if err != nil {
		return Outcome{}, fmt.Errorf("read history: %w", err)
	}
	form := t.page(t.wording, t.actor, t.p, facts, t.press.Page)
	if from := t.press.What; from != "" {
		for i := range form.Buttons {
			form.Buttons[i].Press.What = from
		}
		form.Buttons = append(form.Buttons, Button{Press: Press{Verb: Search, What: from}, Label: t.say("desk.button.list")})
	}
	form.Buttons = slices.Concat(form.Buttons, t.scanned(), t.asked(), t.reseating())
	return Outcome{Form: form}, nil
}

// asked are buttons for the questions of this person's organisation that the
// city has not dealt with.
func (t turn) asked() (out []Button) {
	if t.p.State != pledge.ChangesRequested {
		return nil
	}
	for i, q := range t.p.Questions {
		if !q.Open() || q.Org != t.actor.Org {
			continue
		}
		for _, verb := range []Verb{Correct, Retract} {
			out = append(out, Button{
				Press: Press{Verb: verb, Pledge: t.p.ID, What: string(q.ID), Page: i + 1},
				Label: t.say("desk.asked."+string(verb), words(t.field(q.Field))),
			})
		}
	}
	return out
}

// compose asks for what a message needs and then shows the message as the city
// will read it.
func (t turn) compose(ctx context.Context) (Outcome, error) {
	if slices.Contains([]Verb{Publish, Shift}, t.press.Verb) && len(t.press.Given) > 0 { // as everybody reads it
		given := maps.Clone(t.press.Given)
		given[inDate] = []string{t.from(t.wording, t.press.first(inDate))}
		t.press.Given = given
	}
	if t.press.Verb == Propose || t.press.Verb != Suggest && t.press.Verb != Edit && len(t.press.Given) > 0 || t.press.first(inWording) != "" {
		return t.preview(ctx)
	}
	facts, err := t.pledges.Facts(ctx, t.p.ID)
	if err != nil {
		return Outcome{}, fmt.Errorf("read history: %w", err)
	}
	read := asSent(t.call, t.p, facts)
	if t.press.Verb == Help {
		read = t.p // of which the form says where it is from
	}
	if t.press.Verb == Suggest {
		t.press.Rev = read.Answers[call.FieldKey(t.press.first(inFields))].Rev
	}
	return Outcome{Form: t.form(t.wording, t.actor, read, t.press)}, nil
}

// preview shows what the pledge's owner would be told, in their language, to the
// letter.
func (t turn) preview(ctx context.Context) (Outcome, error) {
	next := t.press
	next.Verb, next.For = Preview, t.press.Verb
	told, why, err := t.doer.Foretell(ctx, t.by.ID, t.p.ID, t.message(t.p, next))
	if err != nil {
		return Outcome{}, err
	}
	if why != "" {
		at := inWords
		if t.press.first(inWording) != "" {
			at = inWording
		}
		return Outcome{Wrong: map[string]string{at: t.text(refused(why))}}, nil
	}
	form := &Form{
		Press: next, Title: t.say("desk.preview.title"), Send: t.say("desk.send"), Close: t.say("desk.cancel"),
		Lines: []Line{{quiet(t.say("desk.preview.who", tongue(told.Lang)))}},
	}
	if told.Text == "" {
		form.Lines = []Line{{plain(t.say("desk.preview.nobody"))}}
	}
	for _, part := range strings.Split(told.Text, "\n\n") {
		form.Lines = append(form.Lines, Line{plain(part)})
	}
	return Outcome{Form: form}, nil
}
