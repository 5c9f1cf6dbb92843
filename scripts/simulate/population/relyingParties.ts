/** What the demo's relying parties do for a living: how they ask, what they say, and how much they tell of the browser. */
import type { CertificateLevel } from '../../../server/domain/sessions/session.ts'

export const TRADES = ['bank', 'state', 'health', 'telecom', 'loans', 'market'] as const
export type Trade = (typeof TRADES)[number]

/** One relying party of a run; `address` is where its server speaks from. */
export type SimulatedRelyingParty = { uuid: string; name: string; address: string; trade: Trade }

/** Of the browser that asks, a relying party tells all, only its address and program, or nothing. */
export type Disclosure = 'everything' | 'network' | 'nothing'

export type TradeHabits = {
  apiVersion: 'v2' | 'v3'
  /** How a login on a computer starts, by weight. v2 knows only notifications. */
  flows: Readonly<Record<'Notification' | 'QR', number>>
  /** How often a login in the phone's own browser opens the app there (Web2App). */
  opensApp: number
  telling: Disclosure
  level: CertificateLevel
  /** How often a person goes there, by weight. */
  visits: number
  /** How often a login is followed by a signature. */
  signs: number
  /** Payments name a payee and an amount. */
  pays: boolean
  login(name: string): string
  signature(name: string): string
}

export const TRADE_HABITS: Readonly<Record<Trade, TradeHabits>> = {
  bank: {
    apiVersion: 'v3',
    flows: { Notification: 75, QR: 25 },
    opensApp: 0.7,
    telling: 'everything',
    level: 'QUALIFIED',
    visits: 50,
    signs: 0.45,
    pays: true,
    login: (name) => `Log in to ${name}`,
    signature: () => 'Confirm the payment',
  },
  state: {
    apiVersion: 'v3',
    flows: { Notification: 85, QR: 15 },
    opensApp: 0.5,
    telling: 'network',
    level: 'QUALIFIED',
    visits: 16,
    signs: 0.2,
    pays: false,
    login: (name) => `Log in to ${name}`,
    signature: () => 'Sign the application',
  },
  health: {
    apiVersion: 'v2',
    flows: { Notification: 1, QR: 0 },
    opensApp: 0,
    telling: 'everything',
    level: 'QUALIFIED',
    visits: 10,
    signs: 0,
    pays: false,
    login: (name) => `Log in to ${name}`,
    signature: () => 'Sign the consent',
  },
  telecom: {
    apiVersion: 'v2',
    flows: { Notification: 1, QR: 0 },
    opensApp: 0,
    telling: 'nothing',
    level: 'QUALIFIED',
    visits: 6,
    signs: 0.1,
    pays: false,
    login: (name) => `Log in to ${name} self-service`,
    signature: () => 'Sign the contract',
  },
  loans: {
    apiVersion: 'v2',
    flows: { Notification: 1, QR: 0 },
    opensApp: 0,
    telling: 'network',
    level: 'QUALIFIED',
    visits: 1,
    signs: 0.6,
    pays: true,
    login: (name) => `Log in to ${name}`,
    signature: () => 'Sign the loan contract',
  },
  market: {
    apiVersion: 'v3',
    flows: { Notification: 60, QR: 40 },
    opensApp: 0.4,
    telling: 'everything',
    level: 'ADVANCED',
    visits: 8,
    signs: 0.15,
    pays: true,
    login: (name) => `Log in to ${name}`,
    signature: () => 'Confirm the order',
  },
}

const TRADE_OF_NAME: Readonly<Record<string, Trade>> = {
  Rannapank: 'bank',
  Riigivärav: 'state',
  Terviseleht: 'health',
  'Laine Mobiil': 'telecom',
  Kiirlaen24: 'loans',
  Turuplats: 'market',
}

/** Those of the given relying parties whose trade is known here, all speaking from one address. */
export function simulatedRelyingParties(
  known: readonly { uuid: string; name: string }[],
  address: string,
): SimulatedRelyingParty[] {
  return known.flatMap(({ uuid, name }) => {
    const trade = TRADE_OF_NAME[name]
    return trade === undefined ? [] : [{ uuid, name, address, trade }]
  })
}

/** @throws Error where no relying party of the run is of this trade. */
export function ofTrade(
  relyingParties: readonly SimulatedRelyingParty[],
  trade: Trade,
): SimulatedRelyingParty {
  const found = relyingParties.find((one) => one.trade === trade)
  if (found === undefined) throw new Error(`The run has no relying party of the trade ${trade}`)
  return found
}
