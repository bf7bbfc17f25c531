package terminal

import (
	"encoding/json"
	"strings"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A program reads and writes one JSON object a line.
type program struct {
	newest bot.Message // with a prompt, that was shown
}

type (
	jsonMessage struct {
		Type    string                `json:"type"`
		Field   string                `json:"field"`
		Prompt  conversation.PromptID `json:"prompt"`
		Text    string                `json:"text"`
		Multi   bool                  `json:"multi"`
		Options []jsonOption          `json:"options"`
	}
	jsonOption struct {
		ID     call.OptionID `json:"id"`
		Label  string        `json:"label"`
		Detail string        `json:"detail,omitempty"`
		Ticked bool          `json:"ticked,omitempty"`
	}
	jsonReceipt struct {
		Type      string `json:"type"`
		Reference string `json:"reference"`
		Check     string `json:"check"`
		Expected  string `json:"report_expected"`
	}
	jsonError struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	jsonReady struct {
		Type string `json:"type"`
	}
)

func (p *program) ready() string { return encode(jsonReady{Type: "ready"}) }

func (p *program) trouble(text string) string {
	return encode(jsonError{Type: "error", Text: bot.Clean(text)})
}

// aside is nothing: a program is not greeted.
func (p *program) aside(string) string { return "" }

// message is a message, and its receipt as an object of its own.
func (p *program) message(m bot.Message) string {
	if m.Prompt != "" {
		p.newest = m
	}
	if m.Close && m.Text == "" { // a program leaves by ending its input
		return ""
	}
	text := strings.Trim(bot.Clean(m.Text), "\n")
	if copied := m.Copied(); copied != "" {
		text = strings.TrimPrefix(text+"\n\n"+copied, "\n\n")
	}
	out := jsonMessage{Type: "message", Field: m.Field, Prompt: m.Prompt, Text: text, Multi: m.Multi, Options: []jsonOption{}}
	for _, b := range m.Options {
		out.Options = append(out.Options, jsonOption{ID: b.ID, Label: bot.OneLine(b.Label), Detail: bot.OneLine(b.Detail), Ticked: b.Ticked})
	}
	s := encode(out)
	if r := m.Receipt; r != nil {
		s += encode(jsonReceipt{Type: "receipt", Reference: r.Reference, Check: r.Check, Expected: r.Expected})
	}
	return s
}

// read takes one object. What is chosen is looked up in the newest prompt that
// was shown, by id and then by label, as shown and in any case of letters. What
// is not found there is passed on as it is: it may be an option that is good
// under every prompt, and it is never taken for a text.
func (p *program) read(line string, mark conversation.Mark) (conversation.Event, *call.Text) {
	r, wrong := decode(line)
	if wrong != nil {
		return nil, wrong
	}
	switch r.verb {
	case verbPress:
		return conversation.Chose{Prompt: r.prompt, Option: r.option}, nil
	case verbChoose:
		return conversation.Chose{Prompt: p.newest.Prompt, Option: option(p.newest.Options, r.text)}, nil
	}
	return conversation.Said{Text: r.text, Mark: mark}, nil
}

func option(options []bot.Button, name string) call.OptionID {
	for _, b := range options {
		if string(b.ID) == name {
			return b.ID
		}
	}
	label := bot.OneLine(name)
	for _, b := range options {
		if strings.EqualFold(bot.OneLine(b.Label), label) {
			return b.ID
		}
	}
	return call.OptionID(name)
}

// encode is a value as one line. The values above cannot fail to encode.
func encode(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return b.String()
}
