-- Deletes the past of a room. For a minute, a late call of the opening has no effect.
-- KEYS: the room's home and past. ARGV: token.
local token = redis.call('HGET', KEYS[1], 't')
if token and token ~= ARGV[1] then
  return {'TAKEN'}
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 't', '', 'o', '', 'c', 0)
redis.call('PEXPIRE', KEYS[1], 60000)
return {'OK'}
