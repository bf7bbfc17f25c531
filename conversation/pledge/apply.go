package pledge

import (
	"slices"
	"strconv"
	"time"

	"pledgebot/conversation/call"
)

// Apply gives the pledge after a command and the facts that became true, or
// why the command is refused; then the pledge is unchanged and there are no
// facts. A command that finds everything as it asks for changes nothing and
// gives no facts either. The same arguments always give the same results.
func Apply(c *call.Call, w Words, p Pledge, now time.Time, a Actor, cmd Command) (Pledge, []Fact, Refusal) {
	if r := refusal(c, p, now, a, cmd); r != "" {
		return p, nil, r
	}
	s := step{call: c, words: w, p: p, id: p.ID, now: now, actor: a, rev: p.Rev + 1}
	s.carryOut(cmd)
	if len(s.facts) == 0 {
		return p, nil, ""
	}
	return s.p, s.facts, ""
}

// A step collects the facts of one command; each is folded in as it is told,
// so that the next sees what the ones before it made true.
type step struct {
	call  *call.Call
	words Words
	p     Pledge
	id    ID // the pledge's; a new one has it before its first fact
	now   time.Time
	actor Actor
	rev   int
	facts []Fact
}

func (s *step) tell(f Fact) {
	f.Pledge, f.Rev, f.N = s.id, s.rev, len(s.facts)
	if s.p.Progress != nil {
		f.Report = s.p.Progress.N
	}
	f.By, f.Org, f.Team, f.At = s.actor.Person, s.actor.Org, s.actor.Role != "", s.now
	s.p = Fold(s.p, f)
	s.facts = append(s.facts, f)
}

func (s *step) carryOut(cmd Command) {
	switch cmd := cmd.(type) {
	case Create:
		s.create(cmd)
	case Amend:
		s.amend(cmd)
		s.pullBack()
	case Permit:
		s.amend(Amend{Field: cmd.Field, Value: cmd.Value, Seen: cmd.Seen, Typed: cmd.Typed})
		s.pullBack()
	case SendCode:
		s.tell(Fact{Kind: CodeSent, Field: s.call.Using(call.UseMail).Key, Check: mailHash(s.id, cmd.Code)})
	case ProveMail:
		s.tell(Fact{Kind: MailWasProved})
	case Move:
		s.tell(Fact{Kind: NudgeMoved, Note: string(cmd.Nudge), Expected: cmd.Day})
	case SetZone:
		if s.p.ZoneName != cmd.Zone {
			s.tell(Fact{Kind: ZoneNamed, Note: cmd.Zone})
		}
	case Revise:
		s.tell(Fact{Kind: Revised})
	case Abandon:
		s.abandon()
	case BeginReport:
		s.report()
	case PutOff:
		s.tell(Fact{Kind: Snoozed, Expected: cmd.Day})
	case ReportNothing:
		s.tell(Fact{Kind: NothingYet})
	case StopReminders:
		s.tell(Fact{Kind: RemindersStopped, Note: cmd.Note})
	case ResumeReminders:
		s.tell(Fact{Kind: RemindersResumed})
	case LeaveContact:
		s.tell(Fact{Kind: ContactLeft})
	case Nudge:
		s.nudge(cmd)
	case FailNudge:
		s.tell(Fact{Kind: NudgeFailed, Note: string(cmd.Slot.Kind), Expected: cmd.Slot.Day, From: string(cmd.Way), Office: string(cmd.Bad)})
	case Escalate:
		s.escalate(cmd)
	case TakeTask:
		s.tell(Fact{Kind: TaskTaken, From: string(s.p.Task.Why)})
	case Credit:
		s.tell(Fact{Kind: Credited, Note: cmd.Note})
	case ShiftDue:
		s.tell(Fact{Kind: DueShifted, Expected: cmd.Day, Note: cmd.Note})
	case Edit:
		s.edit(cmd)
	case Propose:
		s.tell(Fact{Kind: Proposed})
	case Agree:
		s.tell(Fact{Kind: Agreed})
	case Object:
		s.tell(Fact{Kind: Objected, Note: cmd.Note})
	case Publish:
		s.tell(Fact{Kind: WasPublished, Expected: cmd.From})
	case Unpublish:
		s.tell(Fact{Kind: Unpublished, Note: cmd.Note})
	case Enter:
		s.tell(Fact{Kind: Entered, From: string(cmd.Where), Reference: cmd.Number, Note: cmd.Link})
	case Withdraw:
		s.tell(Fact{Kind: WasWithdrawn, Note: cmd.Note})
	case Reinstate:
		s.tell(Fact{Kind: Reinstated})
	case Suspend:
		s.tell(Fact{Kind: WasSuspended, Note: cmd.Note})
	case Resume:
		s.tell(Fact{Kind: Resumed})
	case Translate:
		if cmd.Lang != s.p.Lang {
			s.tell(Fact{Kind: Translated, Lang: cmd.Lang})
			s.derive("", true)
		}
	case Forward:
		s.tell(Fact{Kind: Forwarded, Call: s.call.Version, Note: strconv.Itoa(s.p.Call)})
		s.derive("", false)
	case Submit:
		s.submit()
	case Recall:
		s.tell(Fact{Kind: Recalled})
	case Delete:
		s.tell(Fact{Kind: WasDeleted})
	case Restore:
		s.tell(Fact{Kind: Restored})
	case Keep:
		s.tell(Fact{Kind: WasKept})
	case Warn:
		s.tell(Fact{Kind: Warned, Expected: cmd.On})
	case Offer:
		s.tell(Fact{Kind: Offered, Check: hash(s.id, cmd.Secret)})
	case Take:
		if s.p.Seats[s.actor.Person] != Owner { // the owner's own try spends nothing
			s.tell(Fact{Kind: TookOver, Note: s.title(), From: s.p.Handover.Org})
		}
	case Appoint:
		if s.p.Successor != cmd.Person {
			s.tell(Fact{Kind: Appointed, Whom: cmd.Person})
		}
	case Succeed:
		s.tell(Fact{Kind: TookOver, Note: s.title(), Seat: s.p.Seats[s.actor.Person]})
	case Reseat:
		s.tell(Fact{Kind: Reseated, Check: hash(s.id, cmd.Secret), Note: cmd.Note})
	case Look:
		s.tell(Fact{Kind: Looked})
	case Vouch:
		s.tell(Fact{Kind: WasVouched, From: s.actor.Org, Value: named(s.call, s.p)})
	case Accept:
		s.accept(cmd)
	case Decline:
		s.decline(cmd)
	case Involve:
		s.tell(Fact{Kind: Involved, Check: openingHash(s.id, cmd.Secret), Seat: cmd.Seat, Sections: cmd.Sections})
	case Uninvite:
		s.tell(Fact{Kind: Uninvited, Note: string(cmd.Opening)})
	case Join:
		o, _ := Opens(s.p, cmd.Secret, s.now)
		s.tell(Fact{Kind: Joined, Whom: s.actor.Person, Seat: o.Seat, Sections: o.Sections, Note: cmd.Office, From: string(o.ID)})
	case Consult:
		s.tell(Fact{Kind: Consulted, Field: cmd.Field, Check: openingHash(s.id, cmd.Secret)})
	case Advise:
		o, _ := Opens(s.p, cmd.Secret, s.now)
		s.tell(Fact{Kind: Advised, Field: o.Field, Value: cmd.Value, Office: cmd.Office, From: string(o.ID)})
	case Drop:
		s.tell(Fact{Kind: Dropped, Advice: cmd.Advice})
	case Petition:
		s.tell(Fact{Kind: Petitioned, Note: cmd.Office})
	case Admit:
		r, _ := s.p.Request(cmd.Person)
		s.tell(Fact{Kind: Joined, Whom: cmd.Person, Seat: cmd.Seat, Note: r.Office})
	case Dismiss:
		s.tell(Fact{Kind: Dismissed, Whom: cmd.Person, Seat: s.p.Seats[cmd.Person], Note: s.title()})
	case Leave:
		s.tell(Fact{Kind: Dismissed, Whom: s.actor.Person, Seat: s.p.Seats[s.actor.Person], Note: s.title()})
	case Present:
		s.tell(Fact{Kind: Presented, Check: cmd.Check})
	case SignOff:
		s.signOff(cmd)
	case Attach:
		s.tell(Fact{Kind: Attached, Field: Approvals(s.call), Check: s.p.Answers[Approvals(s.call)].Check, File: &cmd.File})
	case SendBack:
		s.tell(Fact{Kind: SentBack, Note: cmd.Note})
	case Comment:
		s.tell(Fact{Kind: Remarked, Field: cmd.Field, Note: cmd.Text, Flag: cmd.Flag, Change: cmd.Blocking})
	case Respond:
		r, _ := s.p.Remark(cmd.Remark)
		s.tell(Fact{Kind: Responded, From: string(r.ID), Field: r.Field, Note: cmd.Text})
	case SettleRemark:
		r, _ := s.p.Remark(cmd.Remark)
		s.tell(Fact{Kind: WasSettled, From: string(r.ID), Field: r.Field})
	case Disclose:
		s.tell(Fact{Kind: Disclosed})
	case Conceal:
		s.tell(Fact{Kind: Concealed})
	case Help:
		s.tell(Fact{Kind: Helped, Note: cmd.Note, Lang: cmd.Lang})
	case Reconsider:
		s.tell(Fact{Kind: Reconsidered})
	case Track:
		s.track(cmd)
	case Bounce:
		s.tell(Fact{Kind: Bounced, Note: cmd.Why, Change: cmd.Copy})
	case Heed:
		if q, _ := s.p.Question(cmd.Question); q.Reach != Opened {
			s.tell(Fact{Kind: WasOpened, About: q.ID, Field: q.Field, Note: cmd.Then})
		}
	case Claim:
		if s.p.Claim == nil {
			s.tell(Fact{Kind: Claimed})
		}
	case Release:
		s.tell(Fact{Kind: Released})
	case Inquire:
		s.tell(Fact{Kind: Inquired, Field: cmd.Field, Also: cmd.Also, Note: cmd.Note, Standard: cmd.Standard, Lang: cmd.Lang, Change: cmd.Change})
	case Suggest:
		s.tell(Fact{Kind: Suggested, Field: cmd.Field, Value: cmd.Value, Note: cmd.Note, Lang: cmd.Lang})
	case Correct:
		s.correct(cmd)
	case Retract:
		q, _ := s.p.Question(cmd.Question)
		s.tell(Fact{Kind: Retracted, About: q.ID, Field: q.Field})
	case Reply:
		s.reply(cmd)
	}
}

// title is told to those who may not read the pledge any more.
func (s *step) title() string { return s.p.Value(s.call.Using(call.UseTitle).Key).First() }

func (s *step) create(cmd Create) {
	s.id = cmd.ID
	s.tell(Fact{Kind: Created, Lang: cmd.Lang, Call: s.call.Version, Rehearsal: cmd.Rehearsal})
	for _, f := range s.call.Fields {
		if v := cmd.Known[f.Key]; !v.Empty() {
			s.tell(Fact{Kind: Answered, Field: f.Key, Value: v, Known: true})
		}
	}
	s.amend(cmd.First)
	if v := cmd.Vouched; v != nil {
		s.tell(Fact{Kind: WasVouched, From: v.Org, Value: v.Of, Invited: true})
	}
}

// amend takes an answer. One given to a question that somebody else has
// answered meanwhile is kept as a clash and changes nothing.
func (s *step) amend(cmd Amend) {
	was := s.p.Answers[cmd.Field]
	suggestion, _ := s.p.Question(cmd.Suggestion)
	if advice, ok := s.p.Advised(cmd.Advice); ok && slices.Equal(advice.Value, cmd.Value) { // reworded, it is the owner's
		cmd.Office = advice.Office
	}
	same := slices.Equal(was.Value, cmd.Value) && was.Unknown == cmd.Unknown && was.Open == cmd.Open
	if was.Rev != cmd.Seen && !same {
		s.tell(Fact{Kind: Clashed, Field: cmd.Field, Value: cmd.Value, Typed: cmd.Typed})
		return
	}
	f, _ := s.call.Field(cmd.Field)
	check := ""
	if f.Stage == call.SignOff {
		check = Check(s.call, s.p)
	}
	if same && !was.Derived && !was.Rewrite && was.Check == check && s.p.ID != "" && was.Rev != 0 {
		if cmd.Advice != "" { // it stands there already
			s.tell(Fact{Kind: Dropped, Advice: cmd.Advice})
		}
		return
	}
	if cmd.Field == call.TemplateKey {
		s.choose(call.TemplateID(cmd.Value.First()))
		return
	}
	s.rewordInOwn(cmd.Field)
	signed := s.p.Signs(s.call)
	s.tell(Fact{Kind: Answered, Field: cmd.Field, Value: cmd.Value, Typed: cmd.Typed, Unknown: cmd.Unknown, Open: cmd.Open, Edited: cmd.Edited, Check: check, Permits: !s.p.Writable() && s.p.ID != "", About: suggestion.ID, From: suggestion.Org, Advice: cmd.Advice, Office: cmd.Office})
	_, _, slot := s.call.Slot(cmd.Field)
	s.derive(cmd.Field, slot || f.Use == call.UseCity)
	if signed && f.Checked && s.p.Signs(s.call) {
		s.tell(Fact{Kind: Retouched, Field: cmd.Field, Value: was.Value})
	}
}

// rewordInOwn makes the pledge one in own words when the sentence that a
// template renders is worded by hand. What else the template had filled in
// stays as it is.
func (s *step) rewordInOwn(key call.FieldKey) {
	if _, ok := s.call.Template(s.p.Template()); !ok || key != s.call.Using(call.UseCommitment).Key {
		return
	}
	s.choose(call.OwnWords)
	for _, f := range s.call.Fields {
		a := s.p.Answers[f.Key]
		if f.Ask == call.Asked && f.Key != key && a.Derived && !a.Value.Empty() && templateFills(s.call, f.Key) {
			s.tell(Fact{Kind: Answered, Field: f.Key, Value: a.Value})
		}
	}
}

// choose changes the template. What was worded by hand under the former one is
// put aside under its name, and what was put aside under this one comes back.
func (s *step) choose(id call.TemplateID) {
	former := s.p.Template()
	for _, f := range s.call.Fields {
		by := s.call.FilledBy(f.Key)
		touched := slices.Contains(by, former) || slices.Contains(by, id)
		if a := s.p.Answers[f.Key]; former != "" && touched && !a.Derived && !a.Value.Empty() {
			s.tell(Fact{Kind: Answered, Field: stashKey(former, f.Key), Value: a.Value, Open: a.Open})
			s.tell(Fact{Kind: Answered, Field: f.Key, Value: a.Value, Derived: true})
		}
	}
	s.tell(Fact{Kind: Answered, Field: call.TemplateKey, Value: call.Value{string(id)}})
	for _, f := range s.call.Fields {
		if a := s.p.Answers[stashKey(id, f.Key)]; !a.Value.Empty() {
			s.tell(Fact{Kind: Answered, Field: f.Key, Value: a.Value, Open: a.Open})
		}
	}
	s.derive(call.TemplateKey, true)
}

// derive fills what other answers decide, after one of them has changed; with
// render also what the template gives. One's own words are never replaced, and
// what rests on no changed answer stays as it is stored, so that a new release
// never changes a pledge by itself.
func (s *step) derive(cause call.FieldKey, render bool) {
	own := s.p.Template() == call.OwnWords
	for _, f := range s.call.Fields {
		if !s.p.asks(&f) {
			continue
		}
		a := s.p.Answers[f.Key]
		mine := !a.Derived && (!a.Value.Empty() || a.Unknown || a.Open)
		kept := !a.Value.Empty() && !restsOn(s.call, f, cause) && (!render || !templateFills(s.call, f.Key))
		if mine || kept {
			continue
		}
		value := derivation(s.call, s.words, s.p, f)
		proposal := own && value.Empty() && templateFills(s.call, f.Key)
		if !proposal && !slices.Equal(a.Value, value) {
			s.tell(Fact{Kind: Answered, Field: f.Key, Value: value, Derived: true})
		}
	}
}

// submit gives a rehearsal its reference here; a real one is numbered by the
// store, in the transaction that keeps the fact.
func (s *step) submit() {
	reference := ""
	if s.p.Submitted != nil {
		reference = s.p.Submitted.Reference
	} else if s.p.Rehearsal {
		reference = RehearsalReference
	}
	s.tell(Fact{
		Kind: WasSubmitted, Reference: reference, Check: Check(s.call, s.p),
		Expected: due(s.call, s.p, s.now), Change: s.p.Progress != nil && s.p.early(s.call, s.now),
	})
}

// RehearsalReference stands where a rehearsal's receipt would have its number.
const RehearsalReference = "CLA-0000-0000"

// Number gives a submission its reference: the fact and the pledge it made.
func Number(p Pledge, facts []Fact, reference string) (Pledge, []Fact) {
	facts = slices.Clone(facts)
	for i := range facts {
		if facts[i].Submits() && facts[i].Reference == "" {
			facts[i].Reference = reference
			submitted := *p.Submitted
			submitted.Reference = reference
			p.Submitted = &submitted
		}
	}
	return p, facts
}

// Unnumbered tells whether a submission still waits for its reference.
func Unnumbered(facts []Fact) bool {
	return slices.ContainsFunc(facts, func(f Fact) bool { return f.Submits() && f.Reference == "" })
}
