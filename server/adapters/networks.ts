/**
 * Lists of anonymising networks from a configured folder: `vpn-ipv4.txt`, `vpn-ipv6.txt`, `datacenter-ipv4.txt`,
 * `datacenter-ipv6.txt`, one CIDR block a line, `#` begins a comment. A list that is too old counts for nothing,
 * and one that shrank by half against the one before is not taken: both are how a broken download looks.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { NETWORK_KINDS, type NetworkKind } from '../domain/sessions/facts.ts'
import { type Clock, DAY_MS, toInstant } from '../domain/time.ts'
import { findRange, parseRanges, type Range } from './addressRanges.ts'

export interface Networks {
  /** `unknown`: no fresh list was there to ask. */
  kindsOf(ip: string): NetworkKind[] | 'unknown'
  /** Reads the files again. */
  reload(): void
}

type Family = 'ipv4' | 'ipv6'
type List = { ranges: Range[]; readAtMs: number }
type Reporter = { warn(details: object, message: string): void }

const SHRUNK_TO = 0.5

export function openNetworks(
  { directory, maxAgeDays }: { directory: string | null; maxAgeDays: number },
  clock: Clock,
  log: Reporter,
): Networks {
  const lists = new Map<string, List>()

  function reload() {
    if (directory === null) return
    for (const kind of NETWORK_KINDS)
      for (const family of ['ipv4', 'ipv6'] as const) read(directory, kind, family)
  }

  function read(folder: string, kind: NetworkKind, family: Family) {
    const name = `${kind}-${family}`
    const file = join(folder, `${name}.txt`)
    if (!existsSync(file)) return log.warn({ list: name }, 'a network list is not there')
    const { ranges, problems } = parseRanges(readFileSync(file, 'utf8'), family)
    if (problems > 0) log.warn({ list: name, problems }, 'a network list has lines that are no networks')
    const before = lists.get(name)
    if (ranges.length === 0 || (before !== undefined && ranges.length < before.ranges.length * SHRUNK_TO)) {
      return log.warn(
        { list: name, networks: ranges.length },
        'a network list shrank too much and is not taken',
      )
    }
    lists.set(name, { ranges, readAtMs: toInstant(Math.round(statSync(file).mtimeMs)) })
  }

  function isFresh(list: List | undefined): list is List {
    return list !== undefined && clock.now() - list.readAtMs <= maxAgeDays * DAY_MS
  }

  reload()
  return {
    reload,
    kindsOf(ip) {
      if (!ipaddr.isValid(ip)) return 'unknown'
      const address = ipaddr.process(ip)
      const fresh = NETWORK_KINDS.map((kind) => ({ kind, list: lists.get(`${kind}-${address.kind()}`) }))
      const usable = fresh.flatMap(({ kind, list }) => (isFresh(list) ? [{ kind, list }] : []))
      if (usable.length === 0) return 'unknown'
      return usable.filter(({ list }) => findRange(list.ranges, address)).map(({ kind }) => kind)
    },
  }
}
