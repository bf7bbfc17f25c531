package telegramtest

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Limits of keyboards. The number of buttons is not documented by Telegram; it
// is a constant of python-telegram-bot.
const (
	mostData    = 64 // bytes
	mostButtons = 100
	mostInRow   = 8
)

// A Button stands below a message.
type Button struct {
	Label string
	Data  string // callback_data, if it is a button that tells the bot
	URL   string
}

// A markup is what was sent as reply_markup.
type markup struct {
	buttons [][]Button
	raw     json.RawMessage // of an inline keyboard, as it was sent
}

// A wireButton is a button as it is sent: a label and exactly one action.
type wireButton struct {
	Text *string `json:"text"`
	Data *string `json:"callback_data"`
	URL  *string `json:"url"`

	WebApp   json.RawMessage `json:"web_app"`
	Login    json.RawMessage `json:"login_url"`
	Inline   json.RawMessage `json:"switch_inline_query"`
	Here     json.RawMessage `json:"switch_inline_query_current_chat"`
	Chosen   json.RawMessage `json:"switch_inline_query_chosen_chat"`
	CopyText json.RawMessage `json:"copy_text"`
	Game     json.RawMessage `json:"callback_game"`
	Pay      json.RawMessage `json:"pay"`
}

// parseMarkup reads a reply_markup; of keyboards that are not inline it checks
// the shape only.
func parseMarkup(s string) (markup, *refusal) {
	if s == "" || s == "null" {
		return markup{}, nil
	}
	var sent struct {
		Inline [][]wireButton      `json:"inline_keyboard"`
		Reply  [][]json.RawMessage `json:"keyboard"`
	}
	if json.Unmarshal([]byte(s), &sent) != nil {
		return markup{}, malformed([]byte(s))
	}
	var m markup
	count := 0
	for _, row := range sent.Inline {
		if count += len(row); count > mostButtons || len(row) > mostInRow {
			return markup{}, badRequest("reply markup is too long")
		}
		buttons := make([]Button, len(row))
		for i := range row {
			var refused *refusal
			if buttons[i], refused = row[i].check(); refused != nil {
				return markup{}, refused
			}
		}
		if len(row) > 0 {
			m.buttons = append(m.buttons, buttons)
		}
	}
	if m.buttons != nil {
		m.raw = json.RawMessage(s)
	}
	return m, nil
}

func badButton(text string) *refusal {
	return badRequest("can't parse inline keyboard button: " + text)
}

func (w *wireButton) check() (Button, *refusal) {
	if w.Text == nil {
		return Button{}, badButton(`Can't find field "text"`)
	}
	n := 0
	for _, a := range []json.RawMessage{w.WebApp, w.Login, w.Inline, w.Here, w.Chosen, w.CopyText, w.Game, w.Pay} {
		if a != nil {
			n++
		}
	}
	b := Button{Label: plain(*w.Text, nil).text}
	if w.Data != nil && *w.Data != "" {
		b.Data = *w.Data
		n++
	}
	if w.URL != nil && *w.URL != "" {
		b.URL = *w.URL
		n++
	}
	switch {
	case n == 0:
		return b, badButton("Text buttons are unallowed in the inline keyboard")
	case b.Label == "":
		return b, badRequest("inline keyboard button text must be non-empty")
	case n > 1: // Telegram takes one of them; its documentation asks for exactly one
		return b, badRequest("BUTTON_TYPE_INVALID")
	case len(b.Data) > mostData:
		return b, badRequest("BUTTON_DATA_INVALID")
	}
	return b, checkURL(b.URL)
}

func checkURL(address string) *refusal {
	if address == "" || linkable(address) {
		return nil
	}
	problem := "Wrong HTTP URL"
	if u, err := url.Parse(address); err == nil && u.Scheme != "" && !strings.HasPrefix(u.Scheme, "http") {
		problem = "Unsupported URL protocol"
	}
	return badRequest("inline keyboard button URL '" + address + "' is invalid: " + problem)
}

// malformed finds out what is wrong with a markup that could not be read.
func malformed(b []byte) *refusal {
	var object struct {
		Inline json.RawMessage `json:"inline_keyboard"`
		Reply  json.RawMessage `json:"keyboard"`
	}
	var list []json.RawMessage
	var rows [][]json.RawMessage
	switch {
	case !json.Valid(b):
		return badRequest("can't parse reply keyboard markup JSON object")
	case json.Unmarshal(b, &object) != nil:
		return badRequest("object expected as reply markup")
	case object.Reply != nil && json.Unmarshal(object.Reply, &rows) != nil:
		return badRequest(`field "keyboard" must be an Array of Arrays`)
	case json.Unmarshal(object.Inline, &list) != nil:
		return badRequest(`field "inline_keyboard" must be of type Array`)
	case json.Unmarshal(object.Inline, &rows) != nil:
		return badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
	}
	for _, row := range rows {
		for _, button := range row {
			var fields map[string]json.RawMessage
			if json.Unmarshal(button, &fields) != nil {
				return badButton("InlineKeyboardButton must be an Object")
			}
			for _, name := range []string{"text", "callback_data", "url"} {
				var text string
				if v := fields[name]; v != nil && json.Unmarshal(v, &text) != nil {
					return badButton(`Field "` + name + `" must be of type String`)
				}
			}
		}
	}
	return badRequest("object expected as reply markup")
}
