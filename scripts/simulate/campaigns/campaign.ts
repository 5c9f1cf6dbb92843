/** What every campaign is given, and the parts of which its steps are made. */
import { MINUTE_MS } from '../../../server/domain/time.ts'
import type { Act, Campaign, Payment, PlannedSession, Reaction } from '../acts/act.ts'
import { type Life, phoneOf } from '../acts/ordinary.ts'
import { drawNewPayee, type PlanContext, paymentText } from '../acts/planContext.ts'
import { ofTrade, TRADE_HABITS, type Trade } from '../population/relyingParties.ts'
import { whereabouts } from '../population/whereabouts.ts'
import type { Random } from '../random.ts'
import { type Attacker, initiatorOf } from './attacker.ts'

export type CampaignInput = {
  random: Random
  context: PlanContext
  campaign: Campaign
  run: number
  victims: readonly Life[]
  /** When the criminals begin. */
  from: number
}

export type PlanCampaign = (input: CampaignInput) => Act[]

type Step = {
  victim: Life
  at: number
  trade: Trade
  attacker: Attacker
  reaction: Reaction
  flow?: PlannedSession['flow']
  text?: string
}

/** A login that the criminals start in their own browser. */
export function attackLogin(input: CampaignInput, step: Step): PlannedSession {
  const { random, context, campaign, run } = input
  const { victim } = step
  const at = Math.round(step.at)
  const relyingParty = ofTrade(context.relyingParties, step.trade)
  return {
    act: 'session',
    id: context.nextId(),
    at,
    on: phoneOf(victim, at),
    truth: { kind: 'attack', campaign, run },
    relyingParty,
    operation: 'authentication',
    flow: step.flow ?? 'Notification',
    text: step.text ?? TRADE_HABITS[step.trade].login(relyingParty.name),
    initiator: initiatorOf(random, step.attacker, relyingParty),
    payment: null,
    phoneAddress: whereabouts(random, context.addresses, victim.person, victim.trips, at).phone,
    integrity: {},
    reaction: step.reaction,
    follows: null,
  }
}

/** A payment out of the session that a login opened. Where the login failed, they try one elsewhere. */
export function attackPayment(
  input: CampaignInput,
  login: PlannedSession,
  payment: Payment,
  afterMinutes: number,
  reaction: Reaction,
): PlannedSession {
  const { context } = input
  const at = Math.round(login.at + afterMinutes * MINUTE_MS)
  const step: PlannedSession = {
    ...login,
    id: context.nextId(),
    at,
    operation: 'signature',
    flow: 'Notification',
    text: paymentText(payment.amountMinor, payment.payee),
    payment,
    reaction,
  }
  return { ...step, follows: { session: login.id, otherwise: elsewhere(input, login, step) } }
}

/** The same login again, at another relying party. */
function elsewhere(input: CampaignInput, login: PlannedSession, step: PlannedSession): PlannedSession {
  const { random, context } = input
  const others = context.relyingParties.filter((one) => one.trade !== login.relyingParty.trade)
  const relyingParty = random.pick(others)
  return {
    ...login,
    id: step.id,
    at: step.at,
    relyingParty,
    flow: 'Notification',
    text: TRADE_HABITS[relyingParty.trade].login(relyingParty.name),
    follows: null,
  }
}

/** A victim on the telephone, who mostly does as told. */
export function victimReaction(random: Random, obeys = 0.78): Reaction {
  if (random.chance(obeys)) {
    return {
      answer: 'confirm',
      seconds: random.between(8, 55),
      mistypes: random.chance(0.06),
      heeds: random.chance(0.6),
    }
  }
  const answer = random.weighted({ refuse: 5, report: 3, ignore: 2 })
  return answer === 'ignore' ? { answer } : { answer, seconds: random.between(4, 40) }
}

export function stolenAmount(random: Random, from = 900, to = 12_000): number {
  return Math.round(random.between(from, to)) * 100
}

export function theft(random: Random, payee = drawNewPayee(random)): Payment {
  return { payee, amountMinor: stolenAmount(random), currency: 'EUR' }
}

/** Criminals keep office hours: one victim after the other, from the time they begin. */
export function callTimes(random: Random, from: number, count: number): number[] {
  let next = from
  return Array.from({ length: count }, () => {
    const at = next
    next += random.between(12, 50) * MINUTE_MS
    return at
  })
}
