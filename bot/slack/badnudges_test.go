package slack_test

import (
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/pledge"
)

// reminded is a pledge whose first reminder is on its way.
func (w *world) reminded() (pledge.Pledge, calendar.Nudge) {
	w.t.Helper()
	p := w.promised(inTime, vouched)
	slot := p.Reminders(product.Call)[1]
	zone, _ := p.Zone(product.Call)
	w.clock.Pass(slot.At(zone).Sub(w.clock.Now()))
	w.reminds()
	return w.now(p.ID), slot
}

// TestAReminderThatNobodyKnowsOfIsListed, with its city, on the card and by command, until
// somebody of the city speaks.
func TestAReminderThatNobodyKnowsOfIsListed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p, slot := w.reminded()
		lost := pledge.FailNudge{Slot: slot, Way: pledge.ByChat, Bad: pledge.Unsure}
		for range 2 { // it is noted once
			if _, why, err := w.bot.Do(t.Context(), conversation.InputID("sys:failed:"+w.clock.Now().String()), pledge.Actor{}, p.ID, lost); err != nil || why != "" && why != pledge.AlreadyDone {
				t.Fatal(why, err)
			}
			w.clock.Pass(time.Second)
		}
		w.draw()
		const said = "Nobody knows whether a reminder arrived; it is not sent twice."
		inOrder(t, w.card(tom).String(), said)
		inOrder(t, w.typed("nudges"), "For the team", "Riobamba, Ecuador", said)
		w.does(w.now(p.ID), pledge.ReportNothing{})
		w.draw()
		lacks(t, w.card(tom).String(), said)
	})
}

// TestWhoGivesCreditIsToldSo: of each pledge that they named, in Slack itself.
func TestWhoGivesCreditIsToldSo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.signsAndSends(w.reports(w.promised(inTime, vouched), nil))
		w.presses(tom, "accept")
		w.clock.Pass(pledge.TakeBackFor)
		inOrder(t, w.said(tom, "used "+reference+" CLA-2026-0009 In the report of 2028"), "Riobamba, Ecuador: the city is told.", "CLA-2026-0009")
		contains(t, w.said(tom, "used "+reference+" In the report of 2028"), "the city is not told. That is done already.")
	})
}
