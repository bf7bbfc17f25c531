package slack

import (
	"github.com/slack-go/slack"

	"pledgebot/bot/desk"
)

// formID is the callback of every window of ours.
const formID = "desk"

// modal is a window. Its inputs' names are their blocks', by which Slack names
// what is wrong.
func modal(f desk.Form) slack.ModalViewRequest {
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: formID, PrivateMetadata: encode(f.Press),
		Title: label(f.Title, titleMost), Close: label(f.Close, titleMost),
	}
	if f.Send != "" {
		view.Submit = label(f.Send, titleMost)
	}
	add := func(b slack.Block) { view.Blocks.BlockSet = append(view.Blocks.BlockSet, b) }
	for _, line := range f.Lines {
		add(paragraph(line))
	}
	for _, i := range f.Items {
		add(item("", i))
	}
	for _, in := range f.Inputs {
		add(asks(in))
	}
	if row := buttons(f.Buttons); row != nil {
		add(row)
	}
	return view
}

func asks(in desk.Input) slack.Block {
	var element slack.BlockElement
	switch {
	case len(in.Choices) == 0:
		text := slack.NewPlainTextInputBlockElement(nil, in.Key)
		text.Multiline, text.MaxLength = true, in.Most
		if len(in.Value) > 0 {
			text.InitialValue = in.Value[0]
		}
		element = text
	case in.Several:
		many := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, in.Key, options(in)...)
		many.InitialOptions = chosen(in)
		element = many
	default:
		one := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, in.Key, options(in)...)
		if picked := chosen(in); len(picked) > 0 {
			one.InitialOption = picked[0]
		}
		element = one
	}
	var hint *slack.TextBlockObject
	if in.Hint != "" {
		hint = label(in.Hint, hintMost)
	}
	block := slack.NewInputBlock(in.Key, label(in.Label, labelMost), hint, element)
	block.Optional = in.Optional
	return block
}

func options(in desk.Input) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, c := range in.Choices[:min(len(in.Choices), choicesMost)] {
		out = append(out, slack.NewOptionBlockObject(c.Value, label(c.Label, optionMost), nil))
	}
	return out
}

// chosen are the options that an input begins with.
func chosen(in desk.Input) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, o := range options(in) {
		for _, v := range in.Value {
			if o.Value == v {
				out = append(out, o)
			}
		}
	}
	return out
}

// given are what was filled in, by the input's key.
func given(state *slack.ViewState) map[string][]string {
	out := map[string][]string{}
	if state == nil {
		return out
	}
	for key, actions := range state.Values {
		for _, a := range actions {
			var values []string
			for _, o := range a.SelectedOptions {
				values = append(values, o.Value)
			}
			if a.SelectedOption.Value != "" {
				values = append(values, a.SelectedOption.Value)
			}
			if a.Value != "" {
				values = append(values, a.Value)
			}
			if len(values) > 0 {
				out[key] = values
			}
		}
	}
	return out
}
