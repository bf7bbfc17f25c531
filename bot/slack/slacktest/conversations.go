package slacktest

import "strings"

func lower(s string) string { return strings.ToLower(s) }

func (s *Server) channelInfo(q *request) (object, *refusal) {
	c, refused := s.place(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	if refused := s.needs(c.kind() + ":read"); refused != nil {
		return nil, refused
	}
	o := object{
		"id": c.ID, "name": c.Name, "created": 0, "context_team_id": s.opts.Team,
		"is_channel": c.kind() == "channels", "is_group": c.kind() == "groups", "is_im": c.direct != "", "is_mpim": false,
		"is_private": c.Private, "is_archived": false, "is_member": c.has(s.opts.Bot),
		"is_shared": c.Shared, "is_ext_shared": c.Shared, "is_org_shared": false, "is_pending_ext_shared": false,
	}
	if c.direct != "" {
		o["user"] = c.direct
	}
	if q.yes("include_num_members") {
		o["num_members"] = len(c.Members)
	}
	return object{"channel": o}, nil
}

func (s *Server) channelMembers(q *request) (object, *refusal) {
	c, refused := s.place(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	if refused := s.needs(c.kind() + ":read"); refused != nil {
		return nil, refused
	}
	page, next, refused := pageOf(c.Members, q, 100)
	if refused != nil {
		return nil, refused
	}
	return object{"members": page, "response_metadata": object{"next_cursor": next}}, nil
}

func (s *Server) openDirect(q *request) (object, *refusal) {
	id := q.params["users"]
	if s.people[id] == nil || id == s.opts.Bot {
		return nil, refuse("user_not_found")
	}
	return object{"channel": object{"id": s.direct(id).ID}}, nil
}

func (s *Server) userInfo(q *request) (object, *refusal) {
	p := s.people[q.params["user"]]
	if p == nil {
		return nil, refuse("user_not_found")
	}
	u := object{
		"id": p.ID, "team_id": p.Team, "name": p.Name, "real_name": p.Name, "deleted": p.Gone, "tz": p.TZ,
		"is_bot": p.Bot, "is_restricted": p.Guest || p.Single, "is_ultra_restricted": p.Single, "is_stranger": p.Stranger,
		"profile": object{"display_name": p.Name, "real_name": p.Name, "team": p.Team},
	}
	if q.yes("include_locale") {
		u["locale"] = p.Locale
	}
	return object{"user": u}, nil
}
