/** The script of entities that are kept event by event: subject, account, tracking id. */
import { DROP_OLDEST, IS_TOO_LATE, toScript } from './script.ts'

/**
 * KEYS: log (sorted set: event name by time), events (hash: event name to event); then, of a person, the amounts
 * (hash: currency to what readAmounts reads) and the habits (hashes: value to first,session,last,sessions).
 * ARGV: read, count (0 or 1), from (exclusive), to, session, kind, time, event, log size, milliseconds kept, seconds
 * to live of the log, of habits, habits kept, amounts kept, amount, currency (empty: none), then the habit values
 * (empty: none) in the order of their keys.
 */
export const LOG_SCRIPT = toScript(`${DROP_OLDEST}${IS_TOO_LATE}
local read, count, from, to = ARGV[1] == '1', ARGV[2] == '1', ARGV[3], ARGV[4]
local session, kind, at, event = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]
local kept, live, habitsLive = tonumber(ARGV[10]), ARGV[11], ARGV[12]
local habitsKept, amountsKept, amount, currency = tonumber(ARGV[13]), tonumber(ARGV[14]), ARGV[15], ARGV[16]
local name = session .. '|' .. kind
local answer = {}
if read then
  local names = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. from, to)
  local hashes = {}
  for i = 3, #KEYS do hashes[#hashes + 1] = redis.call('HGETALL', KEYS[i]) end
  answer = { #names > 0 and redis.call('HMGET', KEYS[2], unpack(names)) or {}, hashes }
end
if not count or isTooLate(KEYS[1], at, kept) then return answer end

local function has(other) return redis.call('HEXISTS', KEYS[2], session .. '|' .. other) == 1 end
local isFraud, wasCompleted = has('reported') or has('confirmedFraud'), has('completed')
if redis.call('ZADD', KEYS[1], 'NX', ARGV[7], name) == 0 then return answer end
redis.call('HSET', KEYS[2], name, event)
local function drop(names)
  if #names == 0 then return end
  redis.call('ZREM', KEYS[1], unpack(names))
  redis.call('HDEL', KEYS[2], unpack(names))
end
drop(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', keptFrom(KEYS[1], kept)))
drop(redis.call('ZRANGE', KEYS[1], 0, -(tonumber(ARGV[9]) + 1)))
redis.call('EXPIRE', KEYS[1], live)
redis.call('EXPIRE', KEYS[2], live)
if #KEYS < 3 then return answer end

local learns = kind == 'completed' and not isFraud
local unlearns = (kind == 'reported' or kind == 'confirmedFraud') and not isFraud

local function learn(key, value)
  local first, firstSession, last, sessions = at, session, at, 0
  local known = redis.call('HGET', key, value)
  if known then
    local f, s, l, n = string.match(known, '([^,]*),([^,]*),([^,]*),([^,]*)')
    if at >= tonumber(f) then first, firstSession = tonumber(f), s end
    last, sessions = math.max(tonumber(l), at), tonumber(n)
  end
  redis.call('HSET', key, value, string.format('%.0f,%s,%.0f,%d', first, firstSession, last, sessions + 1))
  dropOldest(key, habitsKept, function(text) return tonumber(string.match(text, '[^,]*,[^,]*,([^,]*)')) end)
  redis.call('EXPIRE', key, habitsLive)
end
local function unlearn(key, value)
  local known = redis.call('HGET', key, value)
  if not known then return end
  local f, s, l, n = string.match(known, '([^,]*),([^,]*),([^,]*),([^,]*)')
  if s == session then redis.call('HDEL', key, value)
  elseif wasCompleted then redis.call('HSET', key, value, string.format('%s,%s,%s,%d', f, s, l, math.max(1, tonumber(n) - 1))) end
end
for i = 4, #KEYS do
  local value = ARGV[13 + i]
  if value ~= '' and learns then learn(KEYS[i], value) end
  if value ~= '' and unlearns then unlearn(KEYS[i], value) end
end

if amount == '' or currency == '' or not (learns or unlearns) then return answer end
local x = tonumber(amount)
local n, mean, squares, max, recent = 0, 0, 0, 0, {}
local known = redis.call('HGET', KEYS[3], currency)
if known then
  local a, b, c, d = string.match(known, '^([^,|]*),([^,|]*),([^,|]*),([^,|]*)')
  n, mean, squares, max = tonumber(a), tonumber(b), tonumber(c), tonumber(d)
  for ms, s, y in string.gmatch(known, '|([^,|]*),([^,|]*),([^,|]*)') do
    recent[#recent + 1] = { tonumber(ms), s, tonumber(y) }
  end
end
if learns then
  local place = #recent + 1
  while place > 1 and (recent[place - 1][1] > at or (recent[place - 1][1] == at and recent[place - 1][2] >= session)) do
    place = place - 1
  end
  table.insert(recent, place, { at, session, x })
  if #recent > amountsKept then
    local y = table.remove(recent, 1)[3]
    local deviation = y - mean
    local moved = mean + deviation / (n + 1)
    n, mean, squares, max = n + 1, moved, squares + deviation * (y - moved), math.max(max, y)
  end
else
  local place = nil
  for i = 1, #recent do if recent[i][2] == session then place = i end end
  if place then table.remove(recent, place)
  elseif not wasCompleted then return answer
  elseif n == 1 then n, mean, squares, max = 0, 0, 0, 0
  elseif n > 1 then
    local deviation = x - mean
    local moved = mean - deviation / (n - 1)
    n, mean, squares = n - 1, moved, math.max(0, squares - deviation * (x - moved))
  end
end
local text = { string.format('%.0f,%.17g,%.17g,%.0f', n, mean, squares, max) }
for i = 1, #recent do text[i + 1] = string.format('%.0f,%s,%.0f', recent[i][1], recent[i][2], recent[i][3]) end
redis.call('HSET', KEYS[3], currency, table.concat(text, '|'))
redis.call('EXPIRE', KEYS[3], habitsLive)
return answer
`)
