package slacktest

import "slices"

func (s *Server) history(q *request) (object, *refusal) {
	c, refused := s.readable(q)
	if refused != nil {
		return nil, refused
	}
	var all []*message
	for _, m := range c.messages {
		if m.thread == "" && q.between(m) {
			all = append(all, m)
		}
	}
	slices.Reverse(all) // the newest comes first
	return s.pageOfMessages(all, q)
}

// replies are a thread, the first message first. Slack gives a single message
// for the ts of a reply; here it is refused.
func (s *Server) replies(q *request) (object, *refusal) {
	c, refused := s.readable(q)
	if refused != nil {
		return nil, refused
	}
	root := c.find(q.params["ts"])
	if root == nil || root.thread != "" {
		return nil, refuse("thread_not_found")
	}
	all := []*message{root}
	for _, m := range c.messages {
		if m.thread == root.ts && q.between(m) {
			all = append(all, m)
		}
	}
	return s.pageOfMessages(all, q)
}

func (s *Server) readable(q *request) (*channel, *refusal) {
	c, refused := s.joined(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	return c, s.needs(c.kind() + ":history")
}

// between tells whether a message lies in the time that is asked for. A ts has
// always the same length, so that the order of the texts is that of the times.
func (q *request) between(m *message) bool {
	oldest, latest := q.params["oldest"], q.params["latest"]
	if m.only != "" {
		return false
	}
	if q.yes("inclusive") {
		return (oldest == "" || m.ts >= oldest) && (latest == "" || m.ts <= latest)
	}
	return (oldest == "" || m.ts > oldest) && (latest == "" || m.ts < latest)
}

func (s *Server) pageOfMessages(all []*message, q *request) (object, *refusal) {
	page, next, refused := pageOf(all, q, 100)
	if refused != nil {
		return nil, refused
	}
	out := make([]object, len(page))
	for i, m := range page {
		out[i] = s.wire(m, q.yes("include_all_metadata"))
	}
	return object{"messages": out, "has_more": next != "", "response_metadata": object{"next_cursor": next}}, nil
}
