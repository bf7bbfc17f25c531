package team

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// patience is how long somebody waits for what must come to their screen.
const patience = 20 * time.Second

// A member is one person of the team.
type member struct {
	office *Office
	person *slacktest.Person
	visits int
}

// searches are what people look for, in turn.
var searches = []string{"ecuador waiting", "riobamba", "waiting", "newly arrived families"}

// visit takes care of one pledge and lets go of it again.
func (m *member) visit(ctx context.Context, c *card) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	m.visits++
	if err := m.search(ctx, searches[m.visits%len(searches)]); err != nil {
		return err
	}
	if err := m.press(c.free, "claim"); err != nil {
		return err
	}
	if err := m.press(c.free, "open.1"); err != nil {
		return err
	}
	if err := m.reads(ctx, ""); err != nil {
		return err
	}
	if err := m.ask(ctx, c); err != nil {
		return err
	}
	return m.press(c.taken, "release")
}

// search looks for pledges and reads the first that is found.
func (m *member) search(ctx context.Context, words string) error {
	if err := m.did(Commands, "", m.person.Command("/pledges", words)); err != nil {
		return err
	}
	list, err := m.window(ctx, "")
	if err != nil {
		return err
	}
	for _, b := range list.Blocks {
		beside, _ := b["accessory"].(map[string]any)
		if id, _ := beside["action_id"].(string); strings.HasPrefix(id, "open.1.") {
			if err := m.did(Presses, "", m.person.PressIn(list, id)); err != nil {
				return err
			}
			return m.reads(ctx, list.Hash)
		}
	}
	return fmt.Errorf("%q finds nothing: %s", words, list)
}

// ask asks the city, sees how it will read that, sends it and takes it back.
func (m *member) ask(ctx context.Context, c *card) error {
	if err := m.press(c.free, "ask"); err != nil {
		return err
	}
	form, err := m.window(ctx, "")
	if err != nil {
		return err
	}
	m.person.Choose(form, "fields", "fields", "commitment")
	m.person.Choose(form, "standard", "standard", "how_many")
	if err := m.did(Forms, "", m.person.Submit(form)); err != nil {
		return err
	}
	told := m.told()
	if err := m.did(Forms, "inquired", m.person.Submit(m.person.View())); err != nil {
		return err
	}
	if told, err = m.hears(ctx, told); err != nil {
		return err
	}
	if err := m.press(told, "retract"); err != nil {
		return err
	}
	_, err = m.hears(ctx, told)
	return err
}

// becomes are the facts that presses are for.
var becomes = map[string]string{"claim": "claimed", "release": "released", "retract": "retracted"}

func (m *member) press(on slacktest.Message, action string) error {
	return m.did(Presses, becomes[action], m.person.PressSeen(on, action))
}

// reads waits for a window that is not the one with a hash, and closes it.
func (m *member) reads(ctx context.Context, hash string) error {
	v, err := m.window(ctx, hash)
	if err == nil {
		m.person.Close(v)
	}
	return err
}

// window waits for one that is not the one with a hash.
func (m *member) window(ctx context.Context, hash string) (v slacktest.View, err error) {
	err = m.person.Await(ctx, func() bool {
		v = m.person.View()
		return v.ID != "" && v.Hash != hash
	})
	if err != nil {
		err = fmt.Errorf("no window comes: %w", err)
	}
	return v, err
}

// told is what was last said to this person alone.
func (m *member) told() slacktest.Message {
	all := m.person.Told(channel)
	if len(all) == 0 {
		return slacktest.Message{}
	}
	return all[len(all)-1]
}

// hears waits until something else is said to this person alone.
func (m *member) hears(ctx context.Context, before slacktest.Message) (now slacktest.Message, err error) {
	err = m.person.Await(ctx, func() bool {
		now = m.told()
		return now.TS != before.TS
	})
	if err != nil {
		err = fmt.Errorf("nothing is said: %w", err)
	}
	return now, err
}
