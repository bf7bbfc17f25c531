package telegramtest

import "encoding/json"

func (s *Server) getMyDescription(q *request) ([]byte, *refusal) {
	return s.described(q, "description", func(p Profile) string { return p.Description })
}

func (s *Server) getMyShortDescription(q *request) ([]byte, *refusal) {
	return s.described(q, "short_description", func(p Profile) string { return p.Short })
}

// described reads one text; none is set where there is none.
func (s *Server) described(q *request, name string, of func(Profile) string) ([]byte, *refusal) {
	lang := q.params["language_code"]
	if !langCode.MatchString(lang) {
		return nil, badRequest("invalid language code specified")
	}
	return encode(map[string]string{name: of(s.Profile(lang))}), nil
}

func (s *Server) getMyCommands(q *request) ([]byte, *refusal) {
	lang := q.params["language_code"]
	if !langCode.MatchString(lang) {
		return nil, badRequest("invalid language code specified")
	}
	scope := struct{ Type string }{Type: "default"}
	if raw := q.params["scope"]; raw != "" && json.Unmarshal([]byte(raw), &scope) != nil {
		return nil, badRequest("can't parse BotCommandScope JSON object")
	}
	list := s.Profile(lang).Commands[scope.Type]
	if list == nil {
		list = []Command{}
	}
	return encode(list), nil
}
