// Package terminal is the conversation in a terminal: numbered choices and
// line editing for people, one JSON object a line for programs. It needs no
// account, server or network.
//
// It is the model adapter: to bring the conversation to another platform, read
// it and write the same four parts.
//
//   - Decode turns what the platform delivers into a bot.Update: who, what
//     (Opened, Said or Chose) and an input id that is the same each time the
//     platform delivers the same thing. See decode.go and terminal.go.
//   - Render turns a bot.Message into what the platform shows. The sentences
//     come ready made, in the person's language; an adapter decides how they
//     look and what the platform's limits are. See person.go and program.go.
//   - Send shows a message and returns its mark. Marks grow along the chat: a
//     text that was typed below a message has the larger one. If a message was
//     certainly not shown, Send says so with a *bot.SendError.
//   - Run hands over one input after the other: Handle first; when it returns
//     nil the input is kept and the platform may be told; then Deliver.
//
// An adapter keeps nothing, decides nothing and knows no field by name.
// Whatever a person wrote is made harmless where it is shown, by the rules of
// the platform; here these are in clean.go.
package terminal
