import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { FEATURE_NAMES } from '../../server/domain/features/feature.ts'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { featureValue } from '../../server/risk/combineScores.ts'
import { extractFeatures } from '../../server/risk/features/registry.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import { createMemoryHistory } from '../../server/stores/history/memoryHistory.ts'
import { addressIn, at, factsOf, live, NOW, newId, payment, TALLINN } from './scenes.ts'

const terminal = { ...factsOf().initiator, address: addressIn(TALLINN, 'terminal') }
const paying = (amount: number, given: Partial<SessionFacts> = {}) =>
  factsOf({ kind: 'signature', initiator: terminal, content: payment('shop', amount), ...given })

async function featuresAt(history: HistoryStore, facts: SessionFacts) {
  return extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
}

/** Others paid at the terminal; the label of each became known a week later. */
async function othersPaid(
  history: HistoryStore,
  kind: 'confirmedFraud' | 'confirmedGenuine',
  days: number[],
) {
  for (const day of days) {
    const facts = paying(100 + day, { subjectId: newId<'subject'>(), occurredAt: at(-day * DAY_MS) })
    await live(history, facts)
    await history.record(historyEventOf(kind, facts, toInstant(facts.occurredAt + 7 * DAY_MS)))
  }
}

describe('confirmed frauds', () => {
  test('count at every shared entity of the session from when they became known', async () => {
    const history = createMemoryHistory()
    await othersPaid(history, 'confirmedFraud', [20, 12, 9])
    await othersPaid(history, 'confirmedGenuine', [16])
    expect(await featuresAt(history, paying(50))).toMatchObject({
      addressConfirmedFrauds7d: { value: 2 },
      addressConfirmedFrauds28d: { value: 3 },
      addressDaysSinceFirstFraud: { value: 13 },
      addressDaysSinceLastFraud: { value: 2 },
      addressFraudShare28d: { value: 0.75 },
      addressFraudAmountMax: { value: 120 },
      payeeConfirmedFrauds28d: { value: 3 },
      subjectConfirmedFrauds28d: { value: 0 },
      subjectFraudShare28d: { missing: 'noneYet' },
    } satisfies FeatureVector)
  })

  test('a late label never reaches an earlier row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 * 24 }),
        fc.integer({ min: 1, max: 10 * 24 }),
        async (startedHours, knownAfterHours) => {
          const history = createMemoryHistory()
          const fraud = paying(400, { occurredAt: at(-startedHours * HOUR_MS) })
          await live(history, fraud)
          const knownAt = toInstant(fraud.occurredAt + knownAfterHours * HOUR_MS)
          const row = paying(10, {
            sessionId: newId<'session'>(),
            occurredAt: toInstant(knownAt - MINUTE_MS),
          })
          const before = await featuresAt(history, row)
          await history.record(historyEventOf('confirmedFraud', fraud, knownAt))
          const after = await featuresAt(history, row)
          for (const name of FEATURE_NAMES.filter((one) => /Fraud/.test(one)))
            expect({ [name]: after[name] }).toEqual({ [name]: before[name] })
        },
      ),
      { numRuns: 40 },
    )
  })

  test('that turn out genuine count no more', async () => {
    const history = createMemoryHistory()
    const facts = paying(100, { occurredAt: at(-3 * DAY_MS) })
    await live(history, facts)
    await history.record(historyEventOf('confirmedFraud', facts, at(-2 * DAY_MS)))
    expect((await featuresAt(history, paying(1))).addressConfirmedFrauds7d).toEqual({ value: 1 })
    await history.record(historyEventOf('confirmedGenuine', facts, at(-DAY_MS)))
    expect((await featuresAt(history, paying(1))).addressConfirmedFrauds7d).toEqual({ value: 0 })
  })
})

describe('the person’s usual amounts', () => {
  async function paidFor(days: number, amount = 100) {
    const history = createMemoryHistory()
    for (let day = days; day >= 1; day--)
      await live(history, paying(amount + (day % 2) * 20, { occurredAt: at(-day * DAY_MS) }))
    return history
  }

  test('reach back further than the windows, and measure the amount', async () => {
    const history = await paidFor(90)
    const features = await featuresAt(history, paying(330))
    expect(features).toMatchObject({
      usualAmounts: { value: 90 },
      usualAmountMean: { value: 110 },
      amountToMeanEver: { value: 3 },
      amountToMaxEver: { value: 2.75 },
      amountPercentile28d: { value: 1 },
    } satisfies FeatureVector)
    expect(featureValue(features.amountDeviations)).toBeGreaterThan(5)
  })

  test('do not learn from a fraud, whether it is recent or long past when that is known', async () => {
    for (const paidSince of [2, 60]) {
      const history = await paidFor(70)
      const fraud = paying(9_000, { occurredAt: at(-paidSince * DAY_MS + HOUR_MS) })
      const clean = await featuresAt(history, paying(300))
      await live(history, fraud)
      await history.record(historyEventOf('confirmedFraud', fraud, at(-DAY_MS)))
      const after = await featuresAt(history, paying(300))
      expect(after.usualAmounts).toEqual(clean.usualAmounts)
      expect(featureValue(after.usualAmountMean)).toBeCloseTo(Number(featureValue(clean.usualAmountMean)), 6)
    }
  })

  test('count large amounts of days of spending, which do not make themselves usual', async () => {
    const history = await paidFor(40)
    for (let hour = 60; hour >= 1; hour -= 6)
      await live(history, paying(600, { occurredAt: toInstant(NOW - hour * HOUR_MS) }))
    expect(await featuresAt(history, paying(600))).toMatchObject({
      largeAmounts24h: { value: 4 },
      largeAmounts7d: { value: 10 },
      largeAmounts14d: { value: 10 },
    } satisfies FeatureVector)
  })
})
