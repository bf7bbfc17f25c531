// Package walk plays people who walk whole conversations with a bot through a
// fake Bot API server. Each sends the next step as soon as the bot has replied
// to the last one and acknowledged it, so that a bot is never given more than
// it takes. People know nothing but what is on their phones: the same walk
// drives any bot that asks the same questions.
package walk
