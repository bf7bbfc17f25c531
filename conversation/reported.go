package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// approvals is the field that keeps the sign-off.
func (t *turn) approvals() call.Field {
	f, _ := t.m.call.Field(pledge.Approvals(t.m.call))
	return f
}

// completing offers to say more of a sign-off that the owner reports.
func (t *turn) completing(p pledge.Pledge) []call.OptionID {
	if !p.Reported(t.m.call) || p.Rehearsal {
		return nil
	}
	return []call.OptionID{"complete"}
}

// showComplete is the sign-off as reported, and what may stand beside it.
func (t *turn) showComplete() Reply {
	p, f := t.pledge(), t.approvals()
	if !p.Reported(t.m.call) {
		return t.showPreview()
	}
	r := Reply{Texts: []call.Text{sayReported(aAnswer(f.Key, p.Value(f.Key)))}}
	r.Texts = append(r.Texts, t.scanned(p)...)
	r.Texts = append(r.Texts, sayReportedAsk())
	r.Options = append(r.Options, t.option("add_signer"), t.option("add_number"))
	if t.m.set.Files {
		r.Options = append(r.Options, t.option("add_scan"))
	}
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// scanned says that a scan stands beside the sign-off.
func (t *turn) scanned(p pledge.Pledge) []call.Text {
	if p.Scanned(t.m.call) == nil {
		return nil
	}
	return []call.Text{sayScanned()}
}

// complete is a press below it.
func (t *turn) complete(id call.OptionID) {
	f := t.approvals()
	at := Place(f.Key).part(max(1, len(t.pledge().Value(f.Key))), beside[id])
	switch {
	case beside[id] != "":
		t.ask(at)
		t.s.Return = AtComplete
	case id == "add_scan" && t.m.set.Files:
		t.ask(AtScan)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// beside are the parts of a sign-off that an option adds.
var beside = map[call.OptionID]call.FieldKey{"add_signer": "person", "add_number": "decision"}

// scan takes a file as the scan of the sign-off that is asked for or stands; false
// where none is expected.
func (t *turn) scan(file *pledge.File) bool {
	at, p := t.s.Prompt.At, t.pledge()
	expected := at == AtScan || at == AtComplete || at == AtConfirm || t.signing()
	switch {
	case file == nil || !t.m.set.Files || !expected || !t.owns(p) || p.Rehearsal:
		return false
	case file.Scannable() == pledge.TooLarge:
		t.say(sayScanLarge(aNumber(pledge.ScanMost >> 20)))
	case file.Scannable() != "":
		t.say(sayScanKind())
	case !p.Reported(t.m.call):
		t.say(sayScanFirst())
	default:
		t.do(pledge.Attach{File: *file})
		return true
	}
	t.again()
	return true
}

// attached goes on after a scan was kept.
func (t *turn) attached() {
	t.say(sayScanKept())
	t.towards(t.pledge())
}
