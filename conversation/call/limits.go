package call

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Check tells why a value that was read is not within its field's limits; nil
// if it is. An empty value takes an answer away and is always within them.
// Limits that look at today or at another answer hold as far as the setting
// knows these.
func (c *Call) Check(f Field, v Value, s Setting) *Text {
	if v.Empty() {
		return nil
	}
	if s.Answer == nil {
		s.Answer = func(FieldKey) Value { return nil }
	}
	switch f.Kind {
	case Words:
		return f.checkWords(v.First())
	case OneOf, YesNo:
		return f.checkChoice(v)
	case SomeOf:
		return f.checkChosen(v)
	case ListOf:
		return f.checkList(v)
	case Whole:
		return c.checkWhole(f, v.First(), s)
	case Date:
		return c.checkDate(f, v.First(), s)
	case Money:
		return f.checkMoney(v.First())
	case Email:
		return c.checkEmail(f, v.First(), s)
	case Country:
		if !slices.Contains(countries, v.First()) {
			return problemCountry()
		}
	case Group, Groups:
		return c.checkGroups(f, v, s)
	case Link:
	}
	return nil
}

func (f Field) checkWords(text string) *Text {
	if f.Limits.Phrase {
		if strings.ContainsAny(text, "\n\u2028\u2029") {
			return problemLineBreak()
		}
		if !strings.ContainsFunc(text, unicode.IsLetter) {
			return problemOnlyDigits()
		}
	}
	return f.checkLength(text)
}

// checkLength counts code points, so that an accent or a script never costs
// more than another.
func (f Field) checkLength(text string) *Text {
	length := int64(utf8.RuneCountInString(text))
	switch {
	case length < f.Limits.Min:
		return problemTooShort(aCount(length), aCount(f.Limits.Min))
	case f.Limits.Max > 0 && length > f.Limits.Max:
		return problemTooLong(aCount(length), aCount(f.Limits.Max))
	}
	return nil
}

func (f Field) checkItems(n int) *Text {
	fewest, most := f.Limits.Items[0], f.Limits.Items[1]
	switch {
	case n < fewest:
		return problemTooFew(aCount(fewest))
	case most > 0 && n > most:
		return problemTooMany(aCount(most))
	}
	return nil
}

func (f Field) checkChoice(v Value) *Text {
	if len(v) != 1 || !slices.Contains(f.options(), OptionID(v.First())) {
		return problemChoose()
	}
	return nil
}

func (f Field) checkChosen(v Value) *Text {
	for _, item := range v {
		if slices.Contains(f.Choices.Options, OptionID(item)) {
			continue
		}
		if f.Limits.Own == 0 {
			return problemChoose()
		}
		if length := int64(utf8.RuneCountInString(item)); length > f.Limits.Own {
			return problemTooLong(aCount(length), aCount(f.Limits.Own))
		}
	}
	return f.checkItems(len(v))
}

func (f Field) checkList(v Value) *Text {
	for _, item := range v {
		if problem := f.checkLength(item); problem != nil {
			return problem
		}
	}
	return f.checkItems(len(v))
}

func (f Field) checkMoney(value string) *Text {
	_, amount, _ := strings.Cut(value, " ")
	whole, _, _ := strings.Cut(amount, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	l := f.Limits
	if err != nil || n < l.Min || l.Max > 0 && n > l.Max {
		return problemAmount(aNumber(l.Min), aNumber(f.most()))
	}
	return nil
}

func (c *Call) checkEmail(f Field, address string, s Setting) *Text {
	other := f.Limits.Differs
	if problem := f.checkLength(address); problem != nil || other == "" {
		return problem
	}
	if strings.EqualFold(s.Answer(other).First(), address) {
		return problemEmailSame(aLabel(label(other)))
	}
	return nil
}

// checkGroups looks at every part of every item.
func (c *Call) checkGroups(f Field, v Value, s Setting) *Text {
	for _, item := range v {
		parts := Parts(item)
		for _, p := range f.Parts {
			value := parts[string(p.Key)]
			if p.Missing(parts) && !f.Follows() {
				return problemPart(aLabel(Say("field." + string(f.Key) + "." + string(p.Key) + ".label")))
			}
			if value == "" {
				continue
			}
			if problem := c.Check(p, Value{value}, s); problem != nil {
				return problem
			}
		}
	}
	return f.checkItems(len(v))
}

// label is the text that names a field.
func label(key FieldKey) Text { return Say("field." + string(key) + ".label") }
