package desk

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The inputs of forms, by key.
const (
	inFields   = "fields"
	inStandard = "standard"
	inWords    = "words"
	inLang     = "lang"
	inReason   = "reason"
	inWording  = "wording"
	inInvite   = "invite"
)

// reasons are why a pledge is declined, by key.
var reasons = []string{"not_local", "not_compacts", "against_rights", "other"}

// Decide says what a press comes to: a command for the pledge, or nil for
// something to be shown. What reaches the city in words is shown first as the
// city will read it.
func (d *Desk) Decide(p pledge.Pledge, press Press) pledge.Command {
	switch press.Verb {
	case Claim:
		return pledge.Claim{}
	case Release:
		return pledge.Release{}
	case Accept:
		return pledge.Accept{Check: press.Seen}
	case Reconsider:
		return pledge.Reconsider{}
	case Retract:
		return pledge.Retract{Question: pledge.QuestionID(press.What)}
	case Preview:
		return d.message(p, press)
	case Vouch:
		return pledge.Vouch{Check: press.Seen}
	case Edit:
		return press.edit()
	case Resume:
		return pledge.Resume{}
	case Have:
		return pledge.TakeTask{}
	case Unpause:
		return pledge.ResumeReminders{}
	case Open, Ask, Change, Suggest, Decline, Help, Correct, Search, Invite, Revoke, Reseat, Scan, Propose, Publish, Unpublish, Enter, Suspend, Pause, Shift:
	}
	return nil
}

// message is the command that brings somebody's words to the city.
func (d *Desk) message(p pledge.Pledge, press Press) pledge.Command {
	lang := call.Lang(press.first(inLang))
	switch press.For {
	case Ask, Change:
		cmd := pledge.Inquire{Standard: call.QuestionKey(press.first(inStandard)), Change: press.For == Change}
		if cmd.Standard == "" {
			cmd.Note, cmd.Lang = press.first(inWords), lang
		}
		for i, key := range press.Given[inFields] {
			if i == 0 {
				cmd.Field = call.FieldKey(key)
			} else {
				cmd.Also = append(cmd.Also, call.FieldKey(key))
			}
		}
		return cmd
	case Suggest:
		cmd := pledge.Suggest{Field: call.FieldKey(press.first(inFields)), Value: call.Value{press.first(inWording)}, Seen: press.Rev}
		if cmd.Note = press.first(inWords); cmd.Note != "" {
			cmd.Lang = lang
		}
		return cmd
	case Correct:
		cmd := pledge.Correct{Question: pledge.QuestionID(press.What), Note: press.first(inWords), Lang: lang}
		if wording := press.first(inWording); wording != "" {
			cmd.Value = call.Value{wording}
		}
		return cmd
	case Decline:
		return pledge.Decline{Note: d.reason(p.Lang, press)}
	case Reseat:
		return pledge.Reseat{Note: press.first(inWords)}
	case Help:
		cmd := pledge.Help{Note: press.first(inWords)}
		if cmd.Note != "" {
			cmd.Lang = lang
		}
		return cmd
	case Propose:
		return pledge.Propose{Seen: press.Rev}
	case Publish:
		return pledge.Publish{From: d.from(d.in(d.lang), press.first(inDate)), Seen: press.Rev}
	case Unpublish:
		return pledge.Unpublish{Note: press.first(inWords)}
	case Enter:
		return pledge.Enter{Where: call.RegistryKey(press.first(inWhere)), Number: press.first(inNumber), Link: press.first(inLink)}
	case Suspend:
		return pledge.Suspend{Note: press.first(inWords)}
	case Pause:
		return pledge.StopReminders{Note: press.first(inWords)}
	case Shift:
		return pledge.ShiftDue{Day: d.from(d.in(d.lang), press.first(inDate)), Note: press.first(inWords)}
	case Claim, Release, Open, Accept, Reconsider, Retract, Preview, Search, Vouch, Invite, Revoke, Scan, Edit, Resume, Have, Unpause:
	}
	return nil
}

// reason is why a pledge is declined, in its own language, and what could change
// that, as it was written.
func (d *Desk) reason(lang call.Lang, press Press) string {
	note := d.in(lang).text(call.Say("desk.reason." + press.first(inReason)))
	if more := press.first(inWords); more != "" {
		note += "\n\n" + more
	}
	return note
}
