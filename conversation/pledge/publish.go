package pledge

import (
	"maps"
	"time"
	"unicode/utf8"

	"pledgebot/conversation/call"
)

// A Translator is who worded what is published.
type Translator string

// The translators. What a machine has worded was checked by a person.
const (
	ByCity      Translator = "city"
	ByMechanism Translator = "mechanism"
	ByMachine   Translator = "machine"
)

// Translators lists them all.
var Translators = []Translator{ByCity, ByMechanism, ByMachine}

// A Wording is what is published of a pledge in one language.
type Wording struct {
	Title   string     `json:"title"`
	Text    string     `json:"text"`
	By      Translator `json:"by"`
	Checked string     `json:"checked,omitempty"` // by whom, where a machine has worded it
}

// The most characters of a wording.
const (
	PublicTitleMost = 160
	PublicTextMost  = 3000
)

// An Edition is what the team would publish, on its way to the city and back.
type Edition struct {
	Wordings  map[call.Lang]Wording `json:"wordings"`
	Rev       int                   `json:"rev"` // of the pledge when it was last worded
	Org       string                `json:"org,omitempty"`
	Proposed  time.Time             `json:"proposed,omitzero"` // when the city was asked; zero: not since it was worded
	Agreed    time.Time             `json:"agreed,omitzero"`   // when the city agreed
	Objection string                `json:"objection,omitempty"`
}

// EditionRev is the revision at which what the team would publish was last worded; 0 where
// it never was.
func (p Pledge) EditionRev() int {
	if p.Edition == nil {
		return 0
	}
	return p.Edition.Rev
}

// A Publication is what is published of a pledge.
type Publication struct {
	Wordings map[call.Lang]Wording `json:"wordings"`
	From     string                `json:"from"` // ISO date from which on, in UTC
	At       time.Time             `json:"at"`
	Org      string                `json:"org,omitempty"`
}

// The answers to whether a pledge may be published that code must know.
const (
	PublishNot   = "not_now"
	PublishTitle = "title_and_city"
)

// Publishable tells whether the city agrees to a publication.
func Publishable(c *call.Call, p Pledge) bool {
	v := p.Value(c.Using(call.UsePublish).Key).First()
	return v != "" && v != PublishNot
}

// Copied tells whether the city wants the mails about its pledge as well.
func Copied(c *call.Call, p Pledge) bool {
	return p.Value(c.Using(call.UseCopies).Key).First() == "yes"
}

// published is the pledge after a fact about its publication.
func (p Pledge) published(f Fact) Pledge {
	edition := Edition{}
	if p.Edition != nil {
		edition = *p.Edition
	}
	switch f.Kind {
	case WasEdited:
		edition = Edition{Wordings: maps.Clone(edition.Wordings), Rev: f.Rev, Org: f.Org}
		if edition.Wordings == nil {
			edition.Wordings = map[call.Lang]Wording{}
		}
		if f.Value.Empty() {
			delete(edition.Wordings, f.Lang)
		} else {
			edition.Wordings[f.Lang] = Wording{Title: f.Value[0], Text: f.Value[1], By: Translator(f.From), Checked: f.Office}
		}
	case Proposed:
		edition.Proposed, edition.Objection = f.At, ""
	case Agreed:
		edition.Agreed = f.At
	case Objected:
		edition.Proposed, edition.Objection = time.Time{}, f.Note
	case WasPublished:
		p.Public = &Publication{Wordings: edition.Wordings, From: f.Expected, At: f.At, Org: f.Org}
		return p
	case Unpublished:
		p.Public = nil
		edition.Proposed, edition.Agreed = time.Time{}, time.Time{}
	}
	if p.Edition != nil || f.Kind == WasEdited {
		p.Edition = &edition
	}
	return p
}

// edit words what is published in one language. The same again changes nothing.
func (s *step) edit(cmd Edit) {
	var was Wording
	if s.p.Edition != nil {
		was = s.p.Edition.Wordings[cmd.Lang]
	}
	if cmd.Wording == was {
		return
	}
	f := Fact{Kind: WasEdited, Lang: cmd.Lang, From: string(cmd.Wording.By), Office: cmd.Wording.Checked}
	if cmd.Wording.Title != "" {
		f.Value = call.Value{cmd.Wording.Title, cmd.Wording.Text}
	}
	s.tell(f)
}

// pullBack ends a publication to which the city agrees no more.
func (s *step) pullBack() {
	if s.p.Public != nil && !Publishable(s.call, s.p) {
		s.tell(Fact{Kind: Unpublished})
	}
}

func editable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	edit := cmd.(Edit)
	w := edit.Wording
	switch {
	case edit.Seen != p.EditionRev():
		return TextChanged
	case w == Wording{}:
		return ""
	case w.Title == "" || w.Text == "" || utf8.RuneCountInString(w.Title) > PublicTitleMost || utf8.RuneCountInString(w.Text) > PublicTextMost,
		w.By == ByMachine && w.Checked == "":
		return Unfit
	}
	return ""
}

func proposable(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	e := p.Edition
	switch {
	case e == nil || len(e.Wordings) == 0:
		return Incomplete
	case e.Rev != cmd.(Propose).Seen:
		return TextChanged
	case !Publishable(c, p):
		return NoConsent
	case !e.Proposed.IsZero():
		return AlreadyDone
	}
	return ""
}

// agreeable: the city agrees to the words that it has read.
func agreeable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	object, objects := cmd.(Object)
	seen := object.Seen
	if !objects {
		seen = cmd.(Agree).Seen
	}
	switch e := p.Edition; {
	case e == nil || e.Proposed.IsZero() || e.Rev != seen:
		return TextChanged
	case !e.Agreed.IsZero():
		return AlreadyDone
	case objects && object.Note == "":
		return NoteRequired
	}
	return ""
}

func publishable(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	publish := cmd.(Publish)
	_, err := time.Parse(time.DateOnly, publish.From)
	switch e := p.Edition; {
	case e == nil || e.Agreed.IsZero():
		return Incomplete
	case e.Rev != publish.Seen:
		return TextChanged
	case !Publishable(c, p):
		return NoConsent
	case err != nil:
		return Unfit
	case p.Public != nil && p.Public.From == publish.From && !p.Public.At.Before(e.Agreed):
		return AlreadyDone
	}
	return ""
}

func unpublishable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	switch {
	case p.Public == nil:
		return AlreadyDone
	case cmd.(Unpublish).Note == "":
		return NoteRequired
	}
	return ""
}
