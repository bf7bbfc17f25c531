-- Keeps a value "<turn> <dialog>" if it is the next turn: 1, or 0 for stale.
-- KEYS: dialog, owing. ARGV: turn, value, seconds to keep, member, mark ('' if nothing is owed).
local turn, value = tonumber(ARGV[1]), ARGV[2]
local stored = tonumber(string.match(redis.call('GETRANGE', KEYS[1], 0, 19), '^%d+') or 0)
if stored ~= turn - 1 then
  -- The client asks again when an answer got lost.
  if stored == turn and redis.call('GET', KEYS[1]) == value then
    return 1
  end
  return 0
end
redis.call('SET', KEYS[1], value, 'EX', ARGV[3])
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[2], ARGV[4])
else
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
end
return 1
