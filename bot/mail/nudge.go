package mail

import (
	"context"
	"fmt"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Second is for whom mail to the city's second contact waits.
const Second = pledge.Person(Platform + ":second")

// nudge makes the mail that reminds of a report, where the chat reaches nobody. One whose
// report has come meanwhile is not sent.
func (p *Post) nudge(ctx context.Context, d store.Delivery) (m Mail, stands bool, err error) {
	about := d.Facts[0]
	now, err := p.present(ctx, d.Pledge)
	if err != nil || now.Submitted == nil || now.Silenced() || now.Reminders(p.Call) == nil {
		return m, false, err
	}
	use := call.UseMail
	if d.Recipient == Second {
		use = call.UseSecond
	}
	to, lang := now.Value(p.Call.Using(use).Key).First(), now.Lang
	if to == "" {
		return m, false, nil
	}
	itself := now.InForce(p.Call)
	text := p.Texts.Text(lang, call.Text{Key: "mail.nudge_text", Args: map[string]call.Arg{
		"reference": words(itself.Submitted.Reference), "place": words(p.place(lang, now)), "call": words(call.In(p.Call.Names.Call, lang)),
		"title": words(now.Value(p.Call.Using(call.UseTitle).Key).First()), "due": {As: call.AsDate, Value: now.Due()},
		"promise": words(itself.Value(p.Call.Using(call.UseCommitment).Key).First()),
	}})
	ends := []string{p.say(lang, "mail.automatic")}
	m = Mail{
		From: p.From, To: to, ID: p.id(now.ID, about.Rev), Date: about.At, Lang: lang,
		Subject: oneLine(p.say(lang, "mail.nudge_subject", "reference", itself.Submitted.Reference, "place", p.place(lang, now))),
		Text:    text + "\n\n" + ends[0] + "\n",
	}
	m.HTML, err = p.page(lang, lang, m.Subject, text, "", ends)
	return m, err == nil, err
}

// present is a pledge as it is now.
func (p *Post) present(ctx context.Context, id pledge.ID) (now pledge.Pledge, err error) {
	facts, err := p.Pledges.Facts(ctx, id)
	if err != nil {
		return now, fmt.Errorf("read facts: %w", err)
	}
	for _, f := range facts {
		now = pledge.Fold(now, f)
	}
	return now, nil
}

// bounced is what is noted of a mail that will not come.
func bounced(d store.Delivery, why string) pledge.Command {
	if f := d.Facts[0]; f.Kind == pledge.WasNudged {
		return pledge.FailNudge{Slot: calendar.Nudge{Kind: calendar.Kind(f.Note), Day: f.Expected}, Way: pledge.Way(f.From), Bad: pledge.Lost}
	}
	return pledge.Bounce{Why: why, Copy: d.Recipient != Mechanism}
}
