package crashtest

import (
	"bytes"

	"pledgebot/bot/paper"
	"pledgebot/conversation/pledge"
)

// papers looks whether a person holds the receipt of each submission of their pledge as
// a PDF, with what was submitted in it, and no other. One that may have been sent before
// a kill is sent again.
func (p *walker) papers(is pledge.Pledge, facts []pledge.Fact) {
	t := p.w.t
	held := map[string]bool{} // by check code
	for _, m := range p.phone.Screen() {
		if m.Document == nil || m.Document.Name != is.Submitted.Reference+".pdf" {
			continue
		}
		claim, err := paper.Read(bytes.NewReader(m.Document.Bytes))
		switch {
		case err != nil || claim.Record == nil:
			t.Errorf("%d holds a paper that says nothing: %v", p.id, err)
		default:
			held[claim.Record.Check] = true
		}
	}
	for _, f := range facts {
		if !f.Submits() {
			continue
		}
		if !held[f.Check] {
			t.Errorf("%d holds no receipt of %s on paper\n%s", p.id, f.Check, p.screen())
		}
		delete(held, f.Check)
	}
	for check := range held {
		t.Errorf("%d holds a receipt of %s, which was never submitted", p.id, check)
	}
}
