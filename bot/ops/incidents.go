package ops

import (
	"maps"
	"slices"
	"sync"
	"time"

	"pledgebot/bot/ops/alarm"
)

// The incidents of which an operator is told. Each is a heading in
// docs/operations.md.
const (
	TokenRefused   alarm.Name = "token refused"
	PollConflict   alarm.Name = "poll conflict"
	WebhookFailing alarm.Name = "webhook failing"
	QueueOld       alarm.Name = "queue too old"
	DatabaseAway   alarm.Name = "database away"
	RedisAway      alarm.Name = "Redis away"
	NudgeUnknown   alarm.Name = "reminder maybe not sent"
	DiskFull       alarm.Name = "disk nearly full"
	SetAside       alarm.Name = "updates set aside"
	SlackRefused   alarm.Name = "Slack token refused"
	SlackUnsafe    alarm.Name = "channel unsafe"
	SlackMalformed alarm.Name = "Slack message malformed"
	MailFailing    alarm.Name = "mail server away"
)

// Dampings are how long each incident must hold and be gone. Those without a
// Begin are events, or have waited long enough before they are read.
func Dampings() map[alarm.Name]alarm.Damping {
	return map[alarm.Name]alarm.Damping{
		TokenRefused:   {End: time.Minute},
		PollConflict:   {Begin: 2 * time.Minute, End: 5 * time.Minute}, // a rolling upgrade has a short one
		WebhookFailing: {Begin: 2 * time.Minute, End: 5 * time.Minute},
		QueueOld:       {End: 2 * time.Minute},
		DatabaseAway:   {Begin: 30 * time.Second, End: time.Minute},
		RedisAway:      {Begin: 30 * time.Second, End: time.Minute},
		NudgeUnknown:   {},
		DiskFull:       {Begin: time.Minute, End: 5 * time.Minute},
		SetAside:       {End: time.Minute},
		SlackRefused:   {End: 2 * time.Minute},
		SlackUnsafe:    {End: 2 * time.Minute},
		SlackMalformed: {},
		MailFailing:    {Begin: 5 * time.Minute, End: 2 * time.Minute},
	}
}

// The thresholds of readings.
const (
	QueueAge     = 15 * time.Minute // that a reply or delivery may wait
	UnknownFor   = time.Hour        // that a reminder of unknown end is news
	LeastFree    = 200 << 20        // bytes
	LeastPercent = 10               // of the disk
)

// NoticedFor is how long something that was noticed counts, also when all went
// well right after it: a half of the webhook's updates may arrive, and two
// programs that poll have their turns.
const NoticedFor = 90 * time.Second

// Noticed holds the incidents that somebody else sees and tells of. It is safe
// for concurrent use.
type Noticed struct {
	Now func() time.Time

	mu   sync.Mutex
	seen map[alarm.Name]noticed
}

type noticed struct {
	at   time.Time // the last time
	well bool      // since then
}

// Notice says that something is wrong.
func (n *Noticed) Notice(what alarm.Name) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen == nil {
		n.seen = map[alarm.Name]noticed{}
	}
	n.seen[what] = noticed{at: n.Now()}
}

// Clear says of some things that they are well again.
func (n *Noticed) Clear(what ...alarm.Name) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, name := range what {
		if was, ok := n.seen[name]; ok {
			n.seen[name] = noticed{at: was.at, well: true}
		}
	}
}

// Readings are what has been noticed so far.
func (n *Noticed) Readings() []alarm.Reading {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []alarm.Reading
	for _, name := range slices.Sorted(maps.Keys(n.seen)) {
		seen := n.seen[name]
		bad := !seen.well || n.Now().Sub(seen.at) < NoticedFor
		all = append(all, alarm.Reading{Name: name, Bad: bad, Detail: "the log says where"})
	}
	return all
}
