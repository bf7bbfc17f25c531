package telegramtest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

func TestScreenShowsWhatAPersonSees(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "es")
	p.Says("/start")
	id := w.sends(params{
		"chat_id": person, "text": "<b>Hi</b> &amp; welcome", "parse_mode": "HTML", "reply_parameters": `{"message_id":1}`,
		"reply_markup": `{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}],[{"text":"More","url":"https://example.org"}]]}`,
	})
	s := p.Screen()
	same(t, "messages", len(s), 2)
	same(t, "own", s[0].Own, true)
	same(t, "text", s[1].Text, "Hi & welcome")
	same(t, "sent", s[1].Sent, "<b>Hi</b> &amp; welcome")
	same(t, "entity", s[1].Entities[0], telegramtest.Entity{Type: "bold", Length: 2})
	same(t, "answers", s[1].ReplyTo, 1)
	same(t, "button", s[1].Buttons[0][0], telegramtest.Button{Label: "Yes", Data: "y"})
	same(t, "link", s[1].Buttons[1][0], telegramtest.Button{Label: "More", URL: "https://example.org"})
	same(t, "edited", s[1].Edited, false)

	w.ok("editMessageText", params{"chat_id": person, "message_id": id, "text": "Bye"})
	same(t, "edited", p.Last().Edited, true)
	same(t, "buttons go", len(p.Last().Buttons), 0)
	w.ok("deleteMessage", params{"chat_id": person, "message_id": id})
	same(t, "deleted", len(p.Screen()), 1)
}

func TestPresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	p.Says("/start")
	old := button(`{"text":"Yes","callback_data":"old"}`)
	w.sends(old)
	w.sends(button(`{"text":"Yes","callback_data":"new"}`))
	p.Presses("Yes")
	p.Presses("old")
	p.PressesOn(2, "Yes")
	p.Forges("anything")
	w.ok("deleteMessage", params{"chat_id": person, "message_id": "2"})
	p.PressesOn(2, "old")
	var got []string
	us := w.updates(nil)[1:]
	for _, u := range us {
		got = append(got, u.Callback.Data)
	}
	same(t, "data", strings.Join(got, " "), "new old old anything old")
	same(t, "message", us[0].Callback.Message.ID, 3)
	same(t, "message that is gone", us[4].Callback.Message.Date, 0)

	answer := params{"callback_query_id": us[0].Callback.ID, "text": "Noted"}
	same(t, "waits", p.Waits(), 5)
	w.ok("answerCallbackQuery", answer)
	same(t, "waits", p.Waits(), 4)
	same(t, "toast", p.Toasts()[0], telegramtest.Toast{Text: "Noted"})
	const late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	same(t, "twice", w.call("answerCallbackQuery", answer).Text, late)
	w.clock.Pass(151 * time.Second)
	same(t, "late", w.call("answerCallbackQuery", params{"callback_query_id": us[1].Callback.ID}).Text, late)
}

func TestMistakesOfATestPanic(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	for name, mistake := range map[string]func(){
		"no button":  func() { p.Presses("Yes") },
		"no message": func() { p.Quotes(5, "a") },
		"not own":    func() { p.Edits(5, "a") },
		"empty":      func() { p.Says(" ") },
		"too long":   func() { p.Says(strings.Repeat("a", 4097)) },
		"no screen":  func() { p.Forges("a") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			mistake()
		}()
	}
	same(t, "and nothing is held", p.Says("a") != 0, true)
}

func TestPastesAreCutAsClientsDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	long := strings.Repeat("a", 4000) + "\n" + strings.Repeat("😀", 3000) + " " + strings.Repeat("b", 5000)
	same(t, "pieces", len(p.Pastes(long)), 5)
	var all string
	for _, u := range w.updates(nil) {
		all += u.Message.Text
	}
	same(t, "nothing is lost", all, strings.NewReplacer("\n", "", " ", "").Replace(long))
	same(t, "short", len(p.Pastes("hello")), 1)
}

func TestEveryKindOfMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	sent := []int64{
		p.SendsPhoto("look"), p.SendsVoice(), p.SendsSticker("👍"), p.SendsLocation(4.6, -74.1), p.SendsContact("+5712345"),
		p.SendsPoll("When?", "Now", "Later"), p.SendsForward("news"), p.SendsVideoNote(), p.SendsAnimation(),
	}
	sent = append(sent, p.SendsAlbum(3)...)
	sent = append(sent, p.SendsDocument("plan.pdf", []byte("%PDF"), "the plan"), p.Quotes(1, "this one"))
	a := w.ok("getUpdates", nil)
	var us []struct {
		ID      int64          `json:"update_id"`
		Message map[string]any `json:"message"`
	}
	if err := json.Unmarshal(a.Result, &us); err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("photo voice sticker location contact poll forward_origin video_note animation " +
		"media_group_id media_group_id media_group_id document reply_to_message")
	same(t, "how many", len(us), len(sent))
	for i, u := range us {
		same(t, "id", u.ID, sent[i])
		same(t, want[i], u.Message[want[i]] != nil, true)
	}
}

func TestDocumentsGoBothWays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	p.SendsDocument("plan.pdf", []byte("%PDF"), "")
	a := w.upload(params{"chat_id": person, "caption": "<b>Yours</b>", "parse_mode": "HTML"}, "pledge.txt", []byte("We pledge"))
	same(t, "refused", a.Text, "")
	shown := p.Last()
	same(t, "caption", shown.Text, "Yours")
	same(t, "name", shown.Document.Name, "pledge.txt")
	same(t, "bytes", string(shown.Document.Bytes), "We pledge")
	same(t, "edit its text", w.call("editMessageText", params{"chat_id": person, "message_id": "2", "text": "a"}).Text, "Bad Request: there is no text in the message to edit")
	same(t, "empty", w.upload(params{"chat_id": person}, "a", nil).Text, "Bad Request: file must be non-empty")
	same(t, "long caption", w.upload(params{"chat_id": person, "caption": strings.Repeat("a", 1025)}, "a", []byte("a")).Text, "Bad Request: message caption is too long")

	var file struct {
		Path string `json:"file_path"`
	}
	if err := json.Unmarshal(w.ok("getFile", params{"file_id": "file1"}).Result, &file); err != nil {
		t.Fatal(err)
	}
	res, err := w.client.Get(w.api.URL + "/file/bot" + token + "/" + file.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }() // it was read to its end
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "fetched", string(b), "%PDF")
}

func (w *world) upload(p params, name string, content []byte) answer {
	w.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for k, v := range p {
		if err := m.WriteField(k, v); err != nil {
			w.t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile("document", name)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		w.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		w.t.Fatal(err)
	}
	return w.post("sendDocument", m.FormDataContentType(), body.String())
}

func TestGroups(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	g := w.Group(-5, "Team")
	p := w.Person(7, "").In(g)
	same(t, "without the bot", p.Says("/hello"), 0)
	same(t, "joins", len(slices.DeleteFunc(g.Joins(p), func(id int64) bool { return id == 0 })), 2)
	same(t, "talk among people", p.Says("hello"), 0)
	same(t, "command", p.Says("/help") != 0, true)
	same(t, "name", p.Says("hello @test_bot") != 0, true)
	w.sends(params{"chat_id": "-5", "text": "Hi"})
	same(t, "answer", p.Quotes(6, "thanks") != 0, true)
	same(t, "screen", len(g.Screen()), 7)
	super, ids := g.Migrates(-1005, p)
	same(t, "told of it", len(slices.DeleteFunc(ids, func(id int64) bool { return id == 0 })), 2)
	same(t, "goes on", w.Person(7, "").In(super).Says("/help") != 0, true)
	same(t, "kicked", super.Kicks(p) != 0, true)
	same(t, "words", w.call("sendMessage", params{"chat_id": "-1005", "text": "a"}).Text, "Forbidden: bot was kicked from the supergroup chat")
}
