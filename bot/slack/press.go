package slack

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"pledgebot/bot/desk"
	"pledgebot/conversation/pledge"
)

// actionID names a button. Within one message no two may have the same name.
func actionID(p desk.Press) string {
	id := string(p.Verb)
	if p.Page > 0 {
		id += "." + strconv.Itoa(p.Page)
	}
	return id
}

// encode writes a press as Slack carries it and back. What comes back is signed
// by Slack, and what it may do is decided where it is carried out.
func encode(p desk.Press) string {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false) // room is short
	_ = e.Encode(p)        // plain texts
	return strings.TrimSpace(out.String())
}

// decode reads a press; false for one that this release does not know.
func decode(s string) (p desk.Press, ok bool) {
	err := json.Unmarshal([]byte(s), &p)
	return p, err == nil && slices.Contains(desk.Verbs, p.Verb)
}

// Person is the name under which somebody of a workspace acts.
func Person(team, user string) pledge.Person {
	return pledge.Person(Platform + ":" + team + "/" + user)
}

// parted is a person's workspace and user.
func parted(p string) (team, user string) {
	team, user, _ = strings.Cut(strings.TrimPrefix(p, Platform+":"), "/")
	return team, user
}
