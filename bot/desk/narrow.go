package desk

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Fits tells whether a pledge is one that a search means; what is empty narrows nothing.
func Fits(c *call.Call, q store.Search, p pledge.Pledge) bool {
	due := p.Due()
	claimed := pledge.Person("")
	if p.Claim != nil {
		claimed = p.Claim.By
	}
	s := store.SearchableOf(c, p)
	switch {
	case q.Country != "" && s.Country != q.Country,
		q.States != nil && !slices.Contains(q.States, p.State),
		q.Priority != "" && !slices.Contains(s.Priorities, q.Priority),
		q.DueFrom != "" && due < q.DueFrom, q.DueTo != "" && (due == "" || due > q.DueTo),
		q.ClaimedBy != "" && claimed != q.ClaimedBy:
		return false
	}
	return holdsAll(s.Words+"\n"+s.Place+"\n"+s.Title, q.Words)
}

// holdsAll tells whether every word begins a word of a text, whatever its accents and
// capitals.
func holdsAll(text, words string) bool {
	all := strings.Fields(folded(text))
	for word := range strings.FieldsSeq(folded(words)) {
		if !slices.ContainsFunc(all, func(w string) bool { return strings.HasPrefix(strings.TrimLeft(w, `"'“«([`), word) }) {
			return false
		}
	}
	return true
}
