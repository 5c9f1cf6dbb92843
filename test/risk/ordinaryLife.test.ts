import { beforeAll, describe, expect, test } from '@jest/globals'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import {
  accountOf,
  addressIn,
  assessed,
  at,
  factsOf,
  HOME,
  historyOfHabits,
  LAGOON,
  live,
  MADRID,
  NOW,
  newId,
  payment,
  TALLINN,
  TARTU,
} from './scenes.ts'

const browser = factsOf().initiator
const hotel = addressIn(MADRID, 'hotel')
const seenIn = (address = HOME, hoursAgo = 1) => ({ at: toInstant(NOW - hoursAgo * HOUR_MS), address })

const ORDINARY: [string, Partial<SessionFacts>][] = [
  ['nothing new', {}],
  ['a new browser at home', { initiator: { ...browser, trackingKey: 'new' } }],
  ['a new network', { initiator: { ...browser, address: addressIn(TALLINN, 'café') } }],
  [
    'a new browser in a café nearby',
    { initiator: { ...browser, trackingKey: 'new', address: addressIn(TALLINN, 'café') } },
  ],
  ['a relying party never used before', { relyingPartyId: newId<'relyingParty'>() }],
  ['the middle of the night', { occurredAt: at(16 * HOUR_MS) }],
  ['a VPN abroad', { initiator: { ...browser, address: addressIn(MADRID, 'exit', ['vpn', 'datacenter']) } }],
  ['a VPN at home', { initiator: { ...browser, address: addressIn(TALLINN, 'exit', ['vpn']) } }],
  [
    'a proxy in a data centre',
    { initiator: { ...browser, address: addressIn(TALLINN, 'proxy', ['datacenter']) } },
  ],
  [
    'a holiday with the phone',
    { initiator: { ...browser, address: hotel }, accounts: [accountOf({ lastSeen: seenIn(hotel) })] },
  ],
  [
    'a holiday where the phone was last seen at home',
    { initiator: { ...browser, address: hotel }, accounts: [accountOf({ lastSeen: seenIn(HOME, 30) })] },
  ],
  ['a holiday far away', { initiator: { ...browser, address: addressIn(LAGOON, 'island') } }],
  [
    'a hotel computer with the phone beside it',
    {
      initiator: { ...browser, trackingKey: 'lobby', address: hotel },
      accounts: [accountOf({ lastSeen: seenIn(hotel) })],
    },
  ],
  [
    'a new phone, the old one given up',
    { accounts: [accountOf({ enrolledAt: at(-HOUR_MS), keyCreatedAt: at(-HOUR_MS), lastSeen: seenIn() })] },
  ],
  [
    'a new phone beside the old one',
    {
      accounts: [
        accountOf({ target: false }),
        accountOf({
          accountId: newId<'account'>(),
          enrolledAt: at(-HOUR_MS),
          keyCreatedAt: at(-HOUR_MS),
          lastSeen: seenIn(),
        }),
      ],
    },
  ],
  ['a phone in another town', { accounts: [accountOf({ lastSeen: seenIn(addressIn(TARTU, 'gateway')) })] }],
  [
    'a relying party that says nothing of the browser',
    { initiator: { address: null, userAgent: null, trackingKey: null } },
  ],
  ['a usual payment', { kind: 'signature', content: payment('landlord', 60) }],
  ['a usual amount to somebody new', { kind: 'signature', content: payment('plumber', 70) }],
  ['a high amount to somebody known', { kind: 'signature', content: payment('landlord', 900) }],
  [
    'a phone call meanwhile',
    { accounts: [accountOf({ integrity: { ...accountOf().integrity, callActive: true } })] },
  ],
  [
    'a screen reader',
    { accounts: [accountOf({ integrity: { ...accountOf().integrity, accessibilityServiceActive: true } })] },
  ],
  ['a rooted phone', { accounts: [accountOf({ integrity: { ...accountOf().integrity, rooted: true } })] }],
  [
    'keys outside hardware',
    { accounts: [accountOf({ integrity: { ...accountOf().integrity, hardwareKeyStore: false } })] },
  ],
  [
    'a QR code on the own screen',
    {
      flow: 'QR',
      phone: { accountId: accountOf().accountId, address: HOME, integrity: accountOf().integrity },
    },
  ],
  [
    'a VPN in the browser of the same phone',
    {
      flow: 'Web2App',
      initiator: { ...browser, address: addressIn(MADRID, 'exit', ['vpn', 'datacenter']) },
      phone: { accountId: accountOf().accountId, address: HOME, integrity: accountOf().integrity },
    },
  ],
  [
    'a phone on another network than the browser, same device',
    {
      flow: 'Web2App',
      phone: {
        accountId: accountOf().accountId,
        address: addressIn(TALLINN, 'roaming'),
        integrity: accountOf().integrity,
      },
    },
  ],
]

describe('what ordinary life produces alone', () => {
  let history: HistoryStore

  beforeAll(async () => {
    history = await historyOfHabits()
  })

  test.each(ORDINARY)('is allowed: %s', async (_, given) => {
    const decision = await assessed(history, factsOf(given))
    expect({
      outcome: decision.outcome,
      reasons: decision.outcome === 'allow' ? [] : decision.reasons,
    }).toEqual({
      outcome: 'allow',
      reasons: [],
    })
  })

  test('is allowed to somebody without any history too', async () => {
    const nobody = {
      subjectId: newId<'subject'>(),
      initiator: { ...browser, trackingKey: 'other', address: addressIn(TALLINN, 'elsewhere') },
    }
    expect((await assessed(history, factsOf(nobody))).outcome).toBe('allow')
  })

  test('is allowed after one prompt that nobody answered', async () => {
    const own = await historyOfHabits()
    await live(own, factsOf({ occurredAt: at(-5 * MINUTE_MS) }), 'timedOut')
    expect((await assessed(own, factsOf())).outcome).toBe('allow')
  })

  test('is allowed for a log-in and three payments in a row', async () => {
    const own = await historyOfHabits()
    await live(own, factsOf({ occurredAt: at(-9 * MINUTE_MS) }))
    for (const minutes of [7, 5, 3]) {
      const paying = factsOf({
        occurredAt: at(-minutes * MINUTE_MS),
        kind: 'signature',
        content: payment('grocer', 50),
      })
      expect((await assessed(own, paying)).outcome).toBe('allow')
      await live(own, paying)
    }
  })

  test('is allowed for a new computer on the days after it came', async () => {
    const own = await historyOfHabits()
    const initiator = { ...browser, trackingKey: 'newLaptop', address: addressIn(TALLINN, 'newFlat') }
    await live(
      own,
      factsOf({
        occurredAt: at(-DAY_MS),
        initiator,
        phone: { accountId: accountOf().accountId, address: HOME, integrity: accountOf().integrity },
      }),
    )
    const decision = await assessed(own, factsOf({ initiator }))
    expect(decision.reasons.map((reason) => reason.code)).toEqual(['FAMILIAR_BROWSER'])
  })
})
