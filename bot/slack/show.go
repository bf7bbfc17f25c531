package slack

import (
	"context"

	"github.com/slack-go/slack"

	"pledgebot/bot"
	"pledgebot/bot/desk"
)

// show shows what a press came to: a window, in place of the one in which it
// was pressed, or a sentence to this person alone.
func (s *Slack) show(ctx context.Context, by desk.Person, cb interaction, out desk.Outcome) {
	if out.Form != nil {
		if cb.View.ID != "" && cb.View.Type == slack.VTModal {
			s.update(ctx, cb.View.ID, cb.View.Hash, modal(*out.Form))
		} else {
			s.open(ctx, cb.Trigger, modal(*out.Form))
		}
	}
	if out.Said != "" {
		channel := cb.Channel.ID
		if channel == "" {
			channel = s.opts.Channel
		}
		s.tell(ctx, channel, by, out)
	}
}

func (s *Slack) open(ctx context.Context, trigger string, view slack.ModalViewRequest) {
	s.shown(ctx, s.client.do(ctx, "views.open", "", noRate, func(api *slack.Client) error {
		_, err := api.OpenViewContext(ctx, trigger, view)
		return err
	}))
}

// update draws a window anew, unless another has been drawn since the hash.
func (s *Slack) update(ctx context.Context, id, hash string, view slack.ModalViewRequest) {
	err := s.client.do(ctx, "views.update", "", noRate, func(api *slack.Client) error {
		_, err := api.UpdateViewContext(ctx, view, "", hash, id)
		return err
	})
	if !says(err, "hash_conflict", "not_found") { // pressed twice, or closed meanwhile
		s.shown(ctx, err)
	}
}

// tell says something to one person alone, and gives them the files that go with it.
func (s *Slack) tell(ctx context.Context, channel string, by desk.Person, out desk.Outcome) {
	_, user := parted(string(by.ID))
	options := append(quietly(out.Said), slack.MsgOptionBlocks(said(out)...))
	s.shown(ctx, s.client.do(ctx, "chat.postEphemeral", "", noRate, func(api *slack.Client) error {
		_, err := api.PostEphemeralContext(ctx, channel, user, options...)
		return err
	}))
	s.giveAll(ctx, user, out.Files)
}

// shown notes what could not be shown. Nothing is lost by it: what was asked for
// is kept, and can be asked for again.
func (s *Slack) shown(ctx context.Context, err error) {
	if err != nil {
		s.opts.Log.WarnContext(ctx, "not shown", "platform", Platform, "error", err)
	}
}

// said is a sentence, with a button that goes with it.
func said(out desk.Outcome) []slack.Block {
	blocks := []slack.Block{paragraph(desk.Line{{Text: out.Said}})}
	if len(out.Lines) > 0 {
		blocks = append(blocks, paragraph(out.Lines...))
	}
	if out.Offer != nil {
		blocks = append(blocks, buttons([]desk.Button{*out.Offer}))
	}
	return blocks
}

// private is the answer to a command, seen by who gave it.
func private(out desk.Outcome) any {
	return struct {
		Type   string        `json:"response_type"`
		Text   string        `json:"text"`
		Blocks []slack.Block `json:"blocks"`
	}{"ephemeral", escape.Replace(bot.Clean(out.Said)), said(out)}
}
