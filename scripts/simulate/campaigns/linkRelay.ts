/** H: the QR code of a login on the criminals' screen is sent to victims, who are told to scan it to receive money. */
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  callTimes,
  type PlanCampaign,
  theft,
  victimReaction,
} from './campaign.ts'

export const linkRelay: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const [first] = victims
  if (first === undefined) return []
  const attacker = drawAttacker(random, context.addresses, first.person.city)
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, index) => {
    const at = times[index] ?? from
    const drawn = victimReaction(random, 0.85)
    // Who scanned it has it on the screen: nobody ignores it then.
    const reaction = drawn.answer === 'ignore' ? ({ answer: 'refuse', seconds: 25 } as const) : drawn
    const login = attackLogin(input, { victim, at, trade: 'bank', attacker, reaction, flow: 'QR' })
    return [
      login,
      attackPayment(input, login, theft(random), random.between(1, 4), victimReaction(random, 0.75)),
    ]
  })
}
