package slack

import (
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pledgebot/bot"
	"pledgebot/bot/desk"
)

// Limits of Block Kit, in characters (docs.slack.dev/reference/block-kit).
const (
	headerMost  = 150
	buttonMost  = 75
	optionMost  = 75
	titleMost   = 24
	labelMost   = 2000
	hintMost    = 150
	confirmMost = 300
	contextMost = 2000
	sectionMost = 3000
	choicesMost = 100
)

// short is text that fits into a place, with a sign that there was more.
func short(s string, most int) string {
	s = bot.OneLine(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// label is text that Slack shows to the letter: it reads no markup in it, and
// no name of an emoji.
func label(s string, most int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, short(s, most), false, false)
}

// paragraph shows a line. Slack reads no markup in the texts of a rich text.
func paragraph(lines ...desk.Line) slack.Block {
	if len(lines) == 1 && len(lines[0]) == 1 && lines[0][0].Mark == desk.Quiet {
		return slack.NewContextBlock("", label(lines[0][0].Text, contextMost))
	}
	section := slack.NewRichTextSection()
	for i, line := range lines {
		if i > 0 {
			section.Elements = append(section.Elements, slack.NewRichTextSectionTextElement("\n", nil))
		}
		for _, span := range line {
			if e := element(span); e != nil {
				section.Elements = append(section.Elements, e)
			}
		}
	}
	return slack.NewRichTextBlock("", section)
}

func element(s desk.Span) slack.RichTextSectionElement {
	if s.Mark == desk.Who {
		_, user := parted(s.Text)
		return slack.NewRichTextSectionUserElement(user, nil)
	}
	text := bot.Clean(s.Text)
	if text == "" {
		return nil // Slack takes no empty text
	}
	return slack.NewRichTextSectionTextElement(text, styles[s.Mark])
}

var styles = map[desk.Mark]*slack.RichTextSectionTextStyle{
	desk.Strong: {Bold: true},
	desk.Struck: {Strike: true},
	desk.Quiet:  {Italic: true},
}

// item is one thing in a list of some name, with its button beside it.
func item(list string, i desk.Item) slack.Block {
	section := slack.NewSectionBlock(label(i.Text, sectionMost), nil, nil)
	if i.Button != nil {
		beside := button(*i.Button)
		beside.ActionID = list + beside.ActionID + "." + string(i.Button.Press.Pledge) // others do the same
		section.Accessory = slack.NewAccessory(beside)
	}
	return section
}

// buttons are a row of buttons; nil for none.
func buttons(all []desk.Button) slack.Block {
	if len(all) == 0 {
		return nil
	}
	row := slack.NewActionBlock("")
	for _, b := range all {
		row.Elements.ElementSet = append(row.Elements.ElementSet, button(b))
	}
	return row
}

func button(b desk.Button) *slack.ButtonBlockElement {
	out := slack.NewButtonBlockElement(actionID(b.Press), encode(b.Press), label(b.Label, buttonMost))
	switch {
	case b.Main:
		out.Style = slack.StylePrimary
	case b.Grave:
		out.Style = slack.StyleDanger
	}
	if c := b.Confirm; c != nil {
		out.Confirm = slack.NewConfirmationBlockObject(label(c.Title, 100), label(c.Text, confirmMost), label(c.Yes, 30), label(c.No, 30))
	}
	return out
}

// card is a card's blocks.
func card(c desk.Card) []slack.Block {
	out := []slack.Block{slack.NewHeaderBlock(label(c.Head, headerMost))}
	for _, line := range c.Lines {
		out = append(out, paragraph(line))
	}
	if row := buttons(c.Buttons); row != nil {
		out = append(out, row)
	}
	return out
}
