-- The dialog and the present run, of the same server at the same moment.
-- KEYS: dialog, owing. ARGV: member.
-- Redis takes a new replication id when it starts and whenever a replica is
-- promoted, also when a server is promoted a second time, which keeps its run_id.
local value = redis.call('GET', KEYS[1])
local run = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
if not value then
  redis.call('ZREM', KEYS[2], ARGV[1]) -- one that expired or was evicted owes nothing
end
return {run or '', value}
