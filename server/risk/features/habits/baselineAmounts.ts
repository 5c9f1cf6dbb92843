/** What a person usually signs for, as far back as habits reach: the measure of an amount now. */
import type { AmountHabit, Moments } from '../../../domain/sessions/history.ts'
import { DAY_MS, type Instant } from '../../../domain/time.ts'

/**
 * Amounts of the last two weeks do not set the measure for counting large ones among themselves: a stolen account
 * that spends for days, reported late, would make itself usual.
 */
const SETTLED_MS = 14 * DAY_MS
const SETTLED_ENOUGH = 3
/** The spread of so many made-up amounts, as wide as their mean, is added where a person has shown few. */
const PRIOR_AMOUNTS = 4

/** Minor units. */
export type BaselineAmounts = { all: Moments; settledMean: number }

export function baselineAmounts({ older, recent }: AmountHabit, now: Instant): BaselineAmounts {
  let all = older
  let settled = older
  for (const { at, amountMinor } of recent) {
    all = withAmount(all, amountMinor)
    if (at <= now - SETTLED_MS) settled = withAmount(settled, amountMinor)
  }
  return { all, settledMean: settled.count >= SETTLED_ENOUGH ? settled.mean : all.mean }
}

/** How many deviations the amount lies above the mean. Few amounts are widened towards a deviation of one mean. */
export function amountDeviations({ count, mean, squaredDeviations }: Moments, amountMinor: number): number {
  const variance = (squaredDeviations + PRIOR_AMOUNTS * mean * mean) / (count + PRIOR_AMOUNTS)
  return (amountMinor - mean) / Math.sqrt(Math.max(1, variance))
}

/** Welford’s step. */
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
