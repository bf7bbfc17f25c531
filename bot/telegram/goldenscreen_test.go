package telegram_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pledgebot/bot"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// fact writes one as a golden conversation does. What is derived is rendered in
// the pledge's language: in another one only that it was derived is the same.
func (p *play) fact(f pledge.Fact) []string {
	if f.Kind == pledge.Settled {
		return nil
	}
	out := "  fact " + string(f.Kind)
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
	return []string{p.lasting(out)}
}

var (
	langOption = regexp.MustCompile(`\[(en|es|fr)\]`)
	question   = regexp.MustCompile(`^ask_[0-9.]+$`)
	rendered   = regexp.MustCompile(` ((?:own:)?title) = .*$| = .* \(derived\)$`) // the title is proposed by the product
	followed   = regexp.MustCompile(`what=.*?, of=`)                              // what was promised, in the pledge's language
)

// lasting is a line without what differs between languages.
func (p *play) lasting(line string) string {
	if p.lang == "en" {
		return line
	}
	line = followed.ReplaceAllString(langOption.ReplaceAllString(line, "[lang]"), "of=")
	return rendered.ReplaceAllString(line, " $1")
}

// said writes a reply as a golden conversation does.
func (p *play) said(r conversation.Reply) []string {
	if r.Close {
		return []string{"  conversation.Close"}
	}
	var keys []string
	for _, text := range r.Texts {
		keys = append(keys, text.Key)
	}
	out := []string{"  say " + strings.Join(keys, " ")}
	if r.Data {
		out = append(out, "  data")
	}
	if r.Receipt != nil {
		out = append(out, fmt.Sprintf("  receipt %s expected %s", r.Receipt.Reference, r.Receipt.Expected))
	}
	if r.At == "" {
		return out
	}
	line := "  ask " + name(r)
	for i, o := range r.Options {
		if i == 12 {
			line += " …"
			break
		}
		tick := ""
		if o.Ticked {
			tick = "x"
		}
		line += fmt.Sprintf(" [%s%s]", tick, question.ReplaceAllString(string(o.ID), "ask"))
	}
	return append(out, p.lasting(line))
}

// machine names places.
var machine = conversation.New(product.Call, conversation.Settings{})

func name(r conversation.Reply) string { return machine.Name(r.At) }

// screen compares what the person sees with what was to be shown: its texts in
// their language, and every option on a button.
func (p *play) screen(line string, turns []turn) {
	p.w.t.Helper()
	news := p.shown(p.seen)
	p.seen = p.top()
	var got, want strings.Builder
	for _, m := range news {
		got.WriteString(m.Text + "\n")
	}
	for _, t := range turns {
		for _, o := range t.owed {
			lang := p.w.dialogs.session(p.address()).Lang
			p.remember(o, lang, news, &want)
		}
	}
	if got, want := flat(got.String()), flat(want.String()); got != want {
		p.w.t.Fatalf("%q\nthe screen shows:\n%s\nwant:\n%s", line, got, want)
	}
}

// remember notes the newest prompt and writes what it must look like, unless it
// was drawn over a message that was there.
func (p *play) remember(o store.Owed, lang call.Lang, news []telegramtest.Shown, want *strings.Builder) {
	p.w.t.Helper()
	expected := looks(lang, o.Reply)
	shown := telegramtest.Shown{}
	for _, m := range p.Screen() {
		if _, ok := buttonOfPrompt(m, o.Reply.Prompt); ok || int64(o.Over) == m.ID {
			shown = m
		}
	}
	if o.Over == 0 {
		want.WriteString(expected + "\n")
	} else if flat(shown.Text) != flat(expected) {
		p.w.t.Fatalf("drawn over:\n%s\nwant:\n%s", shown.Text, expected)
	}
	if o.Reply.At == "" {
		return
	}
	p.offered = o.Reply.Options
	old := oldPrompt{id: shown.ID, data: map[call.OptionID]string{}}
	for _, option := range o.Reply.Options {
		b, ok := buttonOf(shown, option.ID)
		if !ok && !option.Spare && len(news) > 0 && o.Reply.Prompt == p.w.dialogs.session(p.address()).Prompt.ID {
			p.w.t.Fatalf("%s has no button for %s: %v", name(o.Reply), option.ID, shown.Buttons)
		}
		old.data[option.ID] = b.Data
	}
	p.prompts[name(o.Reply)] = old
}

// buttonOfPrompt finds any button of a prompt.
func buttonOfPrompt(m telegramtest.Shown, id conversation.PromptID) (telegramtest.Button, bool) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if parts := strings.Split(b.Data, "|"); id != "" && len(parts) == 5 && parts[1] == bot.PromptTag(id) {
				return b, true
			}
		}
	}
	return telegramtest.Button{}, false
}

// looks is a reply as a person reads it: its texts, and the options that say
// more than a button can.
func looks(lang call.Lang, r conversation.Reply) string {
	var out strings.Builder
	if r.Paper != nil {
		for _, t := range r.Paper.Texts {
			out.WriteString(product.Texts.Text(r.Paper.Lang, t) + "\n")
		}
	}
	for _, t := range r.Texts {
		out.WriteString(product.Texts.Text(lang, t) + "\n")
	}
	n, group, listed := 0, "", false
	for _, o := range r.Options {
		listed = listed || !o.Minor && !o.Listed && (o.Detail != nil || o.Group != nil || len([]rune(product.Texts.Text(lang, o.Label))) > 40)
	}
	for _, o := range r.Options {
		if o.Minor {
			continue
		}
		n++
		if !listed || o.Listed {
			continue
		}
		if o.Group != nil && product.Texts.Text(lang, *o.Group) != group {
			group = product.Texts.Text(lang, *o.Group)
			out.WriteString(group + "\n")
		}
		tick := map[bool]string{o.Tick: "☐ ", o.Ticked: "☑ "}[true]
		fmt.Fprintf(&out, "%d. %s%s\n", n, tick, product.Texts.Text(lang, o.Label))
		if o.Detail != nil {
			out.WriteString(product.Texts.Text(lang, *o.Detail) + "\n")
		}
	}
	return bot.Clean(out.String())
}

// flat leaves out how a text is broken into lines and messages.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// translated is what somebody types in their own language: a label or a word;
// an answer stays as it is.
func (p *play) translated(typed string) string {
	if p.lang == "en" {
		return typed
	}
	for _, o := range p.offered {
		if strings.EqualFold(product.Texts.Text("en", o.Label), typed) {
			return product.Texts.Text(p.lang, o.Label)
		}
	}
	if slices.Contains(call.WordList, call.Word(typed)) {
		return "/" + typed // a command is the same in every language
	}
	return typed
}
