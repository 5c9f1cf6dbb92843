/**
 * The windows in Redis: the same meaning as `memoryHistory`, in one round trip a decision (two when Redis has
 * forgotten the scripts). Every key has a time to live and carries its entity as hash tag. Keys hold pseudonyms
 * and keyed digests only.
 */
import { type Cluster, Redis } from 'ioredis'
import { z } from 'zod'
import {
  AMOUNTS_KEPT,
  DISTINCT_PEOPLE,
  type EventLog,
  HABIT_KINDS,
  HABITS_KEPT,
  type HabitKind,
  HISTORY_EVENT_KINDS,
  type History,
  type HistoryEvent,
  KEPT_MS,
  LOG_EVENTS,
  PEOPLE_SKETCHED,
  type Population,
  type SharedCounts,
  VERDICTS_KEPT,
  WINDOW_MS,
  WINDOW_NAMES,
} from '../../domain/sessions/history.ts'
import { DAY_MS, SECOND_MS } from '../../domain/time.ts'
import { amountsBefore, readAmounts } from './amountHabits.ts'
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
import { LOG_SCRIPT } from './logScript.ts'
import { eventsBefore, habitsBefore, readHabit, type StoredHabit } from './logWindows.ts'
import { quarterMs, SKETCHES_KEPT } from './peopleSketch.ts'
import { POPULATION_SCRIPT } from './populationScript.ts'
import { populationFields, populationOf, quarterIndex, quartersOf } from './populationWindows.ts'
import { pairs, sharedAnswer, toStoredShared, writeLabelEvent } from './redisShared.ts'
import type { Script } from './script.ts'
import { SHARED_SCRIPT } from './sharedScript.ts'
import {
  amountPlaces,
  bucketIndex,
  bucketPlace,
  countedAmount,
  NAMES_KEPT,
  sharedBefore,
} from './sharedWindows.ts'

const WINDOWS_LIVE_SECONDS = KEPT_MS / SECOND_MS
/** Two windows, so that a bucket outlives every window that reaches into it. */
const POPULATION_LIVES_SECONDS = (60 * DAY_MS) / SECOND_MS
/** Habits are forgotten after half a year without use. */
const HABITS_LIVE_SECONDS = (180 * DAY_MS) / SECOND_MS
const COMMAND_TIMEOUT_MS = 500
const EVENTS_A_BATCH = 40

type Mode = { read: boolean; count: boolean }
type Subject = NonNullable<History['subject']>

const hash = z.array(z.string())
const logAnswer = z.tuple([z.array(z.string().nullable()), z.array(hash)])
const populationAnswer = z.tuple([z.array(z.number()), z.string()])

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

/** Part of every key. Whoever changes how windows are written raises it: they are then counted anew, never misread. */
const LAYOUT = 2

/**
 * @param redis with enableAutoPipelining, so that the scripts of a decision leave together, to each node of a
 *   cluster its own.
 */
export function createRedisHistory(redis: Redis | Cluster, prefix: string, log: Reporter): HistoryStore {
  const completeKey = `${prefix}:history${LAYOUT}:complete`
  const keyOf = (entity: string, key: string, part: string) =>
    `${prefix}:history${LAYOUT}:{${entity}:${key}}:${part}`

  async function run(script: Script, keys: string[], args: (string | number)[]): Promise<unknown> {
    try {
      return await redis.evalsha(script.sha, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return await redis.eval(script.lua, keys.length, ...keys, ...args)
    }
  }

  async function inLog(entity: Logged, event: HistoryEvent, mode: Mode): Promise<Subject | null> {
    const key = loggedKey(event, entity)
    if (key === null) return null
    const hasHabits = entity === 'subject'
    const habitKeys = hasHabits ? ['amounts', ...HABIT_KINDS].map((part) => keyOf(entity, key, part)) : []
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
      KEPT_MS,
      WINDOWS_LIVE_SECONDS,
      HABITS_LIVE_SECONDS,
      HABITS_KEPT,
      AMOUNTS_KEPT,
      event.amountMinor ?? '',
      event.currency ?? '',
      ...(hasHabits ? habitValues(event).map((value) => value ?? '') : []),
    ])
    return mode.read ? toLog(logAnswer.parse(answer), event) : null
  }

  async function inShared(entity: Shared, event: HistoryEvent, mode: Mode): Promise<SharedCounts | null> {
    const key = sharedKey(event, entity)
    if (key === null) return null
    const parts = ['counts', 'people', 'names', 'verdicts', 'amounts', 'marks']
    const places = amountPlaces(event)
    const answer = await run(
      SHARED_SCRIPT,
      parts.map((part) => keyOf(entity, key, part)),
      [
        ...flags(mode),
        event.sessionId,
        event.kind,
        HISTORY_EVENT_KINDS.indexOf(event.kind),
        event.occurredAt,
        event.subjectId ?? '',
        WINDOWS_LIVE_SECONDS,
        NAMES_KEPT,
        KEPT_MS,
        DISTINCT_PEOPLE,
        VERDICTS_KEPT,
        writeLabelEvent(event),
        SKETCHES_KEPT,
        ...list(HISTORY_EVENT_KINDS),
        ...list(WINDOW_NAMES.flatMap((window) => placeAndIndex(window, event))),
        ...list(places.flatMap(({ ring, place, index }) => [`${ring}:${place}`, index])),
        ...list([countedAmount(event)?.amountMinor ?? 0]),
        ...list(PEOPLE_SKETCHED.flatMap((window) => [window, WINDOW_MS[window], quarterMs(window)])),
      ],
    )
    if (!mode.read) return null
    const { stored, own, sketched } = toStoredShared(sharedAnswer.parse(answer))
    return sharedBefore(stored, { viewer: event, own, sketched })
  }

  /** Only completed sessions count for everybody, so most events need not ask. */
  async function inPopulation(event: HistoryEvent, mode: Mode): Promise<Population | null> {
    const counts = mode.count && event.kind === 'completed'
    if (!mode.read && !counts) return null
    const quarters = quartersOf(event.occurredAt)
    const fields = populationFields(event)
    const keys = ['names', ...quarters.map(String)].map((part) => keyOf('population', 'all', part))
    const answer = await run(POPULATION_SCRIPT, keys, [
      ...flags({ read: mode.read, count: counts }),
      event.sessionId,
      event.occurredAt,
      POPULATION_LIVES_SECONDS,
      NAMES_KEPT,
      KEPT_MS,
      ...fields.flatMap(({ total, cell }) => [total, cell]),
    ])
    if (!mode.read) return null
    const [sums, ownAt] = populationAnswer.parse(answer)
    const counted = fields.map((_, place) => ({
      total: sums[2 * place] ?? 0,
      cell: sums[2 * place + 1] ?? 0,
    }))
    return populationOf(counted, fields, ownAt !== '' && quarters.includes(quarterIndex(Number(ownAt))))
  }

  /** All scripts of one event leave in one pipeline. */
  async function runAll(
    event: HistoryEvent,
    mode: Mode,
  ): Promise<{ windows: History | null; complete: boolean }> {
    const [
      complete,
      subject,
      account,
      tracking,
      address,
      network,
      relyingParty,
      template,
      payee,
      population,
    ] = await Promise.all([
      mode.read ? redis.get(completeKey) : null,
      inLog('subject', event, mode),
      inLog('account', event, mode),
      inLog('tracking', event, mode),
      inShared('address', event, mode),
      inShared('network', event, mode),
      inShared('relyingParty', event, mode),
      inShared('template', event, mode),
      inShared('payee', event, mode),
      inPopulation(event, mode),
    ])
    if (relyingParty === null || population === null) return { windows: null, complete: complete !== null }
    const windows: History = {
      subject,
      account: account?.log ?? null,
      tracking: tracking?.log ?? null,
      address,
      network,
      relyingParty,
      template,
      payee,
      population,
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

/** Its length, then what it holds. */
function list(values: readonly (string | number)[]): (string | number)[] {
  return [values.length, ...values]
}

function placeAndIndex(window: (typeof WINDOW_NAMES)[number], event: HistoryEvent): [number, number] {
  const index = bucketIndex(window, event.occurredAt)
  return [bucketPlace(window, index), index]
}

/** Of a tracking id and an account only the log has anything. */
function toLog([events, [amounts, ...habits]]: z.infer<typeof logAnswer>, viewer: HistoryEvent): Subject {
  const read: EventLog = events
    .flatMap((text) => (text === null ? [] : [readEvent(text)]))
    .filter((event) => event !== null)
  const stored = (kind: HabitKind): [string, StoredHabit][] =>
    pairs(habits[HABIT_KINDS.indexOf(kind)] ?? []).map(([value, text]) => [value, readHabit(text)])
  const storedAmounts = pairs(amounts ?? []).map(([currency, text]) => [currency, readAmounts(text)] as const)
  return {
    log: eventsBefore(read, viewer),
    habits: habitsBefore(stored, viewer),
    amounts: amountsBefore(storedAmounts, viewer),
  }
}
