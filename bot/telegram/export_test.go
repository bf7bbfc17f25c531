package telegram

import (
	"encoding/json"

	"pledgebot/bot"
	"pledgebot/conversation"
)

// ReadData gives the press that a button's data stands for in a chat.
func ReadData(token, chat string) func(data string) bot.Press {
	s := newSeal(token)
	return func(data string) bot.Press { return s.read(chat, data) }
}

// Data is what a button of a chat carries.
func Data(token, chat string, prompt conversation.PromptID, b bot.Button) string {
	return newSeal(token).data(chat, prompt, b)
}

// Decode reads an update and says what it means and whose it is.
func (t *Telegram) Decode(raw json.RawMessage) (u bot.Update, who int64, err error) {
	decoded, err := decode(raw)
	who, _ = whose(raw)
	if err != nil {
		return u, who, err
	}
	return t.input(decoded).Update, who, nil
}
