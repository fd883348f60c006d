-- Ends all leases of a node.
-- KEYS: the list of all leases. ARGV: the beginning of their keys, the node's name; if another node
-- judges it, also its inbox.
-- Returns HEARD, and ends nothing, if the node listens to that inbox.
if ARGV[3] and redis.call('PUBLISH', ARGV[3], '') > 0 then
  return {'HEARD'}
end
for _, lease in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if string.match(lease, '^[^.]+') == ARGV[2] then
    redis.call('DEL', ARGV[1] .. lease)
    redis.call('SREM', KEYS[1], lease)
  end
end
return {'OK'}
