package slacktest

import (
	"maps"
	"strconv"
	"time"
)

// triggerLife is how long a trigger_id may be exchanged for a view.
const triggerLife = 3 * time.Second

// mostDeep is how many modals may lie on each other.
const mostDeep = 3

type trigger struct {
	who  *person
	at   time.Time
	used bool
}

// A view is a modal on somebody's screen, or their Home.
type view struct {
	id, hash string
	who      *person
	body     object // as it was sent, with names for all blocks and elements
	root     *view  // of its stack; itself if it lies at the bottom
	below    *view
	values   map[string]map[string]object // what is filled in, by block_id and action_id
	errors   map[string]string            // shown under the inputs, by block_id
}

// newTrigger makes one for somebody. The caller holds the lock.
func (s *Server) newTrigger(who *person) string {
	id := s.unique("133.7.trigger")
	s.triggers[id] = &trigger{who: who, at: s.opts.Now()}
	return id
}

// exchange gives the person who caused a trigger, once and for a short time.
func (s *Server) exchange(id string) (*person, *refusal) {
	t := s.triggers[id]
	switch {
	case t == nil:
		return nil, refuse("invalid_trigger_id")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case s.opts.Now().Sub(t.at) > triggerLife:
		return nil, refuse("expired_trigger_id")
	}
	t.used = true
	return t.who, nil
}

func (s *Server) openView(q *request) (object, *refusal) {
	body, refused := checkView(q.params["view"], "modal")
	if refused != nil {
		return nil, refused
	}
	who, refused := s.exchange(q.params["trigger_id"])
	if refused != nil {
		return nil, refused
	}
	if s.taken(body, nil) {
		return nil, refuse("duplicate_external_id")
	}
	s.clear(who)
	return object{"view": s.show(who, body).wire(s)}, nil
}

func (s *Server) pushView(q *request) (object, *refusal) {
	body, refused := checkView(q.params["view"], "modal")
	if refused != nil {
		return nil, refused
	}
	who, refused := s.exchange(q.params["trigger_id"])
	switch {
	case refused != nil:
		return nil, refused
	case len(who.stack) == 0:
		return nil, refuse("not_found")
	case len(who.stack) >= mostDeep:
		return nil, refuse("push_limit_reached")
	case s.taken(body, nil):
		return nil, refuse("duplicate_external_id")
	}
	return object{"view": s.show(who, body).wire(s)}, nil
}

func (s *Server) updateView(q *request) (object, *refusal) {
	v := s.views[q.params["view_id"]]
	if id := q.params["external_id"]; v == nil && id != "" {
		for _, other := range s.views {
			if text(other.body, "external_id") == id {
				v = other
			}
		}
	}
	if v == nil {
		return nil, refuse("not_found")
	}
	body, refused := checkView(q.params["view"], text(v.body, "type"))
	switch {
	case refused != nil:
		return nil, refused
	case q.params["hash"] != "" && q.params["hash"] != v.hash:
		return nil, refuse("hash_conflict")
	case s.taken(body, v):
		return nil, refuse("duplicate_external_id")
	}
	s.replace(v, body)
	return object{"view": v.wire(s)}, nil
}

func (s *Server) publishView(q *request) (object, *refusal) {
	who := s.people[q.params["user_id"]]
	if who == nil {
		return nil, refuse("user_not_found")
	}
	body, refused := checkView(q.params["view"], "home")
	if refused != nil {
		return nil, refused
	}
	if v := who.home; v != nil {
		if q.params["hash"] != "" && q.params["hash"] != v.hash {
			return nil, refuse("hash_conflict")
		}
		s.replace(v, body)
		return object{"view": v.wire(s)}, nil
	}
	if q.params["hash"] != "" {
		return nil, refuse("hash_conflict")
	}
	v := &view{id: s.unique("VH"), who: who}
	v.root = v
	s.replace(v, body)
	s.views[v.id], who.home = v, v
	return object{"view": v.wire(s)}, nil
}

// taken tells whether another view has the external_id.
func (s *Server) taken(body object, except *view) bool {
	id := text(body, "external_id")
	for _, v := range s.views {
		if id != "" && v != except && text(v.body, "external_id") == id {
			return true
		}
	}
	return false
}

// show lays a modal on top of somebody's others. The caller holds the lock.
func (s *Server) show(who *person, body object) *view {
	v := &view{id: s.unique("V"), who: who}
	v.root = v
	if n := len(who.stack); n > 0 {
		v.below, v.root = who.stack[n-1], who.stack[n-1].root
	}
	s.replace(v, body)
	s.views[v.id] = v
	who.stack = append(who.stack, v)
	return v
}

// replace gives a view another body. What is filled in stays where a block_id
// and an action_id stay; elsewhere it is what the body says at first.
func (s *Server) replace(v *view, body object) {
	body["blocks"] = anyOf(s.named(parts(body, "blocks")))
	old := v.values
	v.body, v.values, v.errors = body, map[string]map[string]object{}, nil
	for _, e := range elements(parts(body, "blocks")) {
		value := old[e.block][e.action]
		if value == nil || text(value, "type") != e.kind {
			value = e.initial()
		}
		if value == nil {
			continue
		}
		if v.values[e.block] == nil {
			v.values[e.block] = map[string]object{}
		}
		v.values[e.block][e.action] = value
	}
	v.hash = strconv.FormatInt(s.opts.Now().Unix(), 10) + "." + s.unique("hash")
	v.who.changes.Nudge()
}

// clear takes all modals from somebody's screen. The caller holds the lock.
func (s *Server) clear(who *person) {
	for _, v := range who.stack {
		delete(s.views, v.id)
	}
	who.stack = nil
}

// drop takes one modal from somebody's screen. The caller holds the lock.
func (s *Server) drop(v *view) {
	delete(s.views, v.id)
	for i, other := range v.who.stack {
		if other == v {
			v.who.stack = append(v.who.stack[:i:i], v.who.stack[i+1:]...)
			return
		}
	}
}

// filled is a copy of what is filled in. The caller holds the lock.
func (v *view) filled() map[string]map[string]object {
	out := make(map[string]map[string]object, len(v.values))
	for block, values := range v.values {
		out[block] = maps.Clone(values)
	}
	return out
}

// wire is a view as Slack sends it. The caller holds the lock.
func (v *view) wire(s *Server) object {
	o := object{
		"id": v.id, "team_id": s.opts.Team, "app_id": s.opts.App, "bot_id": botID, "app_installed_team_id": s.opts.Team,
		"hash": v.hash, "root_view_id": v.root.id, "previous_view_id": nil, "state": object{"values": v.filled()},
		"title": nil, "close": nil, "submit": nil, "private_metadata": "", "callback_id": "", "external_id": "",
		"clear_on_close": false, "notify_on_close": false,
	}
	if v.below != nil {
		o["previous_view_id"] = v.below.id
	}
	maps.Copy(o, v.body)
	return o
}
