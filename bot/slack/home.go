package slack

import (
	"context"
	"strconv"

	"github.com/slack-go/slack"

	"pledgebot/bot/desk"
)

// welcome shows somebody their home, as they have opened it.
func (s *Slack) welcome(ctx context.Context, d Desk, team, user string) {
	by := desk.Person{ID: Person(team, user), Lang: s.reads(ctx, user)}
	h, err := d.Home(ctx, by)
	if err != nil {
		s.shown(ctx, err)
		return
	}
	s.shown(ctx, s.client.do(ctx, "views.publish", "", noRate, func(api *slack.Client) error {
		_, err := api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: home(h)})
		return err
	}))
}

// home is the blocks of a home.
func home(h desk.Home) slack.HomeTabViewRequest {
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab}
	add := func(b slack.Block) { view.Blocks.BlockSet = append(view.Blocks.BlockSet, b) }
	for n, p := range h.Parts {
		list := strconv.Itoa(n) + "."
		if p.Title != "" {
			add(slack.NewHeaderBlock(label(p.Title, headerMost)))
		}
		for _, line := range p.Lines {
			add(paragraph(line))
		}
		for _, i := range p.Items {
			add(item(list, i))
		}
		if p.More != nil {
			more := button(*p.More)
			more.ActionID = list + more.ActionID
			add(slack.NewActionBlock("", more))
		}
	}
	return view
}
