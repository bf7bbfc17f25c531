package call

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// A checker proves that a Call makes sense as a whole. It reports every
// mistake, each at its place in the file.
type checker struct {
	*Call
	*loader
}

func (k *checker) check() {
	k.checkNames()
	k.checkLists()
	keys := map[FieldKey]bool{}
	for i := range k.Fields {
		k.checkField(i, keys)
	}
	k.checkUses()
	k.checkListings()
	for i := range k.Priorities {
		k.checkSuggests(i)
	}
	ids := map[TemplateID]bool{}
	for i := range k.Templates {
		k.checkTemplate(i, ids)
	}
	k.checkCoach()
	parts := map[Section]bool{}
	for i, id := range k.Sections {
		switch path := sub("sections", i, ""); {
		case !snake.MatchString(string(id)):
			k.mistake(path, "%q is no section: small letters, figures and _ are wanted", id)
		case parts[id]:
			k.mistake(path, "section %q stands twice", id)
		}
		parts[id] = true
	}
	asked := map[QuestionKey]bool{}
	for i, key := range k.Questions {
		switch path := sub("questions", i, ""); {
		case !snake.MatchString(string(key)):
			k.mistake(path, "%q is no question: small letters, figures and _ are wanted", key)
		case asked[key]:
			k.mistake(path, "question %q stands twice", key)
		}
		asked[key] = true
	}
	k.checkRegistries()
	k.checkForums()
}

func (k *checker) checkRegistries() {
	known := map[RegistryKey]bool{}
	for i, r := range k.Registries {
		f, found := k.Field(r.Consent)
		switch path := sub("registries", i, ""); {
		case !snake.MatchString(string(r.Key)):
			k.mistake(path, "%q is no registry: small letters, figures and _ are wanted", r.Key)
		case known[r.Key]:
			k.mistake(path, "registry %q stands twice", r.Key)
		case r.Consent != "" && (!found || !f.Consent || f.Kind != YesNo):
			k.mistake(path+".consent", "%q is no consent that is given with yes or no", r.Consent)
		}
		known[r.Key] = true
	}
}

// mistake reports one at the place of a path.
func (k *checker) mistake(path, format string, args ...any) {
	k.at(k.places.find(path), format, args...)
}

// sub is the path of a member of an item of a list: "fields[3].key".
func sub(list string, i int, rest string) string { return fmt.Sprintf("%s[%d]%s", list, i, rest) }

var (
	snake    = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	optionID = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)
	dashed   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// The names under which programs know prompts that are no fields, and options
// that mean the same under every prompt. Neither can be used for anything else.
var (
	promptNames = []string{
		"language", "privacy", "menu", "drafts", "template", "preview", "open", "confirm", "clash", "slot", "question", "reply",
		"people", "sections", "end_part", "request", "join", "reference", "applicant", "helped", "disclose", "card", "sent_back", "decision", "adviser", "advised", "given_by", "advice", "remarks", "remark",
		"flag", "remark_text", "blocking", "respond", "consents", "withdraw", "suspend", "halt", "edition", "objection", "reminders", "move", "zone", "reports",
		"nudge", "remind_on", "council", "not_me",
	}
	optionNames = []string{
		"back", "skip", "help", "preview", "save", "menu", "cancel", "unknown", "done", "undo", "submit",
		"continue", "language", "pledges", "change", "keep", "add",
	}
)

func (k *checker) checkNames() {
	if k.Version < 1 {
		k.mistake("version", "version must be 1 or more")
	}
	n := k.Names
	if n.Call["en"] == "" {
		k.mistake("names.call", "the Call has no English name")
	}
	if n.Owners["en"] == "" {
		k.mistake("names.owners", "the owners have no English name")
	}
	if n.ReportYears < 1 || n.ReportYears > 20 {
		k.mistake("names.report_years", "report_years must be between 1 and 20")
	}
	if n.TargetDays < 0 || n.TargetDays > 366 {
		k.mistake("names.target_days", "target_days must be between 0 and 366")
	}
	if n.ReviewDays < 0 || n.ReviewDays > 366 {
		k.mistake("names.review_days", "review_days must be between 0 and 366")
	}
	if !slices.Contains([]Signing{"", SignedAny, SignedOwn, SignedNone}, k.Names.SignOff) {
		k.mistake("names.sign_off", "sign_off must be any, own or none")
	}
	if n.Mailbox != "" && !slices.Equal(readEmail(n.Mailbox).Value, Value{n.Mailbox}) {
		k.mistake("names.mailbox", "%q is no e-mail address", n.Mailbox)
	}
}

func (k *checker) checkLists() {
	if len(k.Priorities) == 0 {
		k.mistake("priorities", "there are no priorities")
	}
	seen := map[OptionID]bool{}
	for i, p := range k.Priorities {
		k.checkOption(sub("priorities", i, ".id"), p.ID, seen)
	}
	seen = map[OptionID]bool{}
	for i, id := range k.SubAreas {
		k.checkOption(sub("sub_areas", i, ""), id, seen)
	}
}

// checkOption looks at one option's id and enters it among those seen.
func (k *checker) checkOption(path string, id OptionID, seen map[OptionID]bool) {
	switch {
	case !optionID.MatchString(string(id)):
		k.mistake(path, "%q is no option: small letters, figures and _ are wanted", id)
	case slices.Contains(optionNames, string(id)):
		k.mistake(path, "%q means the same under every question and cannot be an option", id)
	case seen[id]:
		k.mistake(path, "option %q stands twice", id)
	}
	seen[id] = true
}

// checkSuggests looks at the objectives proposed for one priority.
func (k *checker) checkSuggests(i int) {
	suggests := k.Priorities[i].Suggests
	for _, key := range slices.Sorted(maps.Keys(suggests)) {
		path := sub("priorities", i, ".suggests."+string(key))
		f, ok := k.known(key)
		if !ok || f.Kind != SomeOf {
			k.mistake(path, "suggests: there is no some_of field %q", key)
			continue
		}
		k.checkChosen(path, f, suggests[key])
	}
}

// checkChosen looks at options chosen in a list at a path.
func (k *checker) checkChosen(path string, f Field, ids []OptionID) {
	seen := map[OptionID]bool{}
	for i, id := range ids {
		switch {
		case !slices.Contains(f.options(), id):
			k.mistake(sub(path, i, ""), "field %q has no option %q", f.Key, id)
		case seen[id]:
			k.mistake(sub(path, i, ""), "option %q stands twice", id)
		}
		seen[id] = true
	}
}

// options are what can be chosen, also of yes and no.
func (f Field) options() []OptionID {
	if f.Kind == YesNo {
		return []OptionID{"yes", "no"}
	}
	return f.Choices.Options
}

// known finds a field of the file; slots are none.
func (k *checker) known(key FieldKey) (Field, bool) {
	i, ok := k.fields[key]
	if !ok {
		return Field{}, false
	}
	return k.Fields[i], true
}
