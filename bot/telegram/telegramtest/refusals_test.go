package telegramtest_test

import (
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
)

// person is somebody who has spoken to the bot.
const person = "7"

// keyboard is an inline keyboard of n buttons in rows of some.
func keyboard(n, inRow int) string {
	var rows []string
	for n > 0 {
		m := min(n, inRow)
		rows = append(rows, "["+strings.TrimSuffix(strings.Repeat(`{"text":"a","callback_data":"b"},`, m), ",")+"]")
		n -= m
	}
	return `{"inline_keyboard":[` + strings.Join(rows, ",") + "]}"
}

func button(b string) params {
	return params{"chat_id": person, "text": "a", "reply_markup": `{"inline_keyboard":[[` + b + `]]}`}
}

func text(s string) params { return params{"chat_id": person, "text": s} }

func html(s string) params { return params{"chat_id": person, "text": s, "parse_mode": "HTML"} }

const unparsed = "Bad Request: can't parse entities: "

var refusals = []struct {
	name, method string
	params       params
	words        string // empty: it is taken
}{
	{"text", "sendMessage", text("a"), ""},
	{"no text", "sendMessage", text(""), "Bad Request: message text is empty"},
	{"only spaces", "sendMessage", text(" \n\u200b"), "Bad Request: text must be non-empty"},
	{"longest text", "sendMessage", text(strings.Repeat("é", 4096)), ""},
	{"too long", "sendMessage", text(strings.Repeat("a", 4097)), "Bad Request: message is too long"},
	{"too long in units", "sendMessage", text(strings.Repeat("😀", 2049)), "Bad Request: message is too long"},
	{"longest after parsing", "sendMessage", html("<b>" + strings.Repeat("&amp;", 4096) + "</b>"), ""},
	{"too long raw", "sendMessage", html(strings.Repeat("<b></b>", 5000)), "Bad Request: text is too long"},
	{"not UTF-8", "sendMessage", text("\xff"), "Bad Request: strings must be encoded in UTF-8"},
	{"other parse mode", "sendMessage", params{"chat_id": person, "text": "a", "parse_mode": "MarkdownV2"}, "Bad Request: unsupported parse_mode"},

	{"unknown tag", "sendMessage", html("a <x>b"), unparsed + `Unsupported start tag "x" at byte offset 2`},
	{"line break tag", "sendMessage", html("a<br>b"), unparsed + `Unsupported start tag "br" at byte offset 1`},
	{"unclosed tag", "sendMessage", html("a <b>b"), unparsed + `Can't find end tag corresponding to start tag "b"`},
	{"open bracket", "sendMessage", html("1 <2"), unparsed + "Unclosed start tag at byte offset 2"},
	{"open attribute", "sendMessage", html(`<a href="x`), unparsed + "Unclosed start tag at byte offset 0"},
	{"open attribute name", "sendMessage", html(`<a href`), unparsed + `Unclosed start tag "a" at byte offset 0`},
	{"no attribute name", "sendMessage", html(`<a ="x">a</a>`), unparsed + `Empty attribute name in the tag "a" at byte offset 0`},
	{"bare value", "sendMessage", html(`<a href=http://x.org>a</a>`), unparsed + "Unexpected end of name token at byte offset 8"},
	{"crossed tags", "sendMessage", html("<b><i>a</b></i>"), unparsed + `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
	{"end alone", "sendMessage", html("a</b>"), unparsed + "Unexpected end tag at byte offset 1"},
	{"open end", "sendMessage", html("<b>a</b"), unparsed + "Unclosed end tag at byte offset 4"},
	{"span", "sendMessage", html("<span>a</span>"), unparsed + `Tag "span" must have class "tg-spoiler" at byte offset 0`},
	{"emoji", "sendMessage", html("<tg-emoji>a</tg-emoji>"), unparsed + "Invalid custom emoji identifier specified"},
	{
		"surrogate", "sendMessage", html("&#xD800;"),
		unparsed + "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
	},
	{
		"every tag", "sendMessage",
		html(`<b>1</b><strong>2</strong><i>3</i><em>4</em><u>5</u><ins>6</ins><s>7</s><strike>8</strike><del>9</del>` +
			`<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler><a href="https://example.org/?a=1&amp;b=2">c</a>` +
			`<code>d</code><pre><code class="language-go">e</code></pre><blockquote expandable>f</blockquote>` +
			`<tg-emoji emoji-id="5">g</tg-emoji><tg-time unix=1>h</tg-time><b>i</>&lt;&nbsp;&#33;`), "",
	},

	{"markup no JSON", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"},
	{"markup no object", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": "[]"}, "Bad Request: object expected as reply markup"},
	{
		"rows no arrays", "sendMessage",
		params{"chat_id": person, "text": "a", "reply_markup": `{"inline_keyboard":[{"text":"a"}]}`},
		`Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`,
	},
	{"reply keyboard", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": `{"keyboard":["a"]}`}, `Bad Request: field "keyboard" must be an Array of Arrays`},
	{"button no object", "sendMessage", button(`"a"`), "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object"},
	{"button no text", "sendMessage", button(`{"callback_data":"a"}`), `Bad Request: can't parse inline keyboard button: Can't find field "text"`},
	{"button text no string", "sendMessage", button(`{"text":[],"callback_data":"a"}`), `Bad Request: can't parse inline keyboard button: Field "text" must be of type String`},
	{"button empty text", "sendMessage", button(`{"text":" ","callback_data":"a"}`), "Bad Request: inline keyboard button text must be non-empty"},
	{"button no action", "sendMessage", button(`{"text":"a"}`), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
	{"button empty data", "sendMessage", button(`{"text":"a","callback_data":""}`), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
	{"button two actions", "sendMessage", button(`{"text":"a","callback_data":"a","url":"https://example.org"}`), "Bad Request: BUTTON_TYPE_INVALID"},
	{"longest data", "sendMessage", button(`{"text":"a","callback_data":"` + strings.Repeat("é", 32) + `"}`), ""},
	{"long data", "sendMessage", button(`{"text":"a","callback_data":"` + strings.Repeat("é", 32) + `a"}`), "Bad Request: BUTTON_DATA_INVALID"},
	{"bad address", "sendMessage", button(`{"text":"a","url":"ftp://a"}`), "Bad Request: inline keyboard button URL 'ftp://a' is invalid: Unsupported URL protocol"},
	{"most buttons", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": keyboard(100, 8)}, ""},
	{"too many buttons", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": keyboard(101, 8)}, "Bad Request: reply markup is too long"},
	{"too many in a row", "sendMessage", params{"chat_id": person, "text": "a", "reply_markup": keyboard(9, 9)}, "Bad Request: reply markup is too long"},

	{"no chat", "sendMessage", params{"text": "a"}, "Bad Request: chat_id is empty"},
	{"unknown chat", "sendMessage", params{"chat_id": "8", "text": "a"}, "Bad Request: chat not found"},
	{"chat no number", "sendMessage", params{"chat_id": "x", "text": "a"}, "Bad Request: chat not found"},
	{"never spoken to", "sendMessage", params{"chat_id": "11", "text": "a"}, "Bad Request: chat not found"},
	{"blocked", "sendMessage", params{"chat_id": "12", "text": "a"}, "Forbidden: bot was blocked by the user"},
	{"deactivated", "sendMessage", params{"chat_id": "13", "text": "a"}, "Forbidden: user is deactivated"},
	{"kicked", "sendMessage", params{"chat_id": "-1", "text": "a"}, "Forbidden: bot was kicked from the group chat"},
	{"left", "sendMessage", params{"chat_id": "-2", "text": "a"}, "Forbidden: bot is not a member of the group chat"},
	{"migrated", "sendMessage", params{"chat_id": "-3", "text": "a"}, "Bad Request: group chat was upgraded to a supergroup chat"},

	{"quoted", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": `{"message_id":1}`}, ""},
	{"quotes nothing", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": `{"message_id":99}`}, "Bad Request: message to be replied not found"},
	{"may quote nothing", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": `{"message_id":99,"allow_sending_without_reply":true}`}, ""},
	{"old quote", "sendMessage", params{"chat_id": person, "text": "a", "reply_to_message_id": "99"}, "Bad Request: message to be replied not found"},
	{"reply no JSON", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": "{"}, "Bad Request: can't parse reply parameters JSON object"},
	{"reply no object", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": "[]"}, "Bad Request: object expected as reply parameters"},
	{"reply no id", "sendMessage", params{"chat_id": person, "text": "a", "reply_parameters": "{}"}, `Bad Request: can't find field "message_id"`},

	{"edit", "editMessageText", params{"chat_id": person, "message_id": "2", "text": "other"}, ""},
	{
		"edit same", "editMessageText",
		params{"chat_id": person, "message_id": "2", "text": "asked"},
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
	},
	{
		"edit same buttons", "editMessageReplyMarkup",
		params{"chat_id": person, "message_id": "2"},
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
	},
	{"edit buttons", "editMessageReplyMarkup", params{"chat_id": person, "message_id": "2", "reply_markup": keyboard(1, 1)}, ""},
	{"edit nothing", "editMessageText", params{"chat_id": person, "message_id": "99", "text": "a"}, "Bad Request: message to edit not found"},
	{"edit no id", "editMessageText", params{"text": "a"}, "Bad Request: message identifier is not specified"},
	{"edit empty", "editMessageText", params{"chat_id": person, "message_id": "2"}, "Bad Request: message text is empty"},
	{"edit a person's", "editMessageText", params{"chat_id": person, "message_id": "1", "text": "a"}, "Bad Request: message can't be edited"},
	{"edit for the blocked", "editMessageText", params{"chat_id": "12", "message_id": "1", "text": "a"}, "Forbidden: bot was blocked by the user"},

	{"delete", "deleteMessage", params{"chat_id": person, "message_id": "2"}, ""},
	{"delete a person's", "deleteMessage", params{"chat_id": person, "message_id": "1"}, ""},
	{"delete nothing", "deleteMessage", params{"chat_id": person, "message_id": "99"}, "Bad Request: message to delete not found"},
	{"delete no chat", "deleteMessage", params{"message_id": "2"}, "Bad Request: chat identifier is not specified"},
	{"delete no id", "deleteMessage", params{"chat_id": person}, "Bad Request: message identifier is not specified"},

	{"unknown press", "answerCallbackQuery", params{"callback_query_id": "5"}, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
	{"long toast", "answerCallbackQuery", params{"callback_query_id": "5", "text": strings.Repeat("a", 201)}, "Bad Request: MESSAGE_TOO_LONG"},

	{"no document", "sendDocument", params{"chat_id": person}, "Bad Request: there is no document in the request"},
	{"unknown document", "sendDocument", params{"chat_id": person, "document": "x"}, "Bad Request: wrong file identifier/HTTP URL specified"},
	{"no file", "getFile", params{}, "Bad Request: file_id not specified"},
	{"unknown file", "getFile", params{"file_id": "x"}, "Bad Request: wrong file_id or the file is temporarily unavailable"},

	{"typing", "sendChatAction", params{"chat_id": person, "action": "typing"}, ""},
	{"other action", "sendChatAction", params{"chat_id": person, "action": "dance"}, "Bad Request: wrong parameter action in request"},
	{"action nowhere", "sendChatAction", params{"chat_id": "8", "action": "typing"}, "Bad Request: chat not found"},
	{"leave nobody", "leaveChat", params{"chat_id": person}, "Bad Request: chat not found"},

	{"webhook no address", "setWebhook", params{"url": "nowhere"}, "Bad Request: invalid webhook URL specified"},
	{"webhook http", "setWebhook", params{"url": "http://example.org/"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
	{"webhook here", "setWebhook", params{"url": "http://127.0.0.1:1/"}, ""},
	{"webhook https", "setWebhook", params{"url": "https://example.org/", "secret_token": "a_-Z9"}, ""},
	{"long secret", "setWebhook", params{"url": "https://example.org/", "secret_token": strings.Repeat("a", 257)}, "Bad Request: secret token is too long"},
	{"odd secret", "setWebhook", params{"url": "https://example.org/", "secret_token": "a b"}, "Bad Request: secret token contains unallowed characters"},

	{"commands", "setMyCommands", params{"commands": `[{"command":"start","description":"a"}]`}, ""},
	{"commands no JSON", "setMyCommands", params{"commands": "["}, "Bad Request: can't parse commands JSON object"},
	{"commands no array", "setMyCommands", params{"commands": "{}"}, "Bad Request: expected an Array of BotCommand"},
	{"command empty", "setMyCommands", params{"commands": `[{"command":"/","description":"a"}]`}, "Bad Request: command must be non-empty"},
	{"command long", "setMyCommands", params{"commands": `[{"command":"` + strings.Repeat("a", 33) + `","description":"a"}]`}, "Bad Request: command length must not exceed 32"},
	{"command capital", "setMyCommands", params{"commands": `[{"command":"Start","description":"a"}]`}, "Bad Request: BOT_COMMAND_INVALID"},
	{"command bare", "setMyCommands", params{"commands": `[{"command":"start","description":" "}]`}, "Bad Request: command description must be non-empty"},
	{"command told at length", "setMyCommands", params{"commands": `[{"command":"start","description":"` + strings.Repeat("a", 257) + `"}]`}, "Bad Request: command description length must not exceed 256"},
	{"too many commands", "setMyCommands", params{"commands": "[" + strings.Repeat(`{"command":"a","description":"a"},`, 100) + `{"command":"a","description":"a"}]`}, "Bad Request: BOT_COMMANDS_TOO_MUCH"},
	{"odd language", "setMyName", params{"name": "a", "language_code": "spa"}, "Bad Request: invalid language code specified"},
	{"long name", "setMyName", params{"name": strings.Repeat("a", 65)}, "Bad Request: BOT_TITLE_INVALID"},
	{"long description", "setMyDescription", params{"description": strings.Repeat("a", 513)}, "Bad Request: BOT_DESCRIPTION_INVALID"},
	{"long about", "setMyShortDescription", params{"short_description": strings.Repeat("a", 121)}, "Bad Request: BOT_ABOUT_INVALID"},
	{"menu", "setChatMenuButton", params{"menu_button": `{"type":"commands"}`}, ""},
	{"menu no JSON", "setChatMenuButton", params{"menu_button": "{"}, "Bad Request: can't parse menu button JSON object"},
	{"menu no object", "setChatMenuButton", params{"menu_button": "[]"}, "Bad Request: can't parse menu button: MenuButton must be an Object"},
	{"other menu", "setChatMenuButton", params{"menu_button": `{"type":"x"}`}, "Bad Request: can't parse menu button: MenuButton has unsupported type"},

	{"other method", "sendNothing", params{}, "Not Found"},
	{"any case", "SENDmessage", text("a"), ""},
}

// settled has one person who was asked something, and chats where the bot may
// not write.
func settled(t *testing.T) *world {
	w := newWorld(t)
	p := w.Person(7, "es")
	p.Says("/start")
	w.sends(params{"chat_id": person, "text": "asked"})
	w.Person(11, "")
	w.Person(12, "").Says("hello")
	w.Person(12, "").Blocks()
	w.Person(13, "").Says("hello")
	w.Person(13, "").Deactivates()
	for id, leave := range map[int64]func(*telegramtest.Group){
		-1: func(g *telegramtest.Group) { g.Kicks(p) },
		-2: func(*telegramtest.Group) { w.ok("leaveChat", params{"chat_id": "-2"}) },
		-3: func(g *telegramtest.Group) { g.Migrates(-1003, p) },
	} {
		g := w.Group(id, "Team")
		g.Joins(p)
		leave(g)
	}
	return w
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := settled(t).call(c.method, c.params)
			same(t, "words", a.Text, c.words)
			same(t, "ok", a.OK, c.words == "")
			code := map[string]int{"": 0, "Bad": 400, "For": 403, "Not": 404}[c.words[:min(3, len(c.words))]]
			same(t, "code", a.Code, code)
		})
	}
}

func TestMigrationNamesTheSupergroup(t *testing.T) {
	t.Parallel()
	w := settled(t)
	a := w.call("sendMessage", params{"chat_id": "-3", "text": "a"})
	same(t, "migrate_to_chat_id", a.Parameters.MigrateTo, -1003)
	w.sends(params{"chat_id": "-1003", "text": "a"})
}

func TestWrongTokenIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for path, want := range map[string]int{
		"/bot1:wrong/getMe": 401, "/bot" + token + "/getMe": 200, "/getMe": 404, "/bot" + token: 404, "/file/bot1:wrong/a": 401,
		"/file/bot" + token + "/documents/x": 404,
	} {
		res, err := w.client.Get(w.api.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		same(t, path, res.StatusCode, want)
		if err := res.Body.Close(); err != nil {
			t.Error(err)
		}
	}
}
