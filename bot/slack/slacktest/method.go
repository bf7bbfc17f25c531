package slacktest

import (
	"slices"
	"strings"
)

// A method is one of the Web API. A scope that depends on the channel is asked
// for by the method itself.
type method struct {
	scope string
	tier  int  // 0: its limit is high or depends on the channel
	app   bool // it takes the app's token
	args  string
	do    func(*Server, *request) (object, *refusal)
}

// takes tells whether a method knows an argument. Slack ignores others; here
// they are refused, because they do not do what the app hopes for.
func (m *method) takes(name string) bool { return slices.Contains(strings.Fields(m.args), name) }

const (
	said  = "channel text blocks metadata mrkdwn unfurl_links unfurl_media "
	paged = "channel cursor limit "
	spans = "oldest latest inclusive include_all_metadata "
)

func newMethods() map[string]*method {
	return map[string]*method{
		"auth.test":                    {do: (*Server).authTest},
		"apps.connections.open":        {app: true, tier: 3, do: (*Server).openConnection},
		"chat.postMessage":             {scope: "chat:write", args: said + "thread_ts reply_broadcast", do: (*Server).postMessage},
		"chat.update":                  {scope: "chat:write", tier: 3, args: said + "ts", do: (*Server).updateMessage},
		"chat.delete":                  {scope: "chat:write", tier: 3, args: "channel ts", do: (*Server).deleteMessage},
		"chat.postEphemeral":           {scope: "chat:write", tier: 4, args: said + "user thread_ts", do: (*Server).postEphemeral},
		"chat.getPermalink":            {args: "channel message_ts", do: (*Server).permalink},
		"conversations.info":           {tier: 3, args: "channel include_locale include_num_members", do: (*Server).channelInfo},
		"conversations.members":        {tier: 4, args: paged, do: (*Server).channelMembers},
		"conversations.history":        {tier: 3, args: paged + spans, do: (*Server).history},
		"conversations.replies":        {tier: 3, args: paged + spans + "ts", do: (*Server).replies},
		"conversations.open":           {scope: "im:write", tier: 3, args: "users return_im", do: (*Server).openDirect},
		"users.info":                   {scope: "users:read", tier: 4, args: "user include_locale", do: (*Server).userInfo},
		"views.open":                   {tier: 4, args: "trigger_id view", do: (*Server).openView},
		"views.push":                   {tier: 4, args: "trigger_id view", do: (*Server).pushView},
		"views.update":                 {tier: 4, args: "view view_id external_id hash", do: (*Server).updateView},
		"views.publish":                {tier: 4, args: "user_id view hash", do: (*Server).publishView},
		"files.getUploadURLExternal":   {scope: "files:write", tier: 4, args: "filename length alt_txt snippet_type", do: (*Server).uploadURL},
		"files.completeUploadExternal": {scope: "files:write", tier: 4, args: "files channel_id channels initial_comment thread_ts blocks", do: (*Server).completeUpload},
	}
}

// needs notes that a scope is used, or refuses what was not granted. The caller
// holds the lock.
func (s *Server) needs(scope string) *refusal {
	if s.opts.Scopes != nil && !slices.Contains(s.opts.Scopes, scope) {
		r := refuse("missing_scope")
		r.needed, r.provided = scope, strings.Join(s.opts.Scopes, ",")
		return r
	}
	s.scopes[scope] = true
	return nil
}

// UsedScopes are those that calls, events and commands so far have needed,
// sorted: a manifest should ask for these and no others.
func (s *Server) UsedScopes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]string, 0, len(s.scopes))
	for scope := range s.scopes {
		out = append(out, scope)
	}
	slices.Sort(out)
	return out
}

func (s *Server) authTest(*request) (object, *refusal) {
	return object{
		"url": s.url + "/", "team": "Test", "user": "pledgebot",
		"team_id": s.opts.Team, "user_id": s.opts.Bot, "bot_id": botID,
	}, nil
}
