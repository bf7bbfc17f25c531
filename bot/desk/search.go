package desk

import (
	"context"
	"fmt"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// listMost is how many pledges one page of a list has.
const listMost = 10

// typedMost is how many characters of what was typed a search takes: it travels
// with every button of its list.
const typedMost = 200

// search lists the pledges that fit what was typed, a page at a time. Nobody but
// who asked sees the list.
func (d *Desk) search(ctx context.Context, w wording, a pledge.Actor, typed string, page int) (Outcome, error) {
	if letters := []rune(typed); len(letters) > typedMost {
		typed = string(letters[:typedMost])
	}
	q, understood := d.understand(w, a, typed)
	page = max(page, 1)
	all, err := d.searches.Search(ctx, q, (page-1)*listMost, listMost+1)
	if err != nil {
		return Outcome{}, fmt.Errorf("search: %w", err)
	}
	if len(all) == 0 && page == 1 {
		return Outcome{Said: w.say("desk.search.nothing", words(understood)) + "\n" + w.say("desk.help")}, nil
	}
	form := &Form{
		Press: Press{Verb: Search, What: typed, Page: page}, Title: w.say("desk.search.title"), Close: w.say("desk.close"),
		Lines: []Line{{quiet(w.say("desk.search.understood", words(understood)))}},
	}
	for _, f := range all[:min(len(all), listMost)] {
		form.Items = append(form.Items, d.item(w, a, f, typed))
	}
	turn := func(to int, key string) {
		form.Buttons = append(form.Buttons, Button{Press: Press{Verb: Search, What: typed, Page: to}, Label: w.say(key)})
	}
	if page > 1 {
		turn(page-1, "desk.button.back")
	}
	if len(all) > listMost {
		turn(page+1, "desk.button.on")
	}
	return Outcome{Form: form}, nil
}

// item is one pledge in a list, which may be opened by who may read it.
func (d *Desk) item(w wording, a pledge.Actor, f store.Found, from string) Item {
	country := d.call.Using(call.UseCountry).Key
	head := w.say("desk.head", words(f.Reference), words(f.Place), words(w.answer(w.lang, country, call.Value{f.Country})))
	state := words(w.text(call.Say("state." + string(f.State))))
	text := w.say("desk.found", words(head), state, day(f.Since))
	switch {
	case f.State == pledge.Draft:
		text = w.say("desk.found.taken_back", words(head), day(f.Since))
	case f.Due != "":
		text = w.say("desk.found.due", words(head), state, date(f.Due))
	}
	item := Item{Text: text}
	if pledge.MayRead(a, pledge.Pledge{State: f.State}, "") {
		if f.Title != "" {
			item.Text = w.say("desk.found.title", words(text), words(f.Title))
		}
		item.Button = &Button{Press: Press{Verb: Open, Pledge: f.Pledge, Page: 1, What: from}, Label: w.say("desk.button.open")}
	}
	return item
}
