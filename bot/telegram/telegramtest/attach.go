package telegramtest

import (
	"cmp"
	"mime"
	"path/filepath"
	"strconv"
)

// A media is a file that is not a document, with the fields that all kinds have.
type media struct {
	ID       string `json:"file_id"`
	Unique   string `json:"file_unique_id"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Side     int    `json:"length,omitempty"`
	Duration int    `json:"duration,omitempty"`
	Type     string `json:"type,omitempty"`
	Emoji    string `json:"emoji,omitempty"`
	Size     int    `json:"file_size"`
}

// attach sends a message that is not a text. The bytes, if any, can be fetched.
func (p *Person) attach(content []byte, caption string, fill func(*wireMessage, media)) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	d := &Document{Bytes: content}
	if content != nil {
		p.s.keepFile(d)
	}
	m := &message{wireMessage: wireMessage{Caption: plain(caption, nil).text}}
	fill(&m.wireMessage, media{ID: d.id, Unique: "u" + d.id, Size: len(content)})
	return p.send(m, nil)
}

var picture = []byte("\x89PNG\r\n\x1a\n") // enough to be told from a text

// SendsPhoto sends a picture with a caption, which may be empty.
func (p *Person) SendsPhoto(caption string) int64 {
	return p.attach(picture, caption, func(m *wireMessage, f media) {
		f.Width, f.Height = 90, 90
		m.Photo = []media{f}
	})
}

// SendsVoice sends a voice message of two seconds.
func (p *Person) SendsVoice() int64 {
	return p.attach([]byte("OggS"), "", func(m *wireMessage, f media) { f.Duration = 2; m.Voice = f })
}

// SendsVideoNote sends a round video of two seconds.
func (p *Person) SendsVideoNote() int64 {
	return p.attach([]byte("mp4"), "", func(m *wireMessage, f media) { f.Duration, f.Side = 2, 240; m.VideoNote = f })
}

// SendsSticker sends a sticker that stands for an emoji.
func (p *Person) SendsSticker(emoji string) int64 {
	return p.attach([]byte("RIFF"), "", func(m *wireMessage, f media) {
		f.Type, f.Emoji, f.Width, f.Height = "regular", emoji, 512, 512
		m.Sticker = f
	})
}

// SendsAnimation sends a moving picture; Telegram gives it as a document too.
func (p *Person) SendsAnimation() int64 {
	return p.attach([]byte("GIF89a"), "", func(m *wireMessage, f media) {
		f.Duration, f.Width, f.Height = 2, 90, 90
		m.Animation, m.Document = f, f
	})
}

// SendsDocument sends a file with a caption, which may be empty. Its type is what the
// ending of its name says.
func (p *Person) SendsDocument(name string, content []byte, caption string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	d := &Document{Name: name, Type: cmp.Or(mime.TypeByExtension(filepath.Ext(name)), "application/octet-stream"), Bytes: content}
	p.s.keepFile(d)
	m := &message{document: d}
	m.Caption, m.Document = plain(caption, nil).text, d.wire()
	return p.send(m, nil)
}

// SendsLocation sends a place.
func (p *Person) SendsLocation(latitude, longitude float64) int64 {
	return p.attach(nil, "", func(m *wireMessage, _ media) {
		m.Location = map[string]float64{"latitude": latitude, "longitude": longitude}
	})
}

// SendsContact sends this person's own contact.
func (p *Person) SendsContact(phone string) int64 {
	return p.attach(nil, "", func(m *wireMessage, _ media) {
		m.Contact = map[string]any{"phone_number": phone, "first_name": p.user.wire.FirstName, "user_id": p.user.wire.ID}
	})
}

// SendsPoll sends a poll.
func (p *Person) SendsPoll(question string, options ...string) int64 {
	type option struct {
		Text   string `json:"text"`
		Voters int    `json:"voter_count"`
	}
	var list []option
	for _, o := range options {
		list = append(list, option{Text: o})
	}
	return p.attach(nil, "", func(m *wireMessage, _ media) {
		m.Poll = map[string]any{
			"id": "1", "question": question, "options": list, "total_voter_count": 0, "is_closed": false,
			"is_anonymous": true, "type": "regular", "allows_multiple_answers": false,
		}
	})
}

// SendsForward passes on a text that this person wrote elsewhere before.
func (p *Person) SendsForward(text string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := &message{}
	m.Text, m.ForwardFrom, m.ForwardDate = plain(text, nil).text, &p.user.wire, p.s.opts.Now().Unix()
	m.ForwardOrigin = map[string]any{"type": "user", "sender_user": p.user.wire, "date": m.ForwardDate}
	return p.send(m, nil)
}

// SendsAlbum sends n pictures at once: n messages of one group.
func (p *Person) SendsAlbum(n int) []int64 {
	p.s.mu.Lock()
	album := strconv.FormatInt(p.s.unique("album"), 10)
	p.s.mu.Unlock()
	var out []int64
	for range n {
		out = append(out, p.attach(picture, "", func(m *wireMessage, f media) {
			f.Width, f.Height = 90, 90
			m.Photo, m.Album = []media{f}, album
		}))
	}
	return out
}
