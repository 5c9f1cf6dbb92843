/** What happens to ordinary people once in a while: a holiday, a new phone, a new computer, a pay day. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/domain/time.ts'
import type { Addresses } from '../population/addresses.ts'
import { HOLIDAY_CITIES } from '../population/cities.ts'
import { type Browser, drawComputer, drawDevice, type Person, trackingIdOf } from '../population/person.ts'
import { ofTrade } from '../population/relyingParties.ts'
import { type Trip, whereabouts } from '../population/whereabouts.ts'
import type { Random } from '../random.ts'
import type { PlannedCheckIn, PlannedEnrolment, PlannedSession } from './act.ts'
import { type Life, phoneOf } from './ordinary.ts'
import type { PlanContext } from './planContext.ts'

/** Draws the course of a life between two times. */
export function drawLife(
  random: Random,
  addresses: Addresses,
  person: Person,
  from: number,
  to: number,
): Life {
  return {
    person,
    trips: random.chance(0.15) ? [drawTrip(random, addresses, from, to)] : [],
    newComputer: random.chance(0.08)
      ? { from: random.between(from, to), browser: drawComputer(random) }
      : null,
    newPhoneFrom: random.chance(0.06) ? Math.round(random.between(from, to - DAY_MS)) : null,
  }
}

function drawTrip(random: Random, addresses: Addresses, from: number, to: number): Trip {
  const city = random.pick(HOLIDAY_CITIES)
  const starts = random.between(from, to)
  return {
    from: starts,
    to: starts + random.between(4, 10) * DAY_MS,
    city,
    hotel: addresses.draw(random, city, 'home'),
  }
}

/** The owner moves to a new phone: shows a document in person, or at home with the identity card. */
export function newPhone(random: Random, context: PlanContext, life: Life): PlannedEnrolment[] {
  const { person, newPhoneFrom } = life
  if (newPhoneFrom === null) return []
  const { phone } = whereabouts(random, context.addresses, person, life.trips, newPhoneFrom)
  return [
    {
      act: 'enrol',
      at: newPhoneFrom - 10 * MINUTE_MS,
      on: { person: person.index, phone: 1 },
      method: random.pick(['inPerson', 'identityCard']),
      address: phone,
      device: drawDevice(random, person.language),
    },
  ]
}

/** Phones speak to the service now and then, e.g. because their network changed: some before most requests, some never. */
export function checkIns(
  random: Random,
  context: PlanContext,
  life: Life,
  sessions: readonly PlannedSession[],
): PlannedCheckIn[] {
  return sessions.flatMap((session) => {
    if (!random.chance(life.person.checksIn)) return []
    const at = Math.round(session.at - random.between(0.1, 5) * HOUR_MS)
    const { phone } = whereabouts(random, context.addresses, life.person, life.trips, at)
    return [{ act: 'checkIn' as const, at, on: phoneOf(life, at), address: phone }]
  })
}

/** Pay day: one browser of an employer asks everybody who works there for a signature, one after the other. */
export function payDay(
  random: Random,
  context: PlanContext,
  staff: readonly Life[],
  browser: Browser,
  at: number,
): PlannedSession[] {
  const [first] = staff
  if (first?.person.office == null) return []
  const relyingParty = ofTrade(context.relyingParties, 'state')
  const initiator = {
    ip: first.person.office.address,
    userAgent: browser.userAgent,
    trackingId: trackingIdOf(browser, relyingParty.uuid),
  }
  let next = at
  return staff.map((life): PlannedSession => {
    next += Math.round(random.between(1.5, 6) * MINUTE_MS)
    return {
      act: 'session',
      id: context.nextId(),
      at: next,
      on: phoneOf(life, next),
      truth: { kind: 'ordinary', situation: 'payroll' },
      relyingParty,
      operation: 'signature',
      flow: 'Notification',
      text: `Sign the pay list at ${relyingParty.name}`,
      initiator,
      payment: null,
      phoneAddress: whereabouts(random, context.addresses, life.person, life.trips, next).phone,
      integrity: {},
      reaction: {
        answer: 'confirm',
        seconds: random.between(10, 60),
        mistypes: false,
        heeds: random.chance(0.15),
      },
      follows: null,
    }
  })
}
