-- Stores another event in the place of one, with the same time, audience and retry id.
-- KEYS: the room's home and past. ARGV: token, number of the call, number of the event, the event.
local home = redis.call('HMGET', KEYS[1], 't', 'q', 'n', 'b')
local token, call, last, bytes = home[1], tonumber(home[2]), tonumber(home[3]), tonumber(home[4])
if not token then
  return {'OK'}
elseif token ~= ARGV[1] then
  return {'TAKEN'}
elseif call >= tonumber(ARGV[2]) then
  return {'LATE'}
end
local index = tonumber(ARGV[3]) - last - 1
local former = index < 0 and redis.call('LINDEX', KEYS[2], string.format('%.0f', index))
if former and former ~= '' then
  local event = string.match(former, '^%S+ %S+ %S+ ') .. ARGV[4]
  redis.call('LSET', KEYS[2], index, event)
  redis.call('HSET', KEYS[1], 'q', ARGV[2], 'b', bytes + #event - #former)
end
return {'OK'}
