package conversation

import (
	"cmp"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Invited is an invitation that somebody has taken, with what the team knows of
// their city.
type Invited struct {
	Code    string    `json:"code"`
	Org     string    `json:"org,omitempty"` // that invites; "" for the whole team
	Lang    call.Lang `json:"lang,omitempty"`
	Place   string    `json:"place"`
	Country string    `json:"country"`
	Mail    string    `json:"mail,omitempty"`
	Used    bool      `json:"-"` // for a draft of this person's
}

// Closed tells whether nobody begins without an invitation.
func (m *Machine) Closed() bool { return m.set.InviteOnly }

// stays answers somebody who has no invitation where one is needed, and has not
// begun before. Nothing is kept of them.
func (t *turn) stays(e Event) bool {
	if !t.m.set.InviteOnly || !t.nothingHeld() || t.s.Pledge != "" || t.s.Invited != nil || t.s.Code != "" {
		return false
	}
	text := sayInviteOnly(t.contact())
	switch e := e.(type) {
	case Opened:
		t.s.Lang = cmp.Or(t.s.Lang, e.Lang)
		if e.Proven || e.Invited != nil && !e.Invited.Used {
			return false
		}
		if pledge.IsInvite(e.Code) && e.Invited == nil {
			text = sayInviteSpent(t.contact())
		}
		if e.Checked != nil {
			text = paperChecked(*e.Checked)
		}
	case Said, Edited, Sent, Chose:
	case Gathered, Left, Returned, Happened, Recounted, Refused, Told, FoundDoubtful:
		return false
	}
	t.someLang()
	t.goodbye(text)
	return true
}

// contact is whom to ask.
func (t *turn) contact() call.Arg {
	if who := cmp.Or(t.m.set.Contact, t.m.set.Controller); who != "" {
		return aWords(who)
	}
	return aText(call.Say("team"))
}

// invited greets somebody in the name of who has invited their city. Before
// anything is kept of them they read the notice.
func (t *turn) invited(e Opened) {
	i := e.Invited
	if i == nil || i.Used {
		if i == nil {
			t.say(sayInviteSpent(t.contact()))
		}
		t.opened(Opened{Lang: e.Lang})
		return
	}
	t.s.Invited = i
	country := t.m.call.Using(call.UseCountry).Key
	if t.v.Me.Rev == 0 && i.Lang != "" {
		t.s.Lang = i.Lang
	}
	greeting := sayInvited(aText(org(i.Org)), aWords(i.Place), aAnswer(country, call.Value{i.Country}))
	if !t.v.Me.Noticed.IsZero() {
		t.say(greeting)
		t.opened(Opened{})
		return
	}
	t.s.Pledge, t.v.Pledge = "", nil
	t.s.Rehearsal, t.s.Fresh, t.s.Return, t.s.Begun = false, false, "", t.now
	t.say(greeting, t.hello(), sayHelloSafe())
	t.ask(AtPrivacy)
}

// invitation is what an invitation fills in.
func (t *turn) invitation() map[call.FieldKey]call.Value {
	known := map[call.FieldKey]call.Value{}
	for use, v := range map[call.Use]string{call.UsePlace: t.s.Invited.Place, call.UseCountry: t.s.Invited.Country, call.UseMail: t.s.Invited.Mail} {
		if v != "" {
			known[t.m.call.Using(use).Key] = call.Value{v}
		}
	}
	return known
}

// prefilled says what an invitation has filled in.
func (t *turn) prefilled() call.Text {
	known := t.invitation()
	var lines []call.Text
	for _, use := range []call.Use{call.UsePlace, call.UseCountry, call.UseMail} {
		key := t.m.call.Using(use).Key
		if v := known[key]; !v.Empty() {
			lines = append(lines, sayPaperLine(aText(t.m.label(Place(key))), aAnswer(key, v)))
		}
	}
	return sayInvitedKnown(aLines(lines))
}
