import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import type { HistoryEventKind } from '../../server/domain/sessions/history.ts'
import { HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { extractFeatures } from '../../server/risk/features/registry.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import {
  accountOf,
  addressIn,
  assessed,
  at,
  factsOf,
  HOME,
  historyOfHabits,
  live,
  MADRID,
  NOW,
  newId,
  PORTAL,
  payment,
  TALLINN,
} from './scenes.ts'

const browser = factsOf().initiator
const unknown = { address: null, userAgent: null, trackingKey: null }
const stranger = { ...browser, trackingKey: 'criminal', address: addressIn(MADRID, 'flat') }
const nearby = { ...browser, trackingKey: 'criminal', address: addressIn(TALLINN, 'flat') }

async function featuresAfter(history: HistoryStore, given: Partial<SessionFacts> = {}) {
  const facts = factsOf(given)
  return extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
}

async function alarmsAfter(given: Partial<SessionFacts>, end: HistoryEventKind) {
  const history = await historyOfHabits()
  await live(history, factsOf({ occurredAt: at(-5 * MINUTE_MS), ...given }), end)
  return (await featuresAfter(history)).subjectAlarms10m
}

describe('an alarm', () => {
  test.each([
    ['a block, from wherever', { initiator: unknown }, 'blocked', 1],
    ['a report, of the own browser too', {}, 'reported', 1],
    ['a stranger’s request, even a completed one', { initiator: stranger }, 'completed', 1],
    ['a refusal where the browser was not the person’s', { initiator: nearby }, 'refused', 1],
    ['no refusal in the own browser', {}, 'refused', 0],
    ['nothing unanswered where nobody says who asked', { initiator: unknown }, 'timedOut', 0],
    ['no completed request of the own browser', {}, 'completed', 0],
    [
      'a stranger’s without a tracking id, by network and place',
      { initiator: { ...stranger, trackingKey: null } },
      'completed',
      1,
    ],
  ] as const)('is %s', async (_, given, end, expected) => {
    expect(await alarmsAfter(given, end)).toEqual({ value: expected })
  })

  test('counts a session once, in the windows that hold it', async () => {
    const history = await historyOfHabits()
    await live(history, factsOf({ initiator: stranger, occurredAt: at(-30 * MINUTE_MS) }), 'blocked')
    await live(history, factsOf({ initiator: stranger, occurredAt: at(-3 * HOUR_MS) }), 'blocked')
    expect(await featuresAfter(history)).toMatchObject({
      subjectAlarms10m: { value: 0 },
      subjectAlarms1h: { value: 1 },
      subjectAlarms24h: { value: 2 },
      minutesSinceAlarm: { value: 29 },
      subjectBlocks24h: { value: 2 },
    } satisfies FeatureVector)
  })

  test('is missing where the person has no habits, never zero', async () => {
    const features = await featuresAfter(await historyOfHabits(), { subjectId: newId<'subject'>() })
    expect(features.subjectAlarms1h).toEqual({ missing: 'learning' })
    expect(features.initiatorUnfamiliar).toEqual({ missing: 'learning' })
  })
})

describe('after an alarm', () => {
  test.each([
    ['a block', 'blocked'],
    ['a stranger whom the person obeyed', 'completed'],
  ] as const)('nobody knows who asks next, and the person is warned: %s', async (_, end) => {
    const history = await historyOfHabits()
    const again = factsOf({ relyingPartyId: PORTAL, initiator: unknown })
    expect((await assessed(history, again)).outcome).toBe('allow')
    await live(history, factsOf({ initiator: stranger, occurredAt: at(-4 * MINUTE_MS) }), end)
    expect((await assessed(history, again)).outcome).not.toBe('allow')
  })

  test('a stranger nearby is warned of who alone would pass', async () => {
    const history = await historyOfHabits()
    expect((await assessed(history, factsOf({ initiator: nearby }))).outcome).toBe('allow')
    await live(history, factsOf({ initiator: stranger, occurredAt: at(-20 * MINUTE_MS) }), 'blocked')
    expect((await assessed(history, factsOf({ initiator: nearby }))).outcome).not.toBe('allow')
  })

  test('the risk rises with each, and never falls', async () => {
    const history = await historyOfHabits()
    const again = factsOf({ initiator: unknown })
    let before = (await assessed(history, again)).score
    for (let count = 1; count <= 5; count++) {
      const session = factsOf({ initiator: stranger, occurredAt: at((-50 + count * 6) * MINUTE_MS) })
      await live(history, session, 'blocked')
      const { score } = await assessed(history, again)
      expect(score).toBeGreaterThanOrEqual(before)
      before = score
    }
    expect(before).toBeGreaterThan(0.8)
  })

  test('an address from which a person was blocked is not trusted with the next', async () => {
    const history = await historyOfHabits()
    const early = factsOf({ initiator: nearby })
    await live(
      history,
      factsOf({ subjectId: newId<'subject'>(), initiator: nearby, occurredAt: at(-40 * MINUTE_MS) }),
      'blocked',
    )
    const decision = await assessed(history, early)
    expect(decision.outcome).not.toBe('allow')
    expect(decision.reasons.map((reason) => reason.code)).toContain('BLOCKED_BROWSER')
  })

  test('the person’s own browser at home goes on as ever, whatever wave hits them', async () => {
    const attack = fc.record({
      minutesAgo: fc.integer({ min: 2, max: 24 * 60 }),
      relyingPartyId: fc.constantFrom(factsOf().relyingPartyId, PORTAL, newId<'relyingParty'>()),
      initiator: fc.constantFrom(stranger, nearby, unknown, { ...stranger, trackingKey: null }),
      kind: fc.constantFrom('authentication', 'signature' as const),
      end: fc.constantFrom<HistoryEventKind>('blocked', 'completed', 'reported'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(attack, { minLength: 1, maxLength: 12 }), async (wave) => {
        const history = await historyOfHabits()
        // A flood within minutes is a matter of its own: then no push should ring, whoever asks.
        const quiet = wave.filter(({ minutesAgo }) => minutesAgo > 10)
        for (const { minutesAgo, end, ...given } of quiet) {
          const occurredAt = toInstant(NOW - minutesAgo * MINUTE_MS)
          await live(history, factsOf({ ...given, occurredAt }), end)
        }
        const decision = await assessed(history, factsOf())
        expect([decision.outcome, decision.reasons.filter(({ contribution }) => contribution > 1)]).toEqual([
          'allow',
          [],
        ])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a criminal’s account beside the person’s own', () => {
  const since = toInstant(NOW - 10 * HOUR_MS)
  const far = addressIn(MADRID, 'criminal')
  const own = accountOf({ lastSeen: { at: at(-2 * HOUR_MS), address: HOME } })
  const foreign = accountOf({
    accountId: newId<'account'>(),
    enrolledAt: since,
    keyCreatedAt: since,
    lastSeen: { at: at(-HOUR_MS), address: far },
  })

  test('does not stop the person, who asks from their own browser', async () => {
    const decision = await assessed(await historyOfHabits(), factsOf({ accounts: [own, foreign] }))
    expect(decision.outcome).toBe('allow')
  })

  test.each([
    ['from a stranger’s browser', { accounts: [own, foreign], initiator: stranger }],
    ['to that account alone', { accounts: [{ ...own, target: false }, foreign] }],
    ['where nobody says who asks', { accounts: [own, foreign], initiator: unknown }],
  ])('stops a request %s', async (_, given) => {
    expect((await assessed(await historyOfHabits(), factsOf(given))).outcome).not.toBe('allow')
  })

  test('does not release what that account confirms, though the own browser asked', async () => {
    const confirmed = factsOf({
      stage: 'release',
      accounts: [own, foreign],
      phone: { accountId: foreign.accountId, address: far, integrity: foreign.integrity },
    })
    const decision = await assessed(await historyOfHabits(), confirmed)
    expect(decision.reasons.map((reason) => reason.code)).toContain('PARALLEL_ACCOUNT_FAR_AWAY')
  })
})

describe('payments', () => {
  test('to somebody new, far above the usual, warn and do not hold', async () => {
    for (const amount of [5000, 15_000, 40_000]) {
      const paying = factsOf({ kind: 'signature', content: payment('builder', amount) })
      expect((await assessed(await historyOfHabits(), paying)).outcome).toBe('warn')
    }
  })

  test('are held when others pay the same new payee', async () => {
    const history = await historyOfHabits()
    for (const minutes of [50, 30]) {
      const other = factsOf({
        subjectId: newId<'subject'>(),
        kind: 'signature',
        content: payment('mule', 3000),
        occurredAt: at(-minutes * MINUTE_MS),
      })
      await live(history, other)
    }
    const decision = await assessed(history, factsOf({ kind: 'signature', content: payment('mule', 5000) }))
    expect(['hold', 'block']).toContain(decision.outcome)
    expect(decision.reasons.map((reason) => reason.code)).toContain('FRESH_PAYEE_OF_OTHERS')
  })

  test('of a usual amount to a new shop that others pay are allowed', async () => {
    const history = await historyOfHabits()
    for (const minutes of [50, 40, 30, 20, 10]) {
      const other = factsOf({
        subjectId: newId<'subject'>(),
        kind: 'signature',
        content: payment('newShop', 60),
        occurredAt: at(-minutes * MINUTE_MS),
      })
      await live(history, other)
    }
    const paying = factsOf({ kind: 'signature', content: payment('newShop', 60) })
    expect((await assessed(history, paying)).outcome).toBe('allow')
  })
})
