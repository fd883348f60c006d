-- Reads events backwards.
-- KEYS: the room's home and past. ARGV: token, a number, how many events at most.
-- Returns the newest events before the number, each as its number and itself, newest first.
local home = redis.call('HMGET', KEYS[1], 't', 'n')
local token, last = home[1], tonumber(home[2])
if not token then
  return {'OK', {}}
elseif token ~= ARGV[1] then
  return {'TAKEN'}
end
local first = last - redis.call('LLEN', KEYS[2]) + 1
local at = math.min(tonumber(ARGV[2]) - 1, last)
local limit = math.min(tonumber(ARGV[3]), last - first + 1)
local found, count = {}, 0
while count < limit and at >= first do
  local from = math.max(first, at - limit + 1)
  local events = redis.call('LRANGE', KEYS[2], from - last - 1, at - last - 1)
  for i = #events, 1, -1 do
    if events[i] ~= '' and count < limit then
      count = count + 1
      found[2 * count - 1] = string.format('%.0f', from + i - 1)
      found[2 * count] = events[i]
    end
  end
  at = from - 1
end
return {'OK', found}
