/** The rows of a span of days, each as the engine would have seen it at its moment. */
import { FEATURES } from '../../server/risk/features/registry.ts'
import { createMatrix, type Matrix } from '../../server/risk/models/matrix.ts'
import { createRegistrySource } from './featureSource.ts'
import { worldOf } from './leakGuard.ts'
import { playTransactions } from './playTransactions.ts'
import type { Transaction } from './transactions.ts'

/** `rows[i]` is the transaction of row i of the matrix. */
export type FeatureRows = { matrix: Matrix; rows: Transaction[] }

/** Whole days, `to` not included; `historyFrom`: the first day that the windows are told of. */
export type Span = { historyFrom: number; from: number; to: number }

/** What a number can be made from. */
export const NUMERIC_FEATURES: readonly string[] = Object.entries(FEATURES).flatMap(([name, { kind }]) =>
  kind === 'string' ? [] : [name],
)

/** Customers whose rows tell which features the data has. */
const PROBE_CUSTOMERS = 100

/**
 * Features that this data has: those that take two values or more in the small world of some customers before the
 * span begins. Most of the engine's features speak of addresses, phones and texts, which these payments lack.
 */
export async function findLiveFeatures(transactions: readonly Transaction[], span: Span): Promise<string[]> {
  const world = worldOf(
    transactions.filter(({ day }) => day >= span.historyFrom && day < span.from),
    PROBE_CUSTOMERS,
  )
  const values = NUMERIC_FEATURES.map(() => new Set<number>())
  await playTransactions(createRegistrySource(NUMERIC_FEATURES), world, {
    wants: ({ day }) => day >= span.from - 7,
    onRow: (_, row) => {
      for (let at = 0; at < row.length; at++) values[at]?.add(row[at] ?? Number.NaN)
    },
  })
  return NUMERIC_FEATURES.filter((_, at) => [...(values[at] ?? [])].filter(Number.isFinite).length > 1)
}

export async function buildFeatureRows(
  transactions: readonly Transaction[],
  features: readonly string[],
  span: Span,
  onProgress: (done: number, all: number) => void,
): Promise<FeatureRows> {
  const played = transactions.filter(({ day }) => day >= span.historyFrom && day < span.to)
  const rows = played.filter(({ day }) => day >= span.from)
  const matrix = createMatrix(features, rows.length)
  let at = 0
  await playTransactions(createRegistrySource(features), played, {
    wants: ({ day }) => day >= span.from,
    onRow: (_, row) => {
      matrix.values.set(row, at)
      at += features.length
    },
    onProgress,
  })
  return { matrix, rows }
}
