/** The script of entities that many people share: address, network, relying party, text template, payee. */
import { DROP_OLDEST, IS_TOO_LATE, toScript } from './script.ts'

/**
 * KEYS: counts (hash: place to index,counts by kind), people (hash: subject to first,last), names (sorted set: event
 * name by time), verdicts (hash: event name to time,amount,currency), amounts (hash: place to
 * index,count,sum,max,session,second), marks (hash: `first` and, by kind, the newest two, as time,session…;
 * `dropped`, a time; by sketched window the newest index). Sketches of people lie beside them under the same hash
 * tag, named by window and index, which only the script can know.
 * ARGV: read, count (0 or 1), session, kind, index of the kind, time, subject (empty: none), seconds to live,
 * names kept, milliseconds kept, people kept, verdicts kept, verdict (empty: none), sketches kept, and then five lists,
 * each after its length: kinds; places and indexes of buckets; places and indexes of amounts, of one amount;
 * sketched windows with their length and the length of their buckets.
 */
export const SHARED_SCRIPT = toScript(`${DROP_OLDEST}${IS_TOO_LATE}
local read, count = ARGV[1] == '1', ARGV[2] == '1'
local session, kind, kindIndex, at, subject = ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local live, namesKept, kept, peopleKept = ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local verdictsKept, verdict, sketchesKept = tonumber(ARGV[12]), ARGV[13], tonumber(ARGV[14])
local nextArg = 15
local function list()
  local all = {}
  for i = 1, tonumber(ARGV[nextArg]) do all[i] = ARGV[nextArg + i] end
  nextArg = nextArg + #all + 1
  return all
end
local kinds, buckets, amounts, amount, windows = list(), list(), list(), list(), list()
local whole = function(number) return string.format('%.0f', number) end
local sketchKey = function(window, index) return KEYS[2] .. ':' .. window .. ':' .. whole(index) end
local seenAt = function(text) return string.match(text, '([^,]*),([^,]*)') end

local function sketched(people, window, length, quarter)
  local temporary = KEYS[2] .. ':union'
  redis.call('DEL', temporary)
  for index = math.floor((at - length) / quarter), math.floor(at / quarter) do
    redis.call('PFMERGE', temporary, sketchKey(window, index))
  end
  if subject ~= '' then redis.call('PFADD', temporary, subject) end
  for i = 1, #people, 2 do
    local first, last = seenAt(people[i + 1])
    if tonumber(first) <= at and tonumber(last) > at - length then redis.call('PFADD', temporary, people[i]) end
  end
  local found = redis.call('PFCOUNT', temporary)
  redis.call('DEL', temporary)
  return found
end

local answer = {}
if read then
  local own, hashes, sizes = {}, {}, {}
  for i = 1, #kinds do own[i] = redis.call('ZSCORE', KEYS[3], session .. '|' .. kinds[i]) or '' end
  for i, key in ipairs({ KEYS[1], KEYS[2], KEYS[4], KEYS[5], KEYS[6] }) do hashes[i] = redis.call('HGETALL', key) end
  local dropped = tonumber(redis.call('HGET', KEYS[6], 'dropped'))
  for i = 1, #windows, 3 do
    local length, quarter = tonumber(windows[i + 1]), tonumber(windows[i + 2])
    local isMore = dropped and dropped > at - length
    sizes[#sizes + 1] = isMore and sketched(hashes[2], windows[i], length, quarter) or 0
  end
  answer = { hashes, own, sizes }
end
if not count or isTooLate(KEYS[3], at, kept) then return answer end
local name = session .. '|' .. kind
if redis.call('ZADD', KEYS[3], 'NX', ARGV[6], name) == 0 then return answer end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', keptFrom(KEYS[3], kept))
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(namesKept + 1))

local function numbersOf(text)
  local numbers = {}
  for number in string.gmatch(text or '', '[^,]+') do numbers[#numbers + 1] = tonumber(number) end
  return numbers
end
for i = 1, #buckets, 2 do
  local place, index = buckets[i], tonumber(buckets[i + 1])
  local numbers = numbersOf(redis.call('HGET', KEYS[1], place))
  if #numbers == 0 or numbers[1] < index then
    numbers = { index }
    for k = 1, #kinds do numbers[k + 1] = 0 end
  end
  if numbers[1] == index then
    numbers[kindIndex + 2] = (numbers[kindIndex + 2] or 0) + 1
    for k = 1, #numbers do numbers[k] = whole(numbers[k]) end
    redis.call('HSET', KEYS[1], place, table.concat(numbers, ','))
  end
end

for i = 1, #amounts, 2 do
  local index, x = tonumber(amounts[i + 1]), tonumber(amount[1])
  local there, n, sum, max, maxSession, second = index, 0, 0, 0, '', 0
  local known = redis.call('HGET', KEYS[5], amounts[i])
  if known then
    local a, b, c, d, e, f = string.match(known, '([^,]*),([^,]*),([^,]*),([^,]*),([^,]*),([^,]*)')
    if tonumber(a) >= index then
      there, n, sum, max, maxSession, second = tonumber(a), tonumber(b), tonumber(c), tonumber(d), e, tonumber(f)
    end
  end
  if there == index then
    if n == 0 or x > max then max, maxSession, second = x, session, max
    elseif x > second then second = x end
    redis.call('HSET', KEYS[5], amounts[i],
      string.format('%.0f,%.0f,%.0f,%.0f,%s,%.0f', index, n + 1, sum + x, max, maxSession, second))
  end
end

local first = redis.call('HGET', KEYS[6], 'first')
if not first or at < tonumber(string.match(first, '[^,]*')) then
  redis.call('HSET', KEYS[6], 'first', ARGV[6] .. ',' .. session)
end
local newest, newestSession, second, secondSession = at, session, nil, nil
local last = redis.call('HGET', KEYS[6], kind)
if last then
  local a, s, b, t = string.match(last, '([^,]*),([^,]*),?([^,]*),?([^,]*)')
  local function isAfter(ms, one, otherMs, other) return ms > otherMs or (ms == otherMs and one > other) end
  a, b = tonumber(a), tonumber(b)
  if isAfter(at, session, a, s) then second, secondSession = a, s
  else
    newest, newestSession = a, s
    if b and isAfter(b, t, at, session) then second, secondSession = b, t else second, secondSession = at, session end
  end
end
local told = whole(newest) .. ',' .. newestSession
if second then told = told .. ',' .. whole(second) .. ',' .. secondSession end
redis.call('HSET', KEYS[6], kind, told)

-- The first of a kind counts, be it so old that its name is forgotten.
if verdict ~= '' and redis.call('HSETNX', KEYS[4], name, verdict) == 1 then
  dropOldest(KEYS[4], verdictsKept, function(text) return tonumber(string.match(text, '[^,]*')) end)
end

local function remember(person, ms)
  local known = tonumber(redis.call('HGET', KEYS[6], 'dropped'))
  if not known or ms > known then redis.call('HSET', KEYS[6], 'dropped', whole(ms)) end
  for i = 1, #windows, 3 do
    local window, length, quarter = windows[i], tonumber(windows[i + 1]), tonumber(windows[i + 2])
    if ms > at - length then
      local index = math.floor(ms / quarter)
      local before = tonumber(redis.call('HGET', KEYS[6], window))
      if not before or index > before then
        redis.call('HSET', KEYS[6], window, whole(index))
        if before then
          for old = before - sketchesKept + 1, math.min(before, index - sketchesKept) do
            redis.call('DEL', sketchKey(window, old))
          end
        end
        before = index
      end
      if index > before - sketchesKept then
        redis.call('PFADD', sketchKey(window, index), person)
        redis.call('EXPIRE', sketchKey(window, index), live)
      end
    end
  end
end
if subject ~= '' then
  local firstMs, lastMs = at, at
  local seen = redis.call('HGET', KEYS[2], subject)
  if seen then
    local f, l = seenAt(seen)
    firstMs, lastMs = math.min(tonumber(f), at), math.max(tonumber(l), at)
  end
  redis.call('HSET', KEYS[2], subject, whole(firstMs) .. ',' .. whole(lastMs))
  local person, ms = dropOldest(KEYS[2], peopleKept, function(text)
    local _, l = seenAt(text)
    return tonumber(l)
  end)
  if person then remember(person, ms) end
end
for i = 1, #KEYS do redis.call('EXPIRE', KEYS[i], live) end
return answer
`)
