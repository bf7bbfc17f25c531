package calendar_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// everyZone is each zone of each country.
func everyZone(t *testing.T) map[string]*time.Location {
	t.Helper()
	all := map[string]*time.Location{}
	for _, country := range call.Countries() {
		for _, name := range calendar.Zones(country) {
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			all[country+" "+name] = zone
		}
	}
	if len(all) < 300 {
		t.Fatalf("%d zones", len(all))
	}
	return all
}

// TestEveryCountryHasAZone, and those with several are few.
func TestEveryCountryHasAZone(t *testing.T) {
	t.Parallel()
	several := 0
	for _, country := range call.Countries() {
		if _, known := calendar.Zone(country, ""); !known {
			several++
			if uninhabited := country == "BV" || country == "HM"; len(calendar.Zones(country)) < 2 && !uninhabited {
				t.Errorf("%s has no zone", country)
			}
		}
	}
	if several > 35 {
		t.Errorf("%d countries have to be asked", several)
	}
	if zone, known := calendar.Zone("BR", "America/Manaus"); !known || zone.String() != "America/Manaus" {
		t.Errorf("named, it is %s, %v", zone, known)
	}
	if zone, known := calendar.Zone("BR", "Europe/Paris"); known || zone.String() == "Europe/Paris" {
		t.Errorf("a zone of another country: %s, %v", zone, known)
	}
}

// TestRemindersComeAtAHumaneHour: in every zone, for reports due on each day of ten
// years, every reminder comes once, on a working day of its own, between nine and five.
func TestRemindersComeAtAHumaneHour(t *testing.T) {
	t.Parallel()
	step := 1
	if testing.Short() {
		step = 37
	}
	for name, zone := range everyZone(t) {
		country, _, _ := strings.Cut(name, " ")
		for day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2036; day = day.AddDate(0, 0, 7*step+step%2) {
			contract := calendar.Contract(country, day.Format(time.DateOnly), nil)
			if len(contract) != len(calendar.Kinds()) {
				t.Fatalf("%s: %d reminders", name, len(contract))
			}
			last := time.Time{}
			for _, n := range contract {
				at := n.At(zone)
				if at.Format(time.DateOnly) != n.Day || at.Hour() < 9 || at.Hour() >= 17 || !calendar.Working(country, at.Weekday()) || !at.After(last) {
					t.Errorf("%s, due %s: %s comes on %s", name, day.Format(time.DateOnly), n.Kind, at)
				}
				last = at
			}
		}
	}
}

// TestWhatCanWaitComesInTheDay: within a minute where offices are open, and else at nine of
// the next day on which they are, in every zone, whatever its clock does.
func TestWhatCanWaitComesInTheDay(t *testing.T) {
	t.Parallel()
	zones := everyZone(t)
	names := slices.Sorted(maps.Keys(zones))
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "zone")
		country, _, _ := strings.Cut(name, " ")
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 10*366*24*60).Draw(t, "minutes")) * time.Minute)
		got := calendar.Open(country, zones[name], at)
		local := got.In(zones[name])
		if got.Before(at) || got.Sub(at) > 5*24*time.Hour || local.Hour() < 9 || local.Hour() >= 17 || calendar.WorkingDay(country, local.Format(time.DateOnly)) != local.Format(time.DateOnly) {
			t.Fatalf("%v becomes %v", at.In(zones[name]), local)
		}
		if again := calendar.Open(country, zones[name], got); !again.Equal(got) {
			t.Fatalf("%v is no time to come: %v", local, again)
		}
		if before := at.In(zones[name]); !got.Equal(at) && calendar.WorkingDay(country, before.Format(time.DateOnly)) == before.Format(time.DateOnly) && before.Hour() >= 9 && before.Hour() < 17 {
			t.Fatalf("%v has to wait until %v", before, local)
		}
	})
}

// TestAClockThatIsChanged: a time that comes twice is its first, and one that the clock
// skips is the first moment after.
func TestAClockThatIsChanged(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ zone, wall, want string }{
		{"Europe/Paris", "2027-03-28 02:30", "2027-03-28T01:00:00Z"}, // skipped
		{"Europe/Paris", "2027-10-31 02:30", "2027-10-31T00:30:00Z"}, // twice
		{"America/Havana", "2027-03-14 00:00", "2027-03-14T05:00:00Z"},
		{"Pacific/Apia", "2011-12-30 10:00", "2011-12-30T10:00:00Z"}, // a whole day was skipped
		{"Asia/Kathmandu", "2027-06-01 10:00", "2027-06-01T04:15:00Z"},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		wall, err := time.Parse("2006-01-02 15:04", tt.wall)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.Instant(wall, zone).UTC().Format(time.RFC3339); got != tt.want {
			t.Errorf("%s in %s is %s, want %s", tt.wall, tt.zone, got, tt.want)
		}
	}
}

// TestRemindersAreMoved: the city moves one, and none is on a day off or before the one
// that comes first.
func TestRemindersAreMoved(t *testing.T) {
	t.Parallel()
	days := func(all []calendar.Nudge) (out []string) {
		for _, n := range all {
			out = append(out, n.Day)
		}
		return out
	}
	// 10 December 2028 is a Sunday, 25 December no day for it, and the weekend of Jordan is Friday and Saturday.
	if got := days(calendar.Contract("FR", "2028-12-10", nil)); !slices.Equal(got, []string{"2028-09-11", "2028-11-10", "2028-12-04", "2028-12-11", "2028-12-26", "2029-01-09"}) {
		t.Errorf("in France: %v", got)
	}
	if got := days(calendar.Contract("JO", "2028-12-10", nil)); got[3] != "2028-12-10" || got[1] != "2028-11-12" {
		t.Errorf("in Jordan: %v", got)
	}
	moved := map[calendar.Kind]string{calendar.Before30: "2028-12-02", calendar.Before7: "2028-12-02"}
	if got := days(calendar.Contract("FR", "2028-12-10", moved)); got[1] != "2028-12-04" || got[2] != "2028-12-05" {
		t.Errorf("moved to a Saturday, both: %v", got)
	}
	if calendar.Contract("FR", "2028-12", nil) != nil {
		t.Error("a month is taken for a day")
	}
}

// TestOneReminderAtAMoment: whatever the clock does, forwards or an hour back, and for
// however long nobody looked, each reminder is sent at most once, those that were missed
// are told, and none is sent a day late.
func TestOneReminderAtAMoment(t *testing.T) {
	t.Parallel()
	zones := everyZone(t)
	var names []string
	for name := range zones {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "zone")
		country, _, _ := strings.Cut(name, " ")
		due := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 3650).Draw(t, "due"))
		contract := calendar.Contract(country, due.Format(time.DateOnly), nil)
		handled, sent := map[calendar.Kind]int{}, 0
		now := contract[0].At(zones[name]).Add(-time.Hour)
		end := contract[len(contract)-1].At(zones[name]).Add(48 * time.Hour)
		for now.Before(end) {
			pause := rapid.SampledFrom([]time.Duration{time.Minute, time.Hour, 23 * time.Hour, 9 * 24 * time.Hour, 40 * 24 * time.Hour, -time.Hour}).Draw(t, "pause")
			now = now.Add(pause)
			n, missed := calendar.Due(contract, zones[name], now, func(n calendar.Nudge) bool { return handled[n.Kind] > 0 })
			if n != nil {
				sent++
				handled[n.Kind]++
				if late := now.Sub(n.At(zones[name])); late < 0 || late >= 24*time.Hour {
					t.Fatalf("%s comes %s late", n.Kind, late)
				}
			}
			for _, m := range missed {
				handled[m.Kind]++
			}
			if pause < 0 { // so that it comes to an end
				now = now.Add(3 * time.Hour)
			}
		}
		for _, k := range calendar.Kinds() {
			if handled[k] != 1 {
				t.Fatalf("%s was handled %d times, of %d sent", k, handled[k], sent)
			}
		}
	})
}
