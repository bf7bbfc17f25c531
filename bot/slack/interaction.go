package slack

import "github.com/slack-go/slack"

// An interaction is a press, a form or a shortcut, as far as it is read here. Slack also sends
// the whole message or window, which the library's own type decodes block by block:
// an eighth of all the work of a service whose desk is busy.
type interaction struct {
	Type slack.InteractionType `json:"type"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	Trigger  string `json:"trigger_id"`
	Callback string `json:"callback_id"` // of a shortcut
	At       string `json:"action_ts"`   // likewise
	Message  struct {
		At     string `json:"ts"`
		Thread string `json:"thread_ts"`
		Text   string `json:"text"`
		Bot    string `json:"bot_id"`
	} `json:"message"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Message string `json:"message_ts"`
	} `json:"container"`
	Actions []struct {
		ID    string `json:"action_id"`
		At    string `json:"action_ts"`
		Value string `json:"value"`
	} `json:"actions"`
	View struct {
		ID       string           `json:"id"`
		Hash     string           `json:"hash"`
		Type     slack.ViewType   `json:"type"`
		Callback string           `json:"callback_id"`
		Metadata string           `json:"private_metadata"`
		State    *slack.ViewState `json:"state"`
	} `json:"view"`
}
