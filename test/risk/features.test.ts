import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isFeatureName } from '../../server/domain/features/feature.ts'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { featureValue } from '../../server/risk/combineScores.ts'
import { cellCentre, distanceKm, placeCell } from '../../server/risk/features/habits/places.ts'
import { extractFeatures } from '../../server/risk/features/registry.ts'
import { textTemplate } from '../../server/risk/features/textTemplate.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import {
  accountOf,
  addressIn,
  at,
  BANK,
  factsOf,
  HEALTHY,
  HOME,
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

async function featuresOf(given: Partial<SessionFacts> = {}, history = historyOfHabits()) {
  const facts = factsOf(given)
  return extractFeatures(facts, await (await history).read(historyEventOf('requested', facts)))
}

const browser = factsOf().initiator

describe('device', () => {
  test('measures the youngest account that the request can reach against the oldest beside it', async () => {
    const features = await featuresOf({
      accounts: [
        accountOf({ target: false, lastSeen: { at: at(-HOUR_MS), address: HOME } }),
        accountOf({
          accountId: newId<'account'>(),
          enrolledAt: at(-6 * HOUR_MS),
          keyCreatedAt: at(-6 * HOUR_MS),
          osVersion: 'Android 16',
          lastSeen: { at: at(-30 * MINUTE_MS), address: addressIn(TARTU, 'new') },
        }),
      ],
    })
    expect(features).toMatchObject({
      accountAgeHours: { value: 6 },
      keyAgeHours: { value: 6 },
      liveAccounts: { value: 2 },
      oldestOtherAccountAgeDays: { value: 400 },
      newAccountBesideOld: { value: true },
      osMajorVersion: { value: 16 },
      phoneSilentMinutes: { value: 30 },
    } satisfies FeatureVector)
    expect(featureValue(features.kmBetweenOwnPhones)).toBeCloseTo(distanceKm(TALLINN, TARTU), 6)
  })

  test('lets the phone that acts speak for itself', async () => {
    const rooted = { ...HEALTHY, rooted: true }
    const features = await featuresOf({
      phone: { accountId: accountOf().accountId, address: HOME, integrity: rooted },
    })
    expect(features).toMatchObject({
      deviceRooted: { value: true },
      integrityFaults: { value: 1 },
      phoneSilentMinutes: { value: 0 },
    } satisfies FeatureVector)
  })
})

describe('geo', () => {
  test('compares both ends, and travel with what is possible', async () => {
    const features = await featuresOf({ initiator: { ...browser, address: addressIn(MADRID, 'flat') } })
    expect(featureValue(features.initiatorPhoneKm)).toBeCloseTo(2876, -2)
    expect(features).toMatchObject({
      initiatorPhoneCountryDiffers: { value: true },
      initiatorPhoneSameNetwork: { value: false },
      impossibleTravel: { value: true },
      initiatorPlaceNew: { value: true },
    } satisfies FeatureVector)
  })

  test('finds a flight of a day possible', async () => {
    const accounts = [accountOf({ lastSeen: { at: at(-20 * HOUR_MS), address: MOBILE } })]
    const features = await featuresOf({
      accounts,
      initiator: { ...browser, address: addressIn(MADRID, 'flat') },
    })
    expect(features.impossibleTravel).toEqual({ value: false })
  })

  test.each([
    [
      'the relying party said nothing',
      { initiator: { address: null, userAgent: null, trackingKey: null } },
      'initiatorUnknown',
    ],
    ['the phone was never seen', { accounts: [accountOf({ lastSeen: null })] }, 'phoneNeverSeen'],
    [
      'the address is nowhere',
      { initiator: { ...browser, address: addressIn(null, 'private') } },
      'placeUnknown',
    ],
  ])('is missing where %s', async (_, given, why) => {
    expect((await featuresOf(given)).initiatorPhoneKm).toEqual({ missing: why })
  })

  test('remembers places to within half a degree', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (latitude, longitude) => {
          const centre = cellCentre(placeCell({ latitude, longitude }))
          expect(Math.abs((centre?.latitude ?? 999) - latitude)).toBeLessThanOrEqual(0.25)
          expect(Math.abs((centre?.longitude ?? 999) - longitude)).toBeLessThanOrEqual(0.25)
        },
      ),
    )
  })
})

describe('velocity', () => {
  test('counts per entity and window, by what became of it', async () => {
    const history = await historyOfHabits()
    await live(history, factsOf({ occurredAt: at(-30_000) }), 'refused')
    await live(history, factsOf({ occurredAt: at(-8 * MINUTE_MS) }), 'timedOut')
    await live(
      history,
      factsOf({ occurredAt: at(-50 * MINUTE_MS), subjectId: newId<'subject'>() }),
      'wrongCode',
    )
    const features = await featuresOf({ occurredAt: at(40_000) }, Promise.resolve(history))
    expect(features).toMatchObject({
      subjectRequests10m: { value: 2 },
      subjectRefusals10m: { value: 1 },
      subjectTimeOuts10m: { value: 1 },
      subjectUnanswered10m: { value: 2 },
      addressRequests1h: { value: 3 },
      addressWrongCodes1h: { value: 1 },
      addressOtherPeople1h: { value: 1 },
      trackingOtherPeople1h: { value: 1 },
      relyingPartyRequests1h: { value: 3 },
    } satisfies FeatureVector)
  })
})

describe('habits', () => {
  test('know the person’s own browser, network and relying parties', async () => {
    expect(await featuresOf()).toMatchObject({
      habitsKnown: { value: true },
      trackingKnown: { value: true },
      initiatorNetworkKnown: { value: true },
      initiatorStranger: { value: false },
      relyingPartyKnown: { value: true },
      unusualHour: { value: false },
      coldPush: { value: false },
    } satisfies FeatureVector)
  })

  test('are missing while the person is new', async () => {
    const features = await featuresOf({ subjectId: newId<'subject'>() })
    expect(features).toMatchObject({
      habitsKnown: { value: false },
      trackingKnown: { missing: 'learning' },
      initiatorStranger: { missing: 'learning' },
    } satisfies FeatureVector)
  })

  test('are missing for a link that nobody has claimed', async () => {
    const features = await featuresOf({ subjectId: null, accounts: [], flow: null })
    expect(features).toMatchObject({
      habitsKnown: { value: false },
      trackingKnown: { missing: 'noPerson' },
      flow: { missing: 'linkNotClaimed' },
    } satisfies FeatureVector)
    expect(features.addressRequests7d).toHaveProperty('value')
  })

  test('do not take a browser for a stranger’s whose tracking id is new each time', async () => {
    const history = await historyOfHabits()
    for (let day = 6; day >= 1; day--) {
      const phone = { accountId: accountOf().accountId, address: HOME, integrity: HEALTHY }
      await live(
        history,
        factsOf({
          occurredAt: at(-day * DAY_MS),
          initiator: { ...browser, trackingKey: `once${day}` },
          phone,
        }),
      )
    }
    const features = await featuresOf(
      { initiator: { ...browser, trackingKey: 'again new' } },
      Promise.resolve(history),
    )
    expect(features.trackingKnown).toEqual({ missing: 'trackingRotates' })
  })
})

describe('protocol and content', () => {
  test('see several relying parties within minutes and a log-in just before', async () => {
    const history = await historyOfHabits()
    await live(history, factsOf({ occurredAt: at(-4 * MINUTE_MS), relyingPartyId: PORTAL }))
    const features = await featuresOf({ relyingPartyId: BANK }, Promise.resolve(history))
    expect(features).toMatchObject({
      otherRelyingParties10m: { value: 1 },
      minutesSinceLogin: { value: 3 },
    } satisfies FeatureVector)
  })

  test('compare an amount with the person’s largest in the same currency', async () => {
    const features = await featuresOf({ kind: 'signature', content: payment('safe', 680) })
    expect(features).toMatchObject({
      amount: { value: 680 },
      amountToUsualMax: { value: 10 },
      payeeKnown: { value: false },
    } satisfies FeatureVector)
    const inDollars = await featuresOf({
      kind: 'signature',
      content: { ...payment('landlord', 680), currency: 'USD' },
    })
    expect(inDollars).toMatchObject({
      amountToUsualMax: { missing: 'learning' },
      payeeKnown: { value: true },
    } satisfies FeatureVector)
  })

  test.each([
    ['Call +372 555 1234 at once', { textHasPhoneNumber: true, textHasUrl: false }],
    ['See https://safe.example now', { textHasUrl: true, textHasPhoneNumber: false }],
    ['See my-bank.com now', { textHasUrl: true }],
    [
      'Transfer 1250.00 EUR to your account',
      { textHasUrl: false, textHasPhoneNumber: false, textNamesOtherBrand: false },
    ],
    ['Confirm PayPal refund', { textNamesOtherBrand: true }],
  ])('read the text %p', async (text, expected) => {
    const features = await featuresOf({ content: { ...factsOf().content, text } })
    const read = Object.fromEntries(
      Object.keys(expected)
        .filter(isFeatureName)
        .map((name) => [name, featureValue(features[name])]),
    )
    expect(read).toEqual(expected)
  })

  test.each([
    ['Pay 12.50 EUR to shop 4', 'Pay 9 EUR  to shop 17'],
    ['LOG IN', 'log in'],
  ])('take %p and %p for one template', (a, b) => {
    expect(textTemplate(a)).toBe(textTemplate(b))
  })

  test('compare the ends of a same-device flow only when the phone acts', async () => {
    const initiator = { ...browser, address: addressIn(MADRID, 'flat') }
    const phone = { accountId: accountOf().accountId, address: HOME, integrity: HEALTHY }
    expect((await featuresOf({ flow: 'Web2App', initiator })).sameDeviceEndsDiffer).toEqual({
      missing: 'phoneDoesNotActYet',
    })
    expect((await featuresOf({ flow: 'Web2App', initiator, phone })).sameDeviceEndsDiffer).toEqual({
      value: true,
    })
    expect((await featuresOf({ flow: 'QR', initiator, phone })).sameDeviceEndsDiffer).toEqual({
      value: false,
    })
  })

  test('never see the session itself, before or after it was counted', async () => {
    const history = await historyOfHabits()
    const facts = factsOf({ occurredAt: toInstant(NOW + MINUTE_MS) })
    const event = historyEventOf('requested', facts)
    const first = extractFeatures(facts, await history.readThenCount(event))
    const again = extractFeatures(facts, await history.readThenCount(event))
    expect(again).toEqual(first)
  })
})
