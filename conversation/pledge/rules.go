package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// who may carry out a command.
type who string

const (
	anyone   who = "anyone" // who is not yet on the pledge
	ofOwner  who = "owner"
	ofWriter who = "contributor" // or owner
	ofTalker who = "member"      // owner, contributor, adviser or approver
	ofSigner who = "approver"
	ofGuest  who = "guest"     // on any seat but the owner's
	ofOther  who = "colleague" // of the city, and not the owner
	ofNone   who = "outsider"  // on no seat, and not of the team
	ofReview who = "reviewer"  // or administrator
	ofEither who = "principal" // the owner, or reviewer, or administrator
	ofTeam   who = "editor"    // or reviewer, or administrator
	ofClaim  who = "claimer"   // or administrator, or the service itself
	ofAdmin  who = "administrator"
	ofNobody who = "nobody" // the service itself, when a time has come
)

// A Rule is one line of a pledge's life: which command, from which states, by
// whom, and what must hold.
type Rule struct {
	Command string
	From    []State
	Who     who
	Holds   func(*call.Call, Pledge, time.Time, Actor, Command) Refusal
}

// writable are the states in which the city may change its text.
var writable = []State{Draft, ChangesRequested, Amending, Reporting}

// shared are the states in which others are let in.
var shared = []State{Draft, Submitted, InReview, ChangesRequested, Accepted, Amending, Reporting, Suspended}

// held are the states in which the pledge binds the city towards the team.
var held = []State{Submitted, InReview, ChangesRequested, Accepted, Amending, Reporting, Suspended}

// reminded are the states in which a report may be owed, whatever the city changes.
var reminded = []State{Submitted, InReview, ChangesRequested, Accepted, Amending, Reporting}

// opened are those in which the city cannot simply take its pledge back.
var opened = []State{InReview, ChangesRequested, Accepted, Amending, Reporting, Suspended}

// kept are the states in which the city changes nothing but what lasts.
var kept = []State{Submitted, InReview, Accepted, Suspended, Withdrawn}

// reviewed are the states in which the pledge is with the team.
var reviewed = []State{Submitted, InReview, ChangesRequested}

// Reviewed tells whether the team has the pledge and has not decided yet, be it the city's
// turn or not.
func (p Pledge) Reviewed() bool { return slices.Contains(reviewed, p.State) }

// Writable tells whether the city may change the text of a pledge.
func (p Pledge) Writable() bool { return slices.Contains(writable, p.State) }

// Rules is the life of a pledge as a table. What no row allows is refused.
var Rules = []Rule{
	{"create", []State{""}, anyone, nil},
	{"amend", writable, ofWriter, answerable},
	{"permit", kept, ofOwner, permissible},
	{"translate", writable, ofOwner, notDeleted},
	{"forward", writable, ofWriter, newer},
	{"submit", writable, ofOwner, submittable},
	{"recall", []State{Submitted}, ofOwner, nil},
	{"withdraw", opened, ofOwner, haltable},
	{"reinstate", []State{Withdrawn}, ofOwner, reinstatable},
	{"suspend", []State{Accepted}, ofEither, haltable},
	{"resume", []State{Suspended}, ofEither, resumable},
	{"send_code", held, ofOwner, codable},
	{"prove_mail", held, ofOwner, provable},
	{"move", []State{Accepted}, ofOwner, movable},
	{"set_zone", []State{Accepted}, ofOwner, zoned},
	{"put_off", reminded, ofOwner, snoozable},
	{"report_nothing", reminded, ofOwner, owing},
	{"stop_reminders", append([]State{Draft}, reminded...), ofEither, silenceable},
	{"resume_reminders", append([]State{Draft}, reminded...), ofEither, resumeable},
	{"leave_contact", reminded, ofOwner, nil},
	{"nudge", append([]State{Draft}, reminded...), ofNobody, nudgeable},
	{"fail_nudge", States, ofNobody, failable},
	{"escalate", reminded, ofNobody, escalatable},
	{"take_task", held, ofTeam, takeableTask},
	{"credit", held, ofTeam, creditable},
	{"shift_due", []State{Accepted, Amending, Reporting}, ofAdmin, shiftable},
	{"revise", []State{Accepted}, ofOwner, revisable},
	{"abandon", []State{Amending, Reporting, ChangesRequested}, ofOwner, abandonable},
	{"report", []State{Accepted}, ofOwner, reportable},
	{"agree", []State{Accepted}, ofOwner, agreeable},
	{"object", []State{Accepted}, ofOwner, agreeable},
	{"delete", []State{Draft}, ofOwner, notDeleted},
	{"restore", []State{Draft}, ofOwner, restorable},
	{"keep", shared, ofOwner, notDeleted},
	{"involve", shared, ofOwner, involvable},
	{"uninvite", shared, ofOwner, uninvitable},
	{"join", append([]State{""}, States...), ofNone, joinable}, // also of a pledge that never was
	{"consult", writable, ofOwner, consultable},
	{"advise", append([]State{""}, States...), ofOther, advisable},
	{"drop", States, ofOwner, droppable},
	{"petition", States, ofNone, petitionable},
	{"admit", shared, ofOwner, admissible},
	{"dismiss", States, ofOwner, dismissible},
	{"leave", States, ofGuest, nil},
	{"present", writable, ofOwner, presentable},
	{"sign_off", writable, ofSigner, signable},
	{"attach", writable, ofOwner, attachable},
	{"send_back", writable, ofSigner, noted},
	{"comment", writable, ofTalker, remarkable},
	{"respond", writable, ofTalker, respondable},
	{"settle", writable, ofTalker, settleable},
	{"disclose", []State{Draft}, ofOwner, concealed},
	{"conceal", []State{Draft}, ofOwner, disclosed},
	{"help", []State{Draft}, ofReview, helpable},
	{"warn", []State{Draft}, ofNobody, unwarned},
	{"offer", States, ofOwner, notDeleted},
	{"take", append([]State{""}, States...), anyone, offered}, // also of a pledge that never was
	{"appoint", States, ofOwner, appointable},
	{"succeed", States, ofGuest, succeeding},
	{"reseat", held, ofReview, reseatable},
	{"reply", []State{ChangesRequested}, ofWriter, repliable},
	{"track", []State{ChangesRequested}, ofNobody, trackable},
	{"bounce", States, ofNobody, nil},
	{"heed", []State{ChangesRequested}, ofWriter, heedable},
	{"look", []State{Submitted}, ofReview, nil},
	{"claim", reviewed, ofReview, claimable},
	{"release", reviewed, ofClaim, releasable},
	{"inquire", reviewed, ofReview, inquirable},
	{"suggest", reviewed, ofTeam, suggestible},
	{"correct", []State{ChangesRequested}, ofTeam, correctable},
	{"retract", []State{ChangesRequested}, ofTeam, retractable},
	{"vouch", []State{Submitted, InReview, Accepted}, ofReview, vouchable},
	{"accept", []State{Submitted, InReview}, ofReview, acceptable},
	{"decline", reviewed, ofReview, reasoned},
	{"edit", []State{Accepted}, ofTeam, editable},
	{"propose", []State{Accepted}, ofTeam, proposable},
	{"publish", []State{Accepted}, ofTeam, publishable},
	{"unpublish", held, ofTeam, unpublishable},
	{"enter", []State{Accepted, Suspended}, ofTeam, enterable},
	{"reconsider", []State{Draft, Accepted, Declined}, ofReview, reconsiderable},
}

// Possible tells whether somebody may give a command in a state of a pledge.
func Possible(cmd Command, s State) bool { return slices.Contains(ruleOf(cmd).From, s) }

// refusal looks a command up in Rules. The first thing refused is the right,
// so that nobody learns of a pledge they may not touch.
func refusal(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	r := ruleOf(cmd)
	why := Beyond(p, a, cmd)
	switch {
	case why == WrongState && r.Command == "submit" && p.Submitted != nil:
		return AlreadyDone
	case why == "" && r.Holds != nil:
		return r.Holds(c, p, now, a, cmd)
	}
	return why
}

// Beyond tells whether a command is refused whatever its words: NotAllowed for a right that
// somebody has not, WrongState for where the pledge stands.
func Beyond(p Pledge, a Actor, cmd Command) Refusal {
	r := ruleOf(cmd)
	switch {
	case !entitled(p, a, r.Who):
		return NotAllowed
	case !slices.Contains(r.From, p.State):
		return WrongState
	}
	return ""
}

func ruleOf(cmd Command) Rule {
	name := Name(cmd)
	return Rules[slices.IndexFunc(Rules, func(r Rule) bool { return r.Command == name })]
}

func entitled(p Pledge, a Actor, w who) bool {
	switch w {
	case anyone:
		return true
	case ofOwner:
		return a.Role == "" && p.Seats[a.Person] == Owner
	case ofWriter:
		return a.Role == "" && (p.Seats[a.Person] == Owner || p.Seats[a.Person] == Contributor)
	case ofTalker:
		return a.Role == "" && p.Seats[a.Person] != "" && p.Seats[a.Person] != Reader
	case ofSigner:
		return a.Role == "" && p.Seats[a.Person] == Approver
	case ofGuest:
		return a.Role == "" && p.Seats[a.Person] != "" && p.Seats[a.Person] != Owner
	case ofOther:
		return a.Role == "" && a.Person != "" && p.Seats[a.Person] != Owner
	case ofNone:
		return a.Role == "" && a.Person != "" && p.Seats[a.Person] == ""
	case ofNobody:
		return a == Actor{}
	case ofEither:
		return entitled(p, a, ofOwner) || entitled(p, a, ofReview)
	case ofReview:
		return (a.Role == Reviewer || a.Role == Administrator) && !p.Rehearsal
	case ofTeam:
		return a.Role != "" && !p.Rehearsal
	case ofAdmin:
		return a.Role == Administrator && !p.Rehearsal
	case ofClaim:
		mine := a.Role == Reviewer && (p.Claim == nil || p.Claim.By == a.Person)
		return a == Actor{} || a.Role == Administrator || mine
	}
	return false
}

func notDeleted(_ *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if !p.Deleted.IsZero() {
		return WrongState
	}
	return ""
}

func unwarned(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	switch warn := cmd.(Warn); {
	case p.Lapses != "":
		return AlreadyDone
	case p.Rev != warn.Seen:
		return TextChanged
	}
	return notDeleted(c, p, now, a, cmd)
}

func answerable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	amend := cmd.(Amend)
	if !p.Writes(c, a.Person, amend.Field) {
		return NotAllowed
	}
	if f, ok := c.Field(amend.Field); !ok && (amend.Field != call.TemplateKey || p.Progress != nil) || ok && !p.asks(&f) && !f.Lasts() {
		return Unsupported
	}
	if r := takable(p, amend); r != "" {
		return r
	}
	return notDeleted(c, p, now, a, cmd)
}

func newer(c *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if p.Call >= c.Version {
		return AlreadyDone
	}
	return ""
}

func submittable(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	switch submit := cmd.(Submit); {
	case !p.Deleted.IsZero():
		return WrongState
	case len(Points(c, p)) > 0:
		return Incomplete
	case submit.Check != Check(c, p):
		return TextChanged
	}
	return ""
}

func restorable(_ *call.Call, p Pledge, now time.Time, _ Actor, _ Command) Refusal {
	switch {
	case p.Deleted.IsZero():
		return AlreadyDone
	case now.Sub(p.Deleted) > RestoreDays*24*time.Hour:
		return TooLate
	}
	return ""
}

// offered is the whole right of a handover. Whatever is wrong with a code is
// answered alike, so that trying teaches nothing.
func offered(_ *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	if !Hands(p, cmd.(Take).Secret, now) {
		return CodeSpent
	}
	return ""
}

func acceptable(c *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	switch {
	case cmd.(Accept).Check != p.Submitted.Check:
		return TextChanged
	case c.Names.FourEyes && p.Approval != nil && p.Approval.Org == a.Org:
		return SecondEyes
	}
	return ""
}

// reasoned: a report is asked about until it can be accepted, and never declined.
func reasoned(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	switch {
	case p.Progress != nil:
		return WrongState
	case cmd.(Decline).Note == "":
		return NoteRequired
	}
	return ""
}
