package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// invitesShown is how many invitations a window has room for.
const invitesShown = 40

// invited lists the latest invitations, and lets those who may take one back.
func (d *Desk) invited(ctx context.Context, w wording, by conversation.Person) (Outcome, error) {
	all, err := d.invites.Invitations(ctx, invitesShown)
	if err != nil {
		return Outcome{}, err
	}
	if len(all) == 0 {
		return Outcome{Said: w.say("desk.invites.none")}, nil
	}
	form := &Form{Press: Press{Verb: Revoke}, Title: w.say("desk.invites.title"), Close: w.say("desk.close")}
	open := Input{Key: inInvite, Label: w.say("desk.invites.which")}
	for _, i := range all {
		state := i.Stands(d.now())
		form.Lines = append(form.Lines, d.invitedLine(w, i, state))
		if i.Pledge == "" && state != store.Revoked && state != store.Lapsed {
			open.Choices = append(open.Choices, Choice{Value: string(i.ID), Label: d.cityOf(w, i)})
		}
	}
	if len(open.Choices) > 0 && pledge.MayInvite(by.Actor()) {
		form.Inputs, form.Send = []Input{open}, w.say("desk.invites.revoke")
	}
	return Outcome{Form: form}, nil
}

func (d *Desk) invitedLine(w wording, i store.Invite, state store.InviteState) Line {
	out := Line{strong(d.cityOf(w, i)), plain(" · " + w.text(call.Say("desk.invite.is."+string(state))) + " · " + w.say("desk.invites.made", day(i.Made), words(w.org(i.Org))))}
	if !i.By.Erased() {
		out = append(out, plain(" · "), Span{Text: string(i.By), Mark: Who})
	}
	return out
}

// revoke takes an invitation back.
func (d *Desk) revoke(ctx context.Context, w wording, by conversation.Person, press Press) (Outcome, error) {
	if !pledge.MayInvite(by.Actor()) {
		return Outcome{Said: w.text(refused(pledge.NotAllowed)), Closed: true}, nil
	}
	err := d.invites.RevokeInvite(ctx, pledge.InviteID(press.first(inInvite)), by, d.now().UTC())
	switch {
	case errors.Is(err, store.ErrNotFound):
		return Outcome{Said: w.say("desk.invites.not"), Closed: true}, nil
	case err != nil:
		return Outcome{}, fmt.Errorf("revoke: %w", err)
	}
	return Outcome{Said: w.say("desk.invites.revoked"), Closed: true}, nil
}

// inviteTyped invites what stands behind the command's first word. What is wrong
// with it is said.
func (d *Desk) inviteTyped(ctx context.Context, in conversation.InputID, w wording, by conversation.Person, typed string) (Outcome, error) {
	typed = strings.TrimSpace(typed)
	_, cities, _ := strings.Cut(typed, strings.Fields(typed)[0])
	out, err := d.invite(ctx, in, w, by, strings.TrimSpace(cities))
	if wrong := out.Wrong[inWords]; wrong != "" {
		out = Outcome{Said: wrong}
	}
	return out, err
}

// inviting carries a window about invitations through.
func (d *Desk) inviting(ctx context.Context, in conversation.InputID, w wording, by conversation.Person, press Press) (Outcome, error) {
	if press.Verb == Revoke {
		return d.revoke(ctx, w, by, press)
	}
	return d.invite(ctx, in, w, by, press.first(inWords))
}

// cityOf names an invited city.
func (d *Desk) cityOf(w wording, i store.Invite) string {
	return w.say("desk.city", words(i.Place), words(w.answer(w.lang, d.call.Using(call.UseCountry).Key, call.Value{i.Country})))
}
