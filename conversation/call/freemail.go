package call

import (
	"slices"
	"strings"
)

// freeMail are the names of providers that give anybody an address, whatever
// stands after the name ("yahoo.com", "yahoo.com.mx").
var freeMail = strings.Fields(`
aol bluewin free freenet gmail gmx googlemail hotmail icloud laposte libero live mail mailbox me msn orange
outlook proton protonmail qq rediffmail rocketmail terra tutanota uol wanadoo web yahoo yandex ymail zoho`)

// isFreeMail tells whether a domain is such a provider's own, and not that of
// an office with its mail there.
func isFreeMail(domain string) bool {
	name, rest, _ := strings.Cut(domain, ".")
	return slices.Contains(freeMail, name) && slices.Contains(freeMailEndings, rest)
}

var freeMailEndings = strings.Fields(`
com net org me fr es it de ch at be pt ru ca in cl pe co
co.uk co.in com.br com.mx com.ar com.co com.pe com.ve com.ec com.au co.jp com.tr com.ph co.za co.id`)
