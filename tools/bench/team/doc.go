// Package team plays people of the mechanism team at work in a fake Slack. Each
// does the next thing as soon as the last was acknowledged and what follows from
// it stands on their screen, with pledges that nobody else has at hand.
package team
