/** The people of a run: households, offices and carriers first, then who lives, works and phones there. */

import type { Random } from '../random.ts'
import type { Addresses } from './addresses.ts'
import { CITIES, type CityName, HOME_CITIES, type HomeCity } from './cities.ts'
import { makePerson, type Person } from './person.ts'

type Home = { city: HomeCity; address: string; address6: string | null; places: number }
type Office = { city: HomeCity; address: string; employer: number; places: number }

export type Population = { people: Person[] /** How many employers there are. */; employers: number }

export function makePopulation(random: Random, addresses: Addresses, size: number): Population {
  const gateways = makeGateways(random.fork('carriers'), addresses)
  const homes: Home[] = []
  const offices: Office[] = []
  const people = Array.from({ length: size }, (_, index) => {
    const own = random.fork(`person ${index}`)
    const home = homes.find((one) => one.places > 0) ?? build(homes, makeHome(own, addresses))
    home.places -= 1
    const office = own.chance(0.55) ? findOffice(own, addresses, offices, home.city) : null
    return makePerson(own, index, {
      city: home.city,
      homeAddress: home.address,
      homeAddress6: home.address6,
      mobileAddress: own.pick(gateways[CITIES[home.city].country] ?? [home.address]),
      office: office === null ? null : { address: office.address, employer: office.employer },
      vpn: own.chance(0.08)
        ? { addresses: [addresses.vpn(own), addresses.vpn(own)], share: own.pick([0.2, 0.5, 0.9]) }
        : null,
    })
  })
  return { people, employers: offices.length }
}

function build<Item>(list: Item[], item: Item): Item {
  list.push(item)
  return item
}

function makeHome(random: Random, addresses: Addresses): Home {
  const city = random.weighted(HOME_CITIES)
  return {
    city,
    address: addresses.draw(random, city, 'home'),
    address6: random.chance(0.35) ? addresses.draw(random, city, 'home6') : null,
    places: random.pick([1, 1, 2, 2, 3, 4]),
  }
}

function findOffice(random: Random, addresses: Addresses, offices: Office[], city: HomeCity): Office {
  const free = offices.find((one) => one.city === city && one.places > 0)
  const office =
    free ??
    build(offices, {
      city,
      address: addresses.draw(random, city, 'home'),
      employer: offices.length,
      places: random.integer(4, 14),
    })
  office.places -= 1
  return office
}

/** A carrier sends all its phones of a country through a few addresses (CGNAT), wherever they are. */
function makeGateways(random: Random, addresses: Addresses): Partial<Record<string, string[]>> {
  const capitals: readonly CityName[] = ['tallinn', 'riga', 'vilnius', 'helsinki']
  return Object.fromEntries(
    capitals.map((city) => [
      CITIES[city].country,
      Array.from({ length: 4 }, () => addresses.draw(random, city, 'mobile')),
    ]),
  )
}
