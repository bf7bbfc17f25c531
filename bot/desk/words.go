package desk

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Lines is every text that the desk says itself, with the names of its
// arguments, for the test that proves every language complete.
func Lines() map[string][]string {
	all := maps.Clone(keys)
	all["desk.columns.since"] = []string{"field"}
	for _, column := range fixed {
		all["desk.columns."+column] = nil
	}
	for _, why := range pledge.Refusals {
		all[refused(why).Key] = nil
	}
	for stem, names := range map[string][]string{"desk.reason.": reasons, "desk.verb.": verbs, "desk.word.": searchWords, "desk.home.health.": Needs} {
		for _, name := range names {
			all[stem+name] = nil
		}
	}
	for _, of := range told {
		all["desk.digest."+of.name] = nil
	}
	for _, name := range figureNames {
		all["desk.stats."+name], all["desk.stats."+name+".means"] = nil, nil
	}
	for _, by := range pledge.Translators {
		all["desk.edit.by."+string(by)] = nil
	}
	for _, s := range store.InviteStates {
		all["desk.invite.is."+string(s)] = nil
	}
	for _, r := range pledge.DeskRoles {
		all["desk.role."+string(r)] = nil
	}
	return all
}

// refused names the words for a refusal.
func refused(why pledge.Refusal) call.Text { return call.Say("desk.refused." + string(why)) }

// A wording says the desk's texts in one language.
type wording struct {
	texts Texts
	lang  call.Lang
}

func (d *Desk) in(lang call.Lang) wording {
	if !slices.Contains(d.texts.Langs(), lang) {
		lang = d.lang
	}
	return wording{texts: d.texts, lang: lang}
}

// say fills a text's arguments in the order in which they are declared.
func (w wording) say(key string, args ...call.Arg) string {
	t := call.Text{Key: key, Args: map[string]call.Arg{}}
	for i, arg := range args {
		t.Args[keys[key][i]] = arg
	}
	return w.text(t)
}

func (w wording) text(t call.Text) string { return w.texts.Text(w.lang, t) }

// label is a heading in the line that it begins.
func (w wording) label(text string) Span {
	return Span{Text: w.say("desk.label", words(text)) + " ", Mark: Strong}
}

// field is a field's short name.
func (w wording) field(key call.FieldKey) string {
	return w.text(call.Say("field." + string(key) + ".label"))
}

// usual is one of the Call's questions.
func (w wording) usual(key call.QuestionKey) string {
	return w.text(call.Say("question." + string(key)))
}

// answer is a field's answer as the pledge's readers see it, in its language.
func (w wording) answer(lang call.Lang, key call.FieldKey, v call.Value) string {
	return w.texts.Text(lang, call.Text{Key: "plain", Args: map[string]call.Arg{
		"text": {As: call.AsAnswer, Field: key, Values: v},
	}})
}

func (w wording) org(name string) string {
	if name == "" {
		return w.text(call.Say("team"))
	}
	return w.text(call.Text{Key: "org." + name, Else: "plain", Args: map[string]call.Arg{"text": words(name)}})
}

func words(s string) call.Arg        { return call.Arg{As: call.AsWords, Value: s} }
func date(iso string) call.Arg       { return call.Arg{As: call.AsDate, Value: iso} }
func day(at time.Time) call.Arg      { return date(at.UTC().Format(time.DateOnly)) }
func number(s string) call.Arg       { return call.Arg{As: call.AsNumber, Value: s} }
func tongue(lang call.Lang) call.Arg { return call.Arg{As: call.AsLangName, Value: string(lang)} }

func plain(s string) Span  { return Span{Text: s} }
func strong(s string) Span { return Span{Text: s, Mark: Strong} }
func quiet(s string) Span  { return Span{Text: s, Mark: Quiet} }
