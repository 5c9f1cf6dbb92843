import { describe, expect, test } from '@jest/globals'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import { SEVERITY } from '../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import type { HistoryEventKind } from '../../server/domain/sessions/history.ts'
import { DAY_MS, MINUTE_MS } from '../../server/domain/time.ts'
import { extractFeatures } from '../../server/risk/features/registry.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import {
  accountOf,
  addressIn,
  assessed,
  at,
  factsOf,
  HEALTHY,
  HOME,
  historyOfHabits,
  live,
  MADRID,
  newId,
  payment,
} from './scenes.ts'

const browser = factsOf().initiator
const stranger = { ...browser, trackingKey: 'criminal', address: addressIn(MADRID, 'flat') }
const acting = { accountId: accountOf().accountId, address: HOME, integrity: HEALTHY }

async function featuresAt(history: HistoryStore, given: Partial<SessionFacts>) {
  const facts = factsOf(given)
  return extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
}

describe('prompts', () => {
  async function afterTwo(end: HistoryEventKind, given: Partial<SessionFacts> = {}) {
    const history = await historyOfHabits()
    for (const minutes of [6, 3])
      await live(history, factsOf({ occurredAt: at(-minutes * MINUTE_MS), ...given }), end)
    return history
  }

  test.each(['refused', 'timedOut'] as const)(
    'are held before the phone rings a third time, after two %s',
    async (end) => {
      const third = await assessed(await afterTwo(end), factsOf())
      expect(SEVERITY[third.outcome]).toBeGreaterThanOrEqual(SEVERITY.hold)
      expect(third.reasons.map(({ code }) => code)).toContain('THIRD_PROMPT_HELD')
    },
  )

  test('that the person called for, by a code of their own, hold nothing back', async () => {
    const history = await afterTwo('timedOut', { flow: 'QR', phone: acting })
    expect((await featuresAt(history, {})).promptsUnanswered10m).toEqual({ value: 0 })
    expect((await assessed(history, factsOf())).reasons.map(({ code }) => code)).not.toContain(
      'THIRD_PROMPT_HELD',
    )
  })
})

describe('one device', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0'
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Safari/604.1'

  test.each([
    ['a browser of Windows and an app on an iPhone', 'Web2App', windows, true],
    ['a browser and an app on one iPhone', 'Web2App', iphone, false],
    ['an iPad that shows the view of a Mac', 'App2App', 'Mozilla/5.0 (Macintosh) Safari/605.1', false],
    ['a code scanned from another device, as it should be', 'QR', windows, false],
  ] as const)('is told by the systems of both ends: %s', async (_, flow, userAgent, differs) => {
    const features = await featuresAt(await historyOfHabits(), {
      flow,
      phone: acting,
      initiator: { ...browser, userAgent },
    })
    expect(features.sameDeviceSystemDiffers).toEqual({ value: differs })
  })
})

describe('impossible travel', () => {
  const from = (address: SessionFacts['initiator']['address']) => ({ initiator: { ...stranger, address } })

  test('is unexplained from an ordinary network where the person has never been', async () => {
    const features = await featuresAt(await historyOfHabits(), from(addressIn(MADRID, 'flat')))
    expect(features.unexplainedTravel).toEqual({ value: true })
  })

  test('is explained by a VPN', async () => {
    const features = await featuresAt(await historyOfHabits(), from(addressIn(MADRID, 'exit', ['vpn'])))
    expect(features).toMatchObject({
      impossibleTravel: { value: true },
      unexplainedTravel: { value: false },
    } satisfies FeatureVector)
  })

  test('is explained by a gateway that a crowd shares', async () => {
    const history = await historyOfHabits()
    const gateway = addressIn(MADRID, 'gateway')
    for (let person = 0; person < 40; person++) {
      const subjectId = newId<'subject'>()
      await live(
        history,
        factsOf({ ...from(gateway), subjectId, occurredAt: at(-person * 60 * MINUTE_MS - 1) }),
      )
    }
    expect((await featuresAt(history, from(gateway))).unexplainedTravel).toEqual({ value: false })
  })

  test('is explained by a place where the person has been', async () => {
    const history = await historyOfHabits()
    const cottage = { ...browser, address: addressIn(MADRID, 'cottage') }
    await live(history, factsOf({ initiator: cottage, occurredAt: at(-9 * DAY_MS) }))
    expect((await featuresAt(history, from(addressIn(MADRID, 'nextDoor')))).unexplainedTravel).toEqual({
      value: false,
    })
  })
})

describe('PIN2', () => {
  test('is the first after a stranger’s log-in until something was signed', async () => {
    const history = await historyOfHabits()
    const signing = { kind: 'signature', content: payment('mule', 50) } as const
    expect((await featuresAt(history, signing)).firstPin2AfterUnknownLogin).toEqual({ value: false })
    await live(history, factsOf({ initiator: stranger, occurredAt: at(-9 * MINUTE_MS) }))
    expect((await featuresAt(history, signing)).firstPin2AfterUnknownLogin).toEqual({ value: true })
    await live(history, factsOf({ ...signing, initiator: stranger, occurredAt: at(-5 * MINUTE_MS) }))
    expect((await featuresAt(history, signing)).firstPin2AfterUnknownLogin).toEqual({ value: false })
  })
})

describe('confirmed frauds of others', () => {
  const fraudOfAnother = async (kind: HistoryEventKind) => {
    const history = await historyOfHabits()
    const facts = factsOf({
      kind: 'signature',
      content: payment('mule', 800),
      subjectId: newId<'subject'>(),
      initiator: stranger,
      occurredAt: at(-8 * DAY_MS),
    })
    await live(history, facts)
    await history.record(historyEventOf(kind, facts, at(-DAY_MS)))
    return history
  }
  const paying = factsOf({ kind: 'signature', content: payment('mule', 60) })

  test('weigh on a payee new to the person, and genuine payments of others do not', async () => {
    const codes = async (kind: HistoryEventKind) =>
      (await assessed(await fraudOfAnother(kind), paying)).reasons.map(({ code }) => code)
    expect(await codes('confirmedFraud')).toContain('CONFIRMED_FRAUD_PAYEE')
    expect(await codes('confirmedGenuine')).not.toContain('CONFIRMED_FRAUD_PAYEE')
  })

  test('from a shared address do not block the person’s own browser there', async () => {
    const history = await historyOfHabits()
    const neighbour = factsOf({ subjectId: newId<'subject'>(), occurredAt: at(-8 * DAY_MS) })
    await live(history, neighbour)
    await history.record(historyEventOf('confirmedFraud', neighbour, at(-DAY_MS)))
    expect((await assessed(history, factsOf())).outcome).toBe('allow')
  })
})
