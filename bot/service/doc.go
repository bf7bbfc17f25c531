// Package service runs the bot as a service: what comes in, what runs beside
// it, how it begins and how it ends. No part of it dies of an error: the error
// is logged and counted, and the part goes on.
//
// It ends in steps, so that nothing that was begun is cut off: it says that it
// is not ready, takes nothing in any more, ends its loops, and waits for what
// is still being sent.
package service
