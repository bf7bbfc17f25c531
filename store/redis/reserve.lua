-- The generic cell rate algorithm: a bucket is the time at which it is full
-- again. Returns how long to wait. All times are microseconds.
-- KEYS: bucket. ARGV: now, every, every * (burst - 1), turns, slack in ms.
local now, every, tolerance, turns = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'full', 'paused')
local full = math.max(now, tonumber(kept[1] or 0))
if kept[2] then
  full = math.max(full, tonumber(kept[2]) + tolerance)
end
local wait = math.max(0, full - tolerance - now)
full = full + turns * every
if full > now then
  redis.call('HSET', KEYS[1], 'full', string.format('%.0f', full))
  redis.call('HDEL', KEYS[1], 'paused') -- full is later
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((full - now) / 1000) + ARGV[5]))
end
return wait
