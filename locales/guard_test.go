package locales

import (
	"testing"

	"pledgebot/conversation/call"
)

// TestWhatMayLetSomebodyBeRecognised: in whatever language it is written, and whatever
// language the dialog is in.
func TestWhatMayLetSomebodyBeRecognised(t *testing.T) {
	t.Parallel()
	texts := catalogue(t)
	for text, want := range map[string]bool{
		"Mrs Amina told us that she found work.":   true,
		"La Sra. Rojas encontró trabajo.":          true,
		"Nous remercions Mme\u202fDiallo.":         true,
		"M. Traoré a ouvert le guichet.":           true,
		"Dr Okello leads the clinic.":              true,
		"Call +254 712 345 678 for details.":       true,
		"Tél. 06 12 34 56 78":                      true,
		"(593) 2-395-2300":                         true,
		"Write to amina@example.org":               true,
		"Her passport is AB1234567.":               true,
		"The shelter is at 12 Station Road.":       true,
		"El albergue está en la calle Bolívar 34.": true,
		"Le foyer se trouve 8, rue de la Paix.":    true,
		"":                                         false,
		"The shelter has 40 beds.":                 false,
		"El albergue tiene 40 camas; la oficina está en la calle Bolívar":           false,
		"Thirty-eight homes are let to refugee families.":                           false,
		"The office opened on 2028-03-01 and has answered 1 250 000 000 questions.": false,
		"Budget: 60 000 000 EUR, years 2027-2028.":                                  false,
		"Trente-huit logements, 15 364 signatures, 12,5 % de plus.":                 false,
		"El señor alcalde inauguró la oficina.":                                     false,
		"Le programme M 12 est terminé.":                                            false,
		"CLA-2026-0001 and ISO 9001 are no people.":                                 false,
	} {
		for _, lang := range texts.Langs() {
			if got := texts.Read(lang, call.Question{Kind: call.Words, Guarded: true}, text).Personal; got != want {
				t.Errorf("%s: %q: %v", lang, text, got)
			}
			if texts.Read(lang, call.Question{Kind: call.Words}, text).Personal {
				t.Errorf("%s: %q is guarded where nobody has asked for it", lang, text)
			}
		}
	}
}
