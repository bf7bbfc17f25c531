package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The types of an update, as far as the dialog needs them (Bot API, Update). Ids
// have up to 52 bits.
type (
	update struct {
		ID       int64     `json:"update_id"`
		Message  *message  `json:"message"`
		Edited   *message  `json:"edited_message"`
		Callback *callback `json:"callback_query"`
		Member   *member   `json:"my_chat_member"`
	}
	user struct {
		ID    int64  `json:"id"`
		IsBot bool   `json:"is_bot"`
		Lang  string `json:"language_code"`
	}
	chat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	}
	message struct {
		ID          int64   `json:"message_id"`
		From        *user   `json:"from"`
		Chat        chat    `json:"chat"`
		EditDate    int64   `json:"edit_date"`
		Text        string  `json:"text"`
		Reply       *quoted `json:"reply_to_message"`
		Album       string  `json:"media_group_id"`
		MigratedTo  int64   `json:"migrate_to_chat_id"`   // in the group that was
		MovedFrom   int64   `json:"migrate_from_chat_id"` // in the one that is
		Forward     present `json:"forward_origin"`
		ForwardDate int64   `json:"forward_date"` // of servers before Bot API 7.0

		Photo     photo    `json:"photo"`
		Video     present  `json:"video"`
		VideoNote present  `json:"video_note"`
		Animation present  `json:"animation"`
		Voice     present  `json:"voice"`
		Audio     present  `json:"audio"`
		Sticker   present  `json:"sticker"`
		Location  present  `json:"location"`
		Venue     present  `json:"venue"`
		Contact   present  `json:"contact"`
		Poll      present  `json:"poll"`
		Document  document `json:"document"`
		Dice      present  `json:"dice"`
		Game      present  `json:"game"`
		Story     present  `json:"story"`
		PaidMedia present  `json:"paid_media"`
		Checklist present  `json:"checklist"`

		service
	}
	quoted struct {
		ID int64 `json:"message_id"`
	}
	callback struct {
		ID      string   `json:"id"`
		From    user     `json:"from"`
		Message *message `json:"message"`
		Data    string   `json:"data"`
	}
	member struct {
		Chat chat  `json:"chat"`
		From user  `json:"from"`
		Date int64 `json:"date"`
		New  struct {
			Status string `json:"status"`
		} `json:"new_chat_member"`
	}
)

// present tells whether a part is there, whatever it holds.
type present bool

// UnmarshalJSON never fails: what an unknown part holds does not matter.
func (p *present) UnmarshalJSON(b []byte) error {
	*p = present(string(b) != "null")
	return nil
}

// A sized file, as far as it is fetched (Bot API, PhotoSize and Document).
type sized struct {
	ID   string `json:"file_id"`
	Type string `json:"mime_type"`
	Size int64  `json:"file_size"`
}

// A photo is its largest size; the platform makes a JPEG of every photo. Like a
// present, it is there whatever it holds.
type photo struct {
	present
	sized
}

// UnmarshalJSON never fails.
func (p *photo) UnmarshalJSON(b []byte) error {
	var all []sized
	_ = json.Unmarshal(b, &all) // of what is no list nothing is fetched
	for _, s := range all {
		if s.Size >= p.Size {
			p.sized = s
		}
	}
	p.Type = "image/jpeg"
	return p.present.UnmarshalJSON(b)
}

// A document is any other file.
type document struct {
	present
	sized
}

// UnmarshalJSON never fails.
func (d *document) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &d.sized) != nil {
		d.sized = sized{} // of what is no object nothing is fetched
	}
	return d.present.UnmarshalJSON(b)
}

var errNoID = errors.New("it has no update_id")

// decode reads one update. Where it cannot, the id and whose it is are read as
// far as that goes.
func decode(raw json.RawMessage) (update, error) {
	var u update
	err := json.Unmarshal(raw, &u)
	if err == nil && u.ID != 0 {
		return u, nil
	}
	var part struct {
		ID json.Number `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &part) // the error is told below
	u.ID, _ = part.ID.Int64()
	if err == nil {
		err = errNoID
	}
	return u, fmt.Errorf("decode update: %w", shape(err))
}

// shape is what is wrong with an update, without a word of it.
func shape(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		what, _, _ := strings.Cut(kind.Value, " ") // behind "number" comes the number, which may be an id
		return fmt.Errorf("%s is a %s", kind.Field, what)
	}
	if errors.Is(err, errNoID) {
		return err
	}
	return errors.New("it is no JSON object")
}
