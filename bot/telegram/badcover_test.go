package telegram_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// proved are the cases that tests of this package prove, by name.
var proved = map[string]string{
	"UNI-007": "TestEveryLabelIsTaken TestPagesKeepTheText",
	"SIZ-010": "TestKeyboardsAreTaken TestALongChoiceIsSearchedByTyping",
	"LIF-001": "TestAnEditChangesItsAnswer",
	"LIF-004": "TestAnEditNeverChangesASentPledge",
	"LIF-010": "TestABlockedBotSendsNothing",
	"LIF-013": "TestGoldenConversations", // delete_and_restore
	"TYP-001": "TestWhatIsNoTextGetsAFittingAnswer",
	"TYP-004": "TestWhatIsNoTextGetsAFittingAnswer",
	"TYP-007": "TestWhatIsNoTextGetsAFittingAnswer",
	"TYP-013": "TestWhatIsNoTextGetsAFittingAnswer",
	"CMD-004": "TestLinksAndCommands",
	"CMD-016": "TestLeaving",
	"BTN-001": "TestAStalePressShowsThePresent",
	"BTN-004": "TestTwoTapsSubmitOnce",
	"BTN-016": "TestAnEditThatChangesNothingIsShown",
	"CON-001": "TestGoldenConversations TestTwoAnswerAtOnce",
	"RPL-007": "TestAnAnswerIsNeverStoredUnderAnotherQuestion",
	"RPL-013": "TestTwoPollers",
	"TGP-001": "TestAGroupIsToldOnce",
	"TGP-004": "TestWhoIsGoneIsLeftAlone",
	"TGP-007": "TestAFileWaitsAsLongAsItIsTold",
	"TGP-010": "TestASendingThatFails TestErrorsHoldNoSecret",
	"TGP-013": "TestPagesKeepTheText TestShownAsTyped",
	"TGP-016": "TestAGroupIsToldOnce",
	"WEB-001": "TestWebhookTakesOnlyWhatTelegramSends",
	"WEB-004": "TestWebhookTakesOnlyWhatTelegramSends",
	"WEB-007": "TestWebhookTakesOnlyWhatTelegramSends",
	"SIZ-016": "TestABatchWithOneBadUpdate TestPoisonBlocksNobody",
	"STO-004": "TestNothingIsLostWhileAStoreIsAway",
	"STO-010": "TestNothingIsLostWhileAStoreIsAway",
	"STO-016": "TestNothingIsLostWhileAStoreIsAway",
	"PRV-001": "TestErrorsHoldNoSecret TestNothingPersonalIsLogged",
	"AUT-007": "TestAGroupIsToldOnce",
	"AUT-001": "TestStrangerStaysOutside",
	"INV-001": "TestAnInvitationOfNoUse",
	"INV-004": "TestAnInvitationOfNoUse TestALinkOfASeat",
	"INV-010": "TestALinkOfASeat",
	"CON-007": "TestWhoMayNotWriteIsToldSo",
	"AUT-004": "TestWhoMayNotWriteIsToldSo",
	"AUT-016": "TestWhoMayNotWriteIsToldSo",
	"ATT-001": "TestTheSignedPage", "ATT-004": "TestTheSignedPage", "ATT-007": "TestFetchingAFile",
}

// others are the cases that cannot come to this adapter, and why.
var others = map[string]string{
	"SIZ-013": "the only toasts are sentences of locales, which are short",
	"LIF-016": "the core decides what becomes of a field that is gone",
	"TYP-022": "Telegram tells bots of no message without an id",
	"PRV-004": "bot and store/sql: erasure", "PRV-007": "bot: what expires",
	"BTN-019": "a press that never comes leaves no trace to test",
	"CON-004": "several replicas: cmd/pledgebot", "CON-010": "store: a commit compares and swaps",
	"RPL-004": "update ids are compared nowhere: the store knows an input by its message",
	"TGP-019": "bot/ops: alarms", "LNG-007": "locales: a missing text fails the build",
	"AUT-019": "it shows no pledge but one's own",
	"WEB-010": "bot/service: time-outs of the listener", "WEB-013": "bot/service: time-outs of the listener", "WEB-016": "bot/service: limits of the listener",
	"EXP-001": "cmd/pledgebot: exports", "EXP-004": "cmd/pledgebot: exports", "EXP-007": "cmd/pledgebot: exports", "EXP-010": "cmd/pledgebot: exports", "EXP-013": "cmd/pledgebot: exports",
	"TIM-001": "bot: reminders", "TIM-004": "bot: reminders", "TIM-007": "bot: reminders", "TIM-010": "bot: reminders", "TIM-013": "bot: reminders", "TIM-016": "bot: reminders", // see its TestEveryBadTimeIsAccountedFor
	"STO-001": "cmd/pledgebot and store/redis: lost dialogs", "STO-007": "store/redis", "STO-013": "store/sql: errors of a server", "STO-019": "the adapter writes no file",
}

// TestEveryBadInputIsAccountedFor: it is typed, played, proved by a test that
// there is, or told why not; one of Slack's cannot come here.
func TestEveryBadInputIsAccountedFor(t *testing.T) {
	t.Parallel()
	typed := map[string]bool{}
	for _, of := range badFates(t) {
		for id := range of {
			typed[id] = true
		}
	}
	tests, cases := testNames(t), badInputs(t)
	for id, c := range cases {
		n := 0
		for _, here := range []bool{typed[id], played[id] != nil, proved[id] != "", others[id] != "", c.Channel == "slack"} {
			if here {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s stands in %d lists: %s", id, n, c.Input)
		}
		for name := range strings.FieldsSeq(proved[id]) {
			if !tests[name] {
				t.Errorf("%s is proved by %s, which there is not", id, name)
			}
		}
	}
	for _, list := range []map[string]string{proved, others} {
		for id := range list {
			if cases[id].ID == "" {
				t.Errorf("%s is no case", id)
			}
		}
	}
}

// testNames are the tests of this package.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(text), "\n") {
			if rest, ok := strings.CutPrefix(line, "func Test"); ok {
				name, _, _ := strings.Cut(rest, "(")
				out["Test"+name] = true
			}
		}
	}
	return out
}
