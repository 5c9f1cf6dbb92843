/** What planning needs beside the people. */

import type { Addresses } from '../population/addresses.ts'
import { drawIban } from '../population/person.ts'
import { type SimulatedRelyingParty, TRADE_HABITS } from '../population/relyingParties.ts'
import type { Random } from '../random.ts'
import type { PlannedSession } from './act.ts'

export type PlanContext = {
  addresses: Addresses
  relyingParties: readonly SimulatedRelyingParty[]
  /** Numbers sessions. */
  nextId(): number
}

/** How a login starts, on a computer or in the phone's own browser. */
export function drawFlow(
  random: Random,
  relyingParty: SimulatedRelyingParty,
  onPhone: boolean,
): PlannedSession['flow'] {
  const { flows, opensApp } = TRADE_HABITS[relyingParty.trade]
  if (onPhone) return random.chance(opensApp) ? 'Web2App' : 'Notification'
  return random.weighted(flows)
}

export function paymentText(amountMinor: number, payee: string): string {
  return `Pay ${(amountMinor / 100).toFixed(2)} EUR to ${payee}`
}

/** Somebody to whom this person never paid. */
export const drawNewPayee = drawIban
