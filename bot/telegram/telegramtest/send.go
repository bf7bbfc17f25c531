package telegramtest

import (
	"encoding/json"
	"strings"
)

// textOf reads a text or a caption. Formatting that is sent beside the text is
// taken as it is.
func textOf(q *request, name, entities string) (formatted, *refusal) {
	raw := q.params[name]
	if len(raw) > mostRaw {
		return formatted{}, badRequest("text is too long")
	}
	switch mode := strings.ToLower(q.params["parse_mode"]); {
	case raw == "":
		return formatted{}, nil
	case mode == "html":
		f, problem := parseHTML(raw)
		if problem != "" {
			return formatted{}, badRequest("can't parse entities: " + problem)
		}
		return f, nil
	case mode != "" && mode != "none":
		return formatted{}, badRequest("unsupported parse_mode")
	}
	var list []Entity
	if json.Unmarshal([]byte(q.params[entities]), &list) != nil {
		list = nil
	}
	return plain(raw, list), nil
}

// A draft is a message before anybody looks where it goes.
type draft struct {
	message
	replyTo   int64
	replyElse bool // it may be sent without the message that it answers
}

// draftText reads what sendMessage and editMessageText share.
func draftText(q *request) (*draft, *refusal) {
	if q.params["text"] == "" {
		return nil, badRequest("message text is empty")
	}
	f, refused := textOf(q, "text", "entities")
	if refused != nil {
		return nil, refused
	}
	switch {
	case f.text == "":
		return nil, badRequest("text must be non-empty")
	case f.units > mostText:
		return nil, badRequest("message is too long")
	}
	d := &draft{message: message{wireMessage: wireMessage{Text: f.text, Entities: f.entities}, ignored: f.ignored}}
	d.sent = q.params["text"]
	return d, d.dress(q)
}

// dress reads the buttons and what is answered.
func (d *draft) dress(q *request) *refusal {
	m, refused := parseMarkup(q.params["reply_markup"])
	if refused != nil {
		return refused
	}
	d.buttons, d.Markup, d.mine = m.buttons, m.raw, true
	d.replyTo = q.integer("reply_to_message_id", 0, 0, 1<<52)
	d.replyElse = q.yes("allow_sending_without_reply")
	raw := q.params["reply_parameters"]
	if raw == "" || raw == "null" {
		return nil
	}
	var p *struct {
		ID   *int64 `json:"message_id"`
		Else bool   `json:"allow_sending_without_reply"`
	}
	switch err := json.Unmarshal([]byte(raw), &p); {
	case !json.Valid([]byte(raw)):
		return badRequest("can't parse reply parameters JSON object")
	case err != nil || p == nil:
		return badRequest("object expected as reply parameters")
	case p.ID == nil:
		return badRequest(`can't find field "message_id"`)
	}
	d.replyTo, d.replyElse = *p.ID, p.Else
	return nil
}

func (s *Server) sendMessage(q *request) ([]byte, *refusal) {
	d, refused := draftText(q)
	if refused != nil {
		return nil, refused
	}
	return s.send(q, d)
}

// send puts a draft into its chat.
func (s *Server) send(q *request, d *draft) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refused := s.chatFor(q)
	if refused != nil {
		return nil, refused
	}
	if d.replyTo != 0 {
		answered := c.find(d.replyTo)
		if answered == nil && !d.replyElse {
			return nil, badRequest("message to be replied not found")
		}
		d.ReplyTo = answered.quoted()
	}
	if refused := s.limit(c); refused != nil {
		return nil, refused
	}
	d.From = &s.bot
	if d.document != nil {
		s.keepFile(d.document)
		d.Document = d.document.wire()
	}
	return encode(s.post(c, &d.message).wireMessage), nil
}

// quoted is a message as it is shown in one that answers it.
func (m *message) quoted() *wireMessage {
	if m == nil {
		return nil
	}
	w := m.wireMessage
	w.ReplyTo = nil
	return &w
}

// chatActions are what a bot may seem to do.
var chatActions = map[string]bool{
	"cancel": true, "typing": true, "record_video": true, "upload_video": true, "record_audio": true,
	"record_voice": true, "upload_audio": true, "upload_voice": true, "upload_photo": true, "upload_document": true,
	"choose_sticker": true, "pick_up_location": true, "find_location": true, "record_video_note": true,
	"upload_video_note": true,
}

func (s *Server) sendChatAction(q *request) ([]byte, *refusal) {
	if !chatActions[strings.ToLower(q.params["action"])] {
		return nil, badRequest("wrong parameter action in request")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, refused := s.chatFor(q); refused != nil {
		return nil, refused
	}
	return done, nil
}
