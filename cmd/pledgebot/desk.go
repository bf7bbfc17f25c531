package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

type deskCommand struct {
	Accept    deskAccept    `cmd:"" help:"Accept a pledge as it was submitted."`
	Ask       deskAsk       `cmd:"" help:"Ask the city about a field and request changes."`
	Claim     deskClaim     `cmd:"" help:"Take care of a pledge."`
	Decline   deskDecline   `cmd:"" help:"Decline a pledge, with the reason."`
	Enter     deskEnter     `cmd:"" help:"Note in which registry a pledge stands as well."`
	Propose   deskPropose   `cmd:"" help:"Ask the city whether it agrees to what would be published."`
	Publish   deskPublish   `cmd:"" help:"Publish what cities have agreed to."`
	Release   deskRelease   `cmd:"" help:"Take care of a pledge no longer."`
	Resume    deskResume    `cmd:"" help:"End a suspension by the team."`
	Suggest   deskSuggest   `cmd:"" help:"Word a field for the city, which takes it, edits it or keeps its own."`
	Suspend   deskSuspend   `cmd:"" help:"Suspend an accepted pledge, with the reason."`
	Unpublish deskUnpublish `cmd:"" help:"End a publication, with the reason."`
	Word      deskWord      `cmd:"" help:"Word what would be published, in one language."`
}

type deskAccept struct {
	Reference string `arg:""`
}

func (c *deskAccept) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(_ *call.Call, p pledge.Pledge) pledge.Command {
		return pledge.Accept{Check: p.Submitted.Check}
	})
}

type deskAsk struct {
	Reference string   `arg:""`
	Question  string   `arg:"" optional:"" help:"What the city is asked, word for word."`
	Field     string   `help:"The field that the question is about; otherwise the text of the pledge."`
	Also      []string `help:"Other fields that it is about."`
	Standard  string   `help:"One of the Call's own questions, by its key, in the city's language."`
	Lang      string   `help:"The language of the question."`
	Change    bool     `help:"Ask for another wording rather than for an answer."`
}

func (c *deskAsk) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(data *call.Call, _ pledge.Pledge) pledge.Command {
		field := cmp.Or(call.FieldKey(c.Field), data.Using(call.UseCommitment).Key)
		ask := pledge.Inquire{
			Field: field, Note: c.Question, Standard: call.QuestionKey(c.Standard), Lang: call.Lang(c.Lang), Change: c.Change,
		}
		for _, key := range c.Also {
			ask.Also = append(ask.Also, call.FieldKey(key))
		}
		return ask
	})
}

type deskSuggest struct {
	Reference string `arg:""`
	Field     string `arg:""`
	Value     string `arg:"" help:"The wording, as the city would type it."`
	Note      string `help:"Why."`
}

func (c *deskSuggest) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(data *call.Call, p pledge.Pledge) pledge.Command {
		field, _ := data.Field(call.FieldKey(c.Field))
		return pledge.Suggest{Field: call.FieldKey(c.Field), Value: field.Read(c.Value).Value, Note: c.Note, Seen: p.Answers[call.FieldKey(c.Field)].Rev}
	})
}

type deskClaim struct {
	Reference string `arg:""`
}

func (c *deskClaim) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command { return pledge.Claim{} })
}

type deskRelease struct {
	Reference string `arg:""`
}

func (c *deskRelease) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command { return pledge.Release{} })
}

type deskDecline struct {
	Reference string `arg:""`
	Reason    string `arg:"" help:"The reason, word for word."`
}

func (c *deskDecline) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command {
		return pledge.Decline{Note: c.Reason}
	})
}

// decide opens a pledge as the team and carries out a decision on it.
func decide(ctx context.Context, s *Settings, out streams, reference string, decision func(*call.Call, pledge.Pledge) pledge.Command) error {
	return s.with(ctx, func(p *product) error {
		pl, err := find(ctx, p, reference)
		if err != nil {
			return err
		}
		b := p.bot(slog.New(slog.DiscardHandler))
		for _, cmd := range []pledge.Command{pledge.Look{}, decision(p.call, pl)} {
			facts, refusal, err := b.Do(ctx, conversation.InputID("cli:"+rand.Text()), team, pl.ID, cmd)
			switch _, looking := cmd.(pledge.Look); {
			case err != nil:
				return err
			case refusal != "" && !looking: // it may have been opened before
				return fmt.Errorf("%s was refused: %s", reference, refusal)
			}
			for _, f := range facts {
				fmt.Fprintln(out.out, reference, f.Kind)
			}
		}
		return nil
	})
}
