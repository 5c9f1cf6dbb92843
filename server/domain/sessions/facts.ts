/**
 * What the risk engine is told of a session: plain values, all known before the decision, nothing of
 * the future. A flow gathers them; `risk/features` turns them, with the windows of the history, into
 * features. Identity, name, language and nationality are not among them (invariant 8).
 */

import type { IntegrityFlags, Platform } from '../accounts/device.ts'
import type { AccountId, RelyingPartyId, SessionId, SubjectId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { ListMatch, Stage } from './decision.ts'
import type { ApiVersion, Flow, InteractionType, SessionKind } from './session.ts'

/** Where an address is, by the geo data. */
export type Place = {
  /** ISO 3166 alpha-2. */
  country: string
  region: string | null
  city: string | null
  latitude: number
  longitude: number
}

export const NETWORK_KINDS = ['vpn', 'datacenter'] as const
export type NetworkKind = (typeof NETWORK_KINDS)[number]

/** An address as the risk engine sees it. */
export type AddressFacts = {
  /** Keyed digest of the address: a name for counting, not the address. */
  addressKey: string
  /** Keyed digest of its /24 (IPv4) or /48 (IPv6). */
  networkKey: string
  /** Absent: the geo data does not know the address. */
  place: Place | null
  /** Lists that hold the address. `unknown`: no fresh list was there to ask. */
  networkKinds: NetworkKind[] | 'unknown'
}

/** One live account of the person, as far as the person is known. */
export type AccountFacts = {
  accountId: AccountId
  /** Whether this session's request goes to (or was claimed by) this account; false for a second account beside it. */
  target: boolean
  enrolledAt: Instant
  /** Age of the key that this kind of session uses, from its creation. */
  keyCreatedAt: Instant
  platform: Platform
  osVersion: string
  appVersion: string
  integrity: IntegrityFlags
  /** The last address from which this phone spoke to us before this session, and when. */
  lastSeen: { at: Instant; address: AddressFacts } | null
  wrongPins: number
}

export type { ListMatch }

export type SessionFacts = {
  stage: Stage
  sessionId: SessionId
  occurredAt: Instant
  apiVersion: ApiVersion
  kind: SessionKind
  /** Null where a device link has not been claimed. */
  flow: Flow | null
  relyingPartyId: RelyingPartyId
  /** Null: nobody has claimed the device link yet, so only rules over RP and initiator can run. */
  subjectId: SubjectId | null
  /** Every live account of the person, newest last. Empty where the person is not known yet. */
  accounts: AccountFacts[]
  initiator: {
    /** Null: the RP did not say. */
    address: AddressFacts | null
    userAgent: string | null
    /** Keyed digest. */
    trackingKey: string | null
  }
  /** The phone that claimed the link or confirmed, from the address it did so. Null before it acts. */
  phone: { accountId: AccountId; address: AddressFacts; integrity: IntegrityFlags } | null
  content: {
    interactionTypes: InteractionType[]
    /** The text of the interaction that will be shown. */
    text: string | null
    relyingPartyName: string
    payeeKey: string | null
    /** Minor units of the currency, as the RP says. */
    amountMinor: number | null
    currency: string | null
  }
  /** Only at the release stage: how long the person took from seeing the request to the PIN. */
  confirmSeconds: number | null
  lists: ListMatch[]
}
