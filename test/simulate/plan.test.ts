import { describe, expect, test } from '@jest/globals'
import { DEMO_RELYING_PARTIES } from '../../prisma/demoRelyingParties.ts'
import { type Act, CAMPAIGNS, isAttack, type PlannedSession } from '../../scripts/simulate/acts/act.ts'
import { type PlanSettings, planSimulation } from '../../scripts/simulate/plan.ts'
import { openAddresses } from '../../scripts/simulate/population/addresses.ts'
import { CITIES } from '../../scripts/simulate/population/cities.ts'
import { simulatedRelyingParties } from '../../scripts/simulate/population/relyingParties.ts'
import { createRandom } from '../../scripts/simulate/random.ts'
import { openGeo } from '../../server/adapters/geo.ts'

const DAY_MS = 86_400_000
const ENDS_AT = Date.UTC(2026, 10, 24, 12)
const addresses = openAddresses()

function planOf(settings: Partial<PlanSettings> = {}) {
  return planSimulation(
    {
      seed: 7,
      people: 30,
      historyDays: 28,
      requests: 240,
      campaignShare: 0.2,
      relyingParties: simulatedRelyingParties(DEMO_RELYING_PARTIES, '192.0.2.10'),
      endsAt: ENDS_AT,
      ...settings,
    },
    addresses,
  )
}

const sessionsOf = (acts: readonly Act[]): PlannedSession[] => acts.filter((act) => act.act === 'session')

describe('the plan of a run', () => {
  const plan = planOf()
  const scored = sessionsOf(plan.scored)

  test('is the same for the same seed and another for another', () => {
    expect(planOf()).toEqual(plan)
    expect(planOf({ seed: 8 })).not.toEqual(plan)
  })

  test('has as many requests and attacks as were asked for', () => {
    for (const [requests, campaignShare] of [
      [60, 0.4],
      [240, 0.2],
      [500, 0],
    ] as const) {
      const sessions = sessionsOf(planOf({ requests, campaignShare }).scored)
      expect(sessions).toHaveLength(requests)
      expect(sessions.filter(isAttack)).toHaveLength(Math.round(requests * campaignShare))
    }
  })

  test('has every campaign', () => {
    const campaigns = scored.flatMap(({ truth }) => (truth.kind === 'attack' ? [truth.campaign] : []))
    expect([...new Set(campaigns)].sort()).toEqual([...CAMPAIGNS])
  })

  test('has no attack before the habits are there', () => {
    const history = sessionsOf(plan.history)
    const [first] = scored
    expect(history.length).toBeGreaterThan(plan.people.length)
    expect(history.filter(isAttack)).toEqual([])
    expect(Math.max(...history.map(({ at }) => at))).toBeLessThanOrEqual(first?.at ?? 0)
    expect((first?.at ?? 0) - Math.min(...history.map(({ at }) => at))).toBeGreaterThan(20 * DAY_MS)
  })

  test('plays in the order of event time and ends at the present', () => {
    for (const acts of [plan.history, plan.scored]) {
      const times = acts.map(({ at }) => at)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(Math.max(...times)).toBeLessThanOrEqual(ENDS_AT)
    }
  })

  test('uses no phone before it is enrolled', () => {
    const enrolled = new Set(plan.enrolments.map(({ on }) => `${on.person}/${on.phone}`))
    for (const act of [...plan.history, ...plan.scored]) {
      const phone = `${act.on.person}/${act.on.phone}`
      if (act.act === 'enrol') enrolled.add(phone)
      else expect(enrolled).toContain(phone)
    }
  })

  test('gives every person a code that nobody has, and long PINs of their own', () => {
    const codes = plan.people.map(({ semanticsIdentifier }) => semanticsIdentifier)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^PNO(EE|LV|LT|FI)-9\d{10}$/)
    const pins = plan.people.flatMap(({ pin1, pin2 }) => [pin1, pin2])
    expect(new Set(pins).size).toBe(pins.length)
    for (const pin of pins) expect(pin).toMatch(/^\d{12}$/)
  })

  test('follows a step that failed by another attempt, never by the payment', () => {
    const steps = scored.flatMap(({ follows }) => follows ?? [])
    expect(steps.length).toBeGreaterThan(5)
    const ids = new Set(scored.map(({ id }) => id))
    for (const { session, otherwise } of steps) {
      expect(ids).toContain(session)
      expect(otherwise.payment).toBeNull()
      expect(otherwise.operation).toBe('authentication')
    }
  })

  test('has initiators and phones with both kinds of address', () => {
    for (const ips of [scored.map(({ initiator }) => initiator.ip), scored.map((one) => one.phoneAddress)]) {
      expect(ips.some((ip) => ip.includes(':'))).toBe(true)
      expect(ips.some((ip) => !ip.includes(':'))).toBe(true)
    }
  })
})

describe('addresses', () => {
  const geo = openGeo()

  test('are where the geo data of the service knows them to be', () => {
    const random = createRandom(4)
    for (const city of ['tallinn', 'tartu', 'riga', 'vilnius', 'helsinki', 'lagos', 'madrid'] as const) {
      for (const kind of ['home', 'home6', 'mobile'] as const) {
        const place = geo.find(addresses.draw(random, city, kind))
        expect(place?.country).toBe(CITIES[city].country)
        expect(place?.city?.startsWith(CITIES[city].city)).toBe(true)
      }
    }
  })

  test('of neighbours share the network, of IPv4 and of IPv6', () => {
    const random = createRandom(5)
    expect(addresses.neighbour(random, '198.51.100.7')).toMatch(/^198\.51\.100\.\d+$/)
    expect(addresses.neighbour(random, '2001:db8:1:2::1')).toMatch(/^2001:db8:1:2:/)
  })
})
