package telegram

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"strings"
	"sync"

	"pledgebot/bot"
	"pledgebot/conversation"
)

// A seal signs what buttons carry, so that a button is one of ours and of the
// chat it was sent to. Rights are decided elsewhere all the same. The key is
// drawn from the token: after its rotation old buttons are stale.
type seal struct{ macs *sync.Pool }

func newSeal(token string) seal {
	mac := hmac.New(sha256.New, []byte(token))
	_, _ = mac.Write([]byte("callback data, version 1"))
	key := mac.Sum(nil)
	return seal{macs: &sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// The data of a button is version|prompt|option|wanted|code, at most 64 bytes
// (Bot API, InlineKeyboardButton.callback_data): 1+1+12+1+24+1+1+1+11.
const (
	dataVersion = "1"
	dataParts   = 5
	chosenData  = "0" // of the button that shows what was chosen; it does nothing
)

// data names an option of a prompt on a button in a chat.
func (s seal) data(chat string, prompt conversation.PromptID, b bot.Button) string {
	wanted := ""
	if b.Tick {
		wanted = "1"
		if b.Ticked {
			wanted = "0"
		}
	}
	text := strings.Join([]string{dataVersion, bot.PromptTag(prompt), bot.OptionTag(b.ID), wanted}, "|")
	return text + "|" + s.code(chat, text)
}

// read gives the press that data stands for. Data that is not ours, or of
// another chat or key, is a press on no prompt: it changes nothing and shows
// what is open.
func (s seal) read(chat, data string) bot.Press {
	end := strings.LastIndexByte(data, '|')
	if end < 0 || !hmac.Equal([]byte(data[end+1:]), []byte(s.code(chat, data[:end]))) {
		return bot.Press{}
	}
	parts := strings.Split(data, "|")
	if len(parts) != dataParts || parts[0] != dataVersion {
		return bot.Press{}
	}
	p := bot.Press{Prompt: parts[1], Option: parts[2]}
	if parts[3] != "" {
		wanted := parts[3] == "1"
		p.Wanted = &wanted
	}
	return p
}

// code is 64 bits of a MAC over a button's data and its chat.
func (s seal) code(chat, text string) string {
	mac := s.macs.Get().(hash.Hash)
	defer s.macs.Put(mac)
	mac.Reset()
	_, _ = mac.Write([]byte(chat + "\n" + text))
	var sum [sha256.Size]byte
	return base64.RawURLEncoding.EncodeToString(mac.Sum(sum[:0])[:8])
}
