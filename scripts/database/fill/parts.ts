/**
 * What the rows of a filled database are put together from: ends of sessions sealed with the service's own key,
 * reasons of the rules that ship, feature vectors of the registry's size. A few hundred of each, drawn by chance.
 */

import { createAddressDescriber } from '../../../server/adapters/addresses.ts'
import { openGeo } from '../../../server/adapters/geo.ts'
import type { Vault } from '../../../server/flow/ports.ts'
import { modelCode } from '../../../server/risk/combineScores.ts'
import { FEATURES } from '../../../server/risk/features/registry.ts'
import { PRESET } from '../../../server/risk/rules/preset.ts'
import { createRandom, type Random } from '../../simulate/random.ts'

export type End = {
  initiator: Uint8Array
  addressKey: string
  networkKey: string
  trackingKey: string
  phoneAddress: Uint8Array
  phoneNetworkKey: string
}
export type Parts = {
  ends: End[]
  /** The same for attackers, who are fewer. */
  attackers: End[]
  vectors: string[]
  quietReasons: string[]
  loudReasons: string[]
  texts: readonly string[]
}

const ENDS = 3_000
const ATTACKERS = 150
const VECTORS = 300
const REASONS = 300
const FIRST_OCTETS = [62, 77, 80, 84, 85, 88, 90, 91, 92, 93, 176, 185, 188, 193, 195, 212, 213] as const
const TEXTS = [
  'Log in to your account',
  'Confirm the payment of 120 EUR to a new payee',
  'Sign the loan agreement',
  'Confirm your identity to customer service',
  'Transfer your savings to the safe account',
  'Open a session at the state portal',
  'Sign the annual report',
  'Confirm the change of your limit',
] as const

export function makeParts(vault: Vault, seed: number): Parts {
  const random = createRandom(seed, 'fill')
  const describe = createAddressDescriber({ geo: openGeo(), networks: { kindsOf: () => [] }, vault })
  return {
    ends: Array.from({ length: ENDS }, () => makeEnd(vault, describe, random)),
    attackers: Array.from({ length: ATTACKERS }, () => makeEnd(vault, describe, random)),
    vectors: Array.from({ length: VECTORS }, () => makeVector(random)),
    quietReasons: Array.from({ length: REASONS }, () => makeReasons(random, 1, false)),
    loudReasons: Array.from({ length: REASONS }, () => makeReasons(random, 4, true)),
    texts: TEXTS,
  }
}

function makeEnd(vault: Vault, describe: ReturnType<typeof createAddressDescriber>, random: Random): End {
  const [ip, phoneIp] = [makeIp(random), makeIp(random)]
  const trackingId = `tracking-${random.integer(1, 1_000_000_000)}`
  const { addressKey, networkKey } = describe(ip)
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
  return {
    initiator: vault.seal(JSON.stringify({ ip, userAgent, trackingId })),
    addressKey,
    networkKey,
    trackingKey: vault.name('tracking', trackingId),
    phoneAddress: vault.seal(phoneIp),
    phoneNetworkKey: describe(phoneIp).networkKey,
  }
}

function makeIp(random: Random): string {
  const octet = () => random.integer(1, 254)
  return `${random.pick(FIRST_OCTETS)}.${octet()}.${octet()}.${octet()}`
}

function makeVector(random: Random): string {
  const vector = Object.keys(FEATURES).map((name) => {
    const draw = random.next()
    if (draw < 0.15) return [name, { missing: 'notTold' }]
    if (draw < 0.5) return [name, { value: random.chance(0.5) }]
    return [name, { value: Math.round(random.next() * 100_000) / 1_000 }]
  })
  return JSON.stringify(Object.fromEntries(vector))
}

function makeReasons(random: Random, most: number, isLoud: boolean): string {
  const rules = PRESET.rules.filter(({ scamType }) => (scamType !== 'unknown') === isLoud)
  const ofRules = Array.from({ length: random.integer(1, most) }, () => random.pick(rules)).map((rule) => ({
    source: 'rule',
    code: rule.reasonCode,
    contribution: (isLoud ? 1 : -1) * (0.2 + random.next()),
    ruleId: rule.id,
    scamType: rule.scamType,
    values: {},
  }))
  const ofModel = Array.from({ length: 3 }, () => {
    const feature = random.pick(Object.keys(FEATURES))
    const contribution = random.next() - (isLoud ? 0.2 : 0.8)
    return { source: 'model', code: modelCode(feature), contribution, feature, value: random.next() }
  })
  const remainder = { source: 'remainder', code: 'MODEL_REMAINDER', contribution: 0.05, features: 80 }
  return JSON.stringify([...ofRules, ...ofModel, remainder])
}
