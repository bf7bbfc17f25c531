// Package conversation is where one person's dialog stands and what is said
// next, as a pure machine: Next takes a session, what the world looks like and
// an event, and gives the session after it and what must be done. It knows no
// clock, no network, no platform and no sentence of any language.
//
// The caller's duties, in their order: carry out a Do or Settle and tell its
// outcome as Happened or Refused, then keep the session and the replies in one
// commit, then acknowledge the input to the platform, then show the replies.
package conversation
