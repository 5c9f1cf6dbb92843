/**
 * The windows in Redis: the same meaning as `memoryHistory`, in one round trip a decision (two when Redis has
 * forgotten the scripts). Every key has a time to live and carries its entity as hash tag. Keys hold pseudonyms
 * and keyed digests only.
 */
import { type Cluster, Redis } from 'ioredis'
import { z } from 'zod'
import {
  DISTINCT_PEOPLE,
  type EventLog,
  HABIT_KINDS,
  HABITS_KEPT,
  type HabitKind,
  type Habits,
  HISTORY_EVENT_KINDS,
  type History,
  type HistoryEvent,
  LOG_EVENTS,
  type SharedCounts,
  WINDOW_MS,
  WINDOW_NAMES,
} from '../../domain/history.ts'
import { DAY_MS, SECOND_MS } from '../../domain/time.ts'
import {
  habitValues,
  type Logged,
  loggedKey,
  readEvent,
  type Shared,
  sharedKey,
  writeEvent,
} from './entities.ts'
import type { HistoryStore } from './history.ts'
import { eventsBefore, habitsBefore, readHabit, type StoredHabit } from './logWindows.ts'
import { LOG_SCRIPT, type Script, SHARED_SCRIPT } from './scripts.ts'
import {
  type Bucket,
  bucketIndex,
  bucketPlace,
  NAMES_KEPT,
  type StoredShared,
  sharedBefore,
} from './sharedWindows.ts'

const WINDOWS_LIVE_SECONDS = (30 * DAY_MS) / SECOND_MS
/** Habits are forgotten after half a year without use. */
const HABITS_LIVE_SECONDS = (180 * DAY_MS) / SECOND_MS
const COMMAND_TIMEOUT_MS = 500
const EVENTS_A_BATCH = 40

type Mode = { read: boolean; count: boolean }
type Log = { events: EventLog; habits: Habits }

const hash = z.array(z.string())
const logAnswer = z.tuple([z.array(z.string().nullable()), z.array(hash)])
const sharedAnswer = z.tuple([z.tuple([hash, hash]), z.array(z.string())])

/** Takes its reports: only codes and messages of Redis, never of people. */
type Reporter = { warn(details: { err: unknown }, message: string): void }

export function openRedisHistory(
  url: string,
  prefix: string,
  log: Reporter,
): { store: HistoryStore; close(): Promise<void> } {
  const redis = new Redis(url, {
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectionName: 'history',
  })
  redis.on('error', (err: unknown) => log.warn({ err }, 'the history cannot reach Redis'))
  return {
    store: createRedisHistory(redis, prefix, log),
    async close() {
      redis.disconnect()
    },
  }
}

/**
 * @param redis with enableAutoPipelining, so that the scripts of a decision leave together, to each node of a
 *   cluster its own.
 */
export function createRedisHistory(redis: Redis | Cluster, prefix: string, log: Reporter): HistoryStore {
  const completeKey = `${prefix}:history:complete`
  const keyOf = (entity: string, key: string, part: string) => `${prefix}:history:{${entity}:${key}}:${part}`

  async function run(script: Script, keys: string[], args: (string | number)[]): Promise<unknown> {
    try {
      return await redis.evalsha(script.sha, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return await redis.eval(script.lua, keys.length, ...keys, ...args)
    }
  }

  async function inLog(entity: Logged, event: HistoryEvent, mode: Mode): Promise<Log | null> {
    const key = loggedKey(event, entity)
    if (key === null) return null
    const hasHabits = entity === 'subject'
    const habitKeys = hasHabits ? HABIT_KINDS.map((kind) => keyOf(entity, key, kind)) : []
    const keys = [keyOf(entity, key, 'log'), keyOf(entity, key, 'events'), ...habitKeys]
    const answer = await run(LOG_SCRIPT, keys, [
      ...flags(mode),
      event.occurredAt - WINDOW_MS.d28,
      event.occurredAt,
      event.sessionId,
      event.kind,
      event.occurredAt,
      writeEvent(event),
      LOG_EVENTS,
      WINDOWS_LIVE_SECONDS,
      HABITS_LIVE_SECONDS,
      HABITS_KEPT,
      ...(hasHabits ? habitValues(event).map((value) => value ?? '') : []),
    ])
    return mode.read ? toLog(logAnswer.parse(answer), event) : null
  }

  async function inShared(entity: Shared, event: HistoryEvent, mode: Mode): Promise<SharedCounts | null> {
    const key = sharedKey(event, entity)
    if (key === null) return null
    const keys = ['counts', 'people', 'names'].map((part) => keyOf(entity, key, part))
    const answer = await run(SHARED_SCRIPT, keys, [
      ...flags(mode),
      event.sessionId,
      event.kind,
      HISTORY_EVENT_KINDS.indexOf(event.kind),
      event.occurredAt,
      event.subjectId ?? '',
      WINDOWS_LIVE_SECONDS,
      NAMES_KEPT,
      DISTINCT_PEOPLE,
      HISTORY_EVENT_KINDS.length,
      ...HISTORY_EVENT_KINDS,
      ...WINDOW_NAMES.flatMap((window) => placeAndIndex(window, event)),
    ])
    return mode.read ? sharedBefore(toShared(sharedAnswer.parse(answer)), event, event.subjectId) : null
  }

  /** All scripts of one event leave in one pipeline. */
  async function runAll(
    event: HistoryEvent,
    mode: Mode,
  ): Promise<{ windows: History | null; complete: boolean }> {
    const [complete, subject, account, tracking, address, network, relyingParty, template, payee] =
      await Promise.all([
        mode.read ? redis.get(completeKey) : null,
        inLog('subject', event, mode),
        inLog('account', event, mode),
        inLog('tracking', event, mode),
        inShared('address', event, mode),
        inShared('network', event, mode),
        inShared('relyingParty', event, mode),
        inShared('template', event, mode),
        inShared('payee', event, mode),
      ])
    if (relyingParty === null) return { windows: null, complete: complete !== null }
    const windows: History = {
      subject: subject === null ? null : { log: subject.events, habits: subject.habits },
      account: account?.events ?? null,
      tracking: tracking?.events ?? null,
      address,
      network,
      relyingParty,
      template,
      payee,
    }
    return { windows, complete: complete !== null }
  }

  async function answer(event: HistoryEvent, mode: Mode) {
    try {
      const { windows, complete } = await runAll(event, mode)
      return windows === null || !complete ? { missing: 'rebuilding' as const } : { windows }
    } catch (err) {
      log.warn({ err }, 'the history did not answer')
      return { missing: 'unavailable' as const }
    }
  }

  return {
    readThenCount: (event) => answer(event, { read: true, count: true }),
    read: (event) => answer(event, { read: true, count: false }),
    async record(event) {
      await runAll(event, { read: false, count: true })
    },
    async isComplete() {
      return (await redis.exists(completeKey)) === 1
    },
    async rebuild(events, onProgress) {
      let counted = 0
      for await (const batch of inBatches(events)) {
        await Promise.all(batch.map((event) => runAll(event, { read: false, count: true })))
        for (const _ of batch) onProgress?.(++counted)
      }
      await redis.set(completeKey, '1')
      return counted
    },
  }
}

async function* inBatches(
  events: Iterable<HistoryEvent> | AsyncIterable<HistoryEvent>,
): AsyncIterable<HistoryEvent[]> {
  let batch: HistoryEvent[] = []
  for await (const event of events) {
    batch.push(event)
    if (batch.length < EVENTS_A_BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function flags({ read, count }: Mode): string[] {
  return [read ? '1' : '0', count ? '1' : '0']
}

function placeAndIndex(window: (typeof WINDOW_NAMES)[number], event: HistoryEvent): [string, number] {
  const index = bucketIndex(window, event.occurredAt)
  return [bucketPlace(window, index), index]
}

function toLog([events, habits]: z.infer<typeof logAnswer>, viewer: HistoryEvent): Log {
  const read = events
    .flatMap((text) => (text === null ? [] : [readEvent(text)]))
    .filter((event) => event !== null)
  const stored = (kind: HabitKind): [string, StoredHabit][] =>
    pairs(habits[HABIT_KINDS.indexOf(kind)] ?? []).map(([value, text]) => [value, readHabit(text)])
  return { events: eventsBefore(read, viewer), habits: habitsBefore(stored, viewer) }
}

function toShared([[counts, people], own]: z.infer<typeof sharedAnswer>): StoredShared {
  const fields = pairs(counts)
  const first = fields.find(([place]) => place === 'first')?.[1].split(',')
  return {
    buckets: new Map(fields.flatMap(([place, text]) => (place === 'first' ? [] : [[place, toBucket(text)]]))),
    people: new Map(pairs(people).map(([subject, text]) => [subject, toPerson(text)])),
    first: first === undefined ? null : { ms: Number(first[0]), sessionId: first[1] ?? '' },
    own: new Map(
      HISTORY_EVENT_KINDS.flatMap((kind, index) => {
        const at = own[index]
        return at === undefined || at === '' ? [] : [[kind, Number(at)] as const]
      }),
    ),
  }
}

function toBucket(text: string): Bucket {
  const [index, ...counts] = text.split(',').map(Number)
  return { index: index ?? 0, counts }
}

function toPerson(text: string) {
  const [firstMs, lastMs] = text.split(',').map(Number)
  return { firstMs: firstMs ?? 0, lastMs: lastMs ?? 0 }
}

function pairs(flat: string[]): [string, string][] {
  const found: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2)
    found.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return found
}
