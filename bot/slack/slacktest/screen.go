package slacktest

import "maps"

// A View is a modal or a Home as its person sees it.
type View struct {
	ID, Hash, Type  string
	Title           string
	Submit, Close   string // the buttons' texts, of a modal
	CallbackID      string
	ExternalID      string
	PrivateMetadata string
	Blocks          []map[string]any
	Errors          map[string]string // under the inputs, by block_id
	Lines           string            // what is read
}

// String is what is read.
func (v View) String() string { return v.Lines }

// Views are the modals on this person's screen; only the last can be used.
func (p *Person) Views() []View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var out []View
	for _, v := range p.p.stack {
		out = append(out, p.s.seenView(v))
	}
	return out
}

// View is the modal that lies on top, or an empty one.
func (p *Person) View() View {
	all := p.Views()
	if len(all) == 0 {
		return View{}
	}
	return all[len(all)-1]
}

// Home is this person's, or an empty one before the app has published it.
func (p *Person) Home() View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if p.p.home == nil {
		return View{}
	}
	return p.s.seenView(p.p.home)
}

// seenView is a copy. The caller holds the lock.
func (s *Server) seenView(v *view) View {
	blocks := parts(v.body, "blocks")
	out := View{
		ID: v.id, Hash: v.hash, Type: text(v.body, "type"), Title: s.written(part(v.body, "title")),
		Submit: s.written(part(v.body, "submit")), Close: s.written(part(v.body, "close")),
		CallbackID: text(v.body, "callback_id"), ExternalID: text(v.body, "external_id"),
		PrivateMetadata: text(v.body, "private_metadata"), Blocks: blocks, Errors: maps.Clone(v.errors),
	}
	out.Lines = s.render(blocks, v.values, v.errors)
	if out.Title != "" {
		out.Lines = "== " + out.Title + " ==\n" + out.Lines
	}
	if out.Type != "modal" {
		return out
	}
	buttons := "[" + out.Close + "]"
	if out.Close == "" {
		buttons = "[×]"
	}
	if out.Submit != "" {
		buttons += " [" + out.Submit + "]"
	}
	out.Lines += "\n" + buttons
	return out
}
