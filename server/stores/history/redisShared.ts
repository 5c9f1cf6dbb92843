/** A shared entity as the script of Redis answers it. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import {
  DISTINCT_PEOPLE,
  HISTORY_EVENT_KINDS,
  type HistoryEvent,
  type LabelEvent,
  PEOPLE_SKETCHED,
} from '../../domain/sessions/history.ts'
import { toInstant } from '../../domain/time.ts'
import {
  type AmountBucket,
  type Bucket,
  byLabelTime,
  type CountedEvent,
  type Lookup,
  type SeenPerson,
  type StoredShared,
  toLabelEvent,
} from './sharedWindows.ts'

const hash = z.array(z.string())
export const sharedAnswer = z.tuple([
  z.tuple([hash, hash, hash, hash, hash]),
  z.array(z.string()),
  z.array(z.number()),
])

export function toStoredShared([hashes, own, sizes]: z.infer<typeof sharedAnswer>): {
  stored: StoredShared
} & Pick<Lookup, 'own' | 'sketched'> {
  const [counts, people, verdicts, amounts, marks] = hashes
  const marked = new Map(pairs(marks))
  const dropped = marked.get('dropped')
  return {
    stored: {
      buckets: toBuckets(counts),
      amounts: toAmounts(amounts),
      people: new Map(pairs(people).map(([subject, text]) => [subject, toPerson(text)])),
      droppedMs: dropped === undefined ? null : Number(dropped),
      first: toCountedEvents(marked.get('first') ?? '')[0] ?? null,
      last: HISTORY_EVENT_KINDS.map((kind) => toCountedEvents(marked.get(kind) ?? '')),
      labelEvents: pairs(verdicts).flatMap(readLabelEvent).sort(byLabelTime),
    },
    own: own.map((at) => (at === '' ? undefined : Number(at))),
    sketched: (window) => sizes[PEOPLE_SKETCHED.indexOf(window)] ?? DISTINCT_PEOPLE,
  }
}

/** Empty where the event is no verdict; its name says which session and which kind. */
export function writeLabelEvent(event: HistoryEvent): string {
  const labelEvent = toLabelEvent(event)
  return labelEvent === null
    ? ''
    : `${labelEvent.at},${labelEvent.amountMinor ?? ''},${labelEvent.currency ?? ''}`
}

function readLabelEvent([name, text]: [string, string]): LabelEvent[] {
  const [session, kindText] = name.split('|')
  const kind = HISTORY_EVENT_KINDS.find((one) => one === kindText)
  const [at, amount, currency] = text.split(',')
  if (kind === undefined || session === undefined) return []
  const labelEvent = toLabelEvent({
    kind,
    occurredAt: toInstant(Number(at)),
    sessionId: toId<'session'>(session),
    amountMinor: amount ? Number(amount) : null,
    currency: currency || null,
  })
  return labelEvent === null ? [] : [labelEvent]
}

function toBuckets(counts: string[]): (Bucket | undefined)[] {
  const buckets: (Bucket | undefined)[] = []
  for (const [place, text] of pairs(counts)) {
    const [index, ...numbers] = text.split(',').map(Number)
    buckets[Number(place)] = { index: index ?? 0, counts: numbers }
  }
  return buckets
}

/** Fields are `ring:place`. */
function toAmounts(amounts: string[]): StoredShared['amounts'] {
  const rings: StoredShared['amounts'] = new Map()
  for (const [field, text] of pairs(amounts)) {
    const end = field.lastIndexOf(':')
    const ring = rings.get(field.slice(0, end)) ?? []
    rings.set(field.slice(0, end), ring)
    ring[Number(field.slice(end + 1))] = toAmountBucket(text)
  }
  return rings
}

function toAmountBucket(text: string): AmountBucket {
  const [index, count, sum, max, maxSession, second] = text.split(',')
  return {
    index: Number(index),
    count: Number(count),
    sum: Number(sum),
    max: Number(max),
    maxSession: maxSession ?? '',
    second: Number(second),
  }
}

function toPerson(text: string): SeenPerson {
  const [firstMs, lastMs] = text.split(',').map(Number)
  return { firstMs: firstMs ?? 0, lastMs: lastMs ?? 0 }
}

/** `time,session`, any number of times. */
function toCountedEvents(text: string): CountedEvent[] {
  return pairs(text === '' ? [] : text.split(',')).map(([ms, sessionId]) => ({ ms: Number(ms), sessionId }))
}

/** The flat list that HGETALL answers, in pairs. */
export function pairs(flat: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2)
    found.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return found
}
