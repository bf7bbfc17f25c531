package telegram

// The texts this adapter says itself, by key.
const (
	textAgain      = "telegram.again"
	textAside      = "telegram.aside"
	textAbout      = "telegram.about" // with call
	textAboutShort = "telegram.about_short"
	textCommand    = "telegram.command." // and a command
)

// commands are what the menu of a private chat offers, in this order.
var commands = []string{
	"start", "pledge", "continue", "pledges", "nudges", "report", "language", "privacy", "mydata", "forget", "verify", "help", "cancel",
}

// Lines is every text this adapter says itself, with the names of its
// arguments, for the test that proves every language complete.
func Lines() map[string][]string {
	lines := map[string][]string{textAgain: nil, textAside: nil, textAbout: {"call"}, textAboutShort: nil}
	for _, c := range commands {
		lines[textCommand+c] = nil
	}
	return lines
}
