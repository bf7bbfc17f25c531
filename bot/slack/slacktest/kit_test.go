package slacktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestBlocksAreRefused says what else is wrong with blocks of a message, or of
// a modal where the case begins with "modal". Words in the complaint: none if
// it is taken.
func TestBlocksAreRefused(t *testing.T) {
	t.Parallel()
	const (
		text   = `{"type":"plain_text","text":"a"}`
		button = `{"type":"button","text":` + text
		option = `{"text":` + text + `,"value":"a"}`
		input  = `{"type":"input","label":` + text + `,"element":`
	)
	actions := func(elements string) string { return `[{"type":"actions","elements":[` + elements + `]}]` }
	cases := []struct{ name, blocks, words string }{
		{"taken", actions(button + "}"), ""},
		{"no object", `["a"]`, "must provide an object [json-pointer:/blocks/0]"},
		{"no array", `{}`, "must provide an array [json-pointer:/blocks]"},
		{"unknown block", `[{"type":"video"}]`, "unsupported type: video [json-pointer:/blocks/0]"},
		{"unknown element", actions(`{"type":"canvas"}`), "unsupported type: canvas [json-pointer:/blocks/0/elements/0]"},
		{"unknown field", actions(button + `,"disabled":true}`), "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]"},
		{"unknown field of a text", `[{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}]`, "invalid additional property: emoji [json-pointer:/blocks/0/text]"},
		{"a type on what has none", actions(`{"type":"overflow","options":[{"type":"option"},` + option + `]}`), "invalid additional property: type"},
		{"missing field", `[{"type":"header"}]`, "missing required field: text [json-pointer:/blocks/0]"},
		{"empty section", `[{"type":"section"}]`, "missing required field: text"},
		{"empty text", `[{"type":"section","text":{"type":"mrkdwn","text":""}}]`, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"no string", `[{"type":"section","block_id":1,"text":` + text + `}]`, "must be a string [json-pointer:/blocks/0/block_id]"},
		{"no boolean", `[{"type":"section","expand":"yes","text":` + text + `}]`, "must be a boolean"},
		{"header in mrkdwn", `[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]`, "unsupported type: mrkdwn"},
		{"button in mrkdwn", actions(`{"type":"button","text":{"type":"mrkdwn","text":"a"}}`), "unsupported type: mrkdwn"},
		{"style", actions(button + `,"style":"blue"}`), "must be a valid enum value"},
		{"same block_id", `[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, "block_id `a` already exists [json-pointer:/blocks/1/block_id]"},
		{"same action_id", actions(button + `,"action_id":"a"},` + button + `,"action_id":"a"}`), "action_id `a` already exists"},
		{"input in a message", `[` + input + `{"type":"plain_text_input"}}]`, "unsupported type: input"},
		{"emoji of 76 units", actions(`{"type":"button","text":{"type":"plain_text","text":"` + strings.Repeat("😀", 38) + `"}}`), "must be less than 76 characters"},
		{"no options", actions(`{"type":"static_select"}`), "either options or option_groups"},
		{"same value", actions(`{"type":"static_select","options":[` + option + `,` + option + `]}`), "value `a` already exists"},
		{"initial option", actions(`{"type":"static_select","options":[` + option + `],"initial_option":` + option + `}`), ""},
		{"wrong initial option", actions(`{"type":"static_select","options":[` + option + `],"initial_option":{"text":` + text + `,"value":"b"}}`), "must exactly match"},
		{"date", actions(`{"type":"datepicker","initial_date":"2030-02-28"}`), ""},
		{"no date", actions(`{"type":"datepicker","initial_date":"2030-02-30"}`), "must have the format 2006-01-02"},
		{"no time", actions(`{"type":"timepicker","initial_time":"9"}`), "must have the format 15:04"},
		{"confirm", actions(button + `,"confirm":{"title":` + text + `,"text":` + text + `,"confirm":` + text + `}}`), "missing required field: deny"},
		{"picture beside a text", `[{"type":"section","text":` + text + `,"accessory":{"type":"image","image_url":"https://example.org","alt_text":"a"}}]`, ""},
		{"picture beside a text with a title", `[{"type":"section","text":` + text + `,"accessory":{"type":"image","image_url":"https://example.org","alt_text":"a","title":` + text + `}}]`, "invalid additional property: title"},
		{"rich text", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}}]}]}]`, ""},
		{"rich text with an unknown part", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"video"}]}]}]`, "unsupported type: video"},

		{"modal", `[` + input + `{"type":"plain_text_input","min_length":1,"max_length":2,"initial_value":"ab"}}]`, ""},
		{"modal with markdown", `[{"type":"markdown","text":"a"}]`, "unsupported type: markdown"},
		{"modal with a long start", `[` + input + `{"type":"plain_text_input","max_length":2,"initial_value":"abc"}}]`, "must be less than 3 characters"},
		{"modal with crossed lengths", `[` + input + `{"type":"plain_text_input","min_length":3,"max_length":2}}]`, "min_length must not be greater"},
		{"modal with no number", `[` + input + `{"type":"plain_text_input","min_length":"3"}}]`, "must be an integer"},
		{"modal with two in focus", `[` + input + `{"type":"plain_text_input","focus_on_load":true}},` + input + `{"type":"plain_text_input","focus_on_load":true}}]`, "only one element can be focused"},
		{"modal with a button as input", `[` + input + button + `}}]`, "unsupported type: button"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var r *refusal
			if strings.HasPrefix(c.name, "modal") {
				_, r = checkView(fmt.Sprintf(`{"type":"modal","title":%s,"submit":%s,"blocks":%s}`, text, text, c.blocks), "modal")
			} else {
				_, r = checkBlocks(c.blocks, ofMessage)
			}
			switch {
			case r == nil && c.words != "", r != nil && c.words == "":
				t.Errorf("got %+v", r)
			case r != nil && !slices.ContainsFunc(r.messages, func(m string) bool { return strings.Contains(m, c.words) }):
				t.Errorf("got %q", r.messages)
			}
		})
	}
}

func TestAMessageHasAtMost50Blocks(t *testing.T) {
	t.Parallel()
	blocks := func(n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(`{"type":"divider"},`, n), ",") + "]"
	}
	if _, r := checkBlocks(blocks(50), ofMessage); r != nil {
		t.Errorf("50: %q", r.messages)
	}
	if _, r := checkBlocks(blocks(51), ofMessage); r == nil || r.code != "invalid_blocks" {
		t.Errorf("51: %+v", r)
	}
}

func TestTheTextsOfAMessageHaveALimitTogether(t *testing.T) {
	t.Parallel()
	blocks := func(last int) string {
		var all []string
		for _, n := range []int{3000, 3000, 3000, last} {
			all = append(all, `{"type":"section","text":{"type":"mrkdwn","text":"`+strings.Repeat("a", n)+`"}}`)
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	if _, r := checkBlocks(blocks(2000), ofMessage); r != nil {
		t.Errorf("11,000: %+v", r)
	}
	if _, r := checkBlocks(blocks(2001), ofMessage); r == nil || r.code != "msg_blocks_too_long" {
		t.Errorf("11,001: %+v", r)
	}
}

func TestAFormNeedsASubmitButton(t *testing.T) {
	t.Parallel()
	const input = `{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[` +
		`{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input"}}]`
	if _, r := checkView(input+`}`, "modal"); r == nil || !strings.Contains(r.messages[0], "missing required field: submit") {
		t.Errorf("without: %+v", r)
	}
	if _, r := checkView(input+`,"submit":{"type":"plain_text","text":"a"}}`, "modal"); r != nil {
		t.Errorf("with: %q", r.messages)
	}
}

func TestAViewHasALimit(t *testing.T) {
	t.Parallel()
	view := func(size int) string {
		const head, tail = `{"type":"home","blocks":[`, `]}`
		const block = `{"type":"section","text":{"type":"mrkdwn","text":"%s"}},`
		room := size - len(head) - len(tail)
		var out strings.Builder
		for room > 0 {
			n := min(room-len(block)+len("%s"), 2900)
			part := fmt.Sprintf(block, strings.Repeat("a", n))
			out.WriteString(part)
			room -= len(part)
		}
		return head + strings.TrimSuffix(out.String(), ",") + " " + tail
	}
	if v := view(250 << 10); len(v) != 250<<10 {
		t.Fatalf("made %d", len(v))
	}
	if _, r := checkView(view(250<<10), "home"); r != nil {
		t.Errorf("250 KB: %+v", r)
	}
	if _, r := checkView(view(250<<10+1), "home"); r == nil || r.code != "view_too_large" {
		t.Errorf("more: %+v", r)
	}
}
