package crashtest

import (
	"fmt"
	"strings"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// screens is how many messages each city has.
func (n *nudging) screens() (all []int) {
	for _, p := range n.phones() {
		all = append(all, len(p.Screen()))
	}
	return all
}

// audit compares what each city was shown on one day with what is kept of its reminder.
func (n *nudging) audit(slot calendar.Nudge, before []int) {
	n.t.Helper()
	db := n.open()
	defer func() { _ = db.Close() }() // it was only read
	for i, p := range n.phones() {
		var new []string
		for _, m := range p.Screen()[before[i]:] {
			new = append(new, m.Text)
		}
		n.slots++
		n.messages += len(new)
		if len(new) > 1 {
			n.twice++
		}
		id := pledge.ID(fmt.Sprintf("%024d", n.first+int64(i)))
		v, err := db.Look(n.t.Context(), store.Query{Pledge: id})
		if err != nil || v.Pledge == nil {
			n.t.Fatalf("%s: %v", id, err)
		}
		facts, err := db.Facts(n.t.Context(), id)
		if err != nil {
			n.t.Fatal(err)
		}
		if wrong := n.compare(slot, *v.Pledge, facts, new); wrong != "" {
			n.t.Errorf("%s, %s on %s: %s\nshown: %q\nkept: %+v", id, slot.Kind, slot.Day, wrong, new, v.Pledge.Nudges)
		}
	}
}

// compare says what is wrong about one reminder of one city; "" for nothing.
func (n *nudging) compare(slot calendar.Nudge, is pledge.Pledge, facts []pledge.Fact, shown []string) string {
	noted := map[pledge.FactKind]int{}
	for _, f := range facts {
		if f.Note == string(slot.Kind) && f.Expected == slot.Day {
			noted[f.Kind]++
		}
	}
	var rows int
	var state store.DeliveryState
	n.query(`SELECT count(*), min(state) FROM deliveries WHERE pledge = $1 AND key LIKE $2`, []any{is.ID, keys(slot)}, &rows, &state)
	listed := noted[pledge.NudgeFailed] == 1 && is.Task != nil && is.Task.Why == pledge.TaskUnsure
	last := is.Nudges[len(is.Nudges)-1]
	switch {
	case rows != 1 || noted[pledge.WasNudged] != 1 || noted[pledge.NudgeFailed] > 1 || noted[pledge.NudgeMissed] > 0:
		return fmt.Sprintf("%d deliveries, and noted was %v", rows, noted)
	case last.Kind != slot.Kind || last.Day != slot.Day:
		return "it is forgotten"
	case len(shown) > 1:
		return "it came twice"
	case len(shown) == 1 && !strings.Contains(shown[0], "report"):
		return "something else came"
	case state == store.Sent && len(shown) == 0:
		return "it is settled, and has not come"
	case state == store.Unknown && (!listed || last.Bad != pledge.Unsure):
		return fmt.Sprintf("it is not listed: noted was %v, the task is %+v", noted, is.Task)
	case state == store.Sent && noted[pledge.NudgeFailed] > 0: // it was slow, and not lost
		n.later++
	case state == store.Unknown:
		n.unsure++
		n.shown += len(shown)
	case state != store.Sent:
		return fmt.Sprintf("its delivery is %s", state)
	}
	return ""
}
