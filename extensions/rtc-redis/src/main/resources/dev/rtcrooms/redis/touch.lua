-- Keeps the home of an open room.
-- KEYS: the room's home. ARGV: token, lifetime in ms.
if redis.call('HGET', KEYS[1], 't') == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return {'OK'}
