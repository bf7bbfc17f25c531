package desk

import (
	"context"
	"errors"
	"fmt"

	"pledgebot/bot"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// scanOf is the scan of a sign-off that this person may see.
func (t turn) scanOf() *pledge.Scan {
	if !pledge.MayRead(t.actor, t.p, pledge.Approvals(t.call)) {
		return nil
	}
	return t.p.Scanned(t.call)
}

// scanned offers the scan where there is one.
func (t turn) scanned() []Button {
	if t.scanOf() == nil {
		return nil
	}
	return []Button{{Press: Press{Verb: Scan, Pledge: t.p.ID}, Label: t.say("desk.button.scan")}}
}

// scan gives the signed page to this person alone.
func (t turn) scan(ctx context.Context) (Outcome, error) {
	scan := t.scanOf()
	if scan == nil {
		return Outcome{Said: t.say("desk.scan.none")}, nil
	}
	data, err := t.fetch(ctx, scan.File.Ref)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return Outcome{Said: t.say("desk.scan.none")}, nil
	case err != nil:
		return Outcome{}, fmt.Errorf("fetch scan: %w", err)
	}
	name := "sign-off" + pledge.ScanTypes[scan.File.Type]
	if t.p.Submitted != nil {
		name = t.p.Submitted.Reference + "-" + name
	}
	return Outcome{Said: t.say("desk.scan.here", day(scan.At)), Files: []bot.File{{Name: name, Data: data}}}, nil
}
