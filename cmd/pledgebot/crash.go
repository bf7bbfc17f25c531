//go:build crash

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"pledgebot/bot/service"
)

// This program can be made to die, as by SIGKILL, when it passes a named point
// for the n-th time:
//
//	PLEDGEBOT_CRASH_AT="before look:3"
//
// PLEDGEBOT_CRASH_AT=list prints every point instead, with what it takes to
// come there. PLEDGEBOT_CRASH_CLOCK, in nanoseconds since 1970, is when its time
// began to run fast, so that what is waited for a minute comes in seconds. With
// PLEDGEBOT_CRASH_LATER, a duration, time runs as it does, but is later by so much.

// A step has a point before it and one after it.
type step string

// The ways in which a program may get updates.
const (
	inAny     = "any"
	inPoll    = "poll"
	inWebhook = "webhook"
	inSlack   = "slack" // with the team's desk
	inMail    = "mail"  // with a mail server
	inTime    = "time"  // when the time of a reminder has come
)

// The steps of the program.
const (
	loadDialog     step = "load dialog"
	commitTurn     step = "commit turn"
	settle         step = "settle"
	takeOver       step = "take over"
	listOwing      step = "list who is owed"
	look           step = "look"
	commitNew      step = "commit new pledge"
	commitAnswer   step = "commit answer"
	commitPerson   step = "commit person"
	commitSubmit   step = "commit submission"
	lastSweep      step = "read last sweep"
	lateFacts      step = "read late facts"
	rememberSweep  step = "remember sweep"
	claim          step = "claim delivery" // writes that it is being sent
	finish         step = "finish delivery"
	putBack        step = "put delivery back"
	listStuck      step = "list stuck deliveries"
	setAside       step = "set aside"
	lead           step = "lead"
	deliverRound   step = "deliver"
	sweepRound     step = "sweep"
	sendMessage    step = "sendMessage"
	editText       step = "editMessageText"
	editButtons    step = "editMessageReplyMarkup"
	answerPress    step = "answerCallbackQuery"
	getUpdates     step = "getUpdates" // moves the offset: acknowledges
	deleteWebhook  step = "deleteWebhook"
	setWebhook     step = "setWebhook"
	getDescription step = "getMyDescription"
	takeRequest    step = "take request"
	acknowledgment step = "acknowledge" // status 200 of the webhook
	takePress      step = "take press"  // what follows from it is kept, and not acknowledged
	takeWords      step = "take words"  // for the city
	takeAcceptance step = "take acceptance"
	claimCard      step = "claim card"
	placeCard      step = "place card"
	finishCard     step = "finish card"
	postponeCard   step = "postpone card"
	postMessage    step = "chat.postMessage"
	redrawMessage  step = "chat.update"
	postEphemeral  step = "chat.postEphemeral"
	openView       step = "views.open"
	readHistory    step = "conversations.history" // looks for a card
	readReplies    step = "conversations.replies" // looks for its story
	handInMail     step = "hand in mail"
	remindRound    step = "remind"
	listReminders  step = "list reminders"
	lookAgain      step = "look again"
	commitReminder step = "commit reminder"
	commitFault    step = "commit failed reminder" // nobody knows whether it has come
)

// steps says where each step is taken.
var steps = map[step]string{
	loadDialog: inAny, commitTurn: inAny, settle: inAny, takeOver: inAny, listOwing: inAny, look: inAny, commitNew: inAny,
	commitAnswer: inAny, commitPerson: inAny, commitSubmit: inAny, lastSweep: inAny, lateFacts: inAny, rememberSweep: inAny,
	claim: inAny, finish: inAny, putBack: inAny, listStuck: inAny, setAside: inAny, lead: inAny, deliverRound: inAny,
	sweepRound: inAny, sendMessage: inAny, editText: inAny, editButtons: inAny, getDescription: inAny,
	answerPress: inPoll, getUpdates: inPoll, deleteWebhook: inPoll,
	setWebhook: inWebhook, takeRequest: inWebhook, acknowledgment: inWebhook,
	takePress: inSlack, takeWords: inSlack, takeAcceptance: inSlack, claimCard: inSlack, placeCard: inSlack, finishCard: inSlack,
	postponeCard: inSlack, postMessage: inSlack, redrawMessage: inSlack, postEphemeral: inSlack, openView: inSlack,
	readHistory: inSlack, readReplies: inSlack, handInMail: inMail,
	remindRound: inTime, listReminders: inTime, lookAgain: inTime, commitReminder: inTime, commitFault: inTime,
}

func (s step) before() { pass("before ", s) }
func (s step) after()  { pass("after ", s) }

// fatal is the point at which the program dies, and how often it is passed
// before.
var (
	fatal string
	left  atomic.Int64
	began time.Time // since when time runs fast; zero if it does not
	later time.Duration
)

func init() {
	at := os.Getenv("PLEDGEBOT_CRASH_AT")
	if at == "list" {
		for s, in := range steps {
			fmt.Printf("before %s\t%s\nafter %s\t%s\n", s, in, s, in) //nolint:forbidigo // the program is only asked this
		}
		os.Exit(0)
	}
	point, times, _ := strings.Cut(at, ":")
	n, _ := strconv.ParseInt(times, 10, 64)
	fatal = point
	left.Store(n)
	if ns, err := strconv.ParseInt(os.Getenv("PLEDGEBOT_CRASH_CLOCK"), 10, 64); err == nil {
		began = time.Unix(0, ns)
	}
	later, _ = time.ParseDuration(os.Getenv("PLEDGEBOT_CRASH_LATER")) // 0 where it is not given
}

// pass passes a point, or dies there.
func pass(when string, s step) {
	if _, known := steps[s]; !known {
		panic("a point that is not in the list: " + string(s))
	}
	if when+string(s) != fatal || left.Add(-1) != 0 {
		return
	}
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {} // nothing happens after the point
}

// faster is how much faster time runs.
const faster = 20

// wallClock is the real clock, one that is late, or one that runs faster.
func wallClock() service.Clock {
	pace := time.Duration(faster)
	if began.IsZero() {
		pace = 1
	}
	return service.Clock{
		Now: func() time.Time {
			now := time.Now()
			if pace == 1 {
				return now.Add(later)
			}
			return began.Add(pace * now.Sub(began))
		},
		After: func(d time.Duration) <-chan time.Time { return time.After(d / pace) },
		Tick: func(d time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(d / pace)
			return t.C, t.Stop
		},
	}
}
