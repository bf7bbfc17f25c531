package logs

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// IDs gives people and chats names that only this installation could have
// given: the same one for the same person, so that a log can be followed, and
// none that leads back to them without the key.
type IDs struct{ key []byte }

// NewIDs derives the key from a secret of the installation, such as the bot's
// token. Another token gives other names.
func NewIDs(secret string) IDs { return IDs{key: digest([]byte(secret), "log ids v1")} }

// Of is the name of somebody, or of a chat.
func (i IDs) Of(id string) string { return "id-" + hex.EncodeToString(digest(i.key, id)[:6]) }

func digest(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
