package slacktest_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"pledgebot/bot/slack/slacktest"
)

func TestAMessageIsReadAsItIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	section := slack.NewSectionBlock(mrkdwn("*Lima* &lt;b&gt; &amp; <@U1>, <#C1>, <!here>, <https://example.org|more>, <https://example.org>, <!date^1^{date}|1 May>"),
		[]*slack.TextBlockObject{plain("a <b>"), mrkdwn("c")}, slack.NewAccessory(slack.NewButtonBlockElement("open", "1", plain("Open"))))
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Pick"), "pick", slack.NewOptionBlockObject("1", plain("One"), nil))
	w.posts("C1", "card", slack.MsgOptionBlocks(
		slack.NewHeaderBlock(plain("A <card>")), section, slack.NewDividerBlock(),
		slack.NewContextBlock("", plain("one"), slack.NewImageBlockElement("https://example.org/a.png", "a flag")),
		slack.NewActionBlock("", menu, slack.NewOverflowBlockElement("more", slack.NewOptionBlockObject("a", plain("A"), nil), slack.NewOptionBlockObject("b", plain("B"), nil))),
		slack.NewRichTextBlock("",
			slack.NewRichTextSection(slack.NewRichTextSectionTextElement("hello ", nil), slack.NewRichTextSectionUserElement("U2", nil)),
			slack.NewRichTextList(slack.RTEListBullet, 0, slack.NewRichTextSection(slack.NewRichTextSectionLinkElement("https://example.org", "here", nil))),
		),
	))
	same(t, "card", w.ana.Last("C1").String(), strings.Join([]string{
		"# A <card>", "*Lima* <b> & @u1, #review, @here, more (https://example.org), https://example.org, 1 May", "a <b>", "c", "[Open]", "---",
		"> one | (a flag)", "{Pick} [… A / B]", "hello @u2", "• here (https://example.org)",
	}, "\n"))
}

func TestTheOtherBlocksAreReadToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	section := func(e ...slack.RichTextSectionElement) *slack.RichTextSection { return slack.NewRichTextSection(e...) }
	picture := slack.NewImageBlockElement("https://example.org/a.png", "a map")
	w.posts("C1", "card", slack.MsgOptionBlocks(
		slack.NewSectionBlock(mrkdwn("see <!subteam^S1|@desk> <@U9>"), nil, slack.NewAccessory(picture)),
		slack.NewImageBlock("https://example.org/b.png", "a city", "", nil),
		slack.NewRichTextBlock("",
			slack.NewRichTextList(slack.RTEListOrdered, 0,
				section(slack.NewRichTextSectionEmojiElement("wave", 0, nil), slack.NewRichTextSectionBroadcastElement("here")),
				section(slack.NewRichTextSectionChannelElement("C1", nil), slack.NewRichTextSectionUserGroupElement("S1"))),
			&slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement("so", nil)}},
		),
	))
	same(t, "card", w.ana.Last("C1").String(), strings.Join([]string{
		"see @desk @U9", "(a map)", "(a city)", "1. :wave:@here", "2. #review@S1", "> so",
	}, "\n"))
	var who []string
	for _, m := range w.Mentions() {
		who = append(who, m.Who)
	}
	same(t, "who", strings.Join(who, " "), "!here S1 U9")
	if _, err := w.api.PostEphemeral("C1", "U1", slack.MsgOptionText("psst <@U1>", false)); err != nil {
		t.Fatal(err)
	}
	same(t, "no mention", len(w.Mentions()), 3)
	if !strings.HasSuffix(w.ana.Read("C1"), "pledgebot (only to you):\n  psst @u1\n") {
		t.Error(w.ana.Read("C1"))
	}
}

func TestMentionsAreNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ts := w.posts("C1", "hello <@U1>", slack.MsgOptionBlocks(slack.NewSectionBlock(mrkdwn("<@U2|bo> <!channel> <!subteam^S1> &lt;!everyone&gt;"), nil, nil)))
	w.posts("C1", "no <!here >", slack.MsgOptionBlocks(slack.NewSectionBlock(plain("<!here>"), nil, nil)))
	var who []string
	for _, m := range w.Mentions() {
		same(t, "where", m.TS, ts)
		who = append(who, m.Who)
	}
	same(t, "who", strings.Join(who, " "), "!channel S1 U1 U2")
	if _, _, _, err := w.api.UpdateMessage("C1", ts, slack.MsgOptionText("hello <@U1> <@U3>", false)); err != nil {
		t.Fatal(err)
	}
	same(t, "after the edit", w.Mentions()[4], slacktest.Mention{Channel: "C1", TS: ts, Who: "U3"})
}

func TestAFormIsReadAsItIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.opens(t, form(
		slack.NewInputBlock("why", plain("Why"), plain("The city reads it."), slack.NewPlainTextInputBlockElement(plain("Words"), "w").WithInitialValue("so")).WithOptional(true),
		slack.NewInputBlock("who", plain("Who"), nil, slack.NewRadioButtonsBlockElement("r", slack.NewOptionBlockObject("a", plain("Ana"), plain("reviewer")), slack.NewOptionBlockObject("b", plain("Bo"), nil))),
		slack.NewInputBlock("day", plain("Day"), nil, slack.NewDatePickerBlockElement("d")),
		slack.NewInputBlock("user", plain("User"), nil, slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Somebody"), "u")),
		slack.NewInputBlock("tags", plain("Tags"), nil, slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Some"), "t", slack.NewOptionBlockObject("x", plain("X"), nil), slack.NewOptionBlockObject("y", plain("Y"), nil))),
	))
	v := w.ana.View()
	w.ana.Choose(v, "who", "r", "Bo")
	w.ana.Choose(v, "day", "d", "2030-05-01")
	w.ana.Choose(v, "tags", "t", "X", "y")
	same(t, "form", w.ana.View().String(), strings.Join([]string{
		"== A form ==", "Why (optional):", "  <so>", "  The city reads it.", "Who:", "  ( ) Ana – reviewer (x) Bo", "Day:", "  <2030-05-01>",
		"User:", "  <Somebody>", "Tags:", "  {X, Y}", "[Cancel] [Send]",
	}, "\n"))
}

// opens lets Ana open a modal.
func (w *world) opens(t *testing.T, v slack.ModalViewRequest) {
	t.Helper()
	w.serveHTTP(&app{command: func(c slack.SlashCommand) (any, bool) {
		if _, err := w.api.OpenView(c.TriggerID, v); err != nil {
			t.Error(err)
		}
		return nil, true
	}})
	if out := w.ana.Command("/open", ""); !out.OK {
		t.Fatal(out)
	}
}
