package bot_test

import (
	"testing"
	"time"

	"pledgebot/store/memory"
)

// A store goes away while somebody submits: all is received, and they do not
// know it. Whatever they do next brings the receipt first and begins no second
// draft, and the sweep has nothing to add.
func TestTheReceiptComesBeforeWhatIsAskedNext(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lost bool // the dialog is, as well
		line string
	}{
		"submit again":         {line: "/choose submit"},
		"the menu":             {line: "/choose menu"},
		"a draft, typed":       {line: "Draft a pledge"},
		"a draft, lost":        {lost: true, line: "Draft a pledge"},
		"hello, lost":          {lost: true, line: "/open en"},
		"anything, lost":       {lost: true, line: "hello"},
		"a command, lost":      {lost: true, line: "/pledges"},
		"an old button, lost":  {lost: true, line: "/choose submit"},
		"the last word before": {line: "/choose preview"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			ana.does(drafting...)
			ana.does("/choose submit", "Mayor's office, 20 November 2026")
			n := len(w.phones.shownTo(ana.address))
			ana.halfDone("/choose submit")
			if tt.lost {
				w.dialogs = memory.New()
			}
			ana.b = w.bot()
			w.clock.pass(time.Second)
			ana.does(tt.line)
			sameLines(t, "shown", w.fields(ana, n), []string{"receipt", "menu"})
			for range 3 {
				w.clock.pass(time.Minute)
				w.sweeps(ana.b)
			}
			sameLines(t, "shown after the sweep", w.fields(ana, n), []string{"receipt", "menu"})
			if all := w.mine(ana.address); len(all) != 1 || all[0].Submitted == nil {
				t.Errorf("there are %d pledges", len(all))
			}
			ana.does("/choose draft")
			if got := ana.reads().Field; got != "priorities" {
				t.Errorf("then a draft begins at %s", got)
			}
		})
	}
}
