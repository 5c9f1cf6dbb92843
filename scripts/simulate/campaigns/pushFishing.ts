/** A: the criminals start a login with the victim's public identity code, call as police or bank, and pay once inside. */
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  callTimes,
  type PlanCampaign,
  theft,
  victimReaction,
} from './campaign.ts'

export const pushFishing: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const [first] = victims
  if (first === undefined) return []
  const attacker = drawAttacker(random, context.addresses, first.person.city)
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, at) => {
    const trade = random.chance(0.8) ? 'bank' : 'state'
    const login = attackLogin(input, {
      victim,
      at: times[at] ?? from,
      trade,
      attacker,
      reaction: victimReaction(random),
    })
    if (trade === 'state') {
      const again = attackLogin(input, {
        victim,
        at: login.at + 240_000,
        trade: 'bank',
        attacker,
        reaction: victimReaction(random),
      })
      return [login, again]
    }
    return [
      login,
      attackPayment(input, login, theft(random), random.between(1.5, 5), victimReaction(random, 0.7)),
    ]
  })
}
