package pledge

import (
	"slices"
	"strings"
)

// DeskRole is what a person of the mechanism team may do.
type DeskRole string

// The desk roles.
const (
	Reviewer      DeskRole = "reviewer"
	Editor        DeskRole = "editor"
	Administrator DeskRole = "administrator"
)

// DeskRoles lists them all.
var DeskRoles = []DeskRole{Reviewer, Editor, Administrator}

// Orgs are the organisations of the mechanism.
var Orgs = []string{"UCLG", "MMC", "IOM", "UNHCR"}

// A Desk is somebody's place in the mechanism team. Without a role it is none.
type Desk struct {
	Role DeskRole `json:"role,omitempty"`
	Org  string   `json:"org,omitempty"` // "" speaks for the whole team
}

// String is the place as a history has it: "reviewer UCLG".
func (d Desk) String() string { return strings.TrimSpace(string(d.Role) + " " + d.Org) }

// known tells whether there are such a role and such an organisation.
func (d Desk) known() bool {
	if d.Role == "" {
		return d.Org == ""
	}
	return slices.Contains(DeskRoles, d.Role) && (d.Org == "" || slices.Contains(Orgs, d.Org))
}

// A Team is who holds which place in it.
type Team map[Person]Desk

// Staff decides whether somebody may be given a place in the team, or lose it:
// administrators do that, and the service itself when the team begins. The last
// administrator stays one, since nobody could make another.
func (t Team) Staff(by Actor, who Person, to Desk) Refusal {
	switch {
	case !MayStaff(by):
		return NotAllowed
	case !to.known() || who == "":
		return Unsupported
	case t[who].Role == Administrator && to.Role != Administrator && t.Administrator(who) == "":
		return LastAdministrator
	}
	return ""
}

// MayStaff tells whether an actor may change the team at all.
func MayStaff(a Actor) bool { return a.Role == Administrator || a == Actor{} }

// Administrator is one of the team other than somebody; "" where there is none.
func (t Team) Administrator(but Person) Person {
	var first Person
	for who, d := range t {
		if d.Role == Administrator && who != but && (first == "" || who < first) {
			first = who
		}
	}
	return first
}
