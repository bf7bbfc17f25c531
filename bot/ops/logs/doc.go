// Package logs makes the log of a service: structured, without secrets and
// without names. Who writes a record leaves both out; this package is the last
// line of defence, for what slips in with an error of somebody else's.
package logs
