package slacktest

// A kind is what a field of Block Kit may hold.
type kind int

const (
	kindString kind = iota // most and least count its characters
	kindWord               // one of some words
	kindBool
	kindInt    // between least and most
	kindPlain  // a text object of type plain_text
	kindText   // a text object of either type
	kindTexts  // an array of text objects
	kindObject // one object of some types
	kindArray  // an array of objects of some types
	kindMap    // an object whose keys are the app's own
)

// A field is one that Slack takes in an object. A field that is in no list is
// refused.
type field struct {
	name  string
	kind  kind
	must  bool
	least int
	most  int      // characters, items, or the largest number; 0: no limit
	each  int      // characters of each text of an array
	of    []string // words, or types of objects
}

// shapes are the objects of Block Kit that the fake knows, by type, with every
// limit. From docs.slack.dev/reference/block-kit and .../reference/views; where
// Slack takes more elements in a place than these lists say, the fake is
// stricter.
var shapes = map[string][]field{
	// Views.
	"modal": {
		{name: "title", kind: kindPlain, must: true, most: 24},
		{name: "blocks", kind: kindArray, must: true, most: 100, of: modalBlocks},
		{name: "close", kind: kindPlain, most: 24},
		{name: "submit", kind: kindPlain, most: 24},
		{name: "private_metadata", most: 3000},
		{name: "callback_id", most: 255},
		{name: "external_id", most: 255},
		{name: "clear_on_close", kind: kindBool},
		{name: "notify_on_close", kind: kindBool},
	},
	"home": {
		{name: "blocks", kind: kindArray, must: true, most: 100, of: modalBlocks},
		{name: "private_metadata", most: 3000},
		{name: "callback_id", most: 255},
		{name: "external_id", most: 255},
	},

	// Blocks.
	"section": {
		blockID,
		{name: "text", kind: kindText, most: 3000},
		{name: "fields", kind: kindTexts, least: 1, most: 10, each: 2000},
		{name: "accessory", kind: kindObject, of: []string{
			"button", "overflow", "image_element", "datepicker", "timepicker", "static_select", "multi_static_select", "users_select",
			"multi_users_select", "conversations_select", "channels_select", "radio_buttons", "checkboxes",
		}},
		{name: "expand", kind: kindBool},
	},
	"header":  {blockID, {name: "text", kind: kindPlain, must: true, most: 150}},
	"divider": {blockID},
	"context": {blockID, {
		name: "elements", kind: kindArray, must: true, least: 1, most: 10, each: 2000,
		of: []string{"plain_text", "mrkdwn", "image_element"},
	}},
	"actions": {blockID, {name: "elements", kind: kindArray, must: true, least: 1, most: 25, of: []string{
		"button", "overflow", "datepicker", "timepicker", "static_select", "users_select", "conversations_select",
		"channels_select", "radio_buttons", "checkboxes",
	}}},
	"image": {
		blockID, imageURL, altText,
		{name: "title", kind: kindPlain, most: 2000},
	},
	"input": {
		blockID,
		{name: "label", kind: kindPlain, must: true, most: 2000},
		{name: "element", kind: kindObject, must: true, of: []string{
			"plain_text_input", "number_input", "email_text_input", "url_text_input", "datepicker", "timepicker", "static_select",
			"multi_static_select", "users_select", "multi_users_select", "conversations_select", "channels_select",
			"radio_buttons", "checkboxes",
		}},
		{name: "hint", kind: kindPlain, most: 2000},
		{name: "optional", kind: kindBool},
		{name: "dispatch_action", kind: kindBool},
	},
	"markdown": {blockID, {name: "text", must: true, least: 1, most: 12_000}},

	// Elements.
	"button": {
		actionID, confirm,
		{name: "text", kind: kindPlain, must: true, most: 75},
		{name: "value", least: 1, most: 2000},
		{name: "url", least: 1, most: 3000},
		{name: "style", kind: kindWord, of: []string{"primary", "danger"}},
		{name: "accessibility_label", least: 1, most: 75},
	},
	"overflow":      {actionID, confirm, {name: "options", kind: kindArray, must: true, least: 2, most: 5, of: []string{"overflow_option"}}},
	"radio_buttons": {actionID, confirm, focus, markedOptions, {name: "initial_option", kind: kindObject, of: []string{"marked_option"}}},
	"checkboxes":    {actionID, confirm, focus, markedOptions, {name: "initial_options", kind: kindArray, of: []string{"marked_option"}}},
	"static_select": {
		actionID, confirm, focus, placeholder, options, optionGroups,
		{name: "initial_option", kind: kindObject, of: []string{"option"}},
	},
	"multi_static_select": {
		actionID, confirm, focus, placeholder, options, optionGroups,
		{name: "initial_options", kind: kindArray, of: []string{"option"}},
		{name: "max_selected_items", kind: kindInt, least: 1, most: 100},
	},
	"users_select":         {actionID, confirm, focus, placeholder, {name: "initial_user", least: 1, most: 255}},
	"multi_users_select":   {actionID, confirm, focus, placeholder, {name: "max_selected_items", kind: kindInt, least: 1, most: 100}},
	"conversations_select": {actionID, confirm, focus, placeholder, {name: "initial_conversation", least: 1, most: 255}},
	"channels_select":      {actionID, confirm, focus, placeholder, {name: "initial_channel", least: 1, most: 255}},
	"datepicker":           {actionID, confirm, focus, placeholder, {name: "initial_date"}},
	"timepicker":           {actionID, confirm, focus, placeholder, {name: "initial_time"}, {name: "timezone", least: 1, most: 255}},
	"plain_text_input": {
		actionID, focus, placeholder, dispatch,
		{name: "initial_value", most: 3000},
		{name: "multiline", kind: kindBool},
		{name: "min_length", kind: kindInt, most: 3000},
		{name: "max_length", kind: kindInt, least: 1, most: 3000},
	},
	"number_input": {
		actionID, focus, placeholder, dispatch,
		{name: "is_decimal_allowed", kind: kindBool, must: true},
		{name: "initial_value", least: 1, most: 255},
		{name: "min_value", least: 1, most: 255},
		{name: "max_value", least: 1, most: 255},
	},
	"email_text_input": {actionID, focus, placeholder, dispatch, {name: "initial_value", most: 3000}},
	"url_text_input":   {actionID, focus, placeholder, dispatch, {name: "initial_value", most: 3000}},

	"image_element": {imageURL, altText}, // "image" on the wire

	// Parts of these.
	"plain_text":      {{name: "text", must: true, least: 1, most: 3000}, {name: "emoji", kind: kindBool}},
	"mrkdwn":          {{name: "text", must: true, least: 1, most: 3000}, {name: "verbatim", kind: kindBool}},
	"option":          {{name: "text", kind: kindPlain, must: true, most: 75}, optionValue, optionDescription},
	"marked_option":   {{name: "text", kind: kindText, must: true, most: 75}, optionValue, {name: "description", kind: kindText, most: 75}},
	"overflow_option": {{name: "text", kind: kindPlain, must: true, most: 75}, optionValue, optionDescription, {name: "url", least: 1, most: 3000}},
	"option_group": {
		{name: "label", kind: kindPlain, must: true, most: 75},
		{name: "options", kind: kindArray, must: true, least: 1, most: 100, of: []string{"option"}},
	},
	"confirm": {
		{name: "title", kind: kindPlain, must: true, most: 100},
		{name: "text", kind: kindText, must: true, most: 300},
		{name: "confirm", kind: kindPlain, must: true, most: 30},
		{name: "deny", kind: kindPlain, must: true, most: 30},
		{name: "style", kind: kindWord, of: []string{"primary", "danger"}},
	},
	"dispatch": {{name: "trigger_actions_on", kind: kindMap}},

	// Rich text.
	"rich_text": {blockID, {
		name: "elements", kind: kindArray, must: true,
		of: []string{"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"},
	}},
	"rich_text_section":      {runs},
	"rich_text_quote":        {runs, border},
	"rich_text_preformatted": {runs, border, {name: "language", most: 255}},
	"rich_text_list": {
		{name: "elements", kind: kindArray, must: true, of: []string{"rich_text_section"}},
		{name: "style", kind: kindWord, must: true, of: []string{"bullet", "ordered"}},
		{name: "indent", kind: kindInt, most: 8},
		{name: "offset", kind: kindInt},
		border,
	},
	"text":      {{name: "text", must: true, least: 1, most: 3000}, style},
	"link":      {{name: "url", must: true, least: 1, most: 3000}, {name: "text"}, {name: "unsafe", kind: kindBool}, style},
	"emoji":     {{name: "name", must: true, least: 1}, {name: "unicode"}, {name: "skin_tone", kind: kindInt, most: 6}, style},
	"user":      {{name: "user_id", must: true, least: 1}, style},
	"usergroup": {{name: "usergroup_id", must: true, least: 1}, style},
	"channel":   {{name: "channel_id", must: true, least: 1}, style},
	"broadcast": {{name: "range", kind: kindWord, must: true, of: []string{"here", "channel", "everyone"}}, style},
}

// The fields that several objects share.
var (
	blockID       = field{name: "block_id", least: 1, most: 255}
	actionID      = field{name: "action_id", least: 1, most: 255}
	confirm       = field{name: "confirm", kind: kindObject, of: []string{"confirm"}}
	focus         = field{name: "focus_on_load", kind: kindBool}
	placeholder   = field{name: "placeholder", kind: kindPlain, most: 150}
	dispatch      = field{name: "dispatch_action_config", kind: kindObject, of: []string{"dispatch"}}
	imageURL      = field{name: "image_url", must: true, least: 1, most: 3000}
	altText       = field{name: "alt_text", must: true, least: 1, most: 2000}
	options       = field{name: "options", kind: kindArray, least: 1, most: 100, of: []string{"option"}}
	optionGroups  = field{name: "option_groups", kind: kindArray, least: 1, most: 100, of: []string{"option_group"}}
	markedOptions = field{name: "options", kind: kindArray, must: true, least: 1, most: 10, of: []string{"marked_option"}}

	optionValue       = field{name: "value", must: true, least: 1, most: 150}
	optionDescription = field{name: "description", kind: kindPlain, most: 75}

	runs   = field{name: "elements", kind: kindArray, must: true, of: []string{"text", "link", "emoji", "user", "usergroup", "channel", "broadcast"}}
	border = field{name: "border", kind: kindInt, most: 1}
	style  = field{name: "style", kind: kindMap}
)

// The blocks of each surface. Slack takes inputs in messages and markdown in
// few places; the fake takes inputs in views only, and markdown in messages
// only.
var (
	messageBlocks = []string{"actions", "context", "divider", "header", "image", "markdown", "rich_text", "section"}
	modalBlocks   = []string{"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}
)

// ofMessage is what chat.postMessage and its kin take as blocks.
var ofMessage = field{name: "blocks", kind: kindArray, most: 50, of: messageBlocks}

// untyped are objects that bear no type on the wire.
var untyped = map[string]bool{
	"option": true, "marked_option": true, "overflow_option": true, "option_group": true, "confirm": true, "dispatch": true,
}

// mostView is the size of a view as JSON, in bytes.
const mostView = 250 << 10

// mostCumulative is how many characters the texts of a message's blocks may
// have together. Slack answers msg_blocks_too_long to more, but does not say at
// how many: 11,341 were too many once (slackapi/bolt-js#2867), 13,200 in another
// message (#2509).
const mostCumulative = 11_000
