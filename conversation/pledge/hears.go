package pledge

import "pledgebot/conversation/call"

// Hears tells whether somebody of the city is told of a fact that another made
// true. Questions go to those who can deal with them, decisions to everybody, and
// who comes and goes to those whom it concerns.
func (p Pledge) Hears(c *call.Call, who Person, f Fact) bool {
	seat := p.Seats[who]
	if f.By == who {
		return false
	}
	switch f.Kind {
	case Inquired, Suggested, Corrected, Retracted:
		return seat != "" && p.answers(c, who, f.Question())
	case WasAccepted, WasDeclined, WasSubmitted, WasWithdrawn, Reinstated, WasSuspended, Resumed:
		return seat != ""
	case Claimed:
		return seat == Owner && f.At.Equal(p.Met) // for the first time only
	case WasPublished, Entered, Unpublished:
		return seat != "" && f.Team
	case Credited:
		return seat != ""
	case DueShifted, RemindersStopped, RemindersResumed:
		return seat == Owner && f.Team
	case Proposed, Warned, Helped, Petitioned, Advised, Reseated:
		return seat == Owner
	case Remarked:
		return seat == Owner && f.Change // of the others the preview tells
	case Presented, Retouched:
		return seat == Approver
	case SignedOff, SentBack, Bounced:
		return seat == Owner
	case Appointed:
		return f.Whom == who
	case Joined, Dismissed:
		told := f.Whom == who || f.Whom == f.By && seat == Owner
		return told && f.Seat != "" // a request that is turned down is not told
	}
	return false
}
