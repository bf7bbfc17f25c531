package telegram

// A service is what Telegram's clients note in a private chat by a message of
// nobody's: that something was pinned, or looks different now.
type service struct {
	Pinned     present `json:"pinned_message"`
	Deletes    present `json:"message_auto_delete_timer_changed"`
	Background present `json:"chat_background_set"`
	Allowed    present `json:"write_access_allowed"`
	Connected  present `json:"connected_website"`
	Boosted    present `json:"boost_added"`
}

// happened tells whether a message only notes something. It asks for no answer.
func (s service) happened() bool {
	return bool(s.Pinned || s.Deletes || s.Background || s.Allowed || s.Connected || s.Boosted)
}
