package bot_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// proved are the cases about time and reminders, with the tests that prove each: by the
// folder they are in, seen from here, and their names.
var proved = map[string]map[string]string{
	"TIM-001": { // reminders come at ten, so that no clock skips one
		".":                        "TestTheHourIsTheCitysOwn",
		"../conversation/calendar": "TestAClockThatIsChanged TestADayOnWhichTheClockIsChanged TestRemindersComeAtAHumaneHour",
	},
	"TIM-004": {".": "TestAnOffsetThatHasChangedSince"},
	"TIM-007": {".": "TestAClockThatGoesBack", "../conversation/calendar": "TestOneReminderAtAMoment"},
	"TIM-010": {
		".":     "TestKilledBetweenSendingAndMarking TestKilledWhileReminding TestAMaybeSentReminderIsListed",
		"slack": "TestAReminderThatNobodyKnowsOfIsListed",
	},
	"TIM-013": {".": "TestTwoSnoozesAreOne TestTheCityAnswersAReminder"},
	"TIM-016": {".": "TestVeryManyRemindersAreSpread TestManyRemindersAtOnce", "telegram": "TestRatesAreKept TestRemindersLetOthersGoFirst"},
	"DAT-016": {"../conversation": "TestBadDatesMoveNoReminder"}, // and the other days that are none
	"NUM-010": {"../conversation": "TestBadInputsInAReport"},     // and the other figures of a report
}

// TestEveryBadTimeIsAccountedFor: it is proved by tests that there are.
func TestEveryBadTimeIsAccountedFor(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../conversation/testdata/bad-inputs.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases []struct{ ID, Input string } }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, c := range all.Cases {
		known[c.ID] = true
		if strings.HasPrefix(c.ID, "TIM-") && len(proved[c.ID]) == 0 {
			t.Errorf("%s is proved by nothing: %s", c.ID, c.Input)
		}
	}
	for id, folders := range proved {
		if !known[id] {
			t.Errorf("%s is no case", id)
		}
		for folder, names := range folders {
			tests := testsIn(t, folder)
			for name := range strings.FieldsSeq(names) {
				if !strings.Contains(tests, "func "+name+"(") {
					t.Errorf("%s is proved by %s in %s, which there is not", id, name, folder)
				}
			}
		}
	}
}

// testsIn is the text of all tests in a folder.
func testsIn(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("no tests in", folder, err)
	}
	var tests strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(text)
	}
	return tests.String()
}
