package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// submit goes towards sending: to the open points, to the sign-off, to the
// confirmation, and from there sends. Nothing is sent without a yes to a text
// that was shown.
func (t *turn) submit() {
	if t.s.Pledge == "" {
		t.preview()
		return
	}
	p := t.pledge()
	switch {
	case !t.owns(p):
		t.say(sayOwnerSubmits())
		t.preview()
	case t.sent():
		t.receipt(true)
	case p.State == pledge.Amending && len(p.Amended(t.m.call)) == 0:
		t.preview() // it says that nothing reads otherwise
	case t.s.Prompt.At == AtConfirm:
		t.do(pledge.Submit{Check: t.s.Prompt.Check})
	case t.s.Prompt.At != AtPreview && t.s.Prompt.At != AtOpen && !t.signing() && len(t.openPoints()) == 0:
		t.preview()
	default:
		t.towards(p)
	}
}

// signing tells whether the open question is the sign-off.
func (t *turn) signing() bool { return t.signs(t.currentKey()) }

// towards asks what sending still waits for, the sign-off last.
func (t *turn) towards(p pledge.Pledge) {
	t.s.Return = ""
	points := pledge.Points(t.m.call, p)
	switch {
	case len(points) == 0:
		t.ask(AtConfirm)
	case t.signs(points[0].Key) && len(t.openPointsOf(p)) == 0:
		t.ask(Place(points[0].Key))
	default:
		t.ask(AtOpen)
	}
}

// openPoints are the answers that sending waits for, without the sign-off, which
// is asked for when the rest is complete.
func (t *turn) openPoints() []call.FieldKey { return t.openPointsOf(t.pledge()) }

func (t *turn) openPointsOf(p pledge.Pledge) []call.FieldKey {
	var out []call.FieldKey
	for _, point := range pledge.Points(t.m.call, p) {
		if point.Gap == pledge.Asked {
			continue
		}
		if !t.signs(point.Key) || p.Answers[point.Key].Unknown || point.Gap == pledge.Unsettled {
			out = append(out, point.Key)
		}
	}
	return out
}

// showConfirm asks for the last yes, bound to the text as it stands now.
func (t *turn) showConfirm() Reply {
	p := t.pledge()
	t.s.Prompt.Check = pledge.Check(t.m.call, p)
	city := t.m.call.Using(call.UseCity).Key
	r := Reply{}
	if plan := t.plan(); p.Template() != "" {
		r.Texts = append(r.Texts, sayPositionOf(aNumber(len(plan)+1), aNumber(len(plan)+1)))
	}
	if p.Rehearsal {
		r.Texts = append(r.Texts, sayRehearsing())
	}
	ask := sayConfirm
	switch {
	case p.Progress != nil && p.State == pledge.ChangesRequested:
		ask = sayReportSend
	case p.Progress != nil:
		ask = sayReportConfirm
	case p.Submitted != nil && p.State == pledge.ChangesRequested:
		ask = sayConfirmAgain
	case p.Standing != nil:
		ask = sayConfirmChange
	}
	r.Texts = append(r.Texts, ask(aText(t.title(p)), aWords(p.Value(city).First())))
	if lines := t.amendments(p); len(lines) > 0 {
		r.Texts = append(r.Texts, sayReviseChanges(aLines(lines)))
	}
	for _, f := range t.m.call.Fields {
		v, say := p.Value(f.Key), sayConfirmMore
		if p.Own(t.m.call) {
			say = sayConfirmOwn
		}
		if f.Stage == call.SignOff && !v.Empty() {
			r.Texts = append(r.Texts, say(aAnswer(f.Key, v), aWords(t.s.Prompt.Check)))
		}
	}
	r.Texts = append(r.Texts, t.scanned(p)...)
	for _, remark := range p.Unsettled() {
		if remark.Blocking {
			r.Texts = append(r.Texts, sayConfirmBlocking(aText(t.remarkLine(p, remark))))
		}
	}
	submit := t.option("submit")
	submit.Alone = true
	r.Options = []Option{submit, t.option("preview")}
	r.Options = append(r.Options, t.minor(append(t.completing(p), "save", "menu")...)...)
	return r
}

// sent tells whether this pledge has been submitted.
func (t *turn) sent() bool {
	p := t.pledge()
	return p.Submitted != nil && !p.Writable()
}

// receipt tells what was received, and the same again when asked again.
func (t *turn) receipt(again bool) { t.receiptOf(t.pledge(), again) }

func (t *turn) receiptOf(p pledge.Pledge, again bool) {
	sub := p.Submitted
	t.s.Receipted = sub.At
	if again {
		t.say(sayAgain())
	}
	r := Reply{Class: Receive, Print: t.printed(p, SheetPaper), Receipt: &Receipt{Reference: sub.Reference, Check: sub.Check, Expected: sub.Expected}}
	switch date := aDate(sub.At.Format(time.DateOnly)); {
	case p.Rehearsal:
		r.Texts = []call.Text{sayRehearsed(aWords(sub.Check))}
	case p.Progress != nil:
		r.Texts = append([]call.Text{sayReportReceipt(aText(t.title(p)), date, aWords(sub.Reference), aWords(sub.Check))}, t.changedHands(p)...)
	case p.Standing != nil:
		r.Texts = []call.Text{sayReceiptChange(date, aWords(sub.Reference), aWords(sub.Check), aDate(sub.Expected))}
	default:
		r.Texts = []call.Text{sayReceipt(date, aWords(sub.Reference), aWords(sub.Check), aDate(sub.Expected))}
		if days := t.m.call.Names.ReviewDays; days > 0 {
			r.Texts = append(r.Texts, sayReceiptSoon(aCount(days)))
		}
		if p.State == pledge.Submitted {
			r.Texts = append(r.Texts, sayReceiptNext())
		}
	}
	t.reply(r)
	t.s.Return, t.s.Change = "", ""
	if t.s.Prompt.At != AtMenu { // told late, it comes below a menu that is open
		t.ask(AtMenu)
	}
}
