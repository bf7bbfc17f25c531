package calendar

import (
	_ "embed"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the zones themselves, also where the machine has none
)

// The table of the IANA time zone database that names the zones of each country by places of
// its own: nobody in Dakar is told of the time of Abidjan. It is in the public domain.
//
//go:embed zone.tab
var table string

// zones are those of each country, by its ISO 3166-1 code, those with the most people
// first.
var zones = func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(table) {
		columns := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(columns) < 3 {
			continue
		}
		all[columns[0]] = append(all[columns[0]], columns[2])
	}
	return all
}()

// Zones are the names of a country's zones; none for a country that is not known.
func Zones(country string) []string { return slices.Clone(zones[country]) }

// Zone is the zone of a country by its name, or where none is named and the country
// has several, the first. Known tells whether it is the only one, or was named.
func Zone(country, name string) (zone *time.Location, known bool) {
	all := zones[country]
	if slices.Contains(all, name) {
		all = []string{name}
	}
	if len(all) == 0 {
		return time.UTC, false
	}
	zone, err := time.LoadLocation(all[0])
	if err != nil {
		return time.UTC, false
	}
	return zone, len(all) == 1
}
