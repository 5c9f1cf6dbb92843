/** The script of the one entity that is everybody. */
import { IS_TOO_LATE, toScript } from './script.ts'

/**
 * KEYS: names (sorted set: session by time), then buckets (hashes: kind, and kind:cell, to sessions), oldest first,
 * the last one that of the session.
 * ARGV: read, count (0 or 1), session, time, seconds to live, names kept, milliseconds kept, then for each kind its
 * total and its cell (empty: none).
 */
export const POPULATION_SCRIPT = toScript(`${IS_TOO_LATE}
local read, count, session, at = ARGV[1] == '1', ARGV[2] == '1', ARGV[3], tonumber(ARGV[4])
local live, namesKept, kept = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])
local answer = {}
if read then
  local fields, sums = {}, {}
  for i = 8, #ARGV do fields[#fields + 1], sums[#sums + 1] = ARGV[i], 0 end
  for b = 2, #KEYS do
    local found = redis.call('HMGET', KEYS[b], unpack(fields))
    for i = 1, #fields do if found[i] then sums[i] = sums[i] + tonumber(found[i]) end end
  end
  answer = { sums, redis.call('ZSCORE', KEYS[1], session) or '' }
end
if not count or isTooLate(KEYS[1], at, kept) then return answer end
if redis.call('ZADD', KEYS[1], 'NX', ARGV[4], session) == 0 then return answer end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', keptFrom(KEYS[1], kept))
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -(namesKept + 1))
for i = 8, #ARGV, 2 do
  if ARGV[i + 1] ~= '' then
    redis.call('HINCRBY', KEYS[#KEYS], ARGV[i], 1)
    redis.call('HINCRBY', KEYS[#KEYS], ARGV[i + 1], 1)
  end
end
redis.call('EXPIRE', KEYS[1], live)
redis.call('EXPIRE', KEYS[#KEYS], live)
return answer
`)
