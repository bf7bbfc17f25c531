package pledge

import "strings"

// verifyMark begins the code on a paper that asks whether its words were submitted.
const verifyMark = "v-"

// VerifyCode is what a paper carries for a camera: its number and its check code.
func VerifyCode(reference, check string) string { return verifyMark + reference + "-" + check }

// Verifies takes such a code apart, or a number and a check code that somebody has
// typed, alone or after a command; false for any other text.
func Verifies(text string) (reference, check string, ok bool) {
	text = strings.TrimSpace(text)
	if rest, commanded := strings.CutPrefix(text, "/"); commanded {
		_, text, _ = strings.Cut(rest, " ")
	}
	parts := strings.Split(strings.Join(strings.Fields(strings.ToUpper(text)), "-"), "-")
	if len(parts) == 6 && parts[0] == "V" {
		parts = parts[1:]
	}
	if len(parts) != 5 || len(parts[3]) != 5 || len(parts[4]) != 5 {
		return "", "", false
	}
	reference, check = strings.Join(parts[:3], "-"), parts[3]+"-"+parts[4]
	if !IsReference(reference) || strings.Trim(parts[3]+parts[4], crockford) != "" {
		return "", "", false
	}
	return reference, check, true
}
