-- Lists the nodes that have a lease.
-- KEYS: the list of all leases. ARGV: the beginning of their keys.
-- Returns each lease and what is said of its node; forgets those that have ended.
local living = {}
for _, lease in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local said = redis.call('GET', ARGV[1] .. lease)
  if said then
    living[#living + 1] = lease
    living[#living + 1] = said
  else
    redis.call('SREM', KEYS[1], lease)
  end
end
return {'OK', living}
