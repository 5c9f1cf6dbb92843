/** What an attacker leaves behind in sessions, by which they are tied to a campaign. */
import { DAY_MS } from '../time.ts'

/** Each is the keyed digest that the session carries; a relying party is its id. */
export const ARTEFACT_KINDS = [
  'address',
  'network',
  'tracking',
  'text',
  'phoneNetwork',
  'relyingParty',
] as const
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number]

/**
 * Those that tie sessions by themselves. A relying party, its text or the network of the phones is shared by honest
 * people as well: these are counted, and tie only where an analyst asks for it.
 */
export const TYING_KINDS = ['address', 'network', 'tracking'] as const satisfies readonly ArtefactKind[]

/** How far back "who else" looks (event time). */
export const WHO_ELSE_MS = 30 * DAY_MS

/** Beyond this many other sessions an artefact's count is "that many or more". */
export const OTHERS_COUNTED_AT_MOST = 1_000

/** A link graph is made of so many sessions at most, the newest. */
export const LINKED_SESSIONS_AT_MOST = 2_000

export type Artefact = { kind: ArtefactKind; key: string }
