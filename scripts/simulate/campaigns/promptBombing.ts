/** G: one request after the other, by day or in the middle of the night, until the person gives in. */
import { MINUTE_MS } from '../../../server/domain/time.ts'
import type { PlannedSession } from '../acts/act.ts'
import { drawAttacker } from './attacker.ts'
import { attackLogin, type PlanCampaign } from './campaign.ts'

export const promptBombing: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  let next = from
  return victims.flatMap((victim): PlannedSession[] => {
    const attacker = drawAttacker(random, context.addresses, victim.person.city)
    const trade = random.pick(['bank', 'bank', 'state', 'market'] as const)
    const prompts = random.integer(4, 8)
    const givesIn = random.chance(0.6)
    return Array.from({ length: prompts }, (_, at) => {
      next += random.between(0.7, 3) * MINUTE_MS
      const isLast = at === prompts - 1
      const refusal = random.chance(0.6)
        ? ({ answer: 'refuse', seconds: random.between(3, 20) } as const)
        : ({ answer: 'ignore' } as const)
      const reaction =
        isLast && givesIn
          ? ({
              answer: 'confirm',
              seconds: random.between(3, 10),
              mistypes: false,
              heeds: random.chance(0.6),
            } as const)
          : refusal
      return attackLogin(input, { victim, at: next, trade, attacker, reaction })
    })
  })
}
