import { beforeAll, describe, expect, test } from '@jest/globals'
import { type Decision, SEVERITY } from '../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import { HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import {
  accountOf,
  addressIn,
  assessed,
  at,
  factsOf,
  HEALTHY,
  historyOfHabits,
  live,
  MADRID,
  MOBILE,
  NOW,
  newId,
  PORTAL,
  payment,
  TALLINN,
  TARTU,
} from './scenes.ts'

const stranger = (
  address: SessionFacts['initiator']['address'],
  trackingKey: string | null = 'criminal',
) => ({
  address,
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/150.0',
  trackingKey,
})
const scamsOf = ({ reasons }: Pick<Decision, 'reasons'>) =>
  reasons.flatMap((reason) => (reason.source === 'rule' ? [reason.scamType] : []))
const abroad = stranger(addressIn(MADRID, 'flat'))
const hidden = stranger(addressIn(MADRID, 'exit', ['vpn', 'datacenter']))
const acting = (address = MOBILE, integrity = HEALTHY) => ({
  accountId: accountOf().accountId,
  address,
  integrity,
})

describe('each pattern of the catalogue is interrupted', () => {
  let history: HistoryStore

  beforeAll(async () => {
    history = await historyOfHabits()
  })

  const AT_ONCE: [string, Partial<SessionFacts>, string][] = [
    ['A: a push from a stranger’s browser abroad', { initiator: abroad }, 'unexpectedRequest'],
    [
      'A: a push from a stranger’s browser in another town, at another service',
      { initiator: stranger(addressIn(TARTU, 'flat')), relyingPartyId: newId<'relyingParty'>() },
      'unexpectedRequest',
    ],
    [
      'B: a phishing site’s server in a data centre',
      { initiator: stranger(addressIn(TALLINN, 'server', ['datacenter'])) },
      'relayedCode',
    ],
    ['C: a new account elsewhere, a value signed', parallelAccount(), 'parallelAccount'],
    [
      'D: far more than ever to somebody new, from the own browser',
      { kind: 'signature', content: payment('safe', 4000) },
      'safeAccount',
    ],
    [
      'E: on the phone while a stranger’s browser asks',
      {
        initiator: stranger(addressIn(TALLINN, 'flat')),
        accounts: [accountOf({ integrity: { ...HEALTHY, callActive: true } })],
      },
      'twoStepCall',
    ],
    [
      'E: on the phone while a service new to the person asks, and nobody says for whom',
      {
        relyingPartyId: newId<'relyingParty'>(),
        initiator: { address: null, userAgent: null, trackingKey: null },
        accounts: [accountOf({ integrity: { ...HEALTHY, callActive: true } })],
      },
      'twoStepCall',
    ],
    [
      'F: a phone steered from elsewhere',
      { accounts: [accountOf({ integrity: { ...HEALTHY, remoteControlActive: true } })] },
      'remoteAccess',
    ],
    ['H: a QR code passed on from abroad', { flow: 'QR', initiator: abroad, phone: acting() }, 'relayedLink'],
    [
      'H: a link opened on a phone far away',
      { flow: 'Web2App', initiator: abroad, phone: acting() },
      'relayedLink',
    ],
  ]

  test.each(AT_ONCE)('%s', async (_, given, scamType) => {
    const decision = await assessed(history, factsOf(given))
    expect(SEVERITY[decision.outcome]).toBeGreaterThanOrEqual(SEVERITY.warn)
    expect(scamsOf(decision)).toContain(scamType)
  })

  test('A: and the signature that a stranger’s log-in leads to is held or blocked', async () => {
    const own = await historyOfHabits()
    await live(own, factsOf({ initiator: abroad, occurredAt: at(-3 * MINUTE_MS) }))
    const decision = await assessed(
      own,
      factsOf({ initiator: abroad, kind: 'signature', content: payment('mule', 3000) }),
    )
    expect(SEVERITY[decision.outcome]).toBeGreaterThanOrEqual(SEVERITY.hold)
    expect(decision.reasons.map((reason) => reason.code)).toContain('PIN2_AFTER_STRANGERS_LOGIN')
  })

  test('E: one person asked through several relying parties by strangers within minutes', async () => {
    const own = await historyOfHabits()
    const nearby = stranger(addressIn(TALLINN, 'flat'))
    await live(
      own,
      factsOf({ initiator: nearby, relyingPartyId: PORTAL, occurredAt: at(-6 * MINUTE_MS) }),
      'timedOut',
    )
    expect((await assessed(own, factsOf({ initiator: nearby }))).outcome).not.toBe('allow')
  })

  test('G: prompts are held back before the phone rings a third time', async () => {
    const own = await historyOfHabits()
    for (const minutes of [4, 2]) {
      await live(
        own,
        factsOf({
          initiator: stranger(addressIn(TALLINN, 'flat'), null),
          occurredAt: at(-minutes * MINUTE_MS),
        }),
        'refused',
      )
    }
    const third = await assessed(
      own,
      factsOf({ initiator: { address: null, userAgent: null, trackingKey: null } }),
    )
    expect(SEVERITY[third.outcome]).toBeGreaterThanOrEqual(SEVERITY.warn)
    expect(scamsOf(third)[0]).toBe('promptBombing')
  })

  test('G: after six the phone rings no more for now, whoever asks', async () => {
    const own = await historyOfHabits()
    for (let count = 1; count <= 6; count++)
      await live(own, factsOf({ occurredAt: at(-count * MINUTE_MS) }), 'timedOut')
    expect((await assessed(own, factsOf())).outcome).toBe('block')
  })

  test('one browser that starts requests for one person after another is stopped at the third', async () => {
    const own = await historyOfHabits()
    const nearby = stranger(addressIn(TALLINN, 'flat'))
    for (let count = 1; count <= 2; count++) {
      await live(
        own,
        factsOf({
          subjectId: newId<'subject'>(),
          initiator: nearby,
          occurredAt: at(-count * 20 * MINUTE_MS),
        }),
        'refused',
      )
    }
    const decision = await assessed(own, factsOf({ initiator: nearby }))
    expect(decision.outcome).not.toBe('allow')
    expect(decision.reasons.map((reason) => reason.code)).toContain('ONE_BROWSER_MANY_PEOPLE')
  })

  test('what a criminal got through once does not make their browser familiar within the day', async () => {
    const own = await historyOfHabits()
    for (let count = 5; count >= 1; count--)
      await live(own, factsOf({ initiator: hidden, occurredAt: at(-count * HOUR_MS) }))
    expect((await assessed(own, factsOf({ initiator: hidden }))).outcome).toBe('block')
  })
})

function parallelAccount(): Partial<SessionFacts> {
  const place = addressIn(TARTU, 'criminal')
  const since = toInstant(NOW - HOUR_MS)
  return {
    kind: 'signature',
    content: payment('mule', 2500),
    initiator: stranger(place),
    accounts: [
      accountOf({ target: false }),
      accountOf({
        accountId: newId<'account'>(),
        enrolledAt: since,
        keyCreatedAt: since,
        lastSeen: { at: since, address: place },
      }),
    ],
  }
}
