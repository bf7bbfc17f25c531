-- The dialog and the present run, of the same server at the same moment. A
-- dialog that begins as the caller's copy does comes as '=': it is the same.
-- KEYS: dialog, owing. ARGV: member, how the caller's copy begins ('' for none).
-- Redis takes a new replication id when it starts and whenever a replica is
-- promoted, also when a server is promoted a second time, which keeps its run_id.
local run = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)') or ''
if ARGV[2] ~= '' and redis.call('GETRANGE', KEYS[1], 0, #ARGV[2] - 1) == ARGV[2] then
  return {run, '='}
end
local value = redis.call('GET', KEYS[1])
if not value then
  redis.call('ZREM', KEYS[2], ARGV[1]) -- one that expired or was evicted owes nothing
end
return {run, value}
