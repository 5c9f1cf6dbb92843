/**
 * The two scripts that Redis runs, each over the keys of one entity (one hash tag, so one slot of a cluster).
 * Each reads first and counts then, in one atomic step; `memoryHistory` says the same in TypeScript.
 */
import { createHash } from 'node:crypto'

export type Script = { lua: string; sha: string }

const READ_HASHES = `
local function hashes(from, to)
  local all = {}
  for i = from, to do all[#all + 1] = redis.call('HGETALL', KEYS[i]) end
  return all
end
local function dropOldest(key, kept, lastAt)
  if redis.call('HLEN', key) <= kept then return end
  local all = redis.call('HGETALL', key)
  local oldest, oldestMs = nil, nil
  for i = 1, #all, 2 do
    local ms = lastAt(all[i + 1])
    if oldest == nil or ms < oldestMs or (ms == oldestMs and all[i] < oldest) then oldest, oldestMs = all[i], ms end
  end
  redis.call('HDEL', key, oldest)
end
`

/**
 * KEYS: log (sorted set: event name by time), events (hash: event name to event), then the habits of a person
 * (hashes: value to first,session,last,sessions).
 * ARGV: read, count (0 or 1), from (exclusive), to, session, kind, time, event, log size, seconds to live of the
 * log, of habits, habits kept, then the habit values (empty: none) in the order of their keys.
 */
export const LOG_SCRIPT = toScript(`${READ_HASHES}
local read, count, from, to = ARGV[1] == '1', ARGV[2] == '1', ARGV[3], ARGV[4]
local session, kind, at, event = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]
local name = session .. '|' .. kind
local answer = {}
if read then
  local names = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. from, to)
  answer = { #names > 0 and redis.call('HMGET', KEYS[2], unpack(names)) or {}, hashes(3, #KEYS) }
end
if not count then return answer end
local reported = redis.call('HEXISTS', KEYS[2], session .. '|reported') == 1
if redis.call('ZADD', KEYS[1], 'NX', ARGV[7], name) == 1 then
  redis.call('HSET', KEYS[2], name, event)
  local tooMany = redis.call('ZRANGE', KEYS[1], 0, -(tonumber(ARGV[9]) + 1))
  if #tooMany > 0 then
    redis.call('ZREM', KEYS[1], unpack(tooMany))
    redis.call('HDEL', KEYS[2], unpack(tooMany))
  end
  for i = 3, #KEYS do
    local value = ARGV[10 + i]
    if value ~= '' and kind == 'completed' and not reported then
      local first, firstSession, last, sessions = at, session, at, 0
      local known = redis.call('HGET', KEYS[i], value)
      if known then
        local f, s, l, n = string.match(known, '([^,]*),([^,]*),([^,]*),([^,]*)')
        if at >= tonumber(f) then first, firstSession = tonumber(f), s end
        last, sessions = math.max(tonumber(l), at), tonumber(n)
      end
      redis.call('HSET', KEYS[i], value, string.format('%.0f,%s,%.0f,%d', first, firstSession, last, sessions + 1))
      dropOldest(KEYS[i], tonumber(ARGV[12]), function(text) return tonumber(string.match(text, '[^,]*,[^,]*,([^,]*)')) end)
      redis.call('EXPIRE', KEYS[i], ARGV[11])
    elseif value ~= '' and kind == 'reported' then
      local known = redis.call('HGET', KEYS[i], value)
      if known and string.match(known, '[^,]*,([^,]*)') == session then redis.call('HDEL', KEYS[i], value) end
    end
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[10])
redis.call('EXPIRE', KEYS[2], ARGV[10])
return answer
`)

/**
 * KEYS: buckets (hash: place to index,counts by kind; and first to time,session), people (hash: subject to
 * first,last), names (sorted set: event name by time).
 * ARGV: read, count (0 or 1), session, kind, index of the kind, time, subject (empty: none), seconds to live,
 * names kept, people kept, number of kinds, their names, then for each window its place and index.
 */
export const SHARED_SCRIPT = toScript(`${READ_HASHES}
local read, count = ARGV[1] == '1', ARGV[2] == '1'
local session, kind, kindIndex, at, subject = ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local kinds = tonumber(ARGV[11])
local answer = {}
if read then
  local own = {}
  for i = 1, kinds do own[i] = redis.call('ZSCORE', KEYS[3], session .. '|' .. ARGV[11 + i]) or '' end
  answer = { hashes(1, 2), own }
end
if not count then return answer end
if redis.call('ZADD', KEYS[3], 'NX', ARGV[6], session .. '|' .. kind) == 1 then
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(tonumber(ARGV[9]) + 1))
  for i = 12 + kinds, #ARGV, 2 do
    local place, index = ARGV[i], tonumber(ARGV[i + 1])
    local there = redis.call('HGET', KEYS[1], place)
    local numbers = {}
    if there then for number in string.gmatch(there, '[^,]+') do numbers[#numbers + 1] = tonumber(number) end end
    if #numbers == 0 or numbers[1] < index then
      numbers = { index }
      for k = 1, kinds do numbers[k + 1] = 0 end
    end
    if numbers[1] == index then
      numbers[kindIndex + 2] = (numbers[kindIndex + 2] or 0) + 1
      for k = 1, #numbers do numbers[k] = string.format('%.0f', numbers[k]) end
      redis.call('HSET', KEYS[1], place, table.concat(numbers, ','))
    end
  end
  local first = redis.call('HGET', KEYS[1], 'first')
  if not first or at < tonumber(string.match(first, '[^,]*')) then
    redis.call('HSET', KEYS[1], 'first', ARGV[6] .. ',' .. session)
  end
  if subject ~= '' then
    local firstMs, lastMs = at, at
    local seen = redis.call('HGET', KEYS[2], subject)
    if seen then
      local f, l = string.match(seen, '([^,]*),([^,]*)')
      firstMs, lastMs = math.min(tonumber(f), at), math.max(tonumber(l), at)
    end
    redis.call('HSET', KEYS[2], subject, string.format('%.0f,%.0f', firstMs, lastMs))
    dropOldest(KEYS[2], tonumber(ARGV[10]), function(text) return tonumber(string.match(text, '[^,]*,([^,]*)')) end)
  end
end
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], ARGV[8]) end
return answer
`)

function toScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}
