package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// refused says why nothing was changed and shows what stands.
func (t *turn) refused(why pledge.Refusal) {
	if why == pledge.AlreadyDone && t.sent() {
		t.receipt(true)
		return
	}
	if t.s.Prompt.At == AtOffice && why != pledge.TooOften { // whether there is such a pledge, or a request already
		t.petitioned()
		return
	}
	if (t.s.Prompt.At == AtJoin || t.s.Prompt.At == AtAdviser) && why == pledge.CodeSpent {
		t.s.Offered = nil
		t.say(sayJoinSpent())
		t.ask(AtMenu)
		return
	}
	if at := t.s.Prompt.At; why == pledge.CodeSpent && at == AtMailCode {
		t.say(sayMailWrong())
		t.ask(at)
		return
	}
	t.say(call.Say("refused." + string(why)))
	_, asking := t.s.Prompt.At.base().question()
	switch {
	case why == pledge.CodeSpent:
		t.s.Code = ""
		t.ask(AtMenu)
	case why == pledge.QuestionOver, asking && why == pledge.TextChanged:
		t.show()
	case why == pledge.Incomplete && t.asked():
		t.ask(AtOpen)
	case why == pledge.TextChanged, why == pledge.Incomplete:
		t.ask(AtPreview)
	case why == pledge.AlreadyDone && t.s.Prompt.At == AtTakeOver:
		t.ask(AtMenu)
	case why == pledge.AlreadyDone:
		t.advance()
	case t.s.Prompt.At == "" || why == pledge.NotAllowed:
		t.s.Pledge, t.v.Pledge = "", nil
		t.ask(AtMenu)
	case why == pledge.WrongState:
		t.ask(AtPreview)
	default:
		t.show()
	}
}
