package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Machine holds every conversation with the same rules. It has no state of
// its own and may be shared.
type Machine struct {
	call *call.Call
	set  Settings
}

// Settings are what the people who run the service decide.
type Settings struct {
	Langs      []call.Lang // offered, in this order
	Controller string      // who answers for personal data; "": everything stays on this machine
	Contact    string      // where to ask about personal data
	Platform   string      // the carrier named in the privacy notice; "" where there is none
	InviteOnly bool        // nobody begins without an invitation or a colleague's code
	Files      bool        // a scan can be sent where people write
	Mail       bool        // a code can be mailed to a city
}

// New makes a machine for a Call that was loaded without a mistake.
func New(c *call.Call, s Settings) *Machine { return &Machine{call: c, set: s} }

// Call is the data the machine speaks about.
func (m *Machine) Call() *call.Call { return m.call }

// Next is the whole conversation: given where a dialog stands, what the world
// looks like and what just happened, where it stands now and what must be
// done. The same arguments always give the same results; none is changed.
func (m *Machine) Next(s Session, v View, now time.Time, e Event) (Session, []Effect) {
	t := m.begin(s, v, now)
	switch e.(type) {
	case Opened, Said, Edited, Sent, Chose:
		t.s.Active = now
	case Gathered, Left, Returned, Happened, Recounted, Refused, Told, FoundDoubtful:
	}
	if t.stays(e) {
		return t.s, t.out
	}
	switch e.(type) {
	case Opened, FoundDoubtful: // where nothing is known the language is asked
	case Said, Edited, Sent, Gathered, Left, Returned, Chose, Happened, Recounted, Refused, Told:
		t.someLang()
	}
	if t.catchUp(e) {
		return t.s, t.out
	}
	switch e := e.(type) {
	case Opened:
		t.opened(e)
	case Said:
		t.said(e)
	case Edited:
		t.edited(e)
	case Sent:
		t.brought(e)
	case Gathered:
		t.gathered(e)
	case Left:
		t.reachable(false)
	case Returned:
		t.reachable(true)
	case Chose:
		t.chose(e)
	case Happened:
		if !t.offersNewer(e) {
			t.happened(e.Facts, e.Code)
		}
	case Recounted:
		t.recounted(e)
	case Refused:
		t.refused(e.Why)
	case Told:
		t.told(e.Facts)
	case FoundDoubtful:
		t.s.ID, t.s.Doubt = e.ID, true
		t.s.Prompt.ID = "" // its buttons are stale until it is shown again
	}
	return t.s, t.out
}

// Needs names what Next must see beside the person: the pledge the session is
// about and, between two drafts, all pledges of the person.
func (m *Machine) Needs(s Session, e Event) (id pledge.ID, mine bool) {
	switch e := e.(type) {
	case Said:
		if e.Meaning.Word != "" {
			return s.Pledge, true
		}
	case Chose:
		if _, ok := words[e.Option]; ok {
			return s.Pledge, true
		}
	case Opened, Told, FoundDoubtful:
		return s.Pledge, true
	case Edited:
		if f, ok := e.answer(); ok {
			return f.Pledge, true
		}
		if f, ok := e.reply(); ok {
			return f.Pledge, true
		}
		return s.Pledge, m.set.InviteOnly
	case Gathered, Left, Returned:
		return "", false
	case Sent:
	case Happened, Recounted, Refused:
	}
	_, _, answering := m.field(s.Prompt.At)
	return s.Pledge, s.Pledge == "" || s.Doubt || !answering
}

// A turn is one call of Next at work.
type turn struct {
	m     *Machine
	s     Session
	v     View
	now   time.Time
	heard *Said         // the message it is about; nil for none
	brief bool          // the question stands just above, and is put again in short
	still bool          // what is open is only looked at: nothing can be asked for
	facts []pledge.Fact // of the pledge, where they were asked for
	says  []call.Text   // paragraphs before the next prompt
	out   []Effect
}

func (m *Machine) begin(s Session, v View, now time.Time) *turn {
	s.Schema = Schema
	if v.Me.Lang != "" {
		s.Lang = v.Me.Lang
	}
	s.Shown = s.Shown[:len(s.Shown):len(s.Shown)]
	t := &turn{m: m, s: s, v: v, now: now}
	if len(v.Mine) > 0 {
		t.s.Several = t.writesSeveral()
	}
	return t
}

// someLang finds a language for somebody whose own is not known: that of their
// latest draft or pledge, else the first one served.
func (t *turn) someLang() {
	if p, ok := t.latest(); ok && t.s.Lang == "" {
		t.s.Lang = p.Lang
	}
	if t.s.Lang == "" && len(t.v.Mine) > 0 {
		t.s.Lang = t.v.Mine[0].Lang
	}
	if t.s.Lang == "" && len(t.m.set.Langs) > 0 {
		t.s.Lang = t.m.set.Langs[0]
	}
}

// say adds a paragraph to what is shown before the next prompt.
func (t *turn) say(texts ...call.Text) { t.says = append(t.says, texts...) }

// do asks for a command on the session's pledge.
func (t *turn) do(c pledge.Command) { t.out = []Effect{Do{Pledge: t.s.Pledge, Command: c}} }

// reply shows a prompt, or only what has been said where it asks nothing.
func (t *turn) reply(r Reply) {
	if r.Class == "" {
		r.Class = Screen
	}
	r.Texts = append(t.says, r.Texts...)
	t.says = nil
	t.out = append(t.out, r)
}

// open makes a place the open prompt, newly asked.
func (t *turn) open(at Place, ticks []call.OptionID) {
	t.s.Asked++
	t.s.Prompt = Prompt{ID: t.promptID(at), At: at, Ticks: ticks}
	if _, ok := at.question(); ok {
		t.s.Prompt.Since = t.now
	}
	if !at.checking() {
		t.s.Prompt.Seen = t.rev(t.currentKey())
	}
}

func (t *turn) promptID(at Place) PromptID {
	return PromptID(string(t.s.ID) + "." + t.m.Name(at) + "." + itoa(t.s.Asked))
}

// pledge is the one talked about, or the empty one that the next answer makes.
func (t *turn) pledge() pledge.Pledge {
	if p, ok := t.v.Find(t.s.Pledge); ok && t.s.Pledge != "" {
		return p
	}
	p := pledge.Pledge{
		State: pledge.Draft, Lang: t.s.Lang, Call: t.m.call.Version, Rehearsal: t.s.Rehearsal,
		Answers: map[call.FieldKey]pledge.Answer{},
	}
	for key, v := range t.known() {
		p.Answers[key] = pledge.Answer{Value: v, Known: true}
	}
	return p
}

// known is what need not be asked again: what an invitation says, or the city of
// this person's latest pledge, unless the next draft is for another.
func (t *turn) known() map[call.FieldKey]call.Value {
	switch {
	case t.s.Fresh:
		return nil
	case t.s.Invited != nil:
		return t.invitation()
	}
	city := t.m.call.Using(call.UseCity).Key
	for _, p := range t.v.Mine {
		if p.Rehearsal != t.s.Rehearsal || !p.Deleted.IsZero() || p.Value(city).Empty() {
			continue
		}
		known := map[call.FieldKey]call.Value{}
		for _, use := range []call.Use{call.UsePlace, call.UseCountry, call.UseCity, call.UseMail} {
			key := t.m.call.Using(use).Key
			if v := p.Value(key); !v.Empty() {
				known[key] = v
			}
		}
		return known
	}
	return nil
}

// Shown notes that a prompt has reached the person's screen at a place in the
// chat, where it may have been shown at other places before. The first one after
// a doubt ends the doubt.
func Shown(s Session, prompt PromptID, at Place, mark Mark) Session {
	if prompt == "" {
		return s
	}
	shown := make([]ShownPrompt, 0, shownMost)
	for _, sh := range s.Shown {
		if sh.Mark != mark {
			shown = append(shown, sh)
		}
	}
	shown = append(shown, ShownPrompt{Prompt: prompt, At: at, Mark: mark})
	s.Shown = shown[max(0, len(shown)-shownMost):]
	s.Doubt = s.Doubt && prompt != s.Prompt.ID
	return s
}

// shownMost is how many places of prompts a session remembers; an older one is
// stale all the same.
const shownMost = 12
