-- Opens the past of a room; an earlier opening loses it.
-- KEYS: the room's home and past. ARGV: token, opener, number of the opening, lifetime in ms.
-- Returns the number of the last event; LATE if the same opener has opened it again since.
local home = redis.call('HMGET', KEYS[1], 't', 'o', 'c', 'n', 'l')
local former, opener, number, last, line = unpack(home)
if former and opener == ARGV[2] and tonumber(number) > tonumber(ARGV[3]) then
  return {'LATE'}
end
if former and former ~= '' then
  -- The former epoch continues in this one. The 16 newest are known.
  local chain, known = former .. ' ' .. last .. ' ', 1
  for epoch, epoch_end in string.gmatch(line, '(%S+) (%S+) ') do
    if known < 16 then
      chain, known = chain .. epoch .. ' ' .. epoch_end .. ' ', known + 1
    end
  end
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', ARGV[2], 'c', ARGV[3], 'q', 0, 'l', chain)
else
  last = '0'
  redis.call('DEL', KEYS[1], KEYS[2])
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', ARGV[2], 'c', ARGV[3], 'q', 0, 'l', '', 'n', 0,
    'b', 0)
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'OK', last}
