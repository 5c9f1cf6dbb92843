/** E: first a courier, a health fund or a carrier calls and wants a login; within the hour "the police" does, about the bank. */

import type { IntegrityFlags } from '../../../server/domain/accounts/device.ts'
import { MINUTE_MS } from '../../../server/domain/time.ts'
import type { PlannedSession } from '../acts/act.ts'
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  callTimes,
  type PlanCampaign,
  theft,
  victimReaction,
} from './campaign.ts'

export const twoStepCall: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const [first] = victims
  if (first === undefined) return []
  const attacker = drawAttacker(random, context.addresses, first.person.city)
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, index) => {
    const at = times[index] ?? from
    const onThePhone: Partial<IntegrityFlags> = victim.person.noticesCalls ? { callActive: true } : {}
    const trade = random.pick(['health', 'telecom', 'state'] as const)
    const onCall = (session: PlannedSession): PlannedSession => ({ ...session, integrity: onThePhone })
    const courier = onCall(
      attackLogin(input, { victim, at, trade, attacker, reaction: victimReaction(random, 0.85) }),
    )
    const later = courier.at + random.between(15, 50) * MINUTE_MS
    const bank = onCall(
      attackLogin(input, { victim, at: later, trade: 'bank', attacker, reaction: victimReaction(random) }),
    )
    return [
      courier,
      bank,
      attackPayment(input, bank, theft(random), random.between(2, 6), victimReaction(random, 0.75)),
    ]
  })
}
