package pledge_test

import (
	"slices"
	"testing"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// examples has of each command one that nothing but a right stands against, and
// the pledge on which it is so.
var examples = map[string]func(p pledge.Pledge) (pledge.Pledge, pledge.Command){
	"create":    plainly(pledge.Create{ID: "p2", Lang: "en", First: set("place_name", "Cuenca")}),
	"translate": plainly(pledge.Translate{Lang: "fr"}),
	"recall":    plainly(pledge.Recall{}),
	"delete":    plainly(pledge.Delete{}),
	"keep":      plainly(pledge.Keep{}),
	"offer":     plainly(pledge.Offer{Secret: "s"}),
	"attach": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Attach{File: pledge.File{Ref: "tg:f1", Type: "application/pdf", Size: 1}}
	},
	"appoint":   plainly(pledge.Appoint{Person: "contributor"}),
	"look":      plainly(pledge.Look{}),
	"inquire":   plainly(pledge.Inquire{Field: "title", Note: "Which council?"}),
	"decline":   plainly(pledge.Decline{Note: "It is no pledge."}),
	"claim":     plainly(pledge.Claim{}),
	"reply":     asked(pledge.Reply{Question: "q", Text: "40 in all"}),
	"correct":   asked(pledge.Correct{Question: "q", Note: "By which council?"}),
	"retract":   asked(pledge.Retract{Question: "q"}),
	"track":     asked(pledge.Track{Question: "q", Reach: pledge.Arrived}),
	"bounce":    plainly(pledge.Bounce{Why: "550 no such mailbox"}),
	"heed":      asked(pledge.Heed{Question: "q"}),
	"disclose":  plainly(pledge.Disclose{}),
	"send_back": plainly(pledge.SendBack{Note: "Which council?"}),
	"present": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Present{Check: pledge.Check(call.Default(), p)}
	},
	"sign_off": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.SignOff{Check: pledge.Check(call.Default(), p)}
	},
	"involve":  plainly(pledge.Involve{Seat: pledge.Reader, Secret: "s"}),
	"petition": plainly(pledge.Petition{Office: "Health Department"}),
	"dismiss":  plainly(pledge.Dismiss{Person: "contributor"}),
	"leave":    plainly(pledge.Leave{}),
	"uninvite": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Openings = []pledge.Opening{{ID: "1.0", At: now}}
		return p, pledge.Uninvite{Opening: "1.0"}
	},
	"comment": plainly(pledge.Comment{Field: "title", Text: "Is this within our powers?"}),
	"respond": remarked(pledge.Respond{Remark: "r", Text: "It is."}),
	"settle":  remarked(pledge.SettleRemark{Remark: "r"}),
	"consult": plainly(pledge.Consult{Field: "title", Secret: "s"}),
	"drop": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Advice = []pledge.Advice{{ID: "1.0", Field: "title"}}
		return p, pledge.Drop{Advice: "1.0"}
	},
	"advise": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p = pledge.Fold(p, pledge.Fact{Kind: pledge.Consulted, Rev: p.Rev, At: now, Field: "title", Check: openingHash(p)})
		return p, pledge.Advise{Secret: "s", Office: "Health Department", Value: call.Value{"Homes for families"}}
	},
	"join": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p = pledge.Fold(p, pledge.Fact{Kind: pledge.Involved, Rev: p.Rev, At: now, Seat: pledge.Reader, Check: openingHash(p)})
		return p, pledge.Join{Secret: "s", Office: "Health Department"}
	},
	"admit": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Requests = []pledge.Request{{By: "somebody", At: now}}
		return p, pledge.Admit{Person: "somebody", Seat: pledge.Reader}
	},
	"help": plainly(pledge.Help{}),
	"conceal": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Disclosed = now
		return p, pledge.Conceal{}
	},
	"reconsider": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		if p.State == pledge.Draft {
			p.HelpedWith = &pledge.HelpOffer{At: now}
		} else {
			p.Decided = &pledge.Decision{At: now, Before: &pledge.Before{State: pledge.InReview}}
		}
		return p, pledge.Reconsider{}
	},
	"release": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Claim = &pledge.Claimer{By: "desk"}
		return p, pledge.Release{}
	},
	"suggest": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Suggest{Field: "title", Value: call.Value{"Homes for families"}, Seen: p.Answers["title"].Rev}
	},
	"amend": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Amend{Field: "population", Value: call.Value{"5"}, Seen: p.Answers["population"].Rev}
	},
	"forward": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Call--
		return p, pledge.Forward{}
	},
	"submit": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Submit{Check: pledge.Check(call.Default(), p)}
	},
	"restore": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Deleted = now
		return p, pledge.Restore{}
	},
	"warn": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Warn{Seen: p.Rev, On: "2028-01-01"}
	},
	"take": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p = pledge.Fold(p, pledge.Fact{Kind: pledge.Offered, Rev: p.Rev, At: now, Check: secretHash(p)})
		return p, pledge.Take{Secret: "s"}
	},
	"succeed": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Heard = now.AddDate(0, 0, -pledge.QuietDays)
		return p, pledge.Succeed{}
	},
	"send_code": plainly(pledge.SendCode{Code: "4K7QM-2XH9D"}),
	"prove_mail": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		state := p.State
		p.State = pledge.Submitted
		p, _, _ = pledge.Apply(call.Default(), plainWords{}, p, now, pledge.Actor{Person: "owner"}, pledge.SendCode{Code: "4K7QM-2XH9D"})
		p.State = state
		return p, pledge.ProveMail{Code: "4k7qm2xh9d"}
	},
	"move":           reminded(pledge.Move{Nudge: calendar.OnTheDay, Day: "2028-12-01"}),
	"set_zone":       reminded(pledge.SetZone{Zone: "America/Guayaquil"}),
	"revise":         plainly(pledge.Revise{}),
	"report":         plainly(pledge.BeginReport{}),
	"put_off":        owing(pledge.PutOff{Day: "2028-06-01"}),
	"report_nothing": owing(pledge.ReportNothing{}),
	"stop_reminders": plainly(pledge.StopReminders{Note: "There is an election."}),
	"leave_contact":  plainly(pledge.LeaveContact{}),
	"nudge":          plainly(pledge.Nudge{}),
	"escalate":       plainly(pledge.Escalate{Why: pledge.TaskLeft}),
	"shift_due":      owing(pledge.ShiftDue{Day: "2028-06-01", Note: "The council has asked for it."}),
	"resume_reminders": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Silence = &pledge.Silence{Team: true}
		return p, pledge.ResumeReminders{}
	},
	"fail_nudge": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Nudges = []pledge.Nudged{{Kind: calendar.OnTheDay, Day: "2028-11-25", Way: pledge.ByChat}}
		return p, pledge.FailNudge{Slot: calendar.Nudge{Kind: calendar.OnTheDay, Day: "2028-11-25"}, Way: pledge.ByChat, Bad: pledge.Lost}
	},
	"credit": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Reports = []pledge.Report{{N: 1}}
		return p, pledge.Credit{Note: "In the report of 2028."}
	},
	"take_task": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Task = &pledge.Task{Why: pledge.TaskOverdue}
		return p, pledge.TakeTask{}
	},
	"abandon": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Standing = &pledge.Version{Answers: p.Answers}
		return p, pledge.Abandon{}
	},
	"edit":    edited(pledge.Edit{Lang: "fr", Wording: pledge.Wording{Title: "Logements", Text: "Des logements.", By: pledge.ByMechanism}, Seen: 1}, false),
	"propose": edited(pledge.Propose{Seen: 1}, false),
	"agree":   edited(pledge.Agree{Seen: 1}, true),
	"object":  edited(pledge.Object{Note: "There are fifty.", Seen: 1}, true),
	"publish": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p, cmd := edited(pledge.Publish{From: "2027-01-01", Seen: 1}, true)(p)
		p.Edition.Agreed = now
		return p, cmd
	},
	"unpublish": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Public = &pledge.Publication{From: "2027-01-01"}
		return p, pledge.Unpublish{Note: "An error"}
	},
	"enter":     plainly(pledge.Enter{Where: "gfmd", Number: "12"}),
	"permit":    plainly(pledge.Permit{Field: "consent_quote", Value: call.Value{"yes"}}),
	"withdraw":  plainly(pledge.Withdraw{Note: "The council has decided otherwise."}),
	"reinstate": halted(pledge.Reinstate{}),
	"suspend":   plainly(pledge.Suspend{Note: "The budget is not voted yet."}),
	"resume":    halted(pledge.Resume{}),
	"reseat": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Heard = now.AddDate(0, 0, -pledge.QuietDays)
		return p, pledge.Reseat{Secret: "s", Note: "Nobody answers"}
	},
	"vouch": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Vouch{Check: p.Submitted.Check}
	},
	"accept": func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		return p, pledge.Accept{Check: p.Submitted.Check}
	},
}

// plainly is a command to which any pledge will do.
func plainly(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) { return p, cmd }
}

// edited is a command about what the team would publish.
func edited(cmd pledge.Command, proposed bool) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Edition = &pledge.Edition{Rev: 1, Wordings: map[call.Lang]pledge.Wording{"en": {Title: "Homes", Text: "Forty homes.", By: pledge.ByMechanism}}}
		if proposed {
			p.Edition.Proposed = now
		}
		return p, cmd
	}
}

// owing is a command about a report that is owed, also while the city changes its pledge.
func owing(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		decided := pledge.Decision{At: now, Due: "2028-11-25"}
		p.Decided = &decided
		if p.State != pledge.Accepted {
			p.Standing = &pledge.Version{Answers: p.Answers, Submitted: *p.Submitted, Decided: decided}
		}
		return p, cmd
	}
}

// reminded is a command about the reminders of a report that is due.
func reminded(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Decided = &pledge.Decision{At: now, Due: "2028-11-25"}
		return p, cmd
	}
}

// halted is a command about a pledge that the actor's own side has halted.
func halted(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Halted = &pledge.Halt{At: now, Note: "The council has decided otherwise."}
		return p, cmd
	}
}

// asked is a command about a question that is open.
func asked(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Questions = []pledge.Question{{ID: "q", Field: "title", Note: "Which council?"}}
		return p, cmd
	}
}

// remarked is a command about a remark that everybody has made.
func remarked(cmd pledge.Command) func(pledge.Pledge) (pledge.Pledge, pledge.Command) {
	return func(p pledge.Pledge) (pledge.Pledge, pledge.Command) {
		p.Remarks = []pledge.Remark{{ID: "r", Field: "title", By: "owner"}}
		return p, cmd
	}
}

// secretHash is what an offer of the secret "s" leaves on a pledge.
func secretHash(p pledge.Pledge) string {
	p.State = pledge.Draft
	owner := pledge.Actor{Person: "owner"}
	_, facts, _ := pledge.Apply(call.Default(), plainWords{}, p, now, owner, pledge.Offer{Secret: "s"})
	return facts[0].Check
}

// openingHash is what an offer of a seat with the secret "s" leaves on a pledge.
func openingHash(p pledge.Pledge) string {
	p.State = pledge.Draft
	_, facts, _ := pledge.Apply(call.Default(), plainWords{}, p, now, pledge.Actor{Person: "owner"}, pledge.Involve{Seat: pledge.Reader, Secret: "s"})
	return facts[0].Check
}

// TestRightsAreWhatApplyAllows asks for everything by everybody in every state.
func TestRightsAreWhatApplyAllows(t *testing.T) {
	t.Parallel()
	base := submitted(t)
	base.Seats = map[pledge.Person]pledge.Seat{"owner": pledge.Owner, "contributor": pledge.Contributor, "adviser": pledge.Adviser, "approver": pledge.Approver, "reader": pledge.Reader}
	states := append([]pledge.State{""}, pledge.States...)
	yes, no := 0, 0
	for _, right := range pledge.Rights() {
		for _, state := range states {
			p := base
			p.State = state
			got, want := allowed(t, right.Role.Actor, right.Does, p), slices.Contains(right.In, state)
			if got != want {
				t.Errorf("%s by %s in %q: %v, and %v in the table", right.Does, right.Role.Name, state, got, want)
			}
			if got {
				yes++
			} else {
				no++
			}
		}
	}
	if all := len(pledge.Roles) * (len(pledge.Rules) + 3) * len(states); yes+no != all || yes == 0 {
		t.Errorf("%d times yes and %d times no, of %d", yes, no, all)
	}
}

func allowed(t *testing.T, a pledge.Actor, does string, p pledge.Pledge) bool {
	t.Helper()
	switch does {
	case pledge.ReadRight:
		return p.State != "" && pledge.MayRead(a, p, "title")
	case pledge.StaffRight:
		return pledge.Team{}.Staff(a, "desk:new", pledge.Desk{Role: pledge.Reviewer}) == ""
	case pledge.InviteRight:
		return pledge.MayInvite(a)
	}
	example, found := examples[does]
	if !found {
		t.Fatalf("there is no example of %s", does)
	}
	p, cmd := example(p)
	for i := range p.Remarks {
		p.Remarks[i].By = a.Person // whose it is to settle
	}
	if p.Halted != nil {
		p.Halted.Team = a.Role != "" // whose it is to go on
	}
	p.Successor = a.Person
	if pledge.Name(cmd) != does {
		t.Fatalf("the example of %s is a %s", does, pledge.Name(cmd))
	}
	_, _, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, a, cmd)
	return refusal == ""
}

func TestEveryRoleIsARole(t *testing.T) {
	t.Parallel()
	var desk []pledge.DeskRole
	for _, r := range pledge.Roles {
		if r.Actor.Role != "" {
			desk = append(desk, r.Actor.Role)
		}
	}
	if !slices.Equal(desk, pledge.DeskRoles) {
		t.Errorf("the table of rights knows %q, the team %q", desk, pledge.DeskRoles)
	}
}
