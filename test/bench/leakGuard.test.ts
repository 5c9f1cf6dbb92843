import { describe, expect, test } from '@jest/globals'
import {
  type CreateSource,
  createRegistrySource,
  type FeatureSource,
} from '../../bench/detection/featureSource.ts'
import { guardAgainstLeaks, LeakFound, placesToGuard } from '../../bench/detection/leakGuard.ts'
import { LABEL_DELAY_MS } from '../../bench/detection/playTransactions.ts'
import type { Transaction } from '../../bench/detection/transactions.ts'
import type { FeatureName } from '../../server/domain/features/feature.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'
import { createDraw } from '../../server/risk/seededRandom.ts'

const START = Date.UTC(2018, 3, 1)
const FEATURES: readonly FeatureName[] = [
  'amount',
  'amountDeviations',
  'subjectAmountMean28d',
  'subjectRequests7d',
  'payeeConfirmedFrauds28d',
  'payeeDaysSinceLastFraud',
  'subjectFraudShare28d',
]

/** Six customers at four terminals over forty days, a tenth of it fraud. */
function somePayments(): Transaction[] {
  const draw = createDraw(7)
  return Array.from({ length: 800 }, (_, id) => {
    const day = Math.floor(id / 20)
    return {
      id,
      day,
      occurredAt: toInstant(START + day * DAY_MS + (id % 20) * 4_000_000),
      customer: Math.floor(draw() * 6),
      terminal: Math.floor(draw() * 4),
      amountMinor: 1_000 + Math.floor(draw() * 9_000),
      fraud: draw() < 0.1 ? 1 : 0,
    }
  })
}

/** The engine's own features, and one more that knows too much. */
function withLeak(leak: (transaction: Transaction, all: readonly Transaction[]) => number): CreateSource {
  return (all): FeatureSource => {
    const honest = createRegistrySource(FEATURES)
    return {
      ...honest,
      features: [...FEATURES, 'leak'],
      read: async (transaction) =>
        Float64Array.from([...(await honest.read(transaction)), leak(transaction, all)]),
    }
  }
}

describe('the guard of the detection benchmark', () => {
  const payments = somePayments()
  const places = placesToGuard(payments, 10)

  test('lets the engine’s own features pass', async () => {
    await guardAgainstLeaks(() => createRegistrySource(FEATURES), payments, places)
  })

  test('refuses a feature that sees its own row: the label of the moment', async () => {
    const own = withLeak(({ id }, all) => all.find((one) => one.id === id)?.fraud ?? 0)
    await expect(guardAgainstLeaks(own, payments, places)).rejects.toThrow(LeakFound)
  })

  test('refuses a source that counts a row before it is read', async () => {
    const early: CreateSource = () => {
      const honest = createRegistrySource(FEATURES)
      return {
        ...honest,
        async read(transaction) {
          await honest.count(transaction)
          return await honest.read({ ...transaction, id: transaction.id + 1_000_000 })
        },
      }
    }
    await expect(guardAgainstLeaks(early, payments, places)).rejects.toThrow(/counted before it was read/)
  })

  test('refuses a feature that sees the future', async () => {
    const future = withLeak(({ occurredAt, customer }, all) =>
      all
        .filter((one) => one.customer === customer && one.occurredAt > occurredAt)
        .reduce((sum, one) => sum + one.amountMinor, 0),
    )
    await expect(guardAgainstLeaks(future, payments, places)).rejects.toThrow(/leak/)
  })

  test('refuses a feature that sees a label younger than seven days', async () => {
    const young = withLeak(
      ({ occurredAt, terminal }, all) =>
        all.filter(
          (one) =>
            one.terminal === terminal &&
            one.fraud === 1 &&
            one.occurredAt < occurredAt &&
            one.occurredAt > occurredAt - LABEL_DELAY_MS,
        ).length,
    )
    await expect(guardAgainstLeaks(young, payments, places)).rejects.toThrow(/label too young/)
  })
})
