-- Ends all leases of a node.
-- KEYS: the list of all leases. ARGV: the beginning of their keys, the node's name.
for _, lease in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if string.match(lease, '^[^.]+') == ARGV[2] then
    redis.call('DEL', ARGV[1] .. lease)
    redis.call('SREM', KEYS[1], lease)
  end
end
return {'OK'}
