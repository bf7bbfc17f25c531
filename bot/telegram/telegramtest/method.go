package telegramtest

import (
	"strings"
	"sync/atomic"
)

// A method is one of the Bot API, with the number of its calls.
type method struct {
	name  string
	do    func(*Server, *request) ([]byte, *refusal)
	count atomic.Int64
}

// newMethods lists what the fake knows, by name in lower case: Telegram does
// not mind the case.
func newMethods() map[string]*method {
	all := []*method{
		{name: "getMe", do: (*Server).getMe},
		{name: "getUpdates", do: (*Server).getUpdates},
		{name: "setWebhook", do: (*Server).setWebhook},
		{name: "deleteWebhook", do: (*Server).deleteWebhook},
		{name: "getWebhookInfo", do: (*Server).getWebhookInfo},
		{name: "sendMessage", do: (*Server).sendMessage},
		{name: "sendDocument", do: (*Server).sendDocument},
		{name: "sendChatAction", do: (*Server).sendChatAction},
		{name: "editMessageText", do: (*Server).editMessageText},
		{name: "editMessageReplyMarkup", do: (*Server).editMessageReplyMarkup},
		{name: "deleteMessage", do: (*Server).deleteMessage},
		{name: "answerCallbackQuery", do: (*Server).answerCallbackQuery},
		{name: "getFile", do: (*Server).getFile},
		{name: "leaveChat", do: (*Server).leaveChat},
		{name: "setMyCommands", do: (*Server).setMyCommands},
		{name: "setMyName", do: (*Server).setMyName},
		{name: "setMyDescription", do: (*Server).setMyDescription},
		{name: "getMyDescription", do: (*Server).getMyDescription},
		{name: "getMyShortDescription", do: (*Server).getMyShortDescription},
		{name: "getMyCommands", do: (*Server).getMyCommands},
		{name: "setMyShortDescription", do: (*Server).setMyShortDescription},
		{name: "setChatMenuButton", do: (*Server).setChatMenuButton},
	}
	out := make(map[string]*method, 2*len(all))
	for _, m := range all {
		out[m.name], out[strings.ToLower(m.name)] = m, m
	}
	return out
}

// method finds one by name, or is nil.
func (s *Server) method(name string) *method {
	if m := s.methods[name]; m != nil {
		return m
	}
	return s.methods[strings.ToLower(name)]
}
