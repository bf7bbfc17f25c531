package pledge

import "time"

// Since is since when a pledge waits for whom it waits for, or has been what it
// is: since it was sent, since the city was asked last, since it was decided or
// halted, or since the city took it back.
func (p Pledge) Since() time.Time {
	switch {
	case p.State == ChangesRequested && len(p.Questions) > 0:
		return p.Questions[len(p.Questions)-1].At
	case p.Halted != nil:
		return p.Halted.At
	case p.Decided != nil && !p.Reviewed() && p.State != Amending && p.State != Reporting:
		if r, reported := p.LastReport(); reported && r.At.After(p.Decided.At) {
			return r.At
		}
		return p.Decided.At
	case p.State == Draft || p.State == Amending || p.State == Reporting || p.Submitted == nil:
		return p.Touched
	}
	return p.Submitted.At
}
