package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// verbs are what can be typed after the command's name, in the words of every
// language.
var verbs = []string{"help", "team", "export", "stats", "add", "remove", "invite", "invites", "ask", "publish", "uncopied", "nudges", "pause", "unpause", "shift", "used"}

// Command carries out what somebody typed after the command's name: a pledge's
// reference, "team" and what follows it, "export csv", or words by which pledges
// are found. People of the team are named by their ids.
func (d *Desk) Command(ctx context.Context, in conversation.InputID, by Person, typed string) (Outcome, error) {
	view, err := d.pledges.Look(ctx, store.Query{Person: by.ID})
	if err != nil {
		return Outcome{}, fmt.Errorf("look: %w", err)
	}
	w, a := d.in(by.Lang), view.Person.Actor()
	parts := strings.Fields(typed)
	if a.Role == "" {
		return Outcome{Said: w.say("desk.stranger", words(string(by.ID)))}, nil
	}
	if len(parts) == 0 {
		return Outcome{Said: w.say("desk.help")}, nil
	}
	switch d.verb(parts[0]) {
	case "team":
		return d.team(ctx, in, w, a, parts[1:])
	case "export":
		return d.export(ctx, w, a, parts[1:])
	case "stats":
		return d.stats(ctx, w)
	case "invite":
		return d.inviteTyped(ctx, in, w, view.Person, typed)
	case "invites":
		return d.invited(ctx, w, view.Person)
	case "ask", "pause", "unpause", "shift":
		return d.aboutOne(ctx, in, w, a, by, Verb(d.verb(parts[0])), parts[1:])
	case "publish":
		return d.publishAll(ctx, in, w, by, parts[1:])
	case "nudges":
		return d.nudges(ctx, w, a)
	case "used":
		return d.credit(ctx, in, w, by, parts[1:])
	case "uncopied":
		return d.uncopied(ctx, w, a)
	case "help":
		return Outcome{Said: w.say("desk.help")}, nil
	}
	if references.MatchString(typed) {
		return d.lookUp(ctx, w, a, parts[0])
	}
	return d.search(ctx, w, a, typed, 1)
}

// references is how a pledge's number is written.
var references = regexp.MustCompile(`(?i)^\s*cla-\d+-\d+\s*$`)

// meant is which of some names a word is, in whatever language it was typed; ""
// for none.
func (d *Desk) meant(typed, stem string, names []string) string {
	for _, name := range names {
		for _, lang := range d.texts.Langs() {
			if strings.EqualFold(typed, d.texts.Text(lang, call.Say(stem+name))) {
				return name
			}
		}
	}
	return ""
}

func (d *Desk) verb(typed string) string { return d.meant(typed, "desk.verb.", verbs) }

func (d *Desk) role(typed string) pledge.DeskRole {
	var names []string
	for _, r := range pledge.DeskRoles {
		names = append(names, string(r))
	}
	return pledge.DeskRole(d.meant(typed, "desk.role.", names))
}

// find finds a pledge by its reference, or gives what is said where there is none.
func (d *Desk) find(ctx context.Context, w wording, reference string) (p pledge.Pledge, none string, err error) {
	p, err = d.pledges.Find(ctx, strings.ToUpper(reference))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return p, w.say("desk.not_found", words(reference)) + "\n" + w.say("desk.help"), nil
	case err != nil:
		return p, "", fmt.Errorf("find pledge: %w", err)
	}
	return p, "", nil
}

// aboutOne does what a press would do about the pledge that is named. What is refused anyway
// is refused before anybody writes words for it.
func (d *Desk) aboutOne(ctx context.Context, in conversation.InputID, w wording, a pledge.Actor, by Person, verb Verb, typed []string) (Outcome, error) {
	p, none, err := d.find(ctx, w, strings.Join(typed, " "))
	if err != nil || none != "" {
		return Outcome{Said: none}, err
	}
	if cmd := d.message(p, Press{For: verb}); cmd != nil {
		if why := pledge.Beyond(p, a, cmd); why != "" {
			return Outcome{Said: w.text(refused(why))}, nil
		}
	}
	return d.Take(ctx, in, by, Press{Verb: verb, Pledge: p.ID})
}

// lookUp shows a pledge by its reference.
func (d *Desk) lookUp(ctx context.Context, w wording, a pledge.Actor, reference string) (Outcome, error) {
	p, none, err := d.find(ctx, w, reference)
	if err != nil || none != "" {
		return Outcome{Said: none}, err
	}
	out := Outcome{Said: w.say("desk.summary", words(d.head(w, p)), words(w.text(call.Say("state."+string(p.State)))))}
	if pledge.MayRead(a, p, "") {
		out.Offer = &Button{Press: Press{Verb: Open, Pledge: p.ID, Page: 1}, Label: w.say("desk.button.open")}
	}
	return out, nil
}

// team lists the people of the desk, or changes who is one.
func (d *Desk) team(ctx context.Context, in conversation.InputID, w wording, a pledge.Actor, typed []string) (Outcome, error) {
	if len(typed) == 0 {
		return d.listTeam(ctx, w)
	}
	var whom pledge.Person
	var as pledge.Desk
	switch v := d.verb(typed[0]); {
	case v == "add" && len(typed) == 4:
		whom, as = pledge.Person(typed[1]), pledge.Desk{Role: d.role(typed[2]), Org: strings.ToUpper(typed[3])}
	case v == "remove" && len(typed) == 2:
		whom = pledge.Person(typed[1])
	}
	if !strings.Contains(string(whom), ":") || as.Role == "" && as.Org != "" || as.Org != "" && !slices.Contains(pledge.Orgs, as.Org) {
		return Outcome{Said: w.say("desk.team.how", words(strings.Join(pledge.Orgs, ", ")))}, nil
	}
	_, why, err := d.doer.StaffAs(ctx, in, a.Person, whom, as)
	switch {
	case err != nil:
		return Outcome{}, err
	case why != "":
		return Outcome{Said: w.text(refused(why))}, nil
	}
	return d.listTeam(ctx, w)
}

func (d *Desk) listTeam(ctx context.Context, w wording) (Outcome, error) {
	all, err := d.people.Team(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("list team: %w", err)
	}
	out := Outcome{Said: w.say("desk.team.title")}
	for _, p := range all {
		out.Lines = append(out.Lines, Line{{Text: string(p.ID), Mark: Who}, plain(" · " + w.text(call.Say("desk.role."+string(p.Desk.Role))) + " · " + w.org(p.Desk.Org))})
	}
	return out, nil
}

// export makes a file of all that this person may read, or of what fits the words behind
// the format.
func (d *Desk) export(ctx context.Context, w wording, a pledge.Actor, typed []string) (Outcome, error) {
	if len(typed) == 0 {
		return Outcome{Said: w.say("desk.wrong.format")}, nil
	}
	var file bytes.Buffer
	format := strings.ToLower(typed[0])
	x, err := Export(&file, format, d.call, a, d.texts, w.lang)
	switch {
	case errors.Is(err, ErrFormat):
		return Outcome{Said: w.say("desk.wrong.format")}, nil
	case err != nil:
		return Outcome{}, err
	}
	which, understood := d.understand(w, a, strings.Join(typed[1:], " "))
	err = d.pledges.All(ctx, func(p pledge.Pledge) error {
		if p.Submitted == nil || !pledge.MayRead(a, p, "") {
			return nil
		}
		p, err := AsSent(ctx, d.call, d.pledges, p)
		if err != nil || !Fits(d.call, which, p) {
			return err
		}
		return x.Write(p)
	})
	if err = errors.Join(err, x.Close()); err != nil {
		return Outcome{}, fmt.Errorf("export: %w", err)
	}
	name := "pledges-" + d.now().UTC().Format("2006-01-02") + "." + format
	return Outcome{Said: w.say("desk.exported", words(name), words(understood)), Files: []bot.File{{Name: name, Data: file.Bytes()}}}, nil
}
