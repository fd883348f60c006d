-- Keeps a room for a node that has begun another lease.
-- KEYS: the room's home and past. ARGV: token, lease, number of the last event, lifetime in ms.
-- Returns TAKEN if the room was opened again, LATE if the node has begun a later lease.
local home = redis.call('HMGET', KEYS[1], 't', 'h')
local token, holder = home[1], home[2]
if not token then
  -- Redis was emptied. The room goes on without the events before.
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', '', 'c', 0, 'q', 0, 'l', '', 'n', ARGV[3], 'b', 0)
elseif token ~= ARGV[1] then
  return {'TAKEN'}
elseif holder and holder ~= '' and tonumber(string.match(holder, '%d+$'))
    > tonumber(string.match(ARGV[2], '%d+$')) then
  return {'LATE'}
end
redis.call('HSET', KEYS[1], 'h', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'OK'}
