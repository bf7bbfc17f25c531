package pledge

import "pledgebot/conversation/call"

// An Actor is who asks for something: a person of the city by the seat they
// hold, or a person of the mechanism team by their desk role.
type Actor struct {
	Person Person
	Role   DeskRole // "" for people of the city
	Org    string   // the desk person's organisation
}

// MayRead tells whether an actor may see a field's answer. It is the only rule
// for lists, searches, exports and cards: people of the city see the pledges
// on which they hold a seat, the team sees what was submitted and nothing of a
// draft that its city does not show, and a rehearsal is nobody's but its player's.
func MayRead(a Actor, p Pledge, _ call.FieldKey) bool {
	if _, ok := p.Seats[a.Person]; ok {
		return true
	}
	return a.Role != "" && !p.Rehearsal && (p.State != Draft || p.Shown())
}
