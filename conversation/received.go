package conversation

import "pledgebot/conversation/call"

// brought answers a message that is no text, and puts the question again.
func (t *turn) brought(e Sent) {
	if t.scan(e.File) {
		return
	}
	t.say(call.Say("sent." + string(e.What)))
	t.brief = true
	t.again()
}

// gathered says once, to a chat of several people, where drafting together
// begins. After that their talk is left alone.
func (t *turn) gathered(e Gathered) {
	if t.v.Me.Group {
		return
	}
	me := t.v.Me
	me.Group, me.Noticed = true, t.now
	if me.Lang == "" {
		me.Lang = e.Lang
	}
	why := settledGroup
	if e.Moved {
		why = settledMoved
	}
	t.out = []Effect{Settle{Person: me, Why: why}}
}

// reachable keeps whether the person can be reached.
func (t *turn) reachable(yes bool) {
	if t.v.Me.Away != yes {
		return
	}
	me := t.v.Me
	me.Away = !yes
	why := settledAway
	if yes {
		why = settledBack
	}
	t.out = []Effect{Settle{Person: me, Why: why}}
}

// Why something was settled that is no choice of the person's.
const (
	settledAway  = "away"
	settledBack  = "back"
	settledGroup = "group"
	settledMoved = "moved"
)
