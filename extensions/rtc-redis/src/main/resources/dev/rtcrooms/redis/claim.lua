-- Opens the past of a room; an earlier opening loses it.
-- KEYS: the room's home and past. ARGV: token, opener, number of the opening, lifetime in ms; of a
-- node also its lease, the beginning of the keys of leases, and 1 if it must not judge others.
-- Returns the number of the last event; LATE if the same opener has opened it again since; ENDED if
-- the node has no lease; THEIRS with the lease of a living home; BLIND if the node cannot tell.
local home = redis.call('HMGET', KEYS[1], 't', 'o', 'c', 'n', 'l', 'h')
local former, opener, number, last, line, holder = unpack(home)
if former and opener == ARGV[2] and tonumber(number) > tonumber(ARGV[3]) then
  return {'LATE'}
end
local lease = ARGV[5] or ''
if lease ~= '' then
  if redis.call('EXISTS', ARGV[6] .. lease) == 0 then
    return {'ENDED'}
  end
  local is_held = holder and holder ~= ''
  local is_own = is_held and string.match(holder, '^[^.]+') == string.match(lease, '^[^.]+')
  if is_held and not is_own and redis.call('EXISTS', ARGV[6] .. holder) == 1 then
    return {'THEIRS', holder}
  elseif ARGV[7] == '1' and not is_own and (is_held or not former) then
    return {'BLIND'}
  end
end
if former and former ~= '' then
  -- The former epoch continues in this one. The 16 newest are known.
  local chain, known = former .. ' ' .. last .. ' ', 1
  for epoch, epoch_end in string.gmatch(line, '(%S+) (%S+) ') do
    if known < 16 then
      chain, known = chain .. epoch .. ' ' .. epoch_end .. ' ', known + 1
    end
  end
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', ARGV[2], 'c', ARGV[3], 'q', 0, 'l', chain,
    'h', lease)
else
  last = '0'
  redis.call('DEL', KEYS[1], KEYS[2])
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', ARGV[2], 'c', ARGV[3], 'q', 0, 'l', '', 'n', 0,
    'b', 0, 'h', lease)
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'OK', last}
