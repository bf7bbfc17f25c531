package desk

import (
	"regexp"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The inputs of the forms about a publication, by key.
const (
	inTitle   = "title"
	inBy      = "by"
	inChecked = "checked"
	inDate    = "date"
	inWhere   = "where"
	inNumber  = "number"
	inLink    = "link"
)

// linkMost is the most characters of a link or a number elsewhere.
const linkMost = 500

// publication are the lines of a card about what is or would be published.
func (d *Desk) publication(w wording, p pledge.Pledge) []Line {
	if p.State != pledge.Accepted {
		return nil
	}
	field := d.call.Using(call.UsePublish).Key
	consent, e := words(w.answer(w.lang, field, p.Value(field))), p.Edition
	text := w.say("desk.public.none", consent)
	switch {
	case p.Public != nil:
		text = w.say("desk.public.since", consent, date(p.Public.From))
	case e == nil || len(e.Wordings) == 0:
	case !e.Agreed.IsZero():
		text = w.say("desk.public.agreed", consent, day(e.Agreed))
	case e.Objection != "":
		text = w.say("desk.public.objected", consent, words(w.say("desk.quote", words(e.Objection))))
	case !e.Proposed.IsZero():
		text = w.say("desk.public.proposed", consent, day(e.Proposed))
	default:
		text = w.say("desk.public.worded", consent, words(d.languages(w, *e)))
	}
	out := []Line{{w.label(w.field(field)), plain(text)}}
	if p.Public != nil && p.Public.At.Before(p.Decided.At) {
		out = append(out, Line{plain(w.say("desk.outdated"))})
	}
	if len(p.Listings) > 0 {
		var lines []string
		for _, l := range p.Listings {
			lines = append(lines, w.listing(l))
		}
		out = append(out, Line{w.label(w.say("desk.listings")), plain(strings.Join(lines, "; "))})
	}
	if where := pledge.Unlisted(d.call, p); len(where) > 0 {
		out = append(out, Line{w.label(w.say("desk.uncopied")), plain(w.registries(where))})
	}
	return out
}

// languages names those in which something is worded.
func (d *Desk) languages(w wording, e pledge.Edition) string {
	var names []string
	for _, l := range d.texts.Langs() {
		if _, worded := e.Wordings[l]; worded {
			names = append(names, w.language(string(l)))
		}
	}
	return strings.Join(names, ", ")
}

func (w wording) registries(all []call.RegistryKey) string {
	var names []string
	for _, key := range all {
		names = append(names, w.text(call.Say("registry."+string(key))))
	}
	return strings.Join(names, ", ")
}

// listing is one place where a pledge stands, in a line.
func (w wording) listing(l pledge.Listing) string {
	parts := []string{w.text(call.Say("registry." + string(l.Where)))}
	for _, part := range []string{l.Number, l.Link} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// publishing are the buttons about a publication, where each can be of use.
func (d *Desk) publishing(p pledge.Pledge, add func(Verb, pledge.Command, func(*Button))) {
	e := p.Edition
	bound := func(b *Button) { b.Press.Rev = p.EditionRev() }
	add(Edit, pledge.Edit{}, bound)
	if e != nil && len(e.Wordings) > 0 && e.Proposed.IsZero() {
		add(Propose, pledge.Propose{}, bound)
	}
	if e != nil && !e.Agreed.IsZero() && (p.Public == nil || p.Public.At.Before(e.Agreed)) {
		add(Publish, pledge.Publish{}, bound)
	}
	if p.Public != nil {
		add(Unpublish, pledge.Unpublish{}, nil)
		add(Enter, pledge.Enter{}, nil)
	}
}

// wordingForm first asks for the language, and then for the words, which begin as they
// stand, or as the city has written them.
func (d *Desk) wordingForm(w wording, read pledge.Pledge, press Press) []Input {
	lang := call.Lang(press.first(inLang))
	if lang == "" {
		in := d.whichLang(w)
		in.Value = []string{string(read.Lang)}
		return []Input{in}
	}
	is := pledge.Wording{By: pledge.ByMechanism}
	if lang == read.Lang {
		is = pledge.Wording{
			Title: read.Value(d.call.Using(call.UseTitle).Key).First(), Text: read.Value(d.call.Using(call.UseCommitment).Key).First(), By: pledge.ByCity,
		}
	}
	if e := read.Edition; e != nil {
		if worded, ok := e.Wordings[lang]; ok {
			is = worded
		}
	}
	by := Input{Key: inBy, Label: w.say("desk.edit.by"), Value: []string{string(is.By)}}
	for _, t := range pledge.Translators {
		by.Choices = append(by.Choices, Choice{Value: string(t), Label: w.text(call.Say("desk.edit.by." + string(t)))})
	}
	return []Input{
		{Key: inTitle, Label: w.say("desk.edit.name"), Value: some(is.Title), Most: pledge.PublicTitleMost, Optional: true},
		{Key: inWording, Label: w.say("desk.edit.text"), Value: some(is.Text), Most: pledge.PublicTextMost, Optional: true},
		by,
		{Key: inChecked, Label: w.say("desk.edit.checked"), Value: some(is.Checked), Most: pledge.PublicTitleMost, Optional: true},
	}
}

func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// edit is the command that a filled form comes to; nil while the language alone is
// known. Who has filled it in has chosen who worded it.
func (press Press) edit() pledge.Command {
	if press.first(inBy) == "" {
		return nil
	}
	w := pledge.Wording{Title: press.first(inTitle), Text: press.first(inWording), By: pledge.Translator(press.first(inBy))}
	if w.By == pledge.ByMachine {
		w.Checked = press.first(inChecked)
	}
	if w.Title == "" && w.Text == "" {
		w = pledge.Wording{}
	}
	return pledge.Edit{Lang: call.Lang(press.first(inLang)), Wording: w, Seen: press.Rev}
}

// listingForm asks where a pledge stands, of the places to which it may be copied.
func (d *Desk) listingForm(w wording, read pledge.Pledge) []Input {
	in := Input{Key: inWhere, Label: w.say("desk.enter.where")}
	keys := pledge.Unlisted(d.call, read)
	for _, l := range read.Listings {
		keys = append(keys, l.Where)
	}
	for _, key := range keys {
		in.Choices = append(in.Choices, Choice{Value: string(key), Label: w.text(call.Say("registry." + string(key)))})
	}
	return []Input{
		in,
		{Key: inNumber, Label: w.say("desk.enter.number"), Most: linkMost, Optional: true},
		{Key: inLink, Label: w.say("desk.enter.link"), Most: linkMost, Optional: true},
	}
}

// wrongPublication is what one of these forms lacks.
func (d *Desk) wrongPublication(w wording, press Press) map[string]string {
	number, link := press.first(inNumber), press.first(inLink)
	switch {
	case press.Verb == Edit && press.first(inBy) != "" && (press.first(inTitle) == "") != (press.first(inWording) == ""):
		return map[string]string{inWording: w.say("desk.wrong.both")}
	case press.Verb == Edit && press.first(inBy) == string(pledge.ByMachine) && press.first(inTitle) != "" && press.first(inChecked) == "":
		return map[string]string{inChecked: w.say("desk.wrong.checked")}
	case (press.Verb == Publish || press.Verb == Shift) && d.from(w, press.first(inDate)) == "":
		return map[string]string{inDate: w.say("desk.wrong.date")}
	case press.Verb == Enter && (number == "" && link == "" || link != "" && !links.MatchString(link)):
		return map[string]string{inLink: w.say("desk.wrong.link")}
	}
	return nil
}

var links = regexp.MustCompile(`^https://\S+$`)

// from reads the day from which something is published, as an ISO date.
func (d *Desk) from(w wording, typed string) string {
	if iso := (&reading{Desk: d, wording: w}).date(strings.TrimSpace(typed)); len(iso) == len(time.DateOnly) {
		return iso
	}
	return ""
}
