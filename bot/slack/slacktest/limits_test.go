package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What a limit counts.
const (
	chars = "characters"
	items = "items"
	each  = "characters each"
	size  = "size"
)

// limits are written out, so that a slip in shapes is found. What several
// objects share is one line.
var limits = []struct {
	field, what string
	least, most int
	shapes      string
}{
	{"accessibility_label", chars, 1, 75, "button"},
	{"action_id", chars, 1, 255, "button channels_select checkboxes conversations_select datepicker email_text_input multi_static_select multi_users_select " +
		"number_input overflow plain_text_input radio_buttons static_select timepicker url_text_input users_select"},
	{"alt_text", chars, 1, 2000, "image image_element"},
	{"block_id", chars, 1, 255, "actions context divider header image input markdown rich_text section"},
	{"blocks", items, 0, 100, "home modal"},
	{"border", size, 0, 1, "rich_text_list rich_text_preformatted rich_text_quote"},
	{"callback_id", chars, 0, 255, "home modal"},
	{"close", chars, 1, 24, "modal"},
	{"confirm", chars, 1, 30, "confirm"},
	{"deny", chars, 1, 30, "confirm"},
	{"description", chars, 1, 75, "marked_option option overflow_option"},
	{"elements", each, 1, 2000, "context"},
	{"elements", items, 1, 10, "context"},
	{"elements", items, 1, 25, "actions"},
	{"external_id", chars, 0, 255, "home modal"},
	{"fields", each, 1, 2000, "section"},
	{"fields", items, 1, 10, "section"},
	{"hint", chars, 1, 2000, "input"},
	{"image_url", chars, 1, 3000, "image image_element"},
	{"indent", size, 0, 8, "rich_text_list"},
	{"initial_channel", chars, 1, 255, "channels_select"},
	{"initial_conversation", chars, 1, 255, "conversations_select"},
	{"initial_user", chars, 1, 255, "users_select"},
	{"initial_value", chars, 0, 3000, "email_text_input plain_text_input url_text_input"},
	{"initial_value", chars, 1, 255, "number_input"},
	{"label", chars, 1, 2000, "input"},
	{"label", chars, 1, 75, "option_group"},
	{"language", chars, 0, 255, "rich_text_preformatted"},
	{"max_length", size, 1, 3000, "plain_text_input"},
	{"max_selected_items", size, 1, 100, "multi_static_select multi_users_select"},
	{"max_value", chars, 1, 255, "number_input"},
	{"min_length", size, 0, 3000, "plain_text_input"},
	{"min_value", chars, 1, 255, "number_input"},
	{"option_groups", items, 1, 100, "multi_static_select static_select"},
	{"options", items, 1, 10, "checkboxes radio_buttons"},
	{"options", items, 1, 100, "multi_static_select option_group static_select"},
	{"options", items, 2, 5, "overflow"},
	{"placeholder", chars, 1, 150, "channels_select conversations_select datepicker email_text_input multi_static_select multi_users_select " +
		"number_input plain_text_input static_select timepicker url_text_input users_select"},
	{"private_metadata", chars, 0, 3000, "home modal"},
	{"skin_tone", size, 0, 6, "emoji"},
	{"submit", chars, 1, 24, "modal"},
	{"text", chars, 1, 12000, "markdown"},
	{"text", chars, 1, 150, "header"},
	{"text", chars, 1, 300, "confirm"},
	{"text", chars, 1, 3000, "mrkdwn plain_text section text"},
	{"text", chars, 1, 75, "button marked_option option overflow_option"},
	{"timezone", chars, 1, 255, "timepicker"},
	{"title", chars, 1, 100, "confirm"},
	{"title", chars, 1, 2000, "image"},
	{"title", chars, 1, 24, "modal"},
	{"url", chars, 1, 3000, "button link overflow_option"},
	{"value", chars, 1, 150, "marked_option option overflow_option"},
	{"value", chars, 1, 2000, "button"},
}

// A row is one limit of one object.
type row struct {
	shape, field, what string
	least, most        int
}

func rows() []row {
	var out []row
	for _, l := range limits {
		for _, shape := range strings.Fields(l.shapes) {
			out = append(out, row{shape, l.field, l.what, l.least, l.most})
		}
	}
	return out
}

// minimal is an object with as little in it as Slack takes.
func minimal(shape string, n int) object {
	o := object{}
	if !untyped[shape] {
		o["type"] = strings.TrimSuffix(shape, "_element")
	}
	for _, f := range shapes[shape] {
		if f.must {
			o[f.name] = filled(f, max(f.least, 1))
		}
	}
	switch shape {
	case "section":
		o["text"] = object{"type": "mrkdwn", "text": "a"}
	case "static_select", "multi_static_select":
		o["options"] = filled(options, 1)
	case "option_group":
		o["options"] = []any{minimal("option", n)}
	}
	if o["value"] != nil {
		o["value"] = "v" + strconv.Itoa(n)
	}
	return o
}

// filled is a value of a size.
func filled(f field, n int) any {
	switch f.kind {
	case kindString:
		return strings.Repeat("a", n)
	case kindWord:
		return f.of[0]
	case kindBool:
		return true
	case kindInt:
		return json.Number(strconv.Itoa(n))
	case kindPlain, kindText:
		return object{"type": "plain_text", "text": strings.Repeat("a", n)}
	case kindObject:
		return minimal(f.of[0], 0)
	case kindTexts:
		f.of = []string{"mrkdwn"}
	case kindArray, kindMap:
	}
	list := make([]any, n)
	for i := range list {
		list[i] = minimal(f.of[0], i)
	}
	return list
}

// holds checks a row's object with its field at a size.
func (r row) holds(t *testing.T, n int) []string {
	t.Helper()
	for _, f := range shapes[r.shape] {
		if f.name != r.field {
			continue
		}
		o := minimal(r.shape, 0)
		if r.field == "option_groups" {
			delete(o, "options")
		}
		o[f.name] = filled(f, n)
		if r.what == each {
			o[f.name] = []any{object{"type": "mrkdwn", "text": strings.Repeat("a", n)}}
		}
		c := newCheck()
		c.object("", o, r.shape, 0)
		return c.messages
	}
	t.Fatalf("no field %s of %s", r.field, r.shape)
	return nil
}

func TestEveryLimitHolds(t *testing.T) {
	t.Parallel()
	for _, r := range rows() {
		t.Run(fmt.Sprintf("%s %s %s", r.shape, r.field, r.what), func(t *testing.T) {
			t.Parallel()
			if got := r.holds(t, max(r.least, 1)); got != nil {
				t.Errorf("the least is refused: %q", got)
			}
			if got := r.holds(t, r.most); got != nil {
				t.Errorf("%d are refused: %q", r.most, got)
			}
			if got := r.holds(t, r.most+1); !points(got, "/"+r.field) {
				t.Errorf("%d are taken: %q", r.most+1, got)
			}
			if r.least == 0 {
				return
			}
			if got := r.holds(t, r.least-1); !points(got, "/"+r.field) {
				t.Errorf("%d are taken: %q", r.least-1, got)
			}
		})
	}
}

// points tells whether all complaints are about a field, or what is in it.
func points(messages []string, field string) bool {
	for _, m := range messages {
		if !strings.Contains(m, "[json-pointer:"+field) {
			return false
		}
	}
	return len(messages) > 0
}

// TestEveryLimitHasItsRow holds that no limit is left out above.
func TestEveryLimitHasItsRow(t *testing.T) {
	t.Parallel()
	all := rows()
	for shape, fields := range shapes {
		for _, f := range fields {
			for _, want := range wanted(shape, f) {
				if !slices.Contains(all, want) {
					t.Errorf("no row %+v", want)
				}
			}
		}
	}
}

// wanted are the rows that a field needs.
func wanted(shape string, f field) []row {
	var out []row
	if f.each > 0 {
		out = append(out, row{shape, f.name, each, 1, f.each})
	}
	if f.most == 0 {
		return out
	}
	switch f.kind {
	case kindPlain, kindText:
		return append(out, row{shape, f.name, chars, 1, f.most})
	case kindTexts, kindArray:
		return append(out, row{shape, f.name, items, f.least, f.most})
	case kindInt:
		return append(out, row{shape, f.name, size, f.least, f.most})
	case kindString, kindWord, kindBool, kindObject, kindMap:
	}
	return append(out, row{shape, f.name, chars, f.least, f.most})
}
