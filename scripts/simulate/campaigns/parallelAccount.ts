/** C: by a call, the criminals get the victim to open a second account on a phone of theirs, and borrow money with it. */
import { HOUR_MS, MINUTE_MS } from '../../../server/domain/time.ts'
import type { Act, PlannedSession } from '../acts/act.ts'
import { drawDevice } from '../population/person.ts'
import { drawAttacker } from './attacker.ts'
import { attackLogin, attackPayment, callTimes, type PlanCampaign, stolenAmount, theft } from './campaign.ts'

export const parallelAccount: PlanCampaign = (input) => {
  const { random, context, victims, from } = input
  const times = callTimes(random, from, victims.length)
  return victims.flatMap((victim, index): Act[] => {
    const attacker = drawAttacker(random, context.addresses, victim.person.city)
    const [address] = attacker.addresses
    if (address === undefined) return []
    const on = { person: victim.person.index, phone: 2 + input.run }
    const at = Math.round(times[index] ?? from)
    const enrolment: Act = {
      act: 'enrol',
      at,
      on,
      method: 'otherEid',
      address,
      device: drawDevice(random, 'en'),
    }
    // They hold the phone themselves, so whatever is asked is confirmed, quickly.
    const own = (session: PlannedSession): PlannedSession => ({
      ...session,
      on,
      phoneAddress: address,
      reaction: { answer: 'confirm', seconds: random.between(4, 15), mistypes: false, heeds: false },
    })
    const loan = { trade: 'loans', attacker, victim } as const
    const reaction = { answer: 'confirm', seconds: 5, mistypes: false, heeds: false } as const
    const borrow = own(attackLogin(input, { ...loan, at: at + random.between(4, 90) * MINUTE_MS, reaction }))
    const contract = {
      payee: `loan ${random.hex(6)}`,
      amountMinor: stolenAmount(random, 2_000, 9_000),
      currency: 'EUR',
    } as const
    const bank = own(
      attackLogin(input, {
        victim,
        attacker,
        trade: 'bank',
        at: borrow.at + random.between(0.2, 3) * HOUR_MS,
        reaction,
      }),
    )
    return [
      enrolment,
      borrow,
      own(attackPayment(input, borrow, contract, random.between(2, 6), reaction)),
      bank,
      own(attackPayment(input, bank, theft(random), random.between(1, 4), reaction)),
    ]
  })
}
