package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skip2/go-qrcode"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// How many cities are invited at once, and in how many characters.
const (
	invitesMost    = 20
	invitesLengths = 3000
)

// codeSize is the width of a QR code, in pixels: enough for a printed letter.
const codeSize = 512

// invite invites the cities that somebody has typed or pasted, one a line. With
// nothing typed it asks for them.
func (d *Desk) invite(ctx context.Context, in conversation.InputID, w wording, by conversation.Person, typed string) (Outcome, error) {
	if !pledge.MayInvite(by.Actor()) {
		return Outcome{Said: w.text(refused(pledge.NotAllowed))}, nil
	}
	if typed == "" {
		return Outcome{Form: d.invitingForm(w)}, nil
	}
	all, wrong := d.cities(w, by, typed)
	if wrong != "" {
		return Outcome{Wrong: map[string]string{inWords: wrong}}, nil
	}
	secrets, links := make([]string, len(all)), make([]string, len(all))
	for i := range all {
		secrets[i] = strings.ToLower(rand.Text())
		all[i].ID = pledge.InviteOf(secrets[i])
		var err error
		if links[i], err = d.link(ctx, pledge.InviteCode(secrets[i])); err != nil {
			return Outcome{}, err
		}
	}
	if err := d.keepInvites(ctx, in, by, all); errors.Is(err, store.ErrStale) {
		return Outcome{Said: w.say("desk.invite.again"), Closed: true}, nil
	} else if err != nil {
		return Outcome{}, err
	}
	return d.invitations(w, all, links)
}

func (d *Desk) invitingForm(w wording) *Form {
	return &Form{
		Press: Press{Verb: Invite}, Title: w.say("desk.invite.title"), Send: w.say("desk.invite.send"), Close: w.say("desk.cancel"),
		Inputs: []Input{{Key: inWords, Label: w.say("desk.invite.cities"), Hint: w.say("desk.invite.how"), Most: invitesLengths}},
	}
}

// keepInvites keeps invitations while their maker's role gives the right.
// ErrStale then means that the input has made them before.
func (d *Desk) keepInvites(ctx context.Context, in conversation.InputID, by conversation.Person, all []store.Invite) error {
	err := d.invites.Invite(ctx, in, by, all)
	if !errors.Is(err, store.ErrStale) {
		return err
	}
	view, lookErr := d.pledges.Look(ctx, store.Query{Person: by.ID})
	if lookErr != nil {
		return fmt.Errorf("look: %w", lookErr)
	}
	if view.Person.Rev == by.Rev || !pledge.MayInvite(view.Person.Actor()) {
		return err
	}
	return d.invites.Invite(ctx, in, view.Person, all)
}

// cities reads what was typed, or says what is wrong with it.
func (d *Desk) cities(w wording, by conversation.Person, typed string) ([]store.Invite, string) {
	var all []store.Invite
	var wrong []string
	now := d.now().UTC()
	for line := range strings.Lines(typed) {
		line = strings.TrimSpace(bot.Clean(line))
		if line == "" {
			continue
		}
		i, problem := d.city(w, line)
		if problem != "" {
			wrong = append(wrong, w.say("desk.invite.wrong", words(line), words(problem)))
		}
		i.By, i.Org, i.Made, i.Until = by.ID, by.Actor().Org, now, now.Add(d.inviteFor)
		all = append(all, i)
	}
	switch {
	case len(all) == 0:
		return nil, w.say("desk.invite.how")
	case len(all) > invitesMost:
		return nil, w.say("desk.invite.many", number(strconv.Itoa(invitesMost)))
	}
	return all, strings.Join(wrong, "\n")
}

// city reads one line: place, country, and perhaps a language and a mailbox.
func (d *Desk) city(w wording, line string) (i store.Invite, problem string) {
	parts := strings.Split(line, ",")
	if len(parts) < 2 || len(parts) > 4 {
		return i, w.say("desk.invite.how")
	}
	i.Lang = w.lang
	if i.Place, problem = d.reads(w, call.UsePlace, parts[0]); problem == "" {
		i.Country, problem = d.reads(w, call.UseCountry, parts[1])
	}
	for _, part := range parts[2:] {
		switch lang, known := d.language(part); {
		case problem != "":
		case strings.Contains(part, "@"):
			i.Mail, problem = d.reads(w, call.UseMail, part)
		case known:
			i.Lang = lang
		default:
			problem = w.say("desk.invite.language", words(strings.TrimSpace(part)))
		}
	}
	return i, problem
}

// reads takes an answer as the city could have given it, in any language.
func (d *Desk) reads(w wording, use call.Use, typed string) (value, problem string) {
	f := d.call.Using(use)
	for _, lang := range append([]call.Lang{w.lang}, d.texts.Langs()...) {
		m := d.texts.Read(lang, call.Question{Kind: f.Kind}, strings.TrimSpace(typed))
		r := f.Read(m.Text)
		switch wrong := d.call.Check(f, r.Value, call.Setting{Today: d.now().UTC().Format(time.DateOnly)}); {
		case r.Problem != nil:
			problem = w.text(*r.Problem)
		case wrong != nil:
			problem = w.text(*wrong)
		case r.Value.Empty() || m.Doubt || m.Word != "":
			problem = w.text(call.Say("problem.empty"))
		default:
			return r.Value.First(), ""
		}
	}
	return "", problem
}

// language is the one that a code or a name means, in any language.
func (d *Desk) language(typed string) (call.Lang, bool) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, lang := range d.texts.Langs() {
		names := strings.Split(d.texts.Text(lang, call.Say("lang.words")), "|")
		if typed == string(lang) || slices.ContainsFunc(names, func(n string) bool { return strings.TrimSpace(n) == typed }) {
			return lang, true
		}
	}
	return "", false
}

// drawn is a link as a code for a camera, in a PNG.
func drawn(link string) ([]byte, error) {
	png, err := qrcode.Encode(link, qrcode.Medium, codeSize)
	if err != nil {
		return nil, fmt.Errorf("draw the code: %w", err)
	}
	return png, nil
}

// invitations are the links, each with a text to forward in the city's language
// and with a code to print.
func (d *Desk) invitations(w wording, all []store.Invite, links []string) (Outcome, error) {
	out := Outcome{Closed: true, Said: w.say("desk.invited", date(all[0].Until.Format(time.DateOnly)))}
	var texts []string
	for n, i := range all {
		png, err := drawn(links[n])
		if err != nil {
			return Outcome{}, err
		}
		out.Lines = append(out.Lines, Line{strong(i.Place + ": "), plain(links[n])})
		texts = append(texts, d.letter(i, links[n]))
		out.Files = append(out.Files, bot.File{Name: fmt.Sprintf("invitation-%d.png", n+1), Data: png})
	}
	if len(all) == 1 {
		out.Lines = append(out.Lines, Line{plain(texts[0])})
	}
	letters := bot.File{Name: "invitations.txt", Data: []byte(strings.Join(texts, "\n\n---\n\n") + "\n")}
	out.Files = append([]bot.File{letters}, out.Files...)
	return out, nil
}

// letter is what the team may forward to a city.
func (d *Desk) letter(i store.Invite, link string) string {
	w := d.in(i.Lang)
	return w.say("desk.invite.letter", words(i.Place), words(call.In(d.call.Names.Call, w.lang)), words(w.org(i.Org)), date(i.Until.Format(time.DateOnly)), words(link))
}
