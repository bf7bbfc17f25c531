package terminal

import "pledgebot/conversation/call"

// The texts this adapter says itself, by key.
const (
	textHint     = "terminal.hint"
	textGoodbye  = "terminal.goodbye"
	textTrouble  = "terminal.trouble"
	textLate     = "terminal.late"
	textTooLong  = "terminal.too_long"
	textBadJSON  = "terminal.bad_json"
	textBadKey   = "terminal.bad_key" // with key
	textBadVerb  = "terminal.bad_verb"
	textBadValue = "terminal.bad_value" // with key
	textBadPress = "terminal.bad_press"
)

// Lines is every text this adapter says itself, with the names of its
// arguments, for the test that proves every language complete.
func Lines() map[string][]string {
	return map[string][]string{
		textHint: nil, textGoodbye: nil, textTrouble: nil, textLate: nil, textTooLong: nil,
		textBadJSON: nil, textBadKey: {"key"}, textBadVerb: nil, textBadValue: {"key"}, textBadPress: nil,
	}
}

// about makes a text about a key of a program's line.
func about(text, key string) *call.Text {
	return &call.Text{Key: text, Args: map[string]call.Arg{"key": {As: call.AsWords, Value: key}}}
}

func problem(text string) *call.Text {
	t := call.Say(text)
	return &t
}
