package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Kept is one kind of thing that is kept for a time.
type Kept string

// What is kept for a time, and since when that time counts.
const (
	DraftUnwarned  Kept = "draft-notice"    // a draft's last change, until its people are told
	DraftUntouched Kept = "draft"           // a draft's last change
	DraftDeleted   Kept = "deleted-draft"   // its deletion
	Rehearsed      Kept = "rehearsal"       // its last change
	PledgeEnded    Kept = "ended-pledge"    // the decision that ended it
	AsideKept      Kept = "aside"           // the update came
	TextDelivered  Kept = "delivered-text"  // the last try to tell it
	ContactChanged Kept = "earlier-contact" // another took its place
	PersonUnseated Kept = "person"          // they last did something, while they hold no seat
	DialogSilent   Kept = "dialog"          // the last turn
	InviteEnded    Kept = "invite"          // it was taken back, or could not be taken any more
)

// A Fate is what becomes of a thing when its time is over.
type Fate string

// The fates.
const (
	ThenTold    Fate = "told"    // its people are told, once
	ThenErased  Fate = "erased"  // it is gone, with all that hangs on it
	ThenEmptied Fate = "emptied" // that it was stays, what it said is gone
)

// A Period is how long one kind of thing is kept, counted in one unit, and what
// then becomes of it.
type Period struct {
	Of     Kept
	Years  int
	Months int
	Days   int
	Then   Fate
}

// Retention is every period that is in force. The privacy notice, what is done
// each hour and docs/privacy.md all follow it.
var Retention = []Period{
	{Of: DraftUnwarned, Months: 11, Then: ThenTold},
	{Of: DraftUntouched, Months: 12, Then: ThenErased},
	{Of: DraftDeleted, Days: pledge.RestoreDays, Then: ThenErased},
	{Of: Rehearsed, Months: 12, Then: ThenErased},
	{Of: PledgeEnded, Years: 5, Then: ThenErased},
	{Of: AsideKept, Days: 30, Then: ThenErased},
	{Of: TextDelivered, Days: 30, Then: ThenEmptied},
	{Of: ContactChanged, Days: 90, Then: ThenEmptied},
	{Of: PersonUnseated, Months: 12, Then: ThenErased},
	{Of: DialogSilent, Days: 400, Then: ThenErased},
	{Of: InviteEnded, Days: 90, Then: ThenErased},
}

// PeriodOf is how long a kind of thing is kept.
func PeriodOf(k Kept) Period {
	for _, p := range Retention {
		if p.Of == k {
			return p
		}
	}
	return Period{}
}

// Before is the moment such that what is older has been kept long enough.
func (p Period) Before(now time.Time) time.Time { return now.AddDate(-p.Years, -p.Months, -p.Days) }

// ErasedOn is the date from which a draft that is warned of now may be erased:
// at the end of its period, and never sooner than its people were promised.
func ErasedOn(p pledge.Pledge, now time.Time) string {
	warned, whole := PeriodOf(DraftUnwarned), PeriodOf(DraftUntouched)
	end := p.Touched.AddDate(0, whole.Months, whole.Days)
	if fair := now.AddDate(0, whole.Months-warned.Months, whole.Days-warned.Days); end.Before(fair) {
		end = fair
	}
	return end.UTC().Format(time.DateOnly)
}

// periods says how long each thing is kept, a line for each.
func periods() call.Text {
	lines := make([]call.Text, len(Retention))
	for i, p := range Retention {
		lines[i] = call.Text{Key: periodKey(p), Args: map[string]call.Arg{"n": aNumber(p.Years + p.Months + p.Days)}}
	}
	return sayPeriods(aLines(lines))
}

func periodKey(p Period) string { return "privacy.period." + string(p.Of) }
