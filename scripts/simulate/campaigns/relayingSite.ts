/** B: a false site of a bank passes what victims type on to the true one, in real time, from one server. */
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  callTimes,
  type PlanCampaign,
  theft,
  victimReaction,
} from './campaign.ts'

export const relayingSite: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const [first] = victims
  if (first === undefined) return []
  const hideout = random.weighted({ hosting: 75, callCentre: 15, sameCountry: 10 })
  const drawn = drawAttacker(random, context.addresses, first.person.city, hideout)
  const server = { ...drawn, addresses: drawn.addresses.slice(0, 1), usesPrivateWindows: true }
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, at) => {
    // Victims believe that they log in themselves, so they confirm more readily.
    const reaction = victimReaction(random, 0.9)
    const login = attackLogin(input, {
      victim,
      at: times[at] ?? from,
      trade: 'bank',
      attacker: server,
      reaction,
    })
    return [
      login,
      attackPayment(input, login, theft(random), random.between(0.7, 3), victimReaction(random, 0.75)),
    ]
  })
}
