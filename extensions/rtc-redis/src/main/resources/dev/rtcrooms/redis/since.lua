-- Reads all events after a position.
-- KEYS: the room's home and past. ARGV: token, epoch, offset, number of the last event that the
-- caller knows to be stored.
-- Returns the events, or NO if not all are known.
local home = redis.call('HMGET', KEYS[1], 't', 'n', 'l')
local token, last, line = home[1], tonumber(home[2]), home[3]
if not token then
  return {'NO'}
elseif token ~= ARGV[1] then
  return {'TAKEN'}
end
local epoch_end = ARGV[2] == token and last or nil
for epoch, ended in string.gmatch(line, '(%S+) (%S+) ') do
  if epoch == ARGV[2] then
    epoch_end = tonumber(ended)
  end
end
local offset = tonumber(ARGV[3])
if not epoch_end or offset > epoch_end or last < tonumber(ARGV[4])
    or offset < last - redis.call('LLEN', KEYS[2]) then
  return {'NO'}
elseif offset == last then
  return {'OK', {}}
end
local events = redis.call('LRANGE', KEYS[2], offset - last, -1)
for _, event in ipairs(events) do
  if event == '' then
    return {'NO'}
  end
end
return {'OK', events}
