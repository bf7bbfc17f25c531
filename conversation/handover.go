package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// offerOne offers the only pledge, or asks which.
func (t *turn) offerOne() {
	switch owned := t.owned(); len(owned) {
	case 0:
		t.say(sayNoPledges())
		t.ask(AtMenu)
	case 1:
		t.take(owned[0])
		t.do(pledge.Offer{})
	default:
		t.ask(AtHandOver)
	}
}

func (t *turn) showHandOver() Reply {
	r := Reply{Texts: []call.Text{sayHandOver()}}
	for i, p := range t.owned() {
		r.Options = append(r.Options, Option{ID: call.OptionID(itoa(i + 1)), Label: t.title(p), Detail: ref(t.standing(p))})
	}
	r.Options = append(r.Options, t.minor("menu")...)
	return r
}

// handOver offers one of the listed pledges.
func (t *turn) handOver(id call.OptionID) {
	for i, p := range t.owned() {
		if string(id) == itoa(i+1) {
			t.take(p)
			t.do(pledge.Offer{})
			return
		}
	}
	t.say(sayChooseOption())
	t.show()
}

// coded gives the code to be passed on. It is known only now: where it got
// lost on the way, another has to be made.
func (t *turn) coded(code string) {
	if code == "" {
		t.say(sayHandOverLost())
		t.ask(AtForget)
		return
	}
	t.reply(Reply{Class: Screen, Code: code, Texts: []call.Text{sayHandOverCode(aDate(t.now.AddDate(0, 0, pledge.HandoverDays).Format(time.DateOnly)), aText(t.title(t.pledge())))}})
	t.ask(AtMenu)
}

// bring takes a code that somebody has been given. Before anything is kept of
// them they read the notice, and they take the seat only with a yes.
func (t *turn) bring(code string) {
	t.s.Code = code
	if t.v.Me.Noticed.IsZero() {
		t.ask(AtPrivacy)
		return
	}
	t.ask(AtTakeOver)
}

func (t *turn) takeOver() {
	if p := t.pledge(); t.s.Code == "" && p.Successor == t.v.Me.ID {
		t.do(pledge.Succeed{})
		return
	}
	id, secret, _ := pledge.Coded(t.s.Code)
	if p, ok := t.v.Find(id); ok && p.Seats[t.v.Me.ID] == pledge.Owner {
		t.s.Code = ""
		t.refused(pledge.AlreadyDone)
		return
	}
	t.out = []Effect{Do{Pledge: id, Command: pledge.Take{Secret: secret}}}
}

// tookOver welcomes the new owner.
func (t *turn) tookOver() {
	t.s.Code = ""
	p := t.pledge()
	t.take(p)
	t.say(sayTookOver(aText(t.title(p))))
	t.ask(AtPreview)
}

// leaves lets go of a pledge that the person may read no more, and says so by its
// title where it has one.
func (t *turn) leaves(f pledge.Fact, untitled func() call.Text, titled func(call.Arg) call.Text) {
	if t.s.Pledge == f.Pledge {
		t.s.Pledge, t.v.Pledge = "", nil
	}
	if f.Note == "" {
		t.say(untitled())
	} else {
		t.say(titled(aWords(f.Note)))
	}
	t.ask(AtMenu)
}
