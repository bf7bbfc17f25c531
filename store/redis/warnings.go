package redis

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Warnings names what in the settings of Redis would make people be asked
// again, each as a sentence for whoever runs the server; none if all is well.
// What cannot be read is said to be unchecked. Every master of a Cluster is
// asked.
func (s *Store) Warnings(ctx context.Context) []string {
	var mu sync.Mutex
	var all []string
	ask := func(ctx context.Context, node *redis.Client) error {
		memory, disk := memoryWarning(ctx, node), diskWarning(ctx, node)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, memory, disk)
		return nil
	}
	var err error
	switch c := s.client.(type) {
	case *redis.Client:
		err = ask(ctx, c)
	case *redis.ClusterClient:
		err = c.ForEachMaster(ctx, ask)
	}
	if err != nil { // no master answered
		all = append(all, memoryUnchecked, diskUnchecked)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == "" })
}

const (
	memoryUnchecked = "It could not be checked what Redis does when it is full (INFO memory): with any maxmemory-policy but noeviction it drops dialogs, and those people would be asked a question again."
	diskUnchecked   = "It could not be checked whether Redis writes to disk (INFO persistence, CONFIG GET save): if not, people would be asked a question again after a restart of Redis."
	dropsWhenFull   = "Redis drops dialogs when it is full (maxmemory-policy %s): those people would be asked a question again, and replies owed to them might come late; set maxmemory-policy noeviction."
	nothingOnDisk   = "Redis writes nothing to disk (appendonly no, no save points): everybody in a conversation would be asked a question again after a restart of Redis; set appendonly yes."
)

// memoryWarning tells whether Redis drops keys when it is full.
func memoryWarning(ctx context.Context, node *redis.Client) string {
	info := infoOf(ctx, node, "memory")
	limit, policy := info["maxmemory"], info["maxmemory_policy"]
	switch {
	case limit == "" || policy == "":
		return memoryUnchecked
	case limit == "0" || policy == "noeviction":
		return ""
	}
	return fmt.Sprintf(dropsWhenFull, policy)
}

// diskWarning tells whether a restart of Redis loses everything. Save points
// stand only in its configuration, which it may keep to itself.
func diskWarning(ctx context.Context, node *redis.Client) string {
	aof := infoOf(ctx, node, "persistence")["aof_enabled"]
	if aof == "1" {
		return ""
	}
	config, err := node.ConfigGet(ctx, "save").Result()
	save, told := config["save"]
	switch {
	case err != nil || !told || aof == "" && save == "":
		return diskUnchecked
	case save == "":
		return nothingOnDisk
	}
	return ""
}

// infoOf reads one section of INFO; nothing if it is refused.
func infoOf(ctx context.Context, node *redis.Client, section string) map[string]string {
	info, _ := node.Info(ctx, section).Result()
	fields := map[string]string{}
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		fields[name] = value
	}
	return fields
}
