package locales

import (
	"testing"

	"pledgebot/conversation/call"
)

// Wording §5.4: the article of an office is small inside a sentence, that of a
// place's own name is not.
func TestEntityInsideASentence(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ name, place, want string }{
		{"The City of Le Havre", "Le Havre", "the City of Le Havre"},
		{"La Alcaldía de Riobamba", "Riobamba", "la Alcaldía de Riobamba"},
		{"El Ayuntamiento de El Puerto", "El Puerto", "el Ayuntamiento de El Puerto"},
		{"L'Alcaldía d'El Alto", "El Alto", "l'Alcaldía d'El Alto"},
		{"L’Alcaldía d’El Alto", "El Alto", "l’Alcaldía d’El Alto"},
		{"La Ville du Havre", "Le Havre", "la Ville du Havre"},
		{"LA ALCALDÍA DE LOJA", "Loja", "la ALCALDÍA DE LOJA"},
		{"El Alto", "El Alto", "El Alto"},
		{"La Paz", "la paz", "La Paz"},
		{"The Hague City Council", "The Hague", "The Hague City Council"},
		{"Le Havre Seine Métropole", "Le Havre", "Le Havre Seine Métropole"},
		{"La Pazera", "La Paz", "la Pazera"},
		{"Ville d'Oran", "Oran", "Ville d'Oran"},
		{"Lahore", "Lahore", "Lahore"},
		{"The", "", "The"},
		{"", "", ""},
		{"\xff", "", "\uFFFD"},
	} {
		text := call.Text{Key: "test.receipt", Args: map[string]call.Arg{
			"entity": {As: call.AsEntity, Value: tt.name, Values: []string{tt.place}},
			"date":   {As: call.AsDate, Value: "2027"},
		}}
		if got, want := c.Text("en", text), tt.want+" has sent its pledge on 2027."; got != want {
			t.Errorf("%q in %q: %q, want %q", tt.name, tt.place, got, want)
		}
	}
}
