package conversation

import (
	"cmp"
	"maps"
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Key is a text that the conversation may say, with the names of what is
// filled into it.
type Key struct {
	Name     string
	Args     []string
	Plural   bool // selected by its first argument
	Optional bool // another text stands in where it is missing
	Some     bool // may leave out some of its arguments
}

// Keys lists every text that a conversation under this Call can say. A locale
// that has them all never falls back.
func Keys(c *call.Call) []Key {
	var out []Key
	for name, args := range declared {
		out = append(out, Key{Name: name, Args: args, Plural: counted[name]})
	}
	for _, name := range plain() {
		out = append(out, Key{Name: name})
	}
	out = append(out,
		Key{Name: "plain", Args: []string{"text"}}, Key{Name: "count.plain", Args: []string{"n"}, Plural: true},
		Key{Name: "left", Args: []string{"n"}, Plural: true}, Key{Name: "left.least", Args: []string{"n"}, Plural: true}, Key{Name: "untitled.of", Args: []string{"entity"}},
		Key{Name: "team.of", Args: []string{"org"}}, Key{Name: "option.date", Args: []string{"date"}},
		Key{Name: "followed.line", Args: []string{"what", "said"}}, Key{Name: "followed.more", Args: []string{"said", "more"}}, Key{Name: "option.item", Args: []string{"n"}}, Key{Name: "option.lang", Args: []string{"lang"}},
		Key{Name: "option.write_in", Args: []string{"lang"}}, Key{Name: "option.reword_of", Args: []string{"field"}},
	)
	for _, s := range c.Sections {
		out = append(out, Key{Name: "section." + string(s)})
	}
	for _, at := range []Place{AtJoin, AtReference, AtOffice, AtParts, AtSendBack, AtDecision, AtSigner, AtAdviser, AtGivenBy, AtRemarkText, AtRespond, AtWithdraw, AtSuspend, AtObjection, AtMailCode, AtMove, AtRemindOn, AtCouncil} {
		for _, form := range []string{"label", "ask", "expect", "help"} {
			if (at == AtMailCode || at == AtMove) && form == "ask" {
				continue // it names the address, or the reminder
			}
			out = append(out, Key{Name: string(at) + "." + form})
		}
	}
	for _, f := range pledge.Flags {
		out = append(out, Key{Name: "flag." + string(f)})
	}
	for _, state := range []string{"open", "settled", "blocking"} {
		out = append(out, Key{Name: "remark.state." + state})
	}
	for _, s := range pledge.Seats {
		out = append(out, Key{Name: "seat." + string(s)})
	}
	for _, p := range Retention {
		out = append(out, Key{Name: periodKey(p), Args: []string{"n"}})
	}
	for _, f := range c.Fields {
		out = append(out, fieldKeys("field."+string(f.Key), f)...)
	}
	for _, f := range c.Fields {
		if f.Follow != "" && f.Kind == call.Groups {
			out = append(out, followedKeys(f)...)
		}
	}
	for _, t := range c.Templates {
		out = append(out, templateKeys(t)...)
	}
	for _, key := range c.Questions {
		out = append(out, Key{Name: "question." + string(key)})
	}
	for _, r := range c.Registries {
		out = append(out, Key{Name: "registry." + string(r.Key)})
	}
	for _, f := range c.Forums {
		out = append(out, Key{Name: "forum." + string(f.Key)})
	}
	for _, r := range c.Coach {
		out = append(out, Key{Name: "coach." + r.ID})
	}
	slices.SortFunc(out, func(a, b Key) int { return cmp.Compare(a.Name, b.Name) })
	return slices.CompactFunc(out, func(a, b Key) bool { return a.Name == b.Name })
}

// counted are the declared lines with plural forms.
var counted = map[string]bool{"hello.what": true, "long.kept": true, "receipt.days": true, "preview.since_days": true, "reminder.before": true, "nudge.before": true, "reminder.after": true}

// plain are the texts without arguments whose key is chosen by a value.
func plain() []string {
	out := []string{"left.none", "team", "retired.label", "template.label", "inquiry.label", "inquiry.help"}
	for _, id := range slices.Sorted(maps.Keys(words)) {
		out = append(out, "option."+string(id))
	}
	for _, id := range []string{
		"draft", "practise", "why", "questions", "yes", "no", "own", "keep", "change", "add", "copy", "print", "calendar", "delete",
		"recall", "disclose", "conceal", "involve", "let_write", "let_parts", "let_read", "not_join", "admit_write",
		"admit_read", "turn_down", "take_part", "leave", "let_sign", "send_card", "page", "sign_off", "sign_off_small", "send_back",
		"read_all", "no_number", "card", "consult", "given_by", "leave_out", "remarks", "history", "put_back", "take_text", "all_changes", "let_advise",
		"flag_none", "respond", "settle", "keep_draft", "mine", "theirs", "third", "remove", "neither", "erase", "erase_now", "stay", "hand_over", "take_over", "appoint", "unappoint", "end_part", "still_mine",
		"revise", "abandon", "submit_change", "versions", "send_code", "consents", "reminders", "report", "reports", "report_before", "rest_under_way", "leave_report", "submit_report", "keep_words", "write_anew", "nothing_yet", "remind_on", "after_council", "not_me", "stop_nudges", "stop_draft", "nobody_known", "resume_nudges", "zone", "withdraw", "suspend", "resume", "reinstate", "edition", "agree", "object",
		"complete", "add_signer", "add_number", "add_scan", "name_signer",
		"answer", "reword", "later", "take_it", "edit_it", "keep_ours", "todo", "submit_again",
	} {
		out = append(out, "option."+id)
	}
	for _, s := range pledge.States {
		out = append(out, "state."+string(s))
	}
	for _, o := range append([]pledge.Outcome{"open"}, pledge.Outcomes...) {
		out = append(out, "inquiry.state."+string(o))
	}
	for _, name := range pledge.Orgs {
		out = append(out, "org."+name)
	}
	for _, r := range pledge.Refusals {
		out = append(out, "refused."+string(r))
	}
	for _, what := range Matters {
		out = append(out, "sent."+string(what))
	}
	for _, id := range faqs {
		out = append(out, "faq."+string(id)+".ask", "faq."+string(id)+".answer")
	}
	return out
}

func fieldKeys(stem string, f call.Field) []Key {
	var out []Key
	for _, form := range []string{"label", "ask", "help", "example", "expect"} {
		out = append(out, Key{Name: stem + "." + form, Optional: form == "example" || form == "expect" && chosen(f.Kind)})
	}
	if f.Use == call.UseCity {
		out = append(out, Key{Name: stem + ".gap"})
	}
	for _, id := range f.Choices.Options {
		option := stem + ".option." + string(id)
		out = append(out, Key{Name: option}, Key{Name: option + ".full", Optional: true})
		out = append(out, Key{Name: option + ".words", Optional: f.Recognise == ""})
	}
	for _, p := range f.Parts {
		out = append(out, fieldKeys(stem+"."+string(p.Key), p)...)
	}
	return out
}

// followedKeys are how an item of a list is called in a report: with each set of figures
// that it may have.
func followedKeys(f call.Field) []Key {
	out := []Key{{Name: "followed." + string(f.Key)}}
	for _, p := range f.FollowedParts() {
		for i := range out {
			with := out[i]
			with.Args = append(slices.Clone(with.Args), string(p.Key))
			if p.Required {
				out[i] = with
				continue
			}
			with.Name += "." + string(p.Key)
			out = append(out, with)
		}
	}
	return out
}

// chosen tells whether a kind is answered by its options alone.
func chosen(k call.Kind) bool { return k == call.OneOf || k == call.SomeOf || k == call.YesNo }

func templateKeys(t call.Template) []Key {
	stem := "template." + string(t.ID)
	args := []string{"entity"}
	var out []Key
	for _, s := range t.Slots {
		args = append(args, string(s.Name))
		out = append(out, Key{Name: stem + ".count." + string(s.Name), Args: []string{"n"}, Plural: true, Optional: true})
		for _, form := range []string{"label", "ask", "expect", "help", "example", "gap"} {
			name := "." + string(s.Name) + "." + form
			out = append(out, Key{Name: "slot" + name}, Key{Name: "slot." + string(t.ID) + name, Optional: true})
		}
	}
	out = append(out, Key{Name: stem + ".label"}, Key{Name: stem + ".sentence", Args: args})
	if t.Caution {
		out = append(out, Key{Name: stem + ".caution"})
	}
	for _, fill := range t.Fills {
		if fill.Text != "" && fill.Text != "sentence" {
			out = append(out, Key{Name: stem + "." + fill.Text, Args: args, Some: true})
		}
		for _, part := range fill.Parts {
			if part.Text != "" {
				out = append(out, Key{Name: stem + "." + part.Text})
			}
		}
	}
	return out
}
