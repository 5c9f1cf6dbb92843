/** Where a person's computer and phone are connected at a time of their life. */
import { DAY_MS, HOUR_MS } from '../../../server/domain/time.ts'
import type { Random } from '../random.ts'
import type { Addresses } from './addresses.ts'
import type { CityName } from './cities.ts'
import { type Person, timeZoneOf } from './person.ts'

export type Trip = { from: number; to: number; city: CityName; hotel: string }

export type Whereabouts = { computer: string; phone: string; isAway: boolean }

/** Local hours of the day at home, with minutes as a fraction. */
export function localHour(person: Person, at: number): number {
  return ((at + timeZoneOf(person.city) * HOUR_MS) % DAY_MS) / HOUR_MS
}

/** Monday to Friday by the calendar of the person's home. 1 January 1970 was a Thursday. */
export function isWorkday(person: Person, at: number): boolean {
  const day = Math.floor((at + timeZoneOf(person.city) * HOUR_MS) / DAY_MS) % 7
  return day !== 2 && day !== 3
}

export function whereabouts(
  random: Random,
  addresses: Addresses,
  person: Person,
  trips: readonly Trip[],
  at: number,
): Whereabouts {
  const trip = trips.find((one) => at >= one.from && at < one.to)
  if (trip !== undefined) {
    // Abroad a phone is on the hotel's network, or roams: then its carrier sends it through the gateway at home.
    return {
      computer: trip.hotel,
      phone: random.chance(0.6) ? trip.hotel : person.mobileAddress,
      isAway: true,
    }
  }
  const hour = localHour(person, at)
  const works = person.office !== null && isWorkday(person, at) && hour >= 8.5 && hour < 17.5
  if (works && person.office !== null && random.chance(0.85)) {
    const phone = random.chance(0.45) ? person.office.address : person.mobileAddress
    return { computer: person.office.address, phone, isAway: false }
  }
  const home = () => homeAddress(random, addresses, person)
  return { computer: home(), phone: random.chance(0.75) ? home() : person.mobileAddress, isAway: false }
}

/** IPv6 where there is some, as a privacy address of the same /64; else the router's one IPv4 address. */
function homeAddress(random: Random, addresses: Addresses, person: Person): string {
  if (person.homeAddress6 === null || random.chance(0.4)) return person.homeAddress
  return addresses.neighbour(random, person.homeAddress6)
}
