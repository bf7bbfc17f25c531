package slack_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// proved are the awkward inputs of Slack that tests of this package prove.
var proved = map[string]string{
	"SIZ-004": "TestLongWordsFit TestTextsFit",
	"SIZ-007": "TestTextsFit",
	"CMD-022": "TestAStrangersCommandShowsNothing",
	"BTN-022": "TestAcceptIsBoundToTheTextThatWasSeen",
	"CBD-016": "TestAButtonOfAnotherReleaseIsAnswered",
	"CBD-019": "TestAButtonOfAnotherReleaseIsAnswered",
	"RPL-010": "TestOnlySlackIsHeard",
	"SLD-001": "TestAnEventIsTakenOnce",
	"SLD-004": "TestWhatCannotBeKeptIsSaid TestNothingIsTwiceWhereverItDies",
	"SLD-010": "TestOnlySlackIsHeard",
	"SLD-016": "TestSlackFindsTheAddress",
	"SLD-022": "TestALostAnswerMakesNoSecondCard",
	"INJ-010": "TestWordsDoNothing",
	"INJ-013": "TestWordsDoNothing",
	"AUT-010": "TestTheTeamIsKeptByCommand TestNothingIsPostedWhereOthersRead",
	"AUT-013": "TestARefusedTokenIsNoticed",
	"SLB-001": "TestASubmissionIsACard", // no empty text is ever made into one
	"SLB-004": "TestTextsFit",
	"SLB-007": "TestLongWordsFit",
	"SLB-010": "TestLongWordsFit",
}

// others are those that cannot come here, and why.
var others = map[string]string{
	"TYP-028": "the app is told of no messages: the manifest subscribes to none",
	"TYP-031": "the app is told of no messages: the manifest subscribes to none",
	"BTN-025": "Slack shows no buttons of an archived channel that can be pressed",
	"SLD-007": "no response_url is used",
	"SLD-013": "each app signs with a secret of its own",
	"SLD-019": "slack-go waits longer each time",
	"SLD-025": "the manifest has no token rotation",
}

// TestEveryBadInputOfSlackIsAccountedFor: it is proved by a test that there is, or
// told why not.
func TestEveryBadInputOfSlackIsAccountedFor(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../conversation/testdata/bad-inputs.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Cases []struct{ ID, Channel, Input string }
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(text)
	}
	n := 0
	for _, c := range all.Cases {
		if c.Channel != "slack" {
			continue
		}
		n++
		if (proved[c.ID] == "") == (others[c.ID] == "") {
			t.Errorf("%s stands in both lists or in none: %s", c.ID, c.Input)
		}
		for name := range strings.FieldsSeq(proved[c.ID]) {
			if !strings.Contains(tests.String(), "func "+name+"(") {
				t.Errorf("%s is proved by %s, which there is not", c.ID, name)
			}
		}
	}
	if n != len(proved)+len(others) {
		t.Errorf("%d cases, %d proved and %d others", n, len(proved), len(others))
	}
}
