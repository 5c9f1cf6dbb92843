/** Those who run a campaign: where they sit, and what their browsers look like. */

import type { Initiator } from '../acts/act.ts'
import type { Addresses } from '../population/addresses.ts'
import { CALL_CENTRE_CITIES, type HomeCity } from '../population/cities.ts'
import { type Browser, drawComputer, trackingIdOf } from '../population/person.ts'
import type { SimulatedRelyingParty } from '../population/relyingParties.ts'
import type { Random } from '../random.ts'

export type Attacker = {
  addresses: string[]
  browser: Browser
  /** A new private window for each victim, so that no relying party knows the browser again. */
  usesPrivateWindows: boolean
}

/** `near`: through somebody's connection in the victims' own city, which is the hardest to tell. */
export const HIDEOUTS = { callCentre: 38, hosting: 28, vpn: 14, sameCountry: 14, near: 6 } as const
export type Hideout = keyof typeof HIDEOUTS

export function drawAttacker(
  random: Random,
  addresses: Addresses,
  victimsCity: HomeCity,
  hideout: Hideout = random.weighted(HIDEOUTS),
): Attacker {
  return {
    addresses: Array.from({ length: random.pick([1, 1, 2, 3]) }, () =>
      drawAddress(random, addresses, victimsCity, hideout),
    ),
    browser: drawComputer(random),
    usesPrivateWindows: random.chance(0.6),
  }
}

function drawAddress(random: Random, addresses: Addresses, victimsCity: HomeCity, hideout: Hideout): string {
  switch (hideout) {
    case 'callCentre':
      return addresses.draw(
        random,
        random.pick(CALL_CENTRE_CITIES),
        random.pick(['home', 'home', 'mobile', 'home6']),
      )
    case 'hosting':
      return addresses.hosting(random)
    case 'vpn':
      return addresses.vpn(random)
    case 'sameCountry':
      return addresses.draw(
        random,
        victimsCity === 'tallinn' ? 'tartu' : 'tallinn',
        random.pick(['home', 'mobile']),
      )
    case 'near':
      return addresses.draw(random, victimsCity, 'home')
  }
}

export function initiatorOf(
  random: Random,
  attacker: Attacker,
  relyingParty: SimulatedRelyingParty,
): Initiator {
  return {
    ip: random.pick(attacker.addresses),
    userAgent: attacker.browser.userAgent,
    trackingId: attacker.usesPrivateWindows
      ? random.hex(22)
      : trackingIdOf(attacker.browser, relyingParty.uuid),
  }
}
