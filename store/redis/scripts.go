package redis

import (
	"context"
	_ "embed" // the scripts

	"github.com/redis/go-redis/v9"
)

var (
	//go:embed load.lua
	loadLua string
	//go:embed commit.lua
	commitLua string
	//go:embed forget.lua
	forgetLua string
	//go:embed reserve.lua
	reserveLua string
	//go:embed pause.lua
	pauseLua string
)

// Scripts travel with the program and are named by their digest, so that two
// releases may share a server.
var (
	loadScript    = redis.NewScript(loadLua)
	commitScript  = redis.NewScript(commitLua)
	forgetScript  = redis.NewScript(forgetLua)
	reserveScript = redis.NewScript(reserveLua)
	pauseScript   = redis.NewScript(pauseLua)
)

// run asks for a script. A request that has begun ends with the server's answer
// or after the client's time-outs, also where the context ends sooner.
func (s *Store) run(ctx context.Context, script *redis.Script, keys []string, args ...any) *redis.Cmd {
	if err := ctx.Err(); err != nil {
		ended := redis.NewCmd(ctx)
		ended.SetErr(err)
		return ended
	}
	return script.Run(ctx, s.shared, keys, args...)
}
