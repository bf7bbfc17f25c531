-- KEYS: bucket. ARGV: until in microseconds, slack in ms.
local paused = math.max(tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'paused') or 0))
redis.call('HSET', KEYS[1], 'paused', string.format('%.0f', paused))
local time = redis.call('TIME')
local left = math.max(0, math.ceil(paused / 1000 - time[1] * 1000)) + ARGV[2]
if left > redis.call('PTTL', KEYS[1]) then
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', left))
end
return 1
