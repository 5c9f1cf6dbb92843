import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { createAddressDescriber } from '../../server/adapters/addresses.ts'
import { findRange, parseRanges } from '../../server/adapters/addressRanges.ts'
import { openGeo } from '../../server/adapters/geo.ts'
import { openNetworks } from '../../server/adapters/networks.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'

const NOW = toInstant(Date.UTC(2026, 10, 3))
const clock = { now: () => NOW }
let folder: string
let warnings: string[]
const log = { warn: (_: object, message: string) => void warnings.push(message) }

beforeEach(() => {
  warnings = []
  folder = mkdtempSync(join(tmpdir(), 'networks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeList(name: string, lines: string[], ageDays = 1) {
  mkdirSync(folder, { recursive: true })
  const seconds = (NOW - ageDays * DAY_MS) / 1000
  writeFileSync(join(folder, name), lines.join('\n'))
  utimesSync(join(folder, name), seconds, seconds)
}

const open = () => openNetworks({ directory: folder, maxAgeDays: 30 }, clock, log)

describe('network lists', () => {
  test('know the kinds of an address, in IPv4, IPv6 and IPv4 written as IPv6', () => {
    writeList('vpn-ipv4.txt', ['# a comment', '198.51.100.0/24', '203.0.113.7'])
    writeList('datacenter-ipv4.txt', ['198.51.100.128/25'])
    writeList('vpn-ipv6.txt', ['2001:db8:1::/48'])
    const networks = open()
    expect(networks.kindsOf('198.51.100.1')).toEqual(['vpn'])
    expect(networks.kindsOf('198.51.100.200')).toEqual(['vpn', 'datacenter'])
    expect(networks.kindsOf('::ffff:203.0.113.7')).toEqual(['vpn'])
    expect(networks.kindsOf('203.0.113.8')).toEqual([])
    expect(networks.kindsOf('2001:db8:1:2::3')).toEqual(['vpn'])
    expect(networks.kindsOf('2001:db8:2::')).toEqual([])
  })

  test('that are stale count for nothing', () => {
    writeList('vpn-ipv4.txt', ['198.51.100.0/24'], 31)
    expect(open().kindsOf('198.51.100.1')).toBe('unknown')
  })

  test('that are not there leave the kind unknown', () => {
    expect(openNetworks({ directory: null, maxAgeDays: 30 }, clock, log).kindsOf('198.51.100.1')).toBe(
      'unknown',
    )
    expect(open().kindsOf('198.51.100.1')).toBe('unknown')
  })

  test('that shrank by half against the one before are not taken', () => {
    const all = Array.from({ length: 10 }, (_, number) => `10.${number}.0.0/24`)
    writeList('vpn-ipv4.txt', all)
    const networks = open()
    writeList('vpn-ipv4.txt', all.slice(0, 4))
    networks.reload()
    expect(networks.kindsOf('10.9.0.1')).toEqual(['vpn'])
    expect(warnings).toContain('a network list shrank too much and is not taken')
    writeList('vpn-ipv4.txt', all.slice(0, 6))
    networks.reload()
    expect(networks.kindsOf('10.9.0.1')).toEqual([])
  })

  test('tell of lines that are no networks', () => {
    expect(parseRanges('10.0.0.0/8\nnonsense\n2001:db8::/32\n10.0.0.0/40', 'ipv4')).toMatchObject({
      problems: 3,
    })
  })

  test('find by binary search what a search of every block finds', () => {
    const block = fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`)
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), fc.ipV4(), (blocks, ip) => {
        const { ranges } = parseRanges(blocks.join('\n'), 'ipv4')
        const address = ipaddr.IPv4.parse(ip)
        expect(findRange(ranges, address)).toBe(
          blocks.some((one) => address.match(ipaddr.IPv4.parseCIDR(one))),
        )
      }),
    )
  })
})

describe('an address', () => {
  const names: string[] = []
  const vault = {
    name: (purpose: string, text: string) => {
      names.push(`${purpose} ${text}`)
      return `name ${names.indexOf(`${purpose} ${text}`)}`
    },
  }
  const describeAddress = createAddressDescriber({ geo: openGeo(), networks: { kindsOf: () => [] }, vault })

  test('is named by itself and by its /24 or /48, however it is written', () => {
    expect(describeAddress('::ffff:90.190.0.1')).toEqual(describeAddress('90.190.0.1'))
    expect(describeAddress('90.190.0.1').networkKey).toBe(describeAddress('90.190.0.250').networkKey)
    expect(describeAddress('90.190.0.1').networkKey).not.toBe(describeAddress('90.190.1.1').networkKey)
    expect(describeAddress('2001:7D0:8000::1')).toEqual(describeAddress('2001:7d0:8000:0:0:0:0:1'))
    expect(describeAddress('2001:7d0:8000::1').networkKey).toBe(
      describeAddress('2001:7d0:8000:ffff::2').networkKey,
    )
  })

  test('has a place where the geo data knows one', () => {
    expect(describeAddress('90.190.0.1').place).toMatchObject({ country: 'EE' })
    expect(describeAddress('2001:7d0:8000::1').place).toMatchObject({ country: 'EE' })
    expect(describeAddress('10.0.0.1').place).toBeNull()
    expect(describeAddress('no address').place).toBeNull()
  })

  test('does not leave its IP in the facts', () => {
    expect(JSON.stringify(describeAddress('90.190.0.1'))).not.toContain('90.190')
  })
})
