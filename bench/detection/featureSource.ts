/** Features of the engine's own registry over the engine's own windows, in memory. */
import type { FeatureName } from '../../server/domain/features/feature.ts'
import type { Instant } from '../../server/domain/time.ts'
import { createExtractor } from '../../server/risk/features/registry.ts'
import { writeRow } from '../../server/risk/models/matrix.ts'
import { createMemoryHistory } from '../../server/stores/history/memoryHistory.ts'
import { completedAt, eventOf, factsOf } from './asSessions.ts'
import type { Transaction } from './transactions.ts'

/** What the harness asks features of. It tells each thing once, in the order of time. */
export interface FeatureSource {
  features: readonly string[]
  /** The row of a transaction that has not been counted yet. Reading changes nothing. */
  read(transaction: Transaction): Promise<Float64Array>
  /** The transaction was asked for. */
  count(transaction: Transaction): Promise<void>
  complete(transaction: Transaction): Promise<void>
  /** Its label has become known. */
  label(transaction: Transaction, knownAt: Instant): Promise<void>
}

/** Every transaction is given, so that a source may prepare; a source that looks ahead is refused by the guard. */
export type CreateSource = (transactions: readonly Transaction[]) => FeatureSource

export function createRegistrySource(features: readonly FeatureName[]): FeatureSource {
  const history = createMemoryHistory()
  const extract = createExtractor(features)
  return {
    features,
    async read(transaction) {
      const answer = await history.read(eventOf('requested', transaction, transaction.occurredAt))
      const row = new Float64Array(features.length)
      writeRow(row, features, extract(factsOf(transaction), answer))
      return row
    },
    count: (transaction) => history.record(eventOf('requested', transaction, transaction.occurredAt)),
    complete: (transaction) => history.record(eventOf('completed', transaction, completedAt(transaction))),
    label: (transaction, knownAt) =>
      history.record(
        eventOf(transaction.fraud === 1 ? 'confirmedFraud' : 'confirmedGenuine', transaction, knownAt),
      ),
  }
}
