-- Begins the lease of a node, or renews one that has not ended; then says so to the node's inbox.
-- KEYS: the lease, and the list of all leases. ARGV: the lease's name, 1 if it begins, its length
-- in ms, what is said of the node, its inbox, what is said to the inbox.
-- Returns ENDED if it cannot be renewed, UNHEARD if nobody listens to the inbox.
if ARGV[2] ~= '1' and redis.call('EXISTS', KEYS[1]) == 0 then
  return {'ENDED'}
end
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[3])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('PEXPIRE', KEYS[2], 86400000)
if ARGV[2] == '1' then
  -- Of nodes that were killed, forgets the leases that have ended, not too many at once.
  local prefix = string.sub(KEYS[1], 1, -#ARGV[1] - 1)
  local leases = redis.call('SMEMBERS', KEYS[2])
  for i = 1, math.min(#leases, 1000) do
    if redis.call('EXISTS', prefix .. leases[i]) == 0 then
      redis.call('SREM', KEYS[2], leases[i])
    end
  end
end
if redis.call('PUBLISH', ARGV[5], ARGV[6]) == 0 then
  return {'UNHEARD'}
end
return {'OK'}
