/** The rows of a span of days, each as the engine would have seen it at its moment. */

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { FEATURE_NAMES, type FeatureName } from '../../server/domain/features/feature.ts'
import { FEATURE_KINDS } from '../../server/domain/features/featureKinds.ts'
import type { Matrix } from '../../server/risk/models/matrix.ts'
import { createRegistrySource } from './featureSource.ts'
import { worldOf } from './leakGuard.ts'
import { playTransactions } from './playTransactions.ts'
import type { Transaction } from './transactions.ts'

/** `rows[i]` is the transaction of row i of the matrix. */
export type FeatureRows = { matrix: Matrix; rows: Transaction[] }

/** Whole days, `to` not included; `historyFrom`: the first day that the windows are told of. */
export type Span = { historyFrom: number; from: number; to: number }

export type Progress = (done: number, all: number) => void

const progressSchema = z.object({ done: z.number(), all: z.number() })

/** Each worker keeps windows of its own, about 2 GB of them. */
const MOST_WORKERS = 2
/** Most of what a read makes is thrown away at once: with room for it, a fifth less time goes into collecting. */
const YOUNG_MB = 192
const OLD_MB = 8_192

/** What a number can be made from. */
export const NUMERIC_FEATURES = FEATURE_NAMES.filter((name) => FEATURE_KINDS[name] !== 'string')

/** Customers whose rows tell which features the data has. */
const PROBE_CUSTOMERS = 100

/**
 * Features that this data has: those that take two values or more in the small world of some customers before the
 * span begins. Most of the engine's features speak of addresses, phones and texts, which these payments lack.
 */
export async function findLiveFeatures(
  transactions: readonly Transaction[],
  span: Span,
): Promise<FeatureName[]> {
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

/** Which rows a worker reads: every `shares`-th, from `share` on. All of them tell the windows everything. */
export type Share = { share: number; shares: number }

/** Fills the rows of one share; the other rows stay as they are. */
export async function fillRows(
  transactions: readonly Transaction[],
  matrix: Matrix,
  span: Span,
  { share, shares }: Share,
  onProgress: Progress,
): Promise<void> {
  let seen = -1
  const places = new Map<Transaction, number>()
  await playTransactions(createRegistrySource(matrix.features), ofSpan(transactions, span), {
    wants: (transaction) => {
      if (transaction.day < span.from) return false
      seen += 1
      if (seen % shares !== share) return false
      places.set(transaction, seen)
      return true
    },
    onRow: (transaction, row) => {
      matrix.values.set(row, (places.get(transaction) ?? 0) * matrix.features.length)
      places.delete(transaction)
    },
    onProgress,
  })
}

/** @param path of the file that the transactions were read from: each worker reads it for itself. */
export async function buildFeatureRows(
  transactions: readonly Transaction[],
  path: string,
  features: readonly FeatureName[],
  span: Span,
  onProgress: Progress,
): Promise<FeatureRows> {
  const rows = ofSpan(transactions, span).filter(({ day }) => day >= span.from)
  const buffer = new SharedArrayBuffer(rows.length * features.length * Float64Array.BYTES_PER_ELEMENT)
  const shares = Math.min(MOST_WORKERS, availableParallelism())
  await Promise.all(
    Array.from({ length: shares }, (_, share) =>
      fillInWorker({ path, features: [...features], span, share, shares, buffer }, onProgress),
    ),
  )
  return { matrix: { features, rows: rows.length, values: new Float64Array(buffer) }, rows }
}

/** What a worker is told. */
export type RowsTask = Share & {
  path: string
  features: FeatureName[]
  span: Span
  buffer: SharedArrayBuffer
}

/** Resolves when the worker has ended well. Progress is that of the first worker: they go at one pace. */
function fillInWorker(task: RowsTask, onProgress: Progress): Promise<void> {
  const worker = new Worker(new URL('./rowsWorker.mjs', import.meta.url), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      const { done, all } = progressSchema.parse(message)
      if (task.share === 0) onProgress(done, all)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`a worker that reads features ended with code ${code}`))
    })
  })
}

function ofSpan(transactions: readonly Transaction[], { historyFrom, to }: Span): Transaction[] {
  return transactions.filter(({ day }) => day >= historyFrom && day < to)
}
