package pledge

import (
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// A Task is what a person of the team is asked to do about a pledge that reminders do not
// help any more.
type Task struct {
	Why TaskWhy   `json:"why"`
	At  time.Time `json:"at"`
	By  Person    `json:"by,omitempty"` // who has taken it; "" for nobody yet
	Org string    `json:"org,omitempty"`
}

// TaskWhy is what has happened.
type TaskWhy string

// The reasons.
const (
	TaskOverdue TaskWhy = "overdue" // the last reminder was answered by no report
	TaskLost    TaskWhy = "lost"    // nobody of the city can be reached: a new contact is to be found
	TaskLeft    TaskWhy = "left"    // the contact person has said that it is not them any more
	TaskUnsure  TaskWhy = "unsure"  // nobody knows whether a reminder has come
)

// TaskWhys lists them.
var TaskWhys = []TaskWhy{TaskOverdue, TaskLost, TaskLeft, TaskUnsure}

// tasked gives the team a task. One that weighs more stands.
func (p Pledge) tasked(why TaskWhy, f Fact) Pledge {
	if p.Task == nil || p.Task.Why == TaskUnsure || why != TaskUnsure {
		p.Task = &Task{Why: why, At: f.At}
	}
	return p
}

// relieved ends a task that has no reason any more: the owner was heard from, somebody else
// has the seat, or the report has come.
func (p Pledge) relieved(f Fact) Pledge {
	if p.Task == nil {
		return p
	}
	owner := f.By != "" && p.Seats[f.By] == Owner && f.Kind != ContactLeft
	reached := p.Task.Why == TaskLost || p.Task.Why == TaskUnsure
	switch {
	case f.Kind == WasSubmitted && f.Report > 0, f.Kind == TookOver, f.Kind == RemindersStopped && f.Team,
		f.Kind == WasWithdrawn, owner && reached:
		p.Task = nil
	}
	return p
}

// escalatable: the report is still owed, or nobody could be reached.
func escalatable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	why := cmd.(Escalate).Why
	switch due, _, _ := p.Upcoming(c, now); {
	case why == TaskOverdue && (due == nil || due.Kind != calendar.Escalation):
		return AlreadyDone
	case why == TaskLost && (due == nil || len(p.tried(*due)) == 0 && p.Owner() != ""):
		return AlreadyDone
	}
	return ""
}

// escalate asks the team, about a reminder by its slot.
func (s *step) escalate(cmd Escalate) {
	s.tell(Fact{Kind: Escalated, From: string(cmd.Why), Note: string(cmd.Slot.Kind), Expected: cmd.Slot.Day})
}

// taken is the pledge whose task somebody does.
func (p Pledge) taken(f Fact) Pledge {
	if p.Task != nil {
		task := *p.Task
		task.By, task.Org = f.By, f.Org
		p.Task = &task
	}
	return p
}

// escalated is the pledge with a task for the team. What it is about is done with.
func (p Pledge) escalated(f Fact) Pledge {
	p = p.tasked(TaskWhy(f.From), f)
	p.Nudges = append(p.present(p.Due()), Nudged{Kind: calendar.Kind(f.Note), Day: f.Expected, Due: p.Due(), At: f.At})
	return p
}

func takeableTask(_ *call.Call, p Pledge, _ time.Time, a Actor, _ Command) Refusal {
	switch {
	case p.Task == nil:
		return AlreadyDone
	case p.Task.By != "" && p.Task.By != a.Person:
		return Taken
	case p.Task.By != "":
		return AlreadyDone
	}
	return ""
}

// shiftable: to a day from today on, with the reason.
func shiftable(_ *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	shift := cmd.(ShiftDue)
	today, latest := now.Format(time.DateOnly), AddMonths(now, shiftMost).Format(time.DateOnly)
	switch _, err := time.Parse(time.DateOnly, shift.Day); {
	case err != nil || shift.Day < today || shift.Day > latest:
		return Unfit
	case shift.Note == "":
		return NoteRequired
	case p.Due() == "", p.Due() == shift.Day:
		return AlreadyDone
	}
	return ""
}

// shiftMost is how many months ahead a report may be put.
const shiftMost = 60

// shifted is the pledge with another due date.
func (p Pledge) shifted(f Fact) Pledge {
	if p.Standing != nil {
		v := *p.Standing
		v.Decided.Due = f.Expected
		p.Standing = &v
	}
	if p.Decided != nil {
		d := *p.Decided
		d.Due = f.Expected
		p.Decided = &d
	}
	p.Owed, p.Shifted = f.At, true
	return p
}
