package telegramtest

import "encoding/json"

// The types of core.telegram.org/bots/api, as far as the fake sends them.

type wireUser struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
}

type wireMessage struct {
	ID       int64           `json:"message_id"`
	From     *wireUser       `json:"from,omitempty"`
	Chat     *wireChat       `json:"chat"`
	Date     int64           `json:"date"`
	EditDate int64           `json:"edit_date,omitempty"`
	Album    string          `json:"media_group_id,omitempty"`
	ReplyTo  *wireMessage    `json:"reply_to_message,omitempty"`
	Text     string          `json:"text,omitempty"`
	Entities []Entity        `json:"entities,omitempty"`
	Caption  string          `json:"caption,omitempty"`
	CaptionE []Entity        `json:"caption_entities,omitempty"`
	Markup   json.RawMessage `json:"reply_markup,omitempty"`
	attachment
}

// An attachment is what a message has besides, or instead of, a text.
type attachment struct {
	Photo         any       `json:"photo,omitempty"`
	Voice         any       `json:"voice,omitempty"`
	Sticker       any       `json:"sticker,omitempty"`
	Location      any       `json:"location,omitempty"`
	Contact       any       `json:"contact,omitempty"`
	Poll          any       `json:"poll,omitempty"`
	Document      any       `json:"document,omitempty"`
	VideoNote     any       `json:"video_note,omitempty"`
	Animation     any       `json:"animation,omitempty"`
	ForwardOrigin any       `json:"forward_origin,omitempty"`
	ForwardFrom   *wireUser `json:"forward_from,omitempty"`
	ForwardDate   int64     `json:"forward_date,omitempty"`
	NewMembers    any       `json:"new_chat_members,omitempty"`
	LeftMember    *wireUser `json:"left_chat_member,omitempty"`
	MigrateTo     int64     `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom   int64     `json:"migrate_from_chat_id,omitempty"`
}

// A wireInaccessible stands for a message that is gone; its date is 0.
type wireInaccessible struct {
	Chat *wireChat `json:"chat"`
	ID   int64     `json:"message_id"`
	Date int64     `json:"date"`
}

type wireCallback struct {
	ID       string    `json:"id"`
	From     *wireUser `json:"from"`
	Message  any       `json:"message"`
	Instance string    `json:"chat_instance"`
	Data     string    `json:"data"`
}

type wireMember struct {
	Status string    `json:"status"`
	User   *wireUser `json:"user"`
	Until  *int64    `json:"until_date,omitempty"`
}

type wireMemberUpdate struct {
	Chat *wireChat  `json:"chat"`
	From *wireUser  `json:"from"`
	Date int64      `json:"date"`
	Old  wireMember `json:"old_chat_member"`
	New  wireMember `json:"new_chat_member"`
}
