package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A Listing is where a pledge stands beside the Call's own pages.
type Listing struct {
	Where  call.RegistryKey `json:"where"`
	Number string           `json:"number,omitempty"`
	Link   string           `json:"link,omitempty"`
	At     time.Time        `json:"at"`
}

// Listed finds where a pledge stands beside the Call's own pages.
func (p Pledge) Listed(where call.RegistryKey) (Listing, bool) {
	for _, l := range p.Listings {
		if l.Where == where {
			return l, true
		}
	}
	return Listing{}, false
}

// Unlisted are the registries to which a pledge that is published is still to be
// copied, as far as its city agrees.
func Unlisted(c *call.Call, p Pledge) []call.RegistryKey {
	if p.Public == nil {
		return nil
	}
	var out []call.RegistryKey
	for _, r := range c.Registries {
		if _, listed := p.Listed(r.Key); !listed && agrees(p, r) {
			out = append(out, r.Key)
		}
	}
	return out
}

// agrees tells whether the city agrees to being copied to a registry.
func agrees(p Pledge, r call.Registry) bool {
	return r.Consent == "" || p.Value(r.Consent).First() == "yes"
}

// listed is the pledge after it was copied to a registry; a later copy replaces the
// one before.
func (p Pledge) listed(f Fact) Pledge {
	l := Listing{Where: call.RegistryKey(f.From), Number: f.Reference, Link: f.Note, At: f.At}
	var all []Listing
	for _, other := range p.Listings {
		if other.Where != l.Where {
			all = append(all, other)
		}
	}
	p.Listings = append(all, l)
	return p
}

func enterable(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	enter := cmd.(Enter)
	r, ok := c.Registry(enter.Where)
	switch {
	case !ok || enter.Number == "" && enter.Link == "":
		return Unfit
	case !agrees(p, r), !Publishable(c, p):
		return NoConsent
	}
	return ""
}
