-- Keeps the home of an open room.
-- KEYS: the room's home. ARGV: token, lifetime in ms.
-- Returns TAKEN if the room was opened again.
local token = redis.call('HGET', KEYS[1], 't')
if token == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
elseif token and token ~= '' then
  return {'TAKEN'}
end
return {'OK'}
