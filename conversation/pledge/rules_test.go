package pledge_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestRules walks every command in every state by everybody, and checks what
// is allowed against the table written out here.
func TestRules(t *testing.T) {
	t.Parallel()
	const owed = "submitted in_review changes_requested accepted amending reporting"
	allowed := map[string]string{
		"amend": "draft changes_requested amending reporting", "translate": "draft changes_requested amending reporting", "submit": "draft changes_requested amending reporting",
		"recall": "submitted", "delete": "draft", "restore": "draft", "keep": "draft submitted in_review changes_requested accepted amending reporting suspended", "warn": "draft", "forward": "draft changes_requested amending reporting",
		"offer": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn", "appoint": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn",
		"reseat": "submitted in_review changes_requested accepted amending reporting suspended",
		"look":   "submitted", "inquire": "submitted in_review changes_requested", "accept": "submitted in_review",
		"decline": "submitted in_review changes_requested", "claim": "submitted in_review changes_requested",
		"release": "submitted in_review changes_requested", "suggest": "submitted in_review changes_requested",
		"correct": "changes_requested", "retract": "changes_requested", "reply": "changes_requested",
		"bounce": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn",
		"track":  "changes_requested", "heed": "changes_requested", "involve": "draft submitted in_review changes_requested accepted amending reporting suspended", "uninvite": "draft submitted in_review changes_requested accepted amending reporting suspended",
		"admit": "draft submitted in_review changes_requested accepted amending reporting suspended", "dismiss": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn",
		"comment": "draft changes_requested amending reporting", "attach": "draft changes_requested amending reporting",
		"present": "draft changes_requested amending reporting", "consult": "draft changes_requested amending reporting", "drop": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn",
		"disclose": "draft", "conceal": "draft", "help": "draft",
		"agree": "accepted", "object": "accepted", "edit": "accepted", "propose": "accepted", "publish": "accepted",
		"send_code": "submitted in_review changes_requested accepted amending reporting suspended", "prove_mail": "submitted in_review changes_requested accepted amending reporting suspended",
		"move": "accepted", "set_zone": "accepted", "revise": "accepted", "report": "accepted", "put_off": owed, "report_nothing": owed, "stop_reminders": "draft " + owed, "resume_reminders": "draft " + owed, "leave_contact": owed,
		"nudge": "draft " + owed, "fail_nudge": "draft submitted in_review changes_requested accepted declined amending reporting suspended withdrawn", "escalate": owed,
		"credit": "submitted in_review changes_requested accepted amending reporting suspended", "take_task": "submitted in_review changes_requested accepted amending reporting suspended", "abandon": "changes_requested amending reporting",
		"unpublish": "submitted in_review changes_requested accepted amending reporting suspended", "enter": "accepted suspended",
		"permit": "submitted in_review accepted suspended withdrawn", "withdraw": "in_review changes_requested accepted amending reporting suspended",
		"reinstate": "withdrawn", "suspend": "accepted", "resume": "suspended",
	}
	commands := []pledge.Command{
		set("population", "5"),
		pledge.Permit{Field: "consent_quote", Value: call.Value{"yes"}},
		pledge.Withdraw{Note: "The council has decided otherwise."},
		pledge.Reinstate{},
		pledge.Suspend{Note: "The budget is not voted yet."},
		pledge.Resume{},
		pledge.SendCode{Code: "4K7QM-2XH9D"},
		pledge.ProveMail{},
		pledge.Move{},
		pledge.SetZone{},
		pledge.Revise{},
		pledge.Abandon{},
		pledge.BeginReport{},
		pledge.PutOff{},
		pledge.ReportNothing{},
		pledge.StopReminders{Note: "The city is on strike."},
		pledge.ResumeReminders{},
		pledge.LeaveContact{},
		pledge.Nudge{Way: pledge.ByChat},
		pledge.FailNudge{},
		pledge.Escalate{Why: pledge.TaskOverdue},
		pledge.TakeTask{},
		pledge.Credit{Note: "In the report of 2028."},
		pledge.Edit{Lang: "en", Wording: pledge.Wording{Title: "Homes", Text: "Forty homes.", By: pledge.ByMechanism}},
		pledge.Propose{},
		pledge.Agree{},
		pledge.Object{Note: "There are fifty."},
		pledge.Publish{From: "2027-01-01"},
		pledge.Unpublish{Note: "An error"},
		pledge.Enter{Where: "gfmd", Number: "12"},
		pledge.Translate{Lang: "fr"},
		pledge.Submit{},
		pledge.Recall{},
		pledge.Delete{},
		pledge.Restore{},
		pledge.Keep{},
		pledge.Warn{},
		pledge.Forward{},
		pledge.Offer{},
		pledge.Appoint{Person: "somebody"},
		pledge.Reseat{Note: "Nobody answers"},
		pledge.Look{},
		pledge.Inquire{Field: "title", Note: "?"},
		pledge.Accept{},
		pledge.Decline{Note: "no"},
		pledge.Claim{},
		pledge.Release{},
		pledge.Suggest{Field: "title", Value: call.Value{"A title"}},
		pledge.Correct{Question: "1.0", Note: "?"},
		pledge.Retract{Question: "1.0"},
		pledge.Reply{Question: "1.0", Text: "yes"},
		pledge.Track{Question: "1.0", Reach: pledge.Arrived},
		pledge.Bounce{},
		pledge.Heed{Question: "1.0"},
		pledge.Involve{Seat: pledge.Reader},
		pledge.Uninvite{},
		pledge.Admit{Person: "somebody", Seat: pledge.Reader},
		pledge.Dismiss{Person: "somebody"},
		pledge.Present{},
		pledge.Attach{},
		pledge.Comment{Field: "title", Text: "?"},
		pledge.Consult{Field: "title"},
		pledge.Drop{Advice: "1.0"},
		pledge.Disclose{},
		pledge.Conceal{},
		pledge.Help{},
	}
	cityOnly := "report put_off report_nothing leave_contact move set_zone send_code prove_mail revise abandon agree object amend permit withdraw reinstate translate submit recall delete restore keep forward offer appoint reply heed present attach comment consult drop disclose conceal involve uninvite admit dismiss"
	byService := "nudge fail_nudge escalate warn release track bounce"
	byEditors := "credit take_task unpublish edit propose publish enter suggest correct retract"
	base := submitted(t)
	for _, cmd := range commands {
		name := pledge.Name(cmd)
		for _, state := range pledge.States {
			for who, actor := range map[string]pledge.Actor{"nobody": {}, "owner": ana, "stranger": other, "desk": desk, "editor": {Person: "desk:e", Role: pledge.Editor}} {
				p := base
				p.State, p.Halted, p.Standing = state, &pledge.Halt{At: now, Team: actor.Role != ""}, &pledge.Version{Answers: base.Answers}
				_, _, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, actor, cmd)
				right := who == "owner" && slices.Contains(strings.Fields(cityOnly+" suspend resume stop_reminders resume_reminders"), name) ||
					who == "nobody" && slices.Contains(strings.Fields(byService), name) ||
					who == "editor" && slices.Contains(strings.Fields(byEditors), name) ||
					who == "desk" && !slices.Contains(strings.Fields(cityOnly+" nudge fail_nudge escalate warn track bounce"), name)
				in := slices.Contains(strings.Fields(allowed[name]), string(state))
				switch {
				case !right && refusal != pledge.NotAllowed:
					t.Errorf("%s by %s in %s: %q, want not_allowed", name, who, state, refusal)
				case right && !in && refusal != pledge.WrongState && refusal != pledge.AlreadyDone:
					t.Errorf("%s in %s: %q, want wrong_state", name, state, refusal)
				case right && in && (refusal == pledge.NotAllowed || refusal == pledge.WrongState):
					t.Errorf("%s in %s: %q", name, state, refusal)
				}
			}
		}
	}
}

// TestRefusals: what the table lets through is still refused for what does not hold.
func TestRefusals(t *testing.T) {
	t.Parallel()
	sent, draft := submitted(t), complete(t)
	asked, question := inquired(t)
	offered, suggestion := suggested(t)
	claimed, _ := apply(t, sent, desk, pledge.Claim{})
	iom := pledge.Actor{Person: "desk:i", Role: pledge.Reviewer, Org: "IOM"}
	admin := pledge.Actor{Person: "desk:a", Role: pledge.Administrator, Org: "MMC"}
	title := sent.Answers["title"].Rev
	deleted, _ := apply(t, draft, ana, pledge.Delete{})
	accepted, _ := apply(t, sent, desk, pledge.Accept{Check: sent.Submitted.Check})
	shown, _ := apply(t, draft, ana, pledge.Disclose{})
	helped, _ := applyAt(t, draft, now.Add(time.Nanosecond), desk, pledge.Help{})
	went, _ := applyAt(t, helped, now.Add(time.Hour), ana, set("population", "230000"))
	rehearsal, rehearsed := draft, sent
	rehearsal.Rehearsal, rehearsed.Rehearsal = true, true
	withdrawn, _ := apply(t, accepted, ana, pledge.Withdraw{Note: "The council has decided otherwise."})
	rests, _ := apply(t, accepted, ana, pledge.Suspend{Note: "The budget is not voted yet."})
	stopped, _ := apply(t, accepted, desk, pledge.Suspend{Note: "Nobody answers."})
	for name, tc := range map[string]struct {
		p     pledge.Pledge
		actor pledge.Actor
		cmd   pledge.Command
		after time.Duration
		want  pledge.Refusal
	}{
		"restore in time":             {deleted, ana, pledge.Restore{}, 29 * 24 * time.Hour, ""},
		"restore too late":            {deleted, ana, pledge.Restore{}, 31 * 24 * time.Hour, pledge.TooLate},
		"restore what is there":       {draft, ana, pledge.Restore{}, 0, pledge.AlreadyDone},
		"change what is deleted":      {deleted, ana, set("population", "5"), 0, pledge.WrongState},
		"delete twice":                {deleted, ana, pledge.Delete{}, 0, pledge.WrongState},
		"keep what is deleted":        {deleted, ana, pledge.Keep{}, 0, pledge.WrongState},
		"warn of what is deleted":     {deleted, pledge.Actor{}, pledge.Warn{Seen: deleted.Rev, On: "2028-03-01"}, 0, pledge.WrongState},
		"warn of another text":        {draft, pledge.Actor{}, pledge.Warn{Seen: draft.Rev - 1, On: "2028-03-01"}, 0, pledge.TextChanged},
		"warn":                        {draft, pledge.Actor{}, pledge.Warn{Seen: draft.Rev, On: "2028-03-01"}, 0, ""},
		"submit what is deleted":      {deleted, ana, pledge.Submit{}, 0, pledge.WrongState},
		"a field that is not there":   {draft, ana, set("nothing", "5"), 0, pledge.Unsupported},
		"forward to the same version": {draft, ana, pledge.Forward{}, 0, pledge.AlreadyDone},
		"ask without a question":      {sent, desk, pledge.Inquire{Field: "title"}, 0, pledge.NoteRequired},
		"ask about nothing":           {sent, desk, pledge.Inquire{Field: "nothing", Note: "?"}, 0, pledge.Unsupported},
		"accept another text":         {sent, desk, pledge.Accept{Check: "00000-00000"}, 0, pledge.TextChanged},
		"accept the text":             {sent, desk, pledge.Accept{Check: sent.Submitted.Check}, 0, ""},
		"decline without a reason":    {sent, desk, pledge.Decline{}, 0, pledge.NoteRequired},
		"recall before it was opened": {sent, ana, pledge.Recall{}, 0, ""},

		"move a reminder":                       {accepted, ana, pledge.Move{Nudge: calendar.Before30, Day: "2028-07-03"}, 0, ""},
		"move a reminder onto the one before":   {accepted, ana, pledge.Move{Nudge: calendar.Before30, Day: "2028-05-01"}, 0, pledge.TooLate},
		"move a reminder onto the one after":    {accepted, ana, pledge.Move{Nudge: calendar.Before30, Day: "2028-07-24"}, 0, pledge.TooLate},
		"move a reminder that has come":         {accepted, ana, pledge.Move{Nudge: calendar.Before90, Day: "2028-06-20"}, 2 * 365 * 24 * time.Hour, pledge.TooLate},
		"move the last one for good":            {accepted, ana, pledge.Move{Nudge: calendar.After30, Day: "2030-01-01"}, 0, pledge.TooLate},
		"move what is no reminder":              {accepted, ana, pledge.Move{Nudge: "before_1000", Day: "2028-07-03"}, 0, pledge.TooLate},
		"move a reminder to no day":             {accepted, ana, pledge.Move{Nudge: calendar.Before30, Day: "2028-11"}, 0, pledge.TooLate},
		"name a zone of the country":            {accepted, ana, pledge.SetZone{Zone: "Pacific/Galapagos"}, 0, ""},
		"name a zone of another country":        {accepted, ana, pledge.SetZone{Zone: "Europe/Paris"}, 0, pledge.Unsupported},
		"withdraw without a reason":             {accepted, ana, pledge.Withdraw{}, 0, pledge.NoteRequired},
		"suspend without a reason":              {accepted, ana, pledge.Suspend{}, 0, pledge.NoteRequired},
		"withdraw by the team":                  {accepted, desk, pledge.Withdraw{Note: "No answer"}, 0, pledge.NotAllowed},
		"withdraw a rehearsal":                  {rehearsed, ana, pledge.Withdraw{Note: "It was one"}, 0, pledge.WrongState},
		"take a withdrawal back in time":        {withdrawn, ana, pledge.Reinstate{}, pledge.ReinstateDays * 24 * time.Hour, ""},
		"take a withdrawal back too late":       {withdrawn, ana, pledge.Reinstate{}, pledge.ReinstateDays*24*time.Hour + 1, pledge.TooLate},
		"the team resumes for the city":         {rests, desk, pledge.Resume{}, 0, pledge.NotAllowed},
		"the city resumes for the team":         {stopped, ana, pledge.Resume{}, 0, pledge.NotAllowed},
		"another of the team resumes":           {stopped, iom, pledge.Resume{}, 0, ""},
		"permit what is no consent":             {accepted, ana, pledge.Permit{Field: "title", Value: call.Value{"Another"}}, 0, pledge.Unsupported},
		"permit what is not in the Call":        {accepted, ana, pledge.Permit{Field: "none", Value: call.Value{"yes"}}, 0, pledge.Unsupported},
		"take a decision back":                  {accepted, desk, pledge.Reconsider{}, pledge.TakeBackFor - time.Nanosecond, ""},
		"take a decision back too late":         {accepted, desk, pledge.Reconsider{}, pledge.TakeBackFor, pledge.TooLate},
		"take another's decision back":          {accepted, iom, pledge.Reconsider{}, 0, pledge.NotAllowed},
		"take back what nobody has said":        {draft, desk, pledge.Reconsider{}, 0, pledge.TooLate},
		"take an offer of help back":            {helped, desk, pledge.Reconsider{}, 0, ""},
		"take another's offer back":             {helped, iom, pledge.Reconsider{}, 0, pledge.NotAllowed},
		"offer help twice":                      {helped, iom, pledge.Help{}, 0, pledge.AlreadyDone},
		"offer help again, once it goes on":     {went, desk, pledge.Help{}, 0, ""},
		"offer help with what is deleted":       {deleted, desk, pledge.Help{}, 0, pledge.WrongState},
		"advise on what is shown":               {shown, desk, pledge.Help{Note: "A date?"}, 0, ""},
		"advise without a word":                 {shown, desk, pledge.Help{}, 0, pledge.NoteRequired},
		"show what is shown":                    {shown, ana, pledge.Disclose{}, 0, pledge.AlreadyDone},
		"show a rehearsal":                      {rehearsal, ana, pledge.Disclose{}, 0, pledge.WrongState},
		"show what is deleted":                  {deleted, ana, pledge.Disclose{}, 0, pledge.WrongState},
		"show no more":                          {shown, ana, pledge.Conceal{}, 0, ""},
		"show no more what is not shown":        {draft, ana, pledge.Conceal{}, 0, pledge.AlreadyDone},
		"a question arrives":                    {asked, pledge.Actor{}, pledge.Track{Question: question, Reach: pledge.Arrived}, 0, ""},
		"a question does not arrive":            {asked, pledge.Actor{}, pledge.Track{Question: question, Reach: pledge.Stranded}, 0, ""},
		"the service opens nothing":             {asked, pledge.Actor{}, pledge.Track{Question: question, Reach: pledge.Opened}, 0, pledge.Unsupported},
		"nothing arrives":                       {asked, pledge.Actor{}, pledge.Track{Question: "1.9", Reach: pledge.Arrived}, 0, pledge.QuestionOver},
		"open a question":                       {asked, ana, pledge.Heed{Question: question}, 0, ""},
		"open no question":                      {asked, ana, pledge.Heed{Question: "1.9"}, 0, pledge.QuestionOver},
		"claim what another has":                {claimed, iom, pledge.Claim{}, 0, pledge.Taken},
		"release what another has":              {claimed, iom, pledge.Release{}, 0, pledge.NotAllowed},
		"release one's own":                     {claimed, desk, pledge.Release{}, 0, ""},
		"release as administrator":              {claimed, admin, pledge.Release{}, 0, ""},
		"release what nobody has":               {sent, desk, pledge.Release{}, 0, pledge.AlreadyDone},
		"release after a silence":               {claimed, pledge.Actor{}, pledge.Release{Seen: claimed.Claim.Rev}, 0, ""},
		"release after an act":                  {claimed, pledge.Actor{}, pledge.Release{Seen: claimed.Claim.Rev - 1}, 0, pledge.TextChanged},
		"decide on what another has":            {claimed, iom, pledge.Decline{Note: "no"}, 0, ""},
		"recall what is claimed":                {claimed, ana, pledge.Recall{}, 0, pledge.WrongState},
		"ask a standard question":               {sent, desk, pledge.Inquire{Field: "title", Standard: "how_many"}, 0, ""},
		"ask no standard question":              {sent, desk, pledge.Inquire{Field: "title", Standard: "why_not"}, 0, pledge.Unsupported},
		"ask about nothing beside":              {sent, desk, pledge.Inquire{Field: "title", Also: []call.FieldKey{"nothing"}, Note: "?"}, 0, pledge.Unsupported},
		"suggest":                               {sent, desk, pledge.Suggest{Field: "title", Value: call.Value{"A plan of the city"}, Seen: title}, 0, ""},
		"suggest nothing":                       {sent, desk, pledge.Suggest{Field: "title", Seen: title}, 0, pledge.NoteRequired},
		"suggest what stands there":             {sent, desk, pledge.Suggest{Field: "title", Value: sent.Value("title"), Seen: title}, 0, pledge.AlreadyDone},
		"suggest for another text":              {sent, desk, pledge.Suggest{Field: "title", Value: call.Value{"A plan of the city"}, Seen: title - 1}, 0, pledge.TextChanged},
		"suggest what does not fit":             {sent, desk, pledge.Suggest{Field: "title", Value: call.Value{strings.Repeat("long ", 200)}, Seen: title}, 0, pledge.Unfit},
		"suggest a sign-off":                    {sent, desk, pledge.Suggest{Field: "approvals", Value: call.Value{"office=a"}, Seen: sent.Answers["approvals"].Rev}, 0, pledge.Unsupported},
		"suggest a person":                      {sent, desk, pledge.Suggest{Field: "contact_name", Value: call.Value{"Ana Paredes"}}, 0, pledge.Unsupported},
		"correct one's own question":            {asked, desk, pledge.Correct{Question: question, Note: "In total?"}, 0, ""},
		"correct another's question":            {asked, iom, pledge.Correct{Question: question, Note: "In total?"}, 0, pledge.NotAllowed},
		"correct as administrator of another":   {asked, admin, pledge.Correct{Question: question, Note: "In total?"}, 0, pledge.NotAllowed},
		"correct into nothing":                  {asked, desk, pledge.Correct{Question: question}, 0, pledge.NoteRequired},
		"correct a question into a suggestion":  {asked, desk, pledge.Correct{Question: question, Note: "?", Value: call.Value{"B"}}, 0, pledge.NoteRequired},
		"correct a suggestion":                  {offered, desk, pledge.Correct{Question: suggestion, Value: call.Value{"A better plan"}}, 0, ""},
		"correct a suggestion into a question":  {offered, desk, pledge.Correct{Question: suggestion, Note: "?"}, 0, pledge.NoteRequired},
		"correct what nobody asked":             {asked, desk, pledge.Correct{Question: "1.9", Note: "?"}, 0, pledge.QuestionOver},
		"retract":                               {asked, desk, pledge.Retract{Question: question}, 0, ""},
		"retract another's question":            {asked, iom, pledge.Retract{Question: question}, 0, pledge.NotAllowed},
		"reply to nothing":                      {asked, ana, pledge.Reply{Question: "1.9", Text: "yes"}, 0, pledge.QuestionOver},
		"reply without a word":                  {asked, ana, pledge.Reply{Question: question}, 0, pledge.NoteRequired},
		"decline a suggestion without a word":   {offered, ana, pledge.Reply{Question: suggestion, Seen: offered.Rev}, 0, ""},
		"take another wording than suggested":   {offered, ana, pledge.Amend{Field: "title", Value: call.Value{"Mine"}, Suggestion: suggestion}, 0, pledge.TextChanged},
		"take what is no suggestion":            {asked, ana, pledge.Amend{Field: "title", Value: call.Value{"Mine"}, Suggestion: question}, 0, pledge.QuestionOver},
		"submit with a question that is open":   {asked, ana, pledge.Submit{Check: pledge.Check(call.Default(), asked)}, 0, pledge.Incomplete},
		"submit with a suggestion that is open": {offered, ana, pledge.Submit{Check: pledge.Check(call.Default(), offered)}, 0, pledge.Incomplete},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, facts, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, now.Add(tc.after), tc.actor, tc.cmd)
			if refusal != tc.want || (refusal == "") != (len(facts) > 0) || (refusal == "") != (after.Rev == tc.p.Rev+1) {
				t.Errorf("%q with %d facts, revision %d after %d", refusal, len(facts), after.Rev, tc.p.Rev)
			}
		})
	}
}
