package call

import "strconv"

// checkWhole looks at a number by itself and beside the slot that it must stay
// below, or that must stay below it.
func (c *Call) checkWhole(f Field, digits string, s Setting) *Text {
	l := f.Limits
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil:
		return problemNumberLarge(aNumber(f.most()))
	case n < l.Min && l.Min == 2:
		return problemGroupOfTwo()
	case n < l.Min, l.Max > 0 && n > l.Max:
		return f.problemWhole()
	}
	t, slot, ok := c.Slot(f.Key)
	if !ok {
		return nil
	}
	template, _ := c.Template(t)
	for _, other := range template.Slots {
		m, err := strconv.ParseInt(s.Answer(template.Key(other.Name)).First(), 10, 64)
		switch {
		case err != nil:
		case slot.Limits.Below == other.Name && n >= m:
			return problemBelow(aNumber(m))
		case other.Limits.Below == slot.Name && n <= m:
			return problemAbove(aNumber(m))
		}
	}
	return nil
}

// largestNumber is the largest number that is read at all.
const largestNumber = 999_999_999_999_999_999

// most is the largest number that a field takes.
func (f Field) most() int64 {
	if f.Limits.Max > 0 {
		return f.Limits.Max
	}
	return largestNumber
}

// usualExample is a number with a separator in it, as far as a field allows.
const usualExample = 1500

func (f Field) problemWhole() *Text {
	example := min(max(usualExample, f.Limits.Min), f.most())
	return problemWhole(aNumber(f.Limits.Min), aNumber(f.most()), aNumber(example))
}
