package feed

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Lines is every text that stands in the feed alone, with the names of its arguments,
// for the test that proves every language complete.
func Lines() map[string][]string {
	all := map[string][]string{
		"feed.title": {"call"}, "feed.intro": nil, "feed.none": nil, "feed.where": {"place", "country"}, "feed.since": {"date"},
		"feed.suspended": {"date"}, "feed.withdrawn": {"date"}, "feed.more": nil, "feed.programs": nil, "feed.number": {"reference"},
	}
	for _, by := range pledge.Translators {
		all["feed.by."+string(by)] = nil
	}
	all["feed.by."+string(pledge.ByMachine)] = []string{"checked"}
	return all
}

func (f *Feed) say(lang call.Lang, key string, args ...string) string {
	t := call.Text{Key: key, Args: map[string]call.Arg{}}
	for i := 0; i+1 < len(args); i += 2 {
		t.Args[args[i]] = call.Arg{As: call.AsWords, Value: args[i+1]}
	}
	return f.Texts.Text(lang, t)
}

func (f *Feed) dated(lang call.Lang, key, iso string) string {
	return f.Texts.Text(lang, call.Text{Key: key, Args: map[string]call.Arg{"date": {As: call.AsDate, Value: iso}}})
}

// answer is a field's answer as people read it.
func (f *Feed) answer(lang call.Lang, key call.FieldKey, v call.Value) string {
	return f.Texts.Text(lang, call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsAnswer, Field: key, Values: v}}})
}
