package redis

import (
	"fmt"
	"hash/fnv"
	"strings"

	"pledgebot/store"
)

// keys names every key there is:
//
//	pledgebot:{pb:07}:dialog:tty:maria   a dialog
//	pledgebot:{pb:07}:owing              who of a partition is owed something, by the time of the mark
//	pledgebot:limit:tg:12345             a bucket
//
// A Cluster keeps keys with the same {tag} on one server, so that one script may
// change a dialog and its place in the index. People are spread over a fixed
// number of partitions, so that who is owed can be listed.
type keys struct{ prefix string }

// partitions may never change: dialogs would not be found.
const partitions = 16

// dialog returns the keys of a dialog and of the index it belongs to, and its
// name there.
func (k keys) dialog(with store.Address) (both []string, member string) {
	member = memberOf(with)
	h := fnv.New32a()
	_, _ = h.Write([]byte(member)) // never fails
	partition := k.partition(int(h.Sum32() % partitions))
	return []string{partition + "dialog:" + member, partition + "owing"}, member
}

// owing returns the index of every partition.
func (k keys) owing() []string {
	var all []string
	for n := range partitions {
		all = append(all, k.partition(n)+"owing")
	}
	return all
}

func (k keys) partition(n int) string { return fmt.Sprintf("%s:{pb:%02d}:", k.prefix, n) }

func (k keys) limit(bucket string) []string { return []string{k.prefix + ":limit:" + bucket} }

// A member is an address as one word. Only the platform is escaped, so that the
// first colon ends it.
var (
	escape   = strings.NewReplacer("%", "%25", ":", "%3A")
	unescape = strings.NewReplacer("%3A", ":", "%25", "%")
)

func memberOf(a store.Address) string { return escape.Replace(a.Platform) + ":" + a.User }

func addressOf(member string) store.Address {
	platform, user, _ := strings.Cut(member, ":")
	return store.Address{Platform: unescape.Replace(platform), User: user}
}
