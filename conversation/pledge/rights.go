package pledge

import "slices"

// A Role is one kind of actor, by a name and an example.
type Role struct {
	Name  string
	Actor Actor
}

// The examples who hold a seat on a pledge.
const (
	owning   = Person("owner")
	writing  = Person("contributor")
	advising = Person("adviser")
	signing  = Person("approver")
	reading  = Person("reader")
)

var seated = map[Person]Seat{owning: Owner, writing: Contributor, advising: Adviser, signing: Approver, reading: Reader}

// Roles are all kinds of actors.
var Roles = []Role{
	{"owner", Actor{Person: owning}},
	{"contributor", Actor{Person: writing}},
	{"adviser", Actor{Person: advising}},
	{"approver", Actor{Person: signing}},
	{"reader", Actor{Person: reading}},
	{"stranger", Actor{Person: "stranger"}},
	{string(Reviewer), Actor{Person: "desk", Role: Reviewer}},
	{string(Editor), Actor{Person: "desk", Role: Editor}},
	{string(Administrator), Actor{Person: "desk", Role: Administrator}},
	{"service", Actor{}},
}

// The rights that are no commands.
const (
	ReadRight   = "read"   // see what MayRead says
	StaffRight  = "staff"  // see what MayStaff says
	InviteRight = "invite" // see what MayInvite says
)

// A Right is one line of the table of rights: in which states a role may do
// something. The state of a pledge that is not there yet is "".
type Right struct {
	Role Role
	Does string // a command's name, or one of the rights that are none
	In   []State
}

// Rights are all rights there are, by role and then as in Rules. What must hold
// beside the right is not looked at.
func Rights() []Right {
	states := slices.Insert(slices.Clone(States), 0, "")
	var all []Right
	for _, role := range Roles {
		is := func(may func(Pledge) bool) (in []State) {
			for _, state := range states {
				if may(Pledge{State: state, Seats: seated}) {
					in = append(in, state)
				}
			}
			return in
		}
		for _, r := range Rules {
			all = append(all, Right{role, r.Command, is(func(p Pledge) bool {
				return entitled(p, role.Actor, r.Who) && slices.Contains(r.From, p.State)
			})})
		}
		all = append(all,
			Right{role, ReadRight, is(func(p Pledge) bool { return p.State != "" && MayRead(role.Actor, p, "") })},
			Right{role, StaffRight, is(func(Pledge) bool { return MayStaff(role.Actor) })},
			Right{role, InviteRight, is(func(Pledge) bool { return MayInvite(role.Actor) })})
	}
	return all
}
