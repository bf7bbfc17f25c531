// Package slack brings the mechanism team's desk to Slack: cards in a channel,
// windows, commands. It knows what Slack wants and nothing of pledges; what is
// shown and done is decided by package desk.
//
// What Slack sends comes over a connection of our own (Socket Mode) or to a URL
// of ours (HTTP); one handler stands behind both. It is acknowledged once what
// it asks for is kept, and Slack brings no press again: so one that cannot be
// carried out now is answered with a sentence that says so.
package slack
