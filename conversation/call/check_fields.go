package call

import "slices"

var (
	simpleKinds = []Kind{Words, OneOf, Whole, Date, Money, Email, Link, Country, YesNo}
	allKinds    = append([]Kind{SomeOf, ListOf, Group, Groups}, simpleKinds...)
	itemKinds   = []Kind{"", Words, Email, Link}
)

func (k *checker) checkField(i int, keys map[FieldKey]bool) {
	f, path := k.Fields[i], sub("fields", i, "")
	k.checkKey(path, f.Key, keys)
	if slices.Contains(promptNames, string(f.Key)) {
		k.mistake(path+".key", "%q is the name of another question", f.Key)
	}
	if !slices.Contains([]Ask{Asked, Derived, Offered, Later}, f.Ask) {
		k.mistake(path+".ask", "ask of %q must be asked, derived, offered or later", f.Key)
	}
	if !slices.Contains([]Stage{Drafting, SignOff, Reporting}, f.Stage) {
		k.mistake(path+".stage", "stage of %q must be draft, sign_off or report", f.Key)
	}
	if ofReport := slices.Contains(reportUses, f.Use); f.Use != "" && ofReport != (f.Stage == Reporting) {
		k.mistake(path+".use", "use %s does not belong to stage %s", f.Use, f.Stage)
	}
	k.checkFollow(path, f)
	if f.Section != "" && !slices.Contains(k.Sections, f.Section) {
		k.mistake(path+".section", "%q is no section", f.Section)
	}
	if f.Required && (f.Ask == Offered || f.Ask == Later) {
		k.mistake(path+".required", "%q is only offered and cannot be required", f.Key)
	}
	if f.Lasts() && (f.Checked || f.Stage == SignOff) {
		k.mistake(path, "%q may be changed at any time and cannot be part of what is signed off", f.Key)
	}
	if f.Since < 0 || f.Since > k.Version {
		k.mistake(path+".since", "since of %q must not be later than version %d", f.Key, k.Version)
	}
	if !k.checkKind(path, f, allKinds) {
		return
	}
	if n, ok := k.Field(f.Needs); f.Needs != "" && (!ok || !n.Consent || n.Kind != YesNo || f.Private) {
		k.mistake(path+".needs", "%q is no consent that is given with yes or no, or %q is private", f.Needs, f.Key)
	}
	k.checkLimits(path+".limits", f.Kind, f.Limits)
	k.checkReferences(path+".limits", f)
	k.checkChoices(path, f)
	k.checkParts(path, f)
	k.checkCondition(path+".if", k.Fields[:i], f.If)
	k.checkSources(path, f)
}

// checkFollow wants a report to know what it follows by name.
func (k *checker) checkFollow(path string, f Field) {
	name := f.Follow
	if f.Follows() {
		name = FollowAll
	}
	for _, part := range k.Using(UseResults).Parts {
		if part.Key == PartOf && name != "" && !slices.Contains(part.Choices.Options, OptionID(name)) {
			k.mistake(path, "the part %q of what a report follows has no choice %q", PartOf, name)
		}
	}
	for _, want := range followed {
		if f.Follows() && !slices.ContainsFunc(f.Parts, func(p Field) bool { return p.Key == want.Key && p.Kind == want.Kind && p.Given == want.Given }) {
			k.mistake(path+".parts", "a report wants the part %q, of kind %s, given: %t", want.Key, want.Kind, want.Given)
		}
	}
	if promised := f.Stage == Drafting && (f.Kind == ListOf || f.Kind == Groups); f.Follow != "" && !promised {
		k.mistake(path+".follow", "a report follows lists that are promised; %q is none", f.Key)
	}
}

func (k *checker) checkKey(path string, key FieldKey, keys map[FieldKey]bool) {
	switch {
	case !snake.MatchString(string(key)):
		k.mistake(path+".key", "%q is no key: small letters, figures and _ are wanted", key)
	case keys[key]:
		k.mistake(path+".key", "key %q stands twice", key)
	}
	keys[key] = true
}

func (k *checker) checkKind(path string, f Field, kinds []Kind) bool {
	if !slices.Contains(kinds, f.Kind) {
		k.mistake(path+".kind", "%q cannot be of kind %q", f.Key, f.Kind)
		return false
	}
	if f.Long && f.Kind != Words {
		k.mistake(path+".long", "long is for words, %q is %s", f.Key, f.Kind)
	}
	if !slices.Contains(itemKinds, f.Each) || f.Each != "" && f.Kind != ListOf {
		k.mistake(path+".each", "each of %q must be the words, email or link of a list_of", f.Key)
	}
	return true
}

func (k *checker) checkChoices(path string, f Field) {
	path += ".choices"
	chosen, c := f.Kind == OneOf || f.Kind == SomeOf, f.Choices
	switch {
	case !chosen && (c.From != "" || len(c.Options) > 0):
		k.mistake(path, "%q is %s and has nothing to choose from", f.Key, f.Kind)
	case c.From != "" && c.From != fromPriorities && c.From != fromSubAreas:
		k.mistake(path, "choices of %q must be a list, %s or %s", f.Key, fromPriorities, fromSubAreas)
	case c.From == "" && chosen && len(c.Options) == 0:
		k.mistake(path, "%q has no choices", f.Key)
	case c.From == "":
		seen := map[OptionID]bool{}
		for i, id := range c.Options {
			k.checkOption(sub(path, i, ""), id, seen)
		}
	}
}

// checkParts looks at the parts of a group. They are written one after another
// into one item, so each must be simple, and what belongs to a question of its
// own has no meaning in them.
func (k *checker) checkParts(path string, f Field) {
	group := f.Kind == Group || f.Kind == Groups
	if group != (len(f.Parts) > 0) {
		k.mistake(path+".parts", "a group has parts and nothing else has; %q is %s", f.Key, f.Kind)
	}
	keys := map[FieldKey]bool{}
	for i, p := range f.Parts {
		part := sub(path+".parts", i, "")
		k.checkKey(part, p.Key, keys)
		if p.Ask != "" || p.Stage != "" || p.Use != "" || p.Checked || p.Private || p.Long || p.Follow != "" ||
			len(p.Default) > 0 || p.Recognise != "" || p.Since != 0 {
			k.mistake(part, "part %q can have a key, kind, required, given, if, choices and limits only", p.Key)
		}
		if p.Given && f.Use != UseResults {
			k.mistake(part+".given", "only what a report follows is given")
		}
		k.checkCondition(part+".if", f.Parts[:i], p.If)
		if k.checkKind(part, p, simpleKinds) {
			k.checkLimits(part+".limits", p.Kind, p.Limits)
			k.checkReferences(part+".limits", p)
			k.checkChoices(part, p)
		}
	}
}

// checkCondition wants conditions to look back: then no two of them can wait
// for each other.
func (k *checker) checkCondition(path string, before []Field, c *Condition) {
	if c == nil {
		return
	}
	k.checkCondition(path+".and", before, c.And)
	k.checkCondition(path+".or", before, c.Or)
	j := slices.IndexFunc(before, func(f Field) bool { return f.Key == c.Field })
	if j < 0 {
		k.mistake(path+".field", "there is no field %q before this one", c.Field)
		return
	}
	k.checkHolds(path, before[j], c)
}

func (k *checker) checkHolds(path string, f Field, c *Condition) {
	if len(f.options()) == 0 {
		k.mistake(path+".field", "%q has no choices to depend on", f.Key)
		return
	}
	if len(c.In) == 0 {
		k.mistake(path+".in", "a condition names at least one option")
	}
	k.checkChosen(path+".in", f, c.In)
}

// checkSources looks at where a derived answer may come from.
func (k *checker) checkSources(path string, f Field) {
	if len(f.Default) > 0 && !k.canHold(f, f.Default) {
		k.mistake(path+".default", "%q cannot have this answer", f.Key)
	}
	if f.Recognise == "" {
		return
	}
	if from, ok := k.known(f.Recognise); !ok || from.Kind != Words || f.Kind != OneOf {
		k.mistake(path+".recognise", "a one_of is recognised in a field of words; %q is none", f.Recognise)
	}
}

// canHold tells whether a value is a canonical answer of a field, within its
// limits.
func (k *checker) canHold(f Field, v Value) bool {
	if f.Kind == Group || f.Kind == Groups {
		return false
	}
	for _, item := range v {
		if !slices.Equal(f.Read(item).Value, Value{item}) {
			return false
		}
	}
	return k.Check(f, v, Setting{}) == nil
}

// useKinds are what the code counts on where it looks for a use.
var useKinds = map[Use]Kind{
	UseCity: Words, UsePlace: Words, UseCountry: Country, UseTitle: Words, UseCommitment: Words,
	UseDue: Date, UseMail: Email, UsePublish: OneOf, UseIndicators: Groups, UseCopies: YesNo, UseSecond: Email, UseResults: Groups, UseOutcome: OneOf,
	UseNewHead: YesNo, UseNewContact: YesNo,
}

// reportUses are those that stand on fields of a report.
var reportUses = []Use{UseResults, UseOutcome, UseNewHead, UseNewContact}

func (k *checker) checkUses() {
	found := map[Use]FieldKey{}
	for i, f := range k.Fields {
		path := sub("fields", i, ".use")
		kind, ok := useKinds[f.Use]
		switch {
		case f.Use == "":
			continue
		case !ok:
			k.mistake(path, "there is no use %q", f.Use)
		case found[f.Use] != "":
			k.mistake(path, "use %s stands on %q already", f.Use, found[f.Use])
		case f.Kind != kind:
			k.mistake(path, "use %s wants kind %s, %q is %s", f.Use, kind, f.Key, f.Kind)
		}
		found[f.Use] = f.Key
	}
	for _, u := range Uses {
		if found[u] == "" {
			k.mistake("fields", "no field has use %s", u)
		}
	}
}

// checkListings wants the Call's own lists to be asked for in one place each.
func (k *checker) checkListings() {
	for from, list := range map[string]bool{fromPriorities: len(k.Priorities) > 0, fromSubAreas: len(k.SubAreas) > 0} {
		n := 0
		for i, f := range k.Fields {
			if f.Choices.From != from {
				continue
			}
			if n++; n > 1 || f.Kind != SomeOf {
				k.mistake(sub("fields", i, ".choices"), "one some_of field is chosen from %s", from)
			}
		}
		if list && n == 0 {
			k.mistake("fields", "no field is chosen from %s", from)
		}
	}
}
