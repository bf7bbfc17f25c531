package paper

// keys is every text that stands on papers alone, with its arguments.
var keys = map[string][]string{
	"plain":                 {"text"},
	"paper.number":          {"reference"},
	"paper.end":             {"check"},
	"sheet.receipt":         nil,
	"sheet.draft":           nil,
	"sheet.to_sign":         nil,
	"sheet.received":        {"title", "entity", "call", "date", "reference"},
	"sheet.received_report": {"title", "entity", "call", "date", "reference"},
	"sheet.draft_report":    nil,
	"sheet.report":          nil,
	"sheet.check_what":      nil,
	"sheet.draft_what":      nil,
	"sheet.to_sign_what":    {"check"},
	"sheet.number":          nil,
	"sheet.received_on":     nil,
	"sheet.accepted_on":     nil,
	"sheet.suspended_on":    nil,
	"sheet.withdrawn_on":    nil,
	"sheet.report_expected": nil,
	"sheet.report_due":      nil,
	"sheet.check":           nil,
	"sheet.signed":          nil,
	"sheet.signing":         nil,
	"sheet.office":          nil,
	"sheet.name":            nil,
	"sheet.date":            nil,
	"sheet.signature":       nil,
	"sheet.untitled":        nil,
	"sheet.mark":            nil,
	"sheet.mark_practice":   nil,
	"sheet.page":            {"n", "total"},
	"sheet.lost":            nil,
	"sheet.report_of":       {"title", "reference"},
	"sheet.report_how":      {"call"},
}

// Lines is every text that stands on papers alone, with the names of its arguments, for
// the test that proves every language complete.
func Lines() map[string][]string {
	all := map[string][]string{}
	for key, args := range keys {
		all[key] = args
	}
	for _, key := range []string{"plain", "paper.number", "paper.end"} {
		delete(all, key) // the conversation's
	}
	return all
}
