package slacktest_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestHistoryShowsMetadataAndThreads(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	card := w.posts("C1", "card", slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: "pledge", EventPayload: map[string]any{"key": "p1"},
	}))
	reply := w.posts("C1", "reply", slack.MsgOptionTS(card))
	w.ana.Say("C1", card, "thanks")
	w.call("chat.postEphemeral", params{"channel": "C1", "user": "U1", "text": "psst"})

	h, err := w.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C1", IncludeAllMetadata: true})
	if err != nil || len(h.Messages) != 1 {
		t.Fatalf("%v %+v", err, h)
	}
	m := h.Messages[0]
	same(t, "key", m.Metadata.EventPayload["key"], any("p1"))
	same(t, "replies", m.ReplyCount, 2)
	same(t, "bot", m.BotID, "B0BOT")
	thread, more, _, err := w.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C1", Timestamp: card, Oldest: reply, Inclusive: true})
	if err != nil || more || len(thread) != 3 {
		t.Fatalf("%v %+v", err, thread)
	}
	same(t, "no metadata unless asked", thread[0].Metadata.EventType, "")
	same(t, "reply", thread[1].Text+" "+thread[1].ThreadTimestamp, "reply "+card)
	same(t, "who", thread[2].User, "U1")
	same(t, "read", w.bo.Read("C1"), "pledgebot:\n  card\n    pledgebot:\n      reply\n    u1:\n      thanks\n")
}

func TestHistoryIsReadInPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var all []string
	for _, text := range []string{"a", "b", "c", "d", "e"} {
		all = append(all, w.posts("C1", text))
	}
	read := func(p params) string {
		p["channel"], p["limit"] = "C1", "2"
		var out strings.Builder
		for {
			a := w.call("conversations.history", p)
			for _, m := range a.Messages {
				out.WriteString(m.Text)
			}
			if a.Metadata.NextCursor == "" {
				return out.String()
			}
			out.WriteString("|")
			p["cursor"] = a.Metadata.NextCursor
		}
	}
	same(t, "all", read(params{}), "ed|cb|a")
	same(t, "between", read(params{"oldest": all[0], "latest": all[4]}), "dc|b")
	same(t, "both ends", read(params{"oldest": all[1], "latest": all[3], "inclusive": "1"}), "dc|b")
}

func TestAMessageIsChangedAndDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ts := w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: "pledge", EventPayload: map[string]any{"key": "p1"},
	}))
	if _, _, _, err := w.api.UpdateMessage("C1", ts, slack.MsgOptionText("other", false)); err != nil {
		t.Fatal(err)
	}
	m := w.ana.Last("C1")
	same(t, "blocks and metadata stay", m.String()+" "+string(m.Metadata), `[Open] {"event_type":"pledge","event_payload":{"key":"p1"}}`)
	same(t, "text", m.Text, "other")
	same(t, "edited", m.Edited, true)
	if _, _, err := w.api.DeleteMessage("C1", ts); err != nil {
		t.Fatal(err)
	}
	same(t, "left", len(w.ana.Messages("C1")), 0)
}

func TestPeopleSeeTheirChannelsOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, lenient)
	w.posts("C1", "card")
	if _, err := w.api.PostEphemeral("C1", "U1", slack.MsgOptionText("psst", false)); err != nil {
		t.Fatal(err)
	}
	same(t, "ana", w.ana.Last("C1").Text, "psst")
	same(t, "ana alone", w.ana.Last("C1").Ephemeral, true)
	same(t, "bo", w.bo.Last("C1").Text, "card")
	same(t, "cem", len(w.cem.Messages("C1")), 0)
	same(t, "cem writes", w.cem.Say("C1", "", "hello"), "")
	same(t, "problems", len(w.Problems()), 1)
}
