package call

// A Reading is what an answer says, by its kind alone. Exactly one of the
// three is set: a value, readings to choose from or confirm, or a problem.
type Reading struct {
	Value   Value
	Confirm []Value // one: "did you mean"; several: "which of these"
	Problem *Text   // why it cannot be read: text problem.<code>
	Note    *Text   // what was done to it, with a Value: text note.<code>
}

// A Setting is what limits may depend on.
type Setting struct {
	Today  string               // ISO date where the person is
	Answer func(FieldKey) Value // the pledge's other answers
}

// Read tells what typed text says, by the field's kind alone and in no
// language: words for months, countries and "yes" have been made canonical
// before. The canonical form of a value reads as that value.
func (f Field) Read(text string) Reading {
	switch f.Kind {
	case Words:
		return f.readWords(text)
	case OneOf, YesNo:
		return f.readChoice(text)
	case SomeOf:
		return f.readChosen(text)
	case ListOf:
		return f.readList(text)
	case Whole:
		return f.readWhole(text)
	case Date:
		return readDate(text)
	case Money:
		return f.readMoney(text)
	case Email:
		return readEmail(text)
	case Link:
		return readLink(text)
	case Country:
		return readCountry(text)
	case Group, Groups:
		// Groups are asked part by part.
	}
	return refused(problemChoose())
}

func read(items ...string) Reading       { return Reading{Value: items} }
func refused(why *Text) Reading          { return Reading{Problem: why} }
func doubtful(readings ...Value) Reading { return Reading{Confirm: readings} }
