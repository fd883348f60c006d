-- Finds the home of a room.
-- KEYS: the room's home. ARGV: the beginning of the keys of leases.
-- Returns the lease of a living home; NONE if there is no home; GONE if its lease has ended.
local holder = redis.call('HGET', KEYS[1], 'h')
if not holder or holder == '' then
  return {'NONE'}
end
return {redis.call('EXISTS', ARGV[1] .. holder) == 1 and 'OK' or 'GONE', holder}
