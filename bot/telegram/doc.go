// Package telegram is the adapter of the Telegram Bot API: private chats hold
// the whole conversation, with inline keyboards; groups are told that drafting
// together comes by invitation.
//
// It takes updates by its own poll loop or webhook handler, decodes them from
// raw JSON, and uses go-telegram-bot-api as a client for calls only. A Telegram
// update is acknowledged after what follows from it is kept, never before.
package telegram
