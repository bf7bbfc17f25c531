package desk

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The most characters that the team writes to a city at once.
const (
	questionMost = 1000
	wordingMost  = 2000
)

// form asks for what a message to the city needs.
func (d *Desk) form(w wording, a pledge.Actor, read pledge.Pledge, press Press) *Form {
	verb := string(press.Verb)
	f := &Form{
		Press: press, Title: w.say("desk." + verb + ".title"), Send: w.say("desk.look"), Close: w.say("desk.cancel"),
		Lines: []Line{{strong(d.head(w, read))}},
	}
	switch press.Verb {
	case Ask, Change:
		own := d.ownWords(w, "desk.own_words", true)
		if press.What != "" {
			own.Value, f.Press.What = []string{press.What}, ""
		}
		f.Inputs = append(f.Inputs, d.whichFields(w, a, read, true), d.whichStandard(w), own, d.whichLang(w))
	case Suggest:
		f.Inputs = d.suggestion(w, a, read, press)
	case Correct:
		f.Inputs = d.correction(w, read, press)
	case Decline:
		f.Inputs = append(f.Inputs, d.whichReason(w), d.ownWords(w, "desk.what_could_change", true))
	case Help:
		f.Inputs = append(f.Inputs, d.ownWords(w, "desk.help.words", !read.Shown()), d.whichLang(w))
	case Reseat:
		f.Lines = append(f.Lines, Line{plain(w.say("desk.reseat.how", day(read.LastHeard())))})
		f.Inputs = append(f.Inputs, d.ownWords(w, "desk.why", false))
	case Edit:
		f.Lines = append(f.Lines, Line{plain(w.say("desk.edit.how"))})
		f.Inputs = d.wordingForm(w, read, press)
		if press.first(inLang) != "" {
			f.Send = w.say("desk.edit.save")
		}
	case Publish:
		f.Inputs = []Input{{Key: inDate, Label: w.say("desk.publish.from"), Hint: w.say("desk.publish.hint"), Value: []string{d.now().UTC().Format(time.DateOnly)}, Most: questionMost}}
	case Enter:
		f.Inputs = d.listingForm(w, read)
	case Shift:
		f.Inputs = []Input{{Key: inDate, Label: w.say("desk.shift.to"), Hint: w.say("desk.shift.hint"), Value: some(read.Due()), Most: questionMost}, d.ownWords(w, "desk.why", false)}
	case Unpublish, Suspend, Pause:
		f.Inputs = append(f.Inputs, d.ownWords(w, "desk.why", false))
	case Claim, Release, Open, Accept, Reconsider, Retract, Preview, Search, Vouch, Invite, Revoke, Scan, Propose, Resume, Have, Unpause:
	}
	for i := range f.Inputs {
		f.Inputs[i].Value = append(f.Inputs[i].Value, press.Given[f.Inputs[i].Key]...)
	}
	return f
}

// suggestion first asks for the field, and then for its wording, which begins as
// it stands.
func (d *Desk) suggestion(w wording, a pledge.Actor, read pledge.Pledge, press Press) []Input {
	field := call.FieldKey(press.first(inFields))
	if field == "" {
		return []Input{d.whichFields(w, a, read, false)}
	}
	return []Input{
		{Key: inWording, Label: w.field(field), Hint: w.say("desk.wording"), Most: wordingMost, Value: read.Value(field)},
		d.ownWords(w, "desk.why", true), d.whichLang(w),
	}
}

// correction begins with the question as it reads.
func (d *Desk) correction(w wording, read pledge.Pledge, press Press) []Input {
	q, _ := read.Question(pledge.QuestionID(press.What))
	own := d.ownWords(w, "desk.own_words", q.Standard != "" || q.Suggests())
	own.Label, own.Value = w.field(q.Field), []string{q.Note}
	var all []Input
	if q.Suggests() {
		own.Label = w.say("desk.why")
		all = append(all, Input{Key: inWording, Label: w.field(q.Field), Hint: w.say("desk.wording"), Most: wordingMost, Value: q.Value})
	}
	return append(all, own, d.whichLang(w))
}

func (d *Desk) whichFields(w wording, a pledge.Actor, read pledge.Pledge, several bool) Input {
	in := Input{Key: inFields, Label: w.say("desk.field"), Several: several}
	if several {
		in.Label = w.say("desk.fields")
	}
	for _, e := range pledge.Record(d.call, read) {
		worded := e.Field.Kind == call.Words && e.Field.Stage != call.SignOff && !e.Field.Personal
		if pledge.MayRead(a, read, e.Field.Key) && (several || worded) {
			in.Choices = append(in.Choices, Choice{Value: string(e.Field.Key), Label: w.field(e.Field.Key)})
		}
	}
	return in
}

func (d *Desk) whichStandard(w wording) Input {
	in := Input{Key: inStandard, Label: w.say("desk.standard"), Optional: true}
	for _, key := range d.call.Questions {
		in.Choices = append(in.Choices, Choice{Value: string(key), Label: w.usual(key)})
	}
	return in
}

func (*Desk) ownWords(w wording, key string, optional bool) Input {
	return Input{Key: inWords, Label: w.say(key), Hint: w.say("desk.own_words.hint"), Optional: optional, Most: questionMost}
}

func (d *Desk) whichLang(w wording) Input {
	in := Input{Key: inLang, Label: w.say("desk.which_language")}
	for _, lang := range d.texts.Langs() {
		in.Choices = append(in.Choices, Choice{Value: string(lang), Label: w.language(string(lang))})
	}
	in.Value = []string{string(w.lang)}
	return in
}

func (*Desk) whichReason(w wording) Input {
	in := Input{Key: inReason, Label: w.say("desk.reason")}
	for _, r := range reasons {
		in.Choices = append(in.Choices, Choice{Value: r, Label: w.text(call.Say("desk.reason." + r))})
	}
	return in
}

// wrong is what a form lacks, by the input where it is to be mended.
func (d *Desk) wrong(w wording, press Press) map[string]string {
	standard, own := press.first(inStandard) != "", press.first(inWords) != ""
	switch {
	case slices.Contains([]Verb{Ask, Change, Suggest}, press.Verb) && press.first(inFields) == "":
		return map[string]string{inFields: w.say("desk.wrong.field")}
	case slices.Contains([]Verb{Ask, Change}, press.Verb) && standard == own:
		return map[string]string{inWords: w.say("desk.wrong.question")}
	}
	return d.wrongPublication(w, press)
}
