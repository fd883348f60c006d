-- Stores the events of a turn.
-- KEYS: the room's home and past. ARGV: token, number of the call, number before the first event,
-- lifetime of the home in ms, and the bounds: age in ms, events, bytes; the lease of a node, or
-- nothing; then the events.
-- Returns TAKEN if the room was opened again, LATE if a later call has come before.
local after, age = tonumber(ARGV[3]), tonumber(ARGV[5])
local most_events, most_bytes = tonumber(ARGV[6]), tonumber(ARGV[7])
local home = redis.call('HMGET', KEYS[1], 't', 'q', 'n', 'b')
local token, call, last, bytes = home[1], tonumber(home[2]), tonumber(home[3]), tonumber(home[4])
if not token then
  -- Redis was emptied, or the home has expired. This opening goes on without the events before.
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 't', ARGV[1], 'o', '', 'c', 0, 'l', '', 'h', ARGV[8])
  call, last, bytes = 0, after, 0
elseif token ~= ARGV[1] then
  return {'TAKEN'}
elseif call >= tonumber(ARGV[2]) then
  return {'LATE'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local kept = redis.call('LLEN', KEYS[2])
if kept == 0 then
  bytes = 0
end
if last > after and kept > 0 then
  -- Events of an append that the caller regards as failed.
  for _, event in ipairs(redis.call('RPOP', KEYS[2], last - after)) do
    bytes = bytes - #event
  end
elseif last < after then
  -- Events were lost, or sent without being stored. An empty one takes each place, so that nobody
  -- resumes from before it.
  if after - last > most_events then
    redis.call('DEL', KEYS[2])
    bytes = 0
  else
    for _ = last + 1, after do
      redis.call('RPUSH', KEYS[2], '')
    end
  end
end
local stamp = string.format('%.0f ', now)
for i = 9, #ARGV do
  local event = stamp .. ARGV[i]
  redis.call('RPUSH', KEYS[2], event)
  bytes = bytes + #event
end
last = after + #ARGV - 8

kept = redis.call('LLEN', KEYS[2])
local oldest = redis.call('LINDEX', KEYS[2], 0)
while oldest and (kept > most_events or bytes > most_bytes or oldest == ''
    or tonumber(string.match(oldest, '^%d+')) + age < now) do
  redis.call('LPOP', KEYS[2])
  kept = kept - 1
  bytes = bytes - #oldest
  oldest = redis.call('LINDEX', KEYS[2], 0)
end
redis.call('HSET', KEYS[1], 'q', ARGV[2], 'n', string.format('%.0f', last), 'b', bytes)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return {'OK'}
