package conversation_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
)

// tester is what a world needs of a test, a benchmark or a property.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// A world plays one person's conversation against the pure machines. Between
// every two steps the session goes through JSON, as a store would keep it.
type world struct {
	t       tester
	machine *conversation.Machine
	texts   *locales.Catalogue
	session conversation.Session
	me      conversation.Person
	pledges []pledge.Pledge
	facts   []pledge.Fact
	now     time.Time
	mark    conversation.Mark
	last    conversation.Reply
	prompts map[string]conversation.PromptID // the latest prompt at a place, by its name
	log     strings.Builder
	asked   []string                                                          // names of the places asked, in order
	tap     func(conversation.Session, conversation.View, conversation.Event) // sees every call of Next
}

var product = func() func(t tester) (*call.Call, *locales.Catalogue) {
	c := call.Default()
	texts, err := locales.Load(nil)
	if err == nil {
		texts = texts.With(c)
	}
	return func(t tester) (*call.Call, *locales.Catalogue) {
		if err != nil {
			t.Fatal(err)
		}
		return c, texts
	}
}()

func newWorld(t tester) *world {
	c, texts := product(t)
	w := &world{
		t: t, texts: texts, now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC), prompts: map[string]conversation.PromptID{},
		machine: conversation.New(c, conversation.Settings{Langs: texts.Langs()}),
	}
	w.me.ID = "tty:ana"
	w.found("s1")
	return w
}

// found is what the runtime does with a missing or doubtful dialog.
func (w *world) found(id conversation.SessionID) {
	w.session, _ = w.machine.Next(w.session, conversation.View{}, w.now, conversation.FoundDoubtful{ID: id})
}

func (w *world) view() conversation.View {
	v := conversation.View{Me: w.me, Today: w.now.Format(time.DateOnly)}
	for i := len(w.pledges) - 1; i >= 0; i-- {
		if _, mine := w.pledges[i].Seats[w.me.ID]; !mine {
			continue
		}
		v.Mine = append(v.Mine, w.pledges[i])
		if w.pledges[i].ID == w.session.Pledge {
			p := w.pledges[i]
			v.Pledge = &p
		}
	}
	return v
}

// tell carries one event through, as the runtime does.
func (w *world) tell(e conversation.Event) []conversation.Effect {
	w.t.Helper()
	loaded := w.roundTrip(w.session)
	w.seen(loaded, w.view(), e)
	session, effects := w.machine.Next(loaded, w.view(), w.now, e)
	for _, effect := range effects {
		switch effect := effect.(type) {
		case conversation.Do:
			session, effects = w.do(loaded, effect)
		case conversation.Settle:
			w.me = effect.Person
			w.me.Rev++
			session, effects = w.machine.Next(loaded, w.view(), w.now, conversation.Happened{
				Facts: []pledge.Fact{{Kind: pledge.Settled, Lang: w.me.Lang}},
			})
		case conversation.Forget:
			w.erase(effect)
			return effects
		case conversation.Reply, conversation.Recount, conversation.Close, conversation.Later:
		}
	}
	session, effects = w.recount(session, effects)
	w.session = session
	w.show(effects)
	return effects
}

// recount brings the facts that are asked for.
func (w *world) recount(s conversation.Session, effects []conversation.Effect) (conversation.Session, []conversation.Effect) {
	for i, e := range effects {
		if asked, ok := e.(conversation.Recount); ok {
			facts := slices.DeleteFunc(slices.Clone(w.facts), func(f pledge.Fact) bool { return f.Pledge != asked.Pledge })
			session, shown := w.machine.Next(s, w.view(), w.now, conversation.Recounted{Of: asked, Facts: facts})
			return session, append(effects[:i:i], shown...)
		}
	}
	return s, effects
}

// erase is what the runtime does when somebody leaves: nothing of them is left,
// nor of their dialog.
func (w *world) erase(e conversation.Forget) {
	fmt.Fprintf(&w.log, "  erased\n")
	for _, text := range e.Last.Texts {
		fmt.Fprintf(&w.log, "  say %s\n", text.Key)
	}
	pledges := w.pledges
	w.pledges = nil
	for _, p := range pledges {
		left, _ := pledge.Erase(w.machine.Call(), p, nil, w.me.ID, w.now)
		if !left.Gone {
			w.pledges = append(w.pledges, left.Pledge)
		}
	}
	w.me, w.session = conversation.Person{ID: w.me.ID}, conversation.Session{}
	w.found("s4")
}

func (w *world) do(loaded conversation.Session, do conversation.Do) (conversation.Session, []conversation.Effect) {
	was, at := pledge.Pledge{}, len(w.pledges)
	for i, p := range w.pledges {
		if p.ID == do.Pledge || do.Reference != "" && p.Submitted != nil && p.Submitted.Reference == do.Reference {
			was, at = p, i
		}
	}
	if create, ok := do.Command.(pledge.Create); ok {
		create.ID = pledge.ID(fmt.Sprintf("p%d", len(w.pledges)+1))
		do.Command = create
	}
	code := ""
	secret := fmt.Sprintf("secret%d", len(w.facts))
	if _, ok := do.Command.(pledge.Offer); ok {
		code, do.Command = pledge.Code(do.Pledge, secret), pledge.Offer{Secret: secret}
	}
	if cmd, ok := do.Command.(pledge.Consult); ok {
		cmd.Secret = secret
		code, do.Command = pledge.SeatCode(do.Pledge, secret), cmd
	}
	if cmd, ok := do.Command.(pledge.Involve); ok {
		cmd.Secret = secret
		code, do.Command = pledge.SeatCode(do.Pledge, secret), cmd
	}
	after, facts, refusal := pledge.Apply(w.machine.Call(), w.texts, was, w.now, pledge.Actor{Person: w.me.ID}, do.Command)
	if refusal != "" {
		fmt.Fprintf(&w.log, "  refused %s\n", refusal)
		return w.machine.Next(loaded, w.view(), w.now, conversation.Refused{Why: refusal})
	}
	if pledge.Unnumbered(facts) {
		after, facts = pledge.Number(after, facts, fmt.Sprintf("CLA-2026-%04d", at+1))
	}
	w.facts = append(w.facts, facts...)
	if at == len(w.pledges) {
		w.pledges = append(w.pledges, after)
	} else {
		w.pledges[at] = after
	}
	for _, f := range facts {
		fmt.Fprintf(&w.log, "  fact %s\n", describe(f))
	}
	happened := conversation.Happened{Facts: facts, Code: code}
	w.seen(loaded, w.viewOf(after.ID), happened)
	return w.machine.Next(loaded, w.viewOf(after.ID), w.now, happened)
}

func (w *world) seen(s conversation.Session, v conversation.View, e conversation.Event) {
	if w.tap != nil {
		w.tap(s, v, e)
	}
}

func (w *world) viewOf(id pledge.ID) conversation.View {
	v := w.view()
	for i := range w.pledges {
		if w.pledges[i].ID == id {
			p := w.pledges[i]
			v.Pledge = &p
		}
	}
	return v
}

func describe(f pledge.Fact) string {
	out := string(f.Kind)
	if f.Field != "" {
		out += " " + string(f.Field) + " = " + strings.ReplaceAll(strings.Join(f.Value, " | "), "\x1e", ", ")
	}
	for _, flag := range []struct {
		name string
		on   bool
	}{{"derived", f.Derived}, {"unknown", f.Unknown}, {"open", f.Open}, {"known", f.Known}} {
		if flag.on {
			out += " (" + flag.name + ")"
		}
	}
	if f.Reference != "" {
		out += " " + f.Reference + " expected " + f.Expected
	}
	return out
}

// show writes what the person sees, in keys, and notes the prompts as shown.
func (w *world) show(effects []conversation.Effect) {
	for _, e := range effects {
		r, ok := e.(conversation.Reply)
		if !ok {
			fmt.Fprintf(&w.log, "  %T\n", e)
			continue
		}
		w.mark++
		w.session = conversation.Shown(w.session, r.Prompt, r.At, w.mark)
		w.last = r
		var keys []string
		for _, text := range r.Texts {
			keys = append(keys, text.Key)
		}
		fmt.Fprintf(&w.log, "  say %s\n", strings.Join(keys, " "))
		if r.Data {
			fmt.Fprintf(&w.log, "  data\n")
		}
		if r.Code != "" {
			fmt.Fprintf(&w.log, "  code %s\n", r.Code)
		}
		if r.Receipt != nil {
			fmt.Fprintf(&w.log, "  receipt %s expected %s\n", r.Receipt.Reference, r.Receipt.Expected)
		}
		if r.At == "" {
			continue
		}
		name := w.machine.Name(r.At)
		if w.prompts[name] != r.Prompt {
			w.asked = append(w.asked, name)
		}
		w.prompts[name] = r.Prompt
		fmt.Fprintf(&w.log, "  ask %s%s\n", name, options(r))
	}
}

// options lists the first options; a long list is cut to what a reader wants.
func options(r conversation.Reply) string {
	var out string
	for i, o := range r.Options {
		if i == 12 {
			return out + " …"
		}
		tick := ""
		if o.Ticked {
			tick = "x"
		}
		out += fmt.Sprintf(" [%s%s]", tick, question.ReplaceAllString(string(o.ID), "ask"))
	}
	return out
}

// question is an option named after the revision in which the team asked, which
// differs with how often the pledge was noted to be opened and delivered before.
var question = regexp.MustCompile(`^ask_[0-9.]+$`)

func (w *world) roundTrip(s conversation.Session) conversation.Session {
	w.t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		w.t.Fatal(err)
	}
	var back conversation.Session
	if err := json.Unmarshal(text, &back); err != nil {
		w.t.Fatal(err)
	}
	return back
}

// said reads a typed line as the runtime does; before changes where it stands
// in the chat.
func (w *world) said(text string, before func(*conversation.Said)) conversation.Said {
	w.mark++
	lang := w.session.Lang
	if w.me.Lang != "" {
		lang = w.me.Lang
	}
	said := conversation.Said{Text: text, Mark: w.mark}
	if before != nil {
		before(&said)
	}
	said.Meaning = w.texts.Read(lang, w.machine.Open(w.session, w.view(), said), text)
	return said
}
