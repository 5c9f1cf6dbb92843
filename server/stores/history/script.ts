/**
 * The scripts that Redis runs, each over the keys of one entity (one hash tag, so one slot of a cluster). Each
 * reads first and counts then, in one atomic step; `memoryHistory` says the same in TypeScript.
 */
import { createHash } from 'node:crypto'

export type Script = { lua: string; sha: string }

export function toScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}

/** Gives the dropped field and its time, if there was one too many; of several equally old, the first by name. */
export const DROP_OLDEST = `
local function dropOldest(key, kept, lastAt)
  if redis.call('HLEN', key) <= kept then return nil end
  local all = redis.call('HGETALL', key)
  local oldest, oldestMs = nil, nil
  for i = 1, #all, 2 do
    local ms = lastAt(all[i + 1])
    if oldest == nil or ms < oldestMs or (ms == oldestMs and all[i] < oldest) then oldest, oldestMs = all[i], ms end
  end
  redis.call('HDEL', key, oldest)
  return oldest, oldestMs
end
`

/** Whether an event came too long after newer ones to be counted. */
export const IS_TOO_LATE = `
local function isTooLate(key, at, kept)
  local newest = redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')[2]
  return newest and at <= tonumber(newest) - kept
end
local function keptFrom(key, kept)
  return string.format('%.0f', tonumber(redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')[2]) - kept)
end
`
