// Command bench measures pledgebot against two plain hand-written bots that ask
// the same questions (plainbot), on this machine, in one run: the same fake Bot
// API, the same Redis and Postgres, the same people (walk). It needs both
// servers, named as for tests:
//
//	PLEDGEBOT_TEST_POSTGRES=postgres://… PLEDGEBOT_TEST_REDIS=redis://… go run .
//
// From the root: make bench; BENCH='-memory' shows that memory does not grow
// with the dialogs that are stored (some minutes), BENCH='-ready' how long a start
// takes, BENCH='-users 16 -rounds 1' a part of the comparison. To see where the
// service spends its time, ask its OPS_ADDR for /debug/pprof/profile meanwhile.
//
// BENCH='-desk 1,16,64 -for 60s' measures instead how soon Slack is told that a
// press, a form or a command was taken, with so many people of the team at work
// (team) in a fake Slack, by requests and by Socket Mode, while others walk; and
// first the time from Submit on Telegram to the card in Slack. What Slack gives up
// after its three seconds counts with the time that it took, and stands in the
// last column. Every fact that was acknowledged must then be in the database.
// Slack's rates are off: they slow down the cards and, after a start, the look for
// people's languages, for which a press waits half a second at most.
//
// BENCH='-reminders 10000' measures how so many reminders are sent that are due at
// the same time: messages a second against the rates that Telegram allows, how many
// it refuses, and how long people who write meanwhile wait for their answer, against
// those who write before. It takes as long as that rate says, eight minutes for
// 10,000. The product is the one that is built for tests (-tags crash), as only that
// can be told that it is two years later.
//
// Everything shares the machine's cores, also the people and the servers, so
// that ratios count and absolute figures do not.
package main
