// Command bench measures pledgebot against two plain hand-written bots that ask
// the same questions (plainbot), on this machine, in one run: the same fake Bot
// API, the same Redis and Postgres, the same people (walk). It needs both
// servers, named as for tests:
//
//	PLEDGEBOT_TEST_POSTGRES=postgres://… PLEDGEBOT_TEST_REDIS=redis://… go run .
//
// Everything shares the machine's cores, also the people and the servers, so
// that ratios count and absolute figures do not.
package main
