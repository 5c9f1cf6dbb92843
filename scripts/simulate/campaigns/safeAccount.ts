/** D: victims are told to save their money to a "safe account", the same one for many of them. */
import { MINUTE_MS } from '../../../server/domain/time.ts'
import type { PlannedSession } from '../acts/act.ts'
import type { Life } from '../acts/ordinary.ts'
import { drawNewPayee, paymentText } from '../acts/planContext.ts'
import { trackingIdOf } from '../population/person.ts'
import { whereabouts } from '../population/whereabouts.ts'
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  type CampaignInput,
  callTimes,
  type PlanCampaign,
  stolenAmount,
  victimReaction,
} from './campaign.ts'

export const safeAccount: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const [first] = victims
  if (first === undefined) return []
  const attacker = drawAttacker(random, context.addresses, first.person.city)
  const mule = drawNewPayee(random)
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, index): PlannedSession[] => {
    const at = times[index] ?? from
    const login = attackLogin(input, {
      victim,
      at,
      trade: 'bank',
      attacker,
      reaction: victimReaction(random),
    })
    const payment = {
      payee: mule,
      amountMinor: stolenAmount(random, 3_000, 20_000),
      currency: 'EUR',
    } as const
    const save = attackPayment(input, login, payment, random.between(2, 8), victimReaction(random))
    if (random.chance(0.5)) return [login, save]
    return [byVictim(input, victim, save), ...again(input, victim, save)]
  })
}

/** Half of them pay from their own computer, led by telephone: only the payment gives it away. */
function byVictim({ random, context }: CampaignInput, victim: Life, save: PlannedSession): PlannedSession {
  const { person, trips } = victim
  const where = whereabouts(random, context.addresses, person, trips, save.at)
  const trackingId = trackingIdOf(person.computer, save.relyingParty.uuid)
  return {
    ...save,
    initiator: { ip: where.computer, userAgent: person.computer.userAgent, trackingId },
    phoneAddress: where.phone,
    integrity: person.noticesCalls ? { callActive: true } : {},
    follows: null,
  }
}

/** What is left follows minutes later. */
function again(input: CampaignInput, victim: Life, save: PlannedSession): PlannedSession[] {
  const { random, context } = input
  const more = byVictim(input, victim, {
    ...save,
    at: save.at + Math.round(random.between(3, 12) * MINUTE_MS),
  })
  const payment =
    more.payment === null ? null : { ...more.payment, amountMinor: stolenAmount(random, 2_000, 9_000) }
  const text = payment === null ? more.text : paymentText(payment.amountMinor, payment.payee)
  return [{ ...more, id: context.nextId(), payment, text, reaction: victimReaction(random) }]
}
