// Package bot is the runtime: it carries one input through the stores and the
// conversation, and what is owed to the person who waits.
//
// One input's journey: an adapter decodes an update and calls Handle. Handle
// loads the dialog, reads what the machine needs, asks it, keeps what was
// promised in one transaction, keeps where the dialog stands and what is to be
// shown in one commit, and returns. Only then does the adapter acknowledge the
// update, and Deliver shows what is owed. A crash anywhere repeats work and
// loses none: a repeated input finds its own facts or its own id and goes on
// from there.
package bot
