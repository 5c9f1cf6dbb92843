/** Ordinary life: visits to relying parties, by habit and with its surprises. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../server/domain/time.ts'
import { type Browser, type Person, timeZoneOf, trackingIdOf } from '../population/person.ts'
import { type SimulatedRelyingParty, TRADE_HABITS } from '../population/relyingParties.ts'
import { localHour, type Trip, type Whereabouts, whereabouts } from '../population/whereabouts.ts'
import type { Random } from '../random.ts'
import type { Initiator, Payment, PhoneRef, PlannedSession, Reaction, Situation } from './act.ts'
import { drawFlow, drawNewPayee, type PlanContext, paymentText } from './planContext.ts'

/** A stretch of a person's life. */
export type Life = {
  person: Person
  trips: readonly Trip[]
  /** A browser that replaces the computer's from a time on. */
  newComputer: { from: number; browser: Browser } | null
  /** A phone that replaces the first from a time on. */
  newPhoneFrom: number | null
}

/** The phone that the person uses at a time. */
export function phoneOf({ person, newPhoneFrom }: Life, at: number): PhoneRef {
  return { person: person.index, phone: newPhoneFrom !== null && at >= newPhoneFrom ? 1 : 0 }
}

/** Every request of a life between two times, in order. */
export function ordinaryLife(
  random: Random,
  context: PlanContext,
  life: Life,
  from: number,
  to: number,
): PlannedSession[] {
  const sessions: PlannedSession[] = []
  const zone = timeZoneOf(life.person.city) * HOUR_MS
  for (let midnight = Math.floor((from + zone) / DAY_MS) * DAY_MS - zone; midnight < to; midnight += DAY_MS) {
    // A visit makes 1.3 requests or so.
    if (!random.chance(life.person.rate / 1.3)) continue
    const at = midnight + drawHour(random, life.person) * HOUR_MS
    sessions.push(...visit(random, context, life, at))
  }
  return sessions.filter((session) => session.at >= from && session.at < to).sort((a, b) => a.at - b.at)
}

/** Busiest in the middle of the waking day. */
function drawHour(random: Random, { wakes, sleeps }: Person): number {
  return wakes + ((random.next() + random.next()) / 2) * (sleeps - wakes)
}

function visit(random: Random, context: PlanContext, life: Life, at: number): PlannedSession[] {
  const { person } = life
  const relyingParty = pickRelyingParty(random, context.relyingParties)
  const habits = TRADE_HABITS[relyingParty.trade]
  const where = whereabouts(random, context.addresses, person, life.trips, at)
  const setting = drawSetting(random, life, where, relyingParty, at)
  const base = {
    on: phoneOf(life, at),
    relyingParty,
    initiator: setting.initiator,
    phoneAddress: where.phone,
    integrity: random.chance(0.02) && person.noticesCalls ? { callActive: true } : {},
  }
  const login: PlannedSession = {
    ...base,
    act: 'session',
    id: context.nextId(),
    at: Math.round(at),
    truth: { kind: 'ordinary', situation: setting.situation },
    operation: 'authentication',
    flow: drawFlow(random, relyingParty, setting.onPhone),
    text: habits.login(relyingParty.name),
    payment: null,
    reaction: {
      answer: 'confirm',
      seconds: random.between(4, 22),
      mistypes: false,
      heeds: random.chance(0.15),
    },
    follows: null,
  }
  const logins = clumsily(random, context, login)
  if (!random.chance(habits.signs)) return logins
  const payment = habits.pays ? drawPayment(random, person) : null
  const signature: PlannedSession = {
    ...login,
    id: context.nextId(),
    at: (logins.at(-1)?.at ?? login.at) + Math.round(random.between(1, 7) * MINUTE_MS),
    truth: { kind: 'ordinary', situation: payment?.isLarge === true ? 'largePayment' : setting.situation },
    operation: 'signature',
    flow: 'Notification',
    text:
      payment === null
        ? habits.signature(relyingParty.name)
        : paymentText(payment.amountMinor, payment.payee),
    payment:
      payment === null ? null : { payee: payment.payee, amountMinor: payment.amountMinor, currency: 'EUR' },
    reaction: {
      answer: 'confirm',
      seconds: random.between(6, 35),
      mistypes: random.chance(0.03),
      heeds: random.chance(0.15),
    },
  }
  return [...logins, signature]
}

function pickRelyingParty(
  random: Random,
  relyingParties: readonly SimulatedRelyingParty[],
): SimulatedRelyingParty {
  const total = relyingParties.reduce((sum, { trade }) => sum + TRADE_HABITS[trade].visits, 0)
  let left = random.between(0, total)
  for (const relyingParty of relyingParties) {
    left -= TRADE_HABITS[relyingParty.trade].visits
    if (left <= 0) return relyingParty
  }
  return random.pick(relyingParties)
}

type Setting = { initiator: Initiator; situation: Situation; onPhone: boolean }

/** Which browser, from where, and what is unusual about it. */
function drawSetting(
  random: Random,
  life: Life,
  where: Whereabouts,
  relyingParty: SimulatedRelyingParty,
  at: number,
): Setting {
  const { person } = life
  const onPhone = random.chance(0.35)
  const isNew = life.newComputer !== null && at >= life.newComputer.from
  const computer = isNew && life.newComputer !== null ? life.newComputer.browser : person.computer
  const browser = onPhone ? person.phoneBrowser : computer
  const trackingId = person.deletesCookies ? random.hex(22) : trackingIdOf(browser, relyingParty.uuid)
  const usesVpn = !onPhone && person.vpn !== null && random.chance(person.vpn.share)
  const ip =
    usesVpn && person.vpn !== null
      ? random.pick(person.vpn.addresses)
      : onPhone
        ? where.phone
        : where.computer
  const hour = localHour(person, at)
  const situation = situationOf({ isNew: isNew && !onPhone, usesVpn, isAway: where.isAway, hour, life, at })
  return { initiator: { ip, userAgent: browser.userAgent, trackingId }, situation, onPhone }
}

type Unusual = { isNew: boolean; usesVpn: boolean; isAway: boolean; hour: number; life: Life; at: number }

function situationOf({ isNew, usesVpn, isAway, hour, life, at }: Unusual): Situation {
  if (life.newPhoneFrom !== null && at >= life.newPhoneFrom) return 'newPhone'
  if (isAway) return 'holiday'
  if (usesVpn) return 'vpn'
  if (isNew) return 'newBrowser'
  return hour < 5.5 ? 'night' : 'habit'
}

/** Now and then a wrong PIN, a refusal by mistake or a phone left in another room, and the same again. */
function clumsily(random: Random, context: PlanContext, session: PlannedSession): PlannedSession[] {
  const mishap = random.weighted({ none: 93, mistypes: 3, refuses: 2, misses: 2 })
  if (mishap === 'none') return [session]
  const clumsy = { ...session, truth: { kind: 'ordinary', situation: 'clumsy' } as const }
  const again = (after: number): PlannedSession => ({
    ...clumsy,
    id: context.nextId(),
    at: session.at + Math.round(after),
  })
  switch (mishap) {
    case 'mistypes':
      return [
        {
          ...clumsy,
          reaction: { answer: 'confirm', seconds: random.between(6, 30), mistypes: true, heeds: false },
        },
      ]
    case 'refuses':
      return [{ ...clumsy, reaction: refusal(random) }, again(random.between(30, 90) * SECOND_MS)]
    case 'misses':
      return [withoutAnswer(clumsy), again(random.between(4, 8) * MINUTE_MS)]
  }
}

function refusal(random: Random): Reaction {
  return { answer: 'refuse', seconds: random.between(3, 12) }
}

/** A link that nobody scans never has a person, so only what was pushed can be missed. */
function withoutAnswer(session: PlannedSession): PlannedSession {
  return session.flow === 'Notification'
    ? { ...session, reaction: { answer: 'ignore' } }
    : { ...session, reaction: { answer: 'refuse', seconds: 20 } }
}

function drawPayment(random: Random, person: Person): Payment & { isLarge: boolean } {
  const isLarge = random.chance(0.02)
  const isNew = isLarge || random.chance(0.2)
  const amount = isLarge ? random.between(2_500, 15_000) : 10 ** random.between(0.8, 2.6)
  const payee = isNew ? drawNewPayee(random) : random.pick(person.usualPayees)
  return { payee, amountMinor: Math.round(amount * 100), currency: 'EUR', isLarge }
}
