package slack

import "strings"

// The texts this adapter says itself, by key.
const (
	textAgain   = "slack.again"
	textStale   = "slack.stale"
	textTooLong = "slack.too_long"
	textGuest   = "slack.guest"
)

// Lines is every text this adapter says itself, with the names of its
// arguments, for the test that proves every language complete.
func Lines() map[string][]string {
	return map[string][]string{textAgain: nil, textStale: nil, textTooLong: nil, textGuest: nil}
}

// escape makes text that Slack would read as markup plain: these three
// characters begin all of it (docs.slack.dev/messaging/formatting-message-text).
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
