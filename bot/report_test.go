package bot_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// promised is a world in which ana's pledge was accepted, and a day in the ninety before
// its report is due on 30 July 2028.
func promised(t *testing.T) (*world, *person) {
	t.Helper()
	w, ana := owed(t)
	w.until("2028-05-10 09:00")
	return w, ana
}

// reporting is a report from its first question to the receipt.
var reporting = []string{
	"report", "/choose finished", "38", "/choose in_progress", "/choose on_track", "Thirty-eight homes are let by now.",
	"The last two homes follow in autumn.", "/choose no", "/choose no", "/choose whole", "/choose submit", "Mayor's office, 9 May 2028", "/choose submit",
}

// checks is what somebody is told of a paper that has a check code of a pledge.
func (w *world) checks(who, check string) string {
	w.t.Helper()
	bob := w.person(who, w.bot())
	bob.does("/link " + pledge.VerifyCode("CLA-2026-0001", check))
	return w.news(bob, 0)
}

// code is the check code of what ana has sent last.
func (w *world) code(ana *person) string {
	w.t.Helper()
	return w.mine(ana.address)[0].Submitted.Check
}

func reads(t *testing.T, text string, all ...string) {
	t.Helper()
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not stand in:\n%s", want, text)
		}
	}
}

// TestAReportTakesNoPledgesPlace: who checks the paper of a pledge is told nothing of
// newer words, and each report has its own.
func TestAReportTakesNoPledgesPlace(t *testing.T) {
	t.Parallel()
	w, ana := promised(t)
	of := w.code(ana)
	ana.does(reporting...)
	first := w.code(ana)
	if first == of {
		t.Fatal("the report has the code of its pledge")
	}
	reads(t, w.checks("bob", of), "Yes. CLA-2026-0001 was submitted on 25 November 2026 in the words that have the check code "+of)
	reads(t, w.checks("carla", first), "Yes. CLA-2026-0001 was submitted on 10 May 2028 in the words that have the check code "+first)

	w.clock.pass(24 * time.Hour)
	ana.does("/choose pledges", "/choose 1", "/choose recall", "/choose summary", "Thirty-nine homes are let by now.")
	ana.does("/choose submit", "Mayor's office, 10 May 2028", "/choose submit")
	again := w.code(ana)
	reads(t, w.checks("dora", first), "On 11 May 2028 other words were submitted in their place.")
	reads(t, w.checks("emil", again), "Yes. CLA-2026-0001 was submitted on 11 May 2028")
	reads(t, w.checks("fatou", of), "Yes. CLA-2026-0001 was submitted on 25 November 2026")

	p := w.mine(ana.address)[0]
	w.decides(ana.b, "desk:report", p.ID, pledge.Accept{Check: again})
	w.clock.pass(2 * 365 * 24 * time.Hour)
	ana.does(append(reporting[:len(reporting)-2:len(reporting)-2], "Mayor's office, 9 May 2030", "/choose submit")...)
	second := w.code(ana)
	reads(t, w.checks("gita", again), "Yes. CLA-2026-0001 was submitted on 11 May 2028")
	reads(t, w.checks("hugo", second), "Yes. CLA-2026-0001 was submitted on 11 May 2030")
	reads(t, w.checks("ines", of), "Yes. CLA-2026-0001 was submitted on 25 November 2026")
}

// TestTheCityIsToldThatItsReportIsAccepted, once that cannot be taken back any more.
func TestTheCityIsToldThatItsReportIsAccepted(t *testing.T) {
	t.Parallel()
	w, ana := promised(t)
	ana.does(reporting...)
	staffs(t, ana.b, "staffs rita", "desk:rita", asReviewer)
	p := w.mine(ana.address)[0]
	w.due(ana.b)
	seen := len(w.phones.shownTo(ana.address))
	if _, why, err := ana.b.DoAs(t.Context(), "accepts", "desk:rita", p.ID, pledge.Accept{Check: p.Submitted.Check}); why != "" || err != nil {
		t.Fatal(why, err)
	}
	w.clock.pass(pledge.TakeBackFor)
	w.due(ana.b)
	if got := w.news(ana, seen); got != "" {
		t.Errorf("told while it may be taken back:\n%s", got)
	}
	w.clock.pass(pledge.ToldAfter - pledge.TakeBackFor)
	w.due(ana.b)
	reads(t, w.news(ana, seen), "Your report on “40 affordable homes", "has been accepted.", "The next one is due on 30 July 2030.")
}

// TestTheTeamFindsWhatWasPromised: a report is read beside its pledge, and not looked for.
func TestTheTeamFindsWhatWasPromised(t *testing.T) {
	t.Parallel()
	w, ana := promised(t)
	ana.does(reporting...)
	for _, when := range []string{"in review", "taken back", "accepted"} {
		switch when {
		case "taken back":
			ana.does("/choose pledges", "/choose 1", "/choose recall")
		case "accepted":
			ana.does("/choose submit", "/choose submit")
			w.decides(ana.b, "desk:report", w.mine(ana.address)[0].ID, pledge.Accept{Check: w.code(ana)})
		}
		if w.found("affordable") != 1 || w.found("thirty") != 0 {
			t.Errorf("%s: what was promised is found %d times, the report %d times", when, w.found("affordable"), w.found("thirty"))
		}
	}
}
