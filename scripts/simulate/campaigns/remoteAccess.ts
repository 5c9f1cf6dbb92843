/** F: the victim installs remote control; everything happens in the victim's own browser, at home. */
import type { IntegrityFlags } from '../../../server/domain/accounts/device.ts'
import { trackingIdOf } from '../population/person.ts'
import { whereabouts } from '../population/whereabouts.ts'
import { drawAttacker } from './attacker.ts'
import {
  attackLogin,
  attackPayment,
  callTimes,
  type PlanCampaign,
  theft,
  victimReaction,
} from './campaign.ts'

export const remoteAccess: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, index) => {
    const { person, trips } = victim
    const at = times[index] ?? from
    const attacker = drawAttacker(random, context.addresses, person.city, 'near')
    const where = whereabouts(random, context.addresses, person, trips, at)
    const flags: Partial<IntegrityFlags> = {
      remoteControlActive: true,
      ...(person.noticesCalls && { callActive: true }),
      ...(person.device.platform === 'android' && random.chance(0.5) && { accessibilityServiceActive: true }),
    }
    const started = attackLogin(input, {
      victim,
      at,
      trade: 'bank',
      attacker,
      reaction: victimReaction(random, 0.85),
    })
    const trackingId = trackingIdOf(person.computer, started.relyingParty.uuid)
    const login = {
      ...started,
      initiator: { ip: where.computer, userAgent: person.computer.userAgent, trackingId },
      phoneAddress: where.phone,
      integrity: flags,
    }
    return [
      login,
      attackPayment(input, login, theft(random), random.between(3, 10), victimReaction(random, 0.8)),
    ]
  })
}
