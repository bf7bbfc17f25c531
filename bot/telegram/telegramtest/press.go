package telegramtest

import "fmt"

// Presses presses the newest button with this label, or with this data.
func (p *Person) Presses(labelOrData string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for i := len(p.chat.messages) - 1; i >= 0; i-- {
		m := p.chat.messages[i]
		if b, ok := m.button(labelOrData); ok {
			return p.s.press(p.chat, p.user, m.ID, b.Data)
		}
	}
	panic(fmt.Sprintf("telegramtest: no button %q for %d", labelOrData, p.user.wire.ID))
}

// button finds one that tells the bot of a press.
func (m *message) button(labelOrData string) (Button, bool) {
	for _, row := range m.buttons {
		for _, b := range row {
			if b.Data != "" && (b.Label == labelOrData || b.Data == labelOrData) {
				return b, true
			}
		}
	}
	return Button{}, false
}

// PressesOn presses a button of an old message by its label or data. The data
// need not be there any more, nor the message: a screen may be older than the
// bot's last edit. Of a message that is gone the bot is told with the date 0.
func (p *Person) PressesOn(messageID int64, labelOrData string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if m := p.chat.find(messageID); m != nil {
		if b, ok := m.button(labelOrData); ok {
			labelOrData = b.Data
		}
	}
	return p.s.press(p.chat, p.user, messageID, labelOrData)
}

// Forges sends data that no button has, as a changed client may, on the bot's
// newest message.
func (p *Person) Forges(data string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for i := len(p.chat.messages) - 1; i >= 0; i-- {
		if m := p.chat.messages[i]; m.mine {
			return p.s.press(p.chat, p.user, m.ID, data)
		}
	}
	panic("telegramtest: no message of the bot to forge a press on")
}

// Waits is how many presses still have no answer: the button shows a wheel.
func (p *Person) Waits() int {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.user.pressed
}

// Toasts are the answers to presses that had a text, oldest first.
func (p *Person) Toasts() []Toast {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return append([]Toast(nil), p.user.toasts...)
}
