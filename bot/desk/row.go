package desk

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Listed pledge is what a list says of one.
type Listed struct{ Reference, State, Place, Country, Changed, Title string }

// Row is a pledge in a list. Of a draft it says place and age, never a word.
func Row(c *call.Call, a pledge.Actor, p pledge.Pledge) Listed {
	row := Listed{
		Reference: "-", State: string(p.State), Changed: p.Touched.UTC().Format(time.DateOnly),
		Place: p.Value(c.Using(call.UsePlace).Key).First(), Country: p.Value(c.Using(call.UseCountry).Key).First(),
	}
	if p.Submitted != nil {
		row.Reference = p.Submitted.Reference
	}
	if title := c.Using(call.UseTitle).Key; pledge.MayRead(a, p, title) {
		row.Title = p.Value(title).First()
	}
	return row
}
