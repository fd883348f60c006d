-- Lets another node open the room; its past stays.
-- KEYS: the room's home. ARGV: token.
if redis.call('HGET', KEYS[1], 't') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'h', '')
end
return {'OK'}
