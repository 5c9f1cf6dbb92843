/**
 * A person's usual amounts: the newest one by one, all older ones as count, mean, squared deviations and maximum
 * (Welford 1962). Lua does the same steps in the same order, so both come to the same last bit.
 */
import {
  AMOUNTS_KEPT,
  type AmountHabit,
  type AmountHabits,
  type HistoryEvent,
  type Moments,
} from '../../domain/sessions/history.ts'
import { toInstant } from '../../domain/time.ts'
import { isBefore, type Viewer } from './logWindows.ts'
import { insert, type Ordered } from './orderedEvents.ts'

/** `name` is the session. */
type StoredAmount = Ordered & { amountMinor: number }
export type StoredAmounts = { older: Moments; recent: StoredAmount[] }

export function noAmounts(): StoredAmounts {
  return { older: { count: 0, mean: 0, squaredDeviations: 0, max: 0 }, recent: [] }
}

export function learnAmount(amounts: StoredAmounts, event: HistoryEvent, amountMinor: number): void {
  insert(amounts.recent, { ms: event.occurredAt, name: event.sessionId, amountMinor })
  if (amounts.recent.length <= AMOUNTS_KEPT) return
  const oldest = amounts.recent.shift()
  if (oldest !== undefined) amounts.older = withAmount(amounts.older, oldest.amountMinor)
}

/**
 * The maximum of older amounts stays: what came second to it is not known any more.
 * @param isKnown whether it is sure that the amount was learned, and so is among the older ones where not recent.
 */
export function unlearnAmount(
  amounts: StoredAmounts,
  event: HistoryEvent,
  amountMinor: number,
  isKnown: boolean,
): void {
  const place = amounts.recent.findIndex(({ name }) => name === event.sessionId)
  if (place >= 0) amounts.recent.splice(place, 1)
  else if (isKnown && amounts.older.count > 0) amounts.older = withoutAmount(amounts.older, amountMinor)
}

export function amountsBefore(
  stored: Iterable<readonly [string, StoredAmounts]>,
  viewer: Viewer,
): AmountHabits {
  const known: AmountHabits = new Map()
  for (const [currency, amounts] of stored) {
    const habit = habitBefore(amounts, viewer)
    if (habit.older.count + habit.recent.length > 0) known.set(currency, habit)
  }
  return known
}

function habitBefore({ older, recent }: StoredAmounts, viewer: Viewer): AmountHabit {
  return {
    older: { ...older },
    recent: recent
      .filter(({ ms, name }) => isBefore(ms, name, viewer))
      .map(({ ms, amountMinor }) => ({ at: toInstant(ms), amountMinor })),
  }
}

function withAmount({ count, mean, squaredDeviations, max }: Moments, amount: number): Moments {
  const deviation = amount - mean
  const moved = mean + deviation / (count + 1)
  return {
    count: count + 1,
    mean: moved,
    squaredDeviations: squaredDeviations + deviation * (amount - moved),
    max: Math.max(max, amount),
  }
}

/** Welford’s step backwards. */
function withoutAmount({ count, mean, squaredDeviations, max }: Moments, amount: number): Moments {
  if (count === 1) return noAmounts().older
  const deviation = amount - mean
  const moved = mean - deviation / (count - 1)
  return {
    count: count - 1,
    mean: moved,
    squaredDeviations: Math.max(0, squaredDeviations - deviation * (amount - moved)),
    max,
  }
}

/** How one currency’s amounts are written in Redis, by its Lua script too: `count,mean,squares,max|ms,session,amount|…`. */
export function readAmounts(text: string): StoredAmounts {
  const [older, ...recent] = text.split('|')
  const [count, mean, squaredDeviations, max] = (older ?? '').split(',').map(Number)
  return {
    older: {
      count: count ?? 0,
      mean: mean ?? 0,
      squaredDeviations: squaredDeviations ?? 0,
      max: max ?? 0,
    },
    recent: recent.map((one) => {
      const [ms, session, amount] = one.split(',')
      return { ms: Number(ms), name: session ?? '', amountMinor: Number(amount) }
    }),
  }
}
