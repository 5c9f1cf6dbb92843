/** Time as it was: each transaction is read before it is counted, and its label comes a week late. */
import { addMs, DAY_MS, type Instant } from '../../server/domain/time.ts'
import { completedAt } from './asSessions.ts'
import type { FeatureSource } from './featureSource.ts'
import { DELAY_DAYS } from './folds.ts'
import type { Transaction } from './transactions.ts'

export const LABEL_DELAY_MS = DELAY_DAYS * DAY_MS

export type Play = {
  /** Whether the row of this transaction is wanted. */
  wants: (transaction: Transaction) => boolean
  /** Gets each wanted row, in the order of time. */
  onRow: (transaction: Transaction, row: Float64Array) => void
  onProgress?: (done: number, all: number) => void
}

export async function playTransactions(
  source: FeatureSource,
  transactions: readonly Transaction[],
  { wants, onRow, onProgress }: Play,
): Promise<void> {
  const catchUp = createCatchUp(source, transactions)
  for (const [place, transaction] of transactions.entries()) {
    await catchUp(transaction.occurredAt)
    if (wants(transaction)) onRow(transaction, await source.read(transaction))
    await source.count(transaction)
    if (place % 10_000 === 0) onProgress?.(place, transactions.length)
  }
}

/** When the label of a transaction is known. */
export function labelledAt({ occurredAt }: Transaction): Instant {
  return addMs(occurredAt, LABEL_DELAY_MS)
}

/** Tells the source of every completion and label up to a moment, in the order of time. */
export function createCatchUp(source: FeatureSource, transactions: readonly Transaction[]) {
  let completed = 0
  let labelled = 0
  return async (now: Instant): Promise<void> => {
    for (;;) {
      const completing = transactions[completed]
      const labelling = transactions[labelled]
      const completion = completing === undefined ? Number.POSITIVE_INFINITY : completedAt(completing)
      const label = labelling === undefined ? Number.POSITIVE_INFINITY : labelledAt(labelling)
      if (Math.min(completion, label) > now) return
      if (completing !== undefined && completion <= label) {
        await source.complete(completing)
        completed += 1
      } else if (labelling !== undefined) {
        await source.label(labelling, labelledAt(labelling))
        labelled += 1
      }
    }
  }
}
