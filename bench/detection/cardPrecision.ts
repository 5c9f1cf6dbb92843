/**
 * Card precision: of the `top` customers with the highest scores of a day, the share that is defrauded that day.
 * What investigators see who can look at so many a day. Whom they found is not looked at again (Fraud Detection
 * Handbook, chapter 4).
 */
import type { Dealing } from './folds.ts'

/** @param scores one a row, the higher the likelier fraud. @returns the mean over the days. */
export function cardPrecision(rows: readonly Dealing[], scores: ArrayLike<number>, top: number): number {
  const days = [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b)
  const found = new Set<number>()
  const precisions = days.map((day) => precisionOfDay(rows, scores, { day, top, found }))
  return precisions.reduce((sum, one) => sum + one, 0) / precisions.length
}

/** Adds the customers found to `found`. */
function precisionOfDay(
  rows: readonly Dealing[],
  scores: ArrayLike<number>,
  { day, top, found }: { day: number; top: number; found: Set<number> },
): number {
  const customers = new Map<number, { score: number; fraud: number }>()
  rows.forEach((row, place) => {
    if (row.day !== day || found.has(row.customer)) return
    const known = customers.get(row.customer)
    customers.set(row.customer, {
      score: Math.max(known?.score ?? Number.NEGATIVE_INFINITY, scores[place] ?? Number.NEGATIVE_INFINITY),
      fraud: Math.max(known?.fraud ?? 0, row.fraud),
    })
  })
  const first = [...customers].sort(([, a], [, b]) => b.score - a.score).slice(0, top)
  const defrauded = first.filter(([, { fraud }]) => fraud === 1)
  for (const [customer] of defrauded) found.add(customer)
  return defrauded.length / top
}
